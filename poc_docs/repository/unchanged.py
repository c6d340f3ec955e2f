"""Whether every plan is as ``check`` has seen it, and was good: asked of git, without reading a plan."""

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


def good_plans(today: str) -> int:
    """Give the number of plans if all are certainly good on a day, ``YYYY-MM-DD``; else 0.

    Answers only from the top of an ordinary work tree: anywhere else, and in any doubt, it is 0.
    """
    if not os.path.isdir(_GIT):  # noqa: PTH112
        return 0
    index = index_hash(_GIT)
    changes = Changes(".")
    try:
        key = current_key(".")
        seen = _with_same_index(index, changes, key, today)
        return seen or _with_known_contents(index, changes, key, today)
    finally:
        changes.paths()


def _with_same_index(index: bytes, changes: Changes, key: str, today: str) -> int:
    """Give the number of plans if all are as in an index with which all were good.

    Git finds each plan of that index on the disk, unchanged; then no other is there if there are as many.
    """
    plans, first, last = read_known(_GIT, ALL_GOOD, key).get(index.hex(), "0 - -").split(" ")
    if not first <= today <= last or plan_count(".") != int(plans):
        return 0
    return int(plans) if changes.paths() == set() and index_hash(_GIT) == index else 0


def _with_known_contents(index: bytes, changes: Changes, key: str, today: str) -> int:
    """Give the number of plans if each has a content that was good, and none has a twin."""
    contents = Contents(".", changes)
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
    if index and not changes.paths() and len(ids) == len(sizes) and index_hash(_GIT) == index:
        write_known(_GIT, ALL_GOOD, key, {index.hex(): " ".join([str(len(sizes)), *days])})
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
