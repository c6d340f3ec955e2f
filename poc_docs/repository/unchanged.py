"""Whether every plan is as ``check`` has seen it, and was good: asked of git, without reading a plan."""

from __future__ import annotations

import os

from poc_docs.repository.contents import Contents, plan_sizes
from poc_docs.repository.known_good import CHECKED, current_key, known_parts, read_known
from poc_docs.repository.places import PLANS


def good_plans(today: str) -> int:
    """Give the number of plans if all are certainly good on a day, ``YYYY-MM-DD``; else 0.

    Answers only from the top of an ordinary work tree: anywhere else, and in any doubt, it is 0.
    """
    if not os.path.isdir(".git"):  # noqa: PTH112
        return 0
    contents = Contents(".")
    sizes: dict[str, int] | None = None
    known: dict[str, str] = {}
    try:
        sizes = None if os.path.lexists(f"{PLANS}/.adopted") else plan_sizes(".")
        known = read_known(".git", CHECKED, current_key(".")) if sizes else {}
    finally:
        ids = contents.ids()
    return len(sizes) if sizes and known and _all_good(sizes, ids, known, today) else 0


def _all_good(sizes: dict[str, int], ids: dict[str, str], known: dict[str, str], today: str) -> bool:
    """Say whether each plan has a content that is good today, and none has a twin."""
    marks: list[str] = []
    for path, on_disk in sizes.items():
        kept = known.get(ids.get(path, ""))
        if kept is None:
            return False
        size, first, last, mine, _ = known_parts(kept)
        if on_disk != int(size) or not first <= today <= last:
            return False
        marks += mine
    return len(set(marks)) == len(marks)
