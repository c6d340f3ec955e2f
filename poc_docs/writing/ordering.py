"""The order of parts in a merge: which part of one version is which of another, and what comes after what."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

T = TypeVar("T")
H = TypeVar("H", bound="Hashable")


def merged_order(base: Sequence[H], ours: Sequence[H], theirs: Sequence[H]) -> list[H]:
    """Give everything that stands in ours or theirs, in the order of the side that changed it, or ours.

    What only the other side has stands after what it follows there.
    """
    first, other = ours, theirs
    if not _reorders(base, ours) and _reorders(base, theirs):
        first, other = theirs, ours
    order = list(first)
    known, passed = {*base, *other}, set(order)
    before: H | None = None
    for name in other:
        if name not in passed:
            at = 0 if before is None else order.index(before) + 1
            while at < len(order) and order[at] not in known:
                at += 1
            order.insert(at, name)
            passed.add(name)
        before = name
    return order


def _reorders(base: Sequence[H], side: Sequence[H]) -> bool:
    places = {name: place for place, name in enumerate(base)}
    kept = [places[name] for name in side if name in places]
    return kept != sorted(kept)


def counted(keys: Sequence[H]) -> list[tuple[H, int]]:
    """Give the keys, each with how often it came before, so that none stands twice."""
    seen: Counter[H] = Counter()
    found = []
    for key in keys:
        found.append((key, seen[key]))
        seen[key] += 1
    return found


def identified(
    base: Sequence[tuple[H, int]],
    side: Sequence[tuple[H, int]],
    may_pair: Callable[[int, int], bool],
) -> list[tuple[H, int]]:
    """Give the names of a side's parts as the base has them.

    What keeps its key keeps its name. Between two of these, as many new parts as old ones are the old ones,
    changed, wherever ``may_pair`` allows it (base index, side index).
    """
    places = {name: place for place, name in enumerate(side)}
    names = list(side)
    for old, new in _runs(base, side, places):
        if len(old) == len(new):
            for i, j in zip(old, new, strict=True):
                if may_pair(i, j):
                    names[j] = base[i]
    return names


def _runs(
    base: Sequence[tuple[H, int]], side: Sequence[tuple[H, int]], places: dict[tuple[H, int], int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Give each run of base parts that the side lacks, with the run of new parts at the same place."""
    known = set(base)
    run: list[int] = []
    start = 0
    for i, name in enumerate([*base, None]):
        if name is not None and name not in places:
            run.append(i)
            continue
        if run:
            end = start
            while end < len(side) and side[end] not in known:
                end += 1
            following = side[end] if end < len(side) else None
            if following == name:
                yield run, list(range(start, end))
        run = []
        if name is not None:
            start = places[name] + 1
