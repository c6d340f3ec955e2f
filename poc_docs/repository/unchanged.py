"""Whether every plan is as it was when something was kept of it: asked of git, without reading a plan."""

from __future__ import annotations

import os

from poc_docs.repository.contents import Changes, Contents, index_hash, plan_count, plan_sizes
from poc_docs.repository.known_good import (
    ALL_GOOD,
    CHECKED,
    current_key,
    known_parts,
    read_known,
    write_known,
)
from poc_docs.repository.places import PLANS

_GIT = ".git"


class Unchanged:
    """What was kept of all plans together: it holds while git's index is the same, and each plan as there.

    Only where git's folder stands in ``root`` itself anything is kept.
    """

    def __init__(self, root: str, name: str, key: str) -> None:
        """Begin to ask git for the plans that are not as its index has them; ``with`` waits for the answer.

        Raises ``FileNotFoundError`` without git.
        """
        self._root = root
        self._place = (f"{root}/{_GIT}", name, key)
        self._index = index_hash(f"{root}/{_GIT}")
        self.changes = Changes(root)

    def __enter__(self) -> Unchanged:  # noqa: PYI034 -- typing takes long to load
        return self

    def __exit__(self, *_: object) -> None:
        self.changes.paths()

    def kept(self, today: str) -> tuple[int, str] | None:
        """Give the number of plans and what was kept of them, if it holds on a day, ``YYYY-MM-DD``.

        Git finds each plan of that index on the disk, unchanged; then no other is there if there are as many.
        """
        kept = read_known(*self._place).get(self._index.hex(), "0 - - ")
        plans, first, last, text = kept.split(" ", 3)
        if not first <= today <= last or plan_count(self._root) != int(plans):
            return None
        return (int(plans), text) if self._is_same() else None

    def keep(self, plans: int, days: tuple[str, str], text: str = "") -> None:
        """Keep a text for these days, if the index has each of so many plans as it was found. Never fails."""
        if plans and self._index and self._is_same():
            write_known(*self._place, {self._index.hex(): " ".join([str(plans), *days, text])})

    def _is_same(self) -> bool:
        return self.changes.paths() == set() and index_hash(self._place[0]) == self._index


def good_plans(today: str) -> int:
    """Give the number of plans if all are certainly good on a day, ``YYYY-MM-DD``; else 0.

    Answers only from the top of an ordinary work tree: anywhere else, and in any doubt, it is 0.
    """
    if not os.path.isdir(_GIT):  # noqa: PTH112
        return 0
    key = current_key(".")
    with Unchanged(".", ALL_GOOD, key) as unchanged:
        seen = unchanged.kept(today)
        return seen[0] if seen else _with_known_contents(unchanged, key, today)


def _with_known_contents(unchanged: Unchanged, key: str, today: str) -> int:
    """Give the number of plans if each has a content that was good, and none has a twin."""
    contents = Contents(".", unchanged.changes)
    sizes: dict[str, int] | None = None
    known: dict[str, str] = {}
    try:
        sizes = None if os.path.lexists(f"{PLANS}/.adopted") else plan_sizes(".")
        known = read_known(_GIT, CHECKED, key) if sizes else {}
    finally:
        ids = contents.ids()
    days = _days_of(sizes, ids, known) if sizes and known else None
    if not sizes or not days or not days[0] <= today <= days[1]:
        return 0
    if len(ids) == len(sizes):
        unchanged.keep(len(sizes), days)
    return len(sizes)


def _days_of(sizes: dict[str, int], ids: dict[str, str], known: dict[str, str]) -> tuple[str, str] | None:
    """Give the days on which each plan has a content that is good; None where one has not, or has a twin."""
    marks: list[str] = []
    days = []
    for path, on_disk in sizes.items():
        kept = known.get(ids.get(path, ""))
        if kept is None:
            return None
        size, first, last, mine, _ = known_parts(kept)
        if on_disk != int(size):
            return None
        days.append((first, last))
        marks += mine
    if len(set(marks)) < len(marks):
        return None
    return max(first for first, _ in days), min(last for _, last in days)
