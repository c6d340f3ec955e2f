"""Long quotations cut to what a reader takes in, around what differs."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from poc_docs.plan.plan_change import Quoted

if TYPE_CHECKING:
    from poc_docs.plan.plan_change import PlanChange

LONGEST = 200
"""How many characters of a text beside the plan's own fields are quoted."""

_BEFORE_DIFFERENCE = 40


def with_excerpts(change: PlanChange, longest: int = LONGEST) -> PlanChange:
    """Give a change that quotes about ``longest`` characters of each text, and says how many it leaves out.

    Of two long texts it quotes from shortly before the place where they begin to differ.
    """
    quoted = [word for word in change.words if isinstance(word, Quoted)]
    if all(len(word) <= longest for word in quoted):
        return change
    start = 0
    if change.before is not None and change.after is not None:
        pairs = zip(change.before, change.after, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        start = max(0, same - _BEFORE_DIFFERENCE)
    values = {change.before, change.after}
    words = (
        Quoted(_excerpt(word, start if word in values else 0, longest)) if isinstance(word, Quoted) else word
        for word in change.words
    )
    return replace(change, words=tuple(words))


def _excerpt(text: str, start: int, longest: int) -> str:
    beginning = "…" if start else ""
    rest = text[start:]
    if len(rest) <= longest:
        return beginning + rest
    return f"{beginning}{rest[:longest].rstrip()}… ({len(rest) - longest} more characters)"
