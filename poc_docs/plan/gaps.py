"""What the rows of Gaps Identified say: which gap is meant, its workaround, and what a row still lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.values import is_placeholder
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.plan.model import Gap, Plan

GAP_PARTS = ("gap", "severity", "workaround", "reported to")
"""What a gap row of a criterion says, in the order in which it is asked for."""

_DASHES = "-\u2013\u2014"
_STRUCK = pattern(r"(~~?)(?!~).*?\1")
_NO_WORKAROUND = pattern(
    r"|[-\u2013\u2014?.0]+|x|\[[ x]?\]|n[/.]?a\.?|nil|no|tbc|to be (?:found|confirmed|defined|done)|"
    r"not? (?:yet|known|possible|available|applicable)|"
    r"(?:unknown|pending|open)(?: (?:yet|known|possible|available))?|"
    r"(?:there is |we have )?(?:none|no workaround)\b.*",
    re.IGNORECASE,
)
_EXAMPLES = {**dict.fromkeys(GAP_PARTS, '"…"'), "severity": "Medium"}


def id_key(text: str) -> str:
    """Give an id as it is compared: case does not matter. What says nothing (``-``, ``TBD``) is no id."""
    key = folded(text)
    return "" if is_placeholder(text) or not key.strip(_DASHES) else key


def gaps_of(plan: Plan, number: int) -> list[Gap]:
    """Give the gap rows that name this criterion."""
    return [gap for gap in plan.gaps if gap.criterion and gap.criterion.value == number]


def workarounds(plan: Plan) -> dict[int, Gap]:
    """Give, by number of criterion, the first gap row that names a workaround."""
    found: dict[int, Gap] = {}
    for gap in plan.gaps:
        named = gap.criterion.value if gap.criterion else None
        if named is not None and not names_no_workaround(gap.workaround.value):
            found.setdefault(named, gap)
    return found


def names_no_workaround(text: str) -> bool:
    """Say whether a workaround is none once what is struck out is taken away."""
    held = _STRUCK.sub("", text).strip(" .!")
    return is_placeholder(text) or is_placeholder(held) or bool(_NO_WORKAROUND.fullmatch(held))


def open_parts(gaps: Sequence[Gap]) -> tuple[str, ...]:
    """Give which of ``GAP_PARTS`` the rows of one criterion leave open; all of them without a row.

    Of several rows the one that names a workaround counts, or else the first.
    """
    if not gaps:
        return GAP_PARTS
    gap = next((each for each in gaps if not names_no_workaround(each.workaround.value)), gaps[0])
    is_open = {
        "gap": _is_blank(gap.gap.value),
        "severity": gap.severity.value is None,
        "workaround": names_no_workaround(gap.workaround.value),
        "reported to": _is_blank(gap.reported_to.value),
    }
    return tuple(part for part in GAP_PARTS if is_open[part])


def _is_blank(text: str) -> bool:
    return not text or is_placeholder(text)


def gap_command(name: str, number: int, parts: Sequence[str]) -> str:
    """Give the command that writes these parts of a criterion's gap row."""
    options = (f"--{part.replace(' ', '-')} {number}={_EXAMPLES[part]}" for part in parts)
    return f"poc-docs results {name} {' '.join(options)}"


def without_command(text: str) -> str:
    """Give a sentence without the command behind it in brackets, for readers who have no poc-docs."""
    return text.partition(" (poc-docs ")[0]
