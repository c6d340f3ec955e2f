"""Better words for a target that no machine can decide."""

from __future__ import annotations

import re

from poc_docs.plan.verdicts.quantities import read_quantity
from poc_docs.plan.verdicts.targets import read_target
from poc_docs.plan.verdicts.wording import BEFORE, LONGEST, plain
from poc_docs.text.patterns import pattern

_UP_TO = pattern(r"up to\s+", re.IGNORECASE)
_TURNED_ROUND = {"=<": "\u2264", "=>": "\u2265"}
_FASTER = pattern(
    r"(?:at least\s+|>=?\s*|\u2265\s*)?(?P<number>[0-9.]+\s?(?:%|x|\u00d7|times))\s+"
    r"(?:faster|better|improvement|quicker)\b.*",
    re.IGNORECASE,
)
_WORDS_AT_MOST = 12


def better_wording(target: str) -> str:
    """Say how the target could be written so that results can be judged, with a wording to paste."""
    text = plain(target[:LONGEST])
    example = "write for example '\u2264 200 ms', or 'Pass/Fail' and say in Measurement what passes"
    return _with_direction(text) or _without_slip(text) or _part_of(text) or example


def _with_direction(text: str) -> str:
    """Give the wordings of a value whose direction is only implied."""
    quantity, change = read_quantity(text), _FASTER.fullmatch(text)
    if quantity and quantity.is_zero:
        return f"write '= {text}'"
    if quantity:
        return f"write '\u2265 {text}' if more is better, '\u2264 {text}' if less is"
    if change and "%" in change["number"]:
        less, more = (f"'\u2265 {change['number']} {word} than baseline'" for word in ("less", "more"))
        return f"write {less}, or {more}"
    return f"write '\u2265 {change['number']} baseline' if more is better" if change else ""


def _without_slip(text: str) -> str:
    """Give the wording that was probably meant."""
    for wrong, right in _TURNED_ROUND.items():
        if read_target(text.replace(wrong, right)):
            return f"write {text.replace(wrong, right)!r}"
    limit = _UP_TO.sub("\u2264 ", text)
    if limit != text and read_target(limit):
        return f"write {limit!r} if that is the most, '\u2265 \u2026' if it is the least that must work"
    return ""


def _part_of(text: str) -> str:
    """Find a part that can be judged, with what has to go elsewhere."""
    words = text.split()
    for count in range(min(len(words), _WORDS_AT_MOST), 0, -1):
        head, rest = " ".join(words[:count]).rstrip(",;"), " ".join(words[count:])
        if rest and read_target(head):
            return f"write {head!r} and move {rest!r} into Measurement"
    start = BEFORE.search(text)
    if start and start.start() and read_target(text[start.start() :]):
        rest = text[: start.start()].strip(" :,")
        return f"write {text[start.start() :]!r} and move {rest!r} into Measurement"
    return ""
