"""Two changed texts and what they came from, merged by lines: the three-way merge of diff3."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Conflict:
    """Whole lines that became two different things."""

    ours: str
    theirs: str


Chunk = str | Conflict


def split_lines(text: str) -> list[str]:
    """Give the lines with their line breaks, broken at LF only."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def merge_lines(base: str, ours: str, theirs: str) -> list[Chunk]:
    """Merge by lines; what both changed in two ways is a ``Conflict``."""
    if theirs in {ours, base}:
        return [ours]
    if ours == base:
        return [theirs]
    return list(_merged(split_lines(base), split_lines(ours), split_lines(theirs)))


def _merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Chunk]:
    at_base = at_ours = at_theirs = 0
    for in_base, in_ours, in_theirs, length in _shared(base, ours, theirs):
        old = base[at_base:in_base]
        one, other = ours[at_ours:in_ours], theirs[at_theirs:in_theirs]
        yield from _between(old, one, other)
        yield "".join(base[in_base : in_base + length])
        at_base, at_ours, at_theirs = in_base + length, in_ours + length, in_theirs + length


def _between(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Chunk]:
    """Merge what lies between two stretches of lines that all three have."""
    if ours in (theirs, base):
        yield "".join(theirs)
    elif theirs == base:
        yield "".join(ours)
    else:
        before, after = _common(ours, theirs)
        yield "".join(ours[:before])
        one, other = ours[before : len(ours) - after], theirs[before : len(theirs) - after]
        yield Conflict("".join(one), "".join(other))
        yield "".join(ours[len(ours) - after :])


def _common(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """Give how many lines the two begin, and end, with in common."""
    shorter = min(len(ours), len(theirs))
    before = next((i for i in range(shorter) if ours[i] != theirs[i]), shorter)
    rest = shorter - before
    after = next((i for i in range(rest) if ours[-1 - i] != theirs[-1 - i]), rest)
    return before, after


def _shared(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Give the stretches of lines that all three have, as offsets in each and a length."""
    one = SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks()
    other = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(one) and j < len(other):
        start = max(one[i].a, other[j].a)
        end = min(one[i].a + one[i].size, other[j].a + other[j].size)
        if start < end:
            yield start, one[i].b + start - one[i].a, other[j].b + start - other[j].a, end - start
        if one[i].a + one[i].size < other[j].a + other[j].size:
            i += 1
        else:
            j += 1
    yield len(base), len(ours), len(theirs), 0
