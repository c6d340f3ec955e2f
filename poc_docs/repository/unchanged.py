"""Whether every plan is as ``check`` has seen it, and was good: asked of git, without reading a plan.

Git keeps the id of each file's content, and knows by time and size which files to look at again.
"""

from __future__ import annotations

import os

from poc_docs.repository.git_process import RAW, GitProcess
from poc_docs.repository.known_good import current_key, read_known
from poc_docs.repository.places import PLANS

_BELOW = f":(top,literal){PLANS}"
_REDIRECTED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
_MARKDOWN = (".md", ".MD", ".Md", ".mD")
_AS_USUAL = ("H 100644 ", "H 100755 ")
"""How git lists an ordinary file that it was not told to overlook."""


def good_plans(today: str) -> int:
    """Give the number of plans if all are certainly good on a day, ``YYYY-MM-DD``; else 0.

    Answers only from the top of an ordinary work tree: anywhere else, and in any doubt, it is 0.
    """
    if not hasattr(os, "posix_spawnp") or any(name in os.environ for name in _REDIRECTED):
        return 0
    if not os.path.isdir(".git"):  # noqa: PTH112
        return 0
    listing = GitProcess(".", ("ls-files", "-v", "--stage", "-z", "--", _BELOW))
    changes = GitProcess(".", ("diff-files", *RAW, "--", _BELOW))
    known: dict[str, str] = {}
    on_disk: dict[str, int] = {}
    try:
        plain = not os.path.lexists(f"{PLANS}/.adopted") and _measure(PLANS, on_disk)
        known = read_known(".git", current_key(".")) if plain else {}
    finally:
        listed, changed = listing.finish(), changes.finish()
    if not known or listed[0] or changed[0] or changed[1]:
        return 0
    return len(on_disk) if _all_good(os.fsdecode(listed[1]), on_disk, known, today) else 0


def _measure(folder: str, found: dict[str, int]) -> bool:
    """Note the size of every plan below a folder; say whether there are ordinary files and folders only."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not _measure(entry.path, found):
                    return False
            elif not entry.is_file(follow_symlinks=False):
                return False
            elif entry.name.endswith(_MARKDOWN):
                found[entry.path] = entry.stat(follow_symlinks=False).st_size
    return True


def _all_good(listed: str, on_disk: dict[str, int], known: dict[str, str], today: str) -> bool:
    """Say whether each plan on the disk is listed with a content that is good today, and none has a twin."""
    marks: list[str] = []
    count = 0
    for entry in listed.split("\0"):
        stamp, _, path = entry.partition("\t")
        if not path.endswith(_MARKDOWN):
            continue
        content = stamp[9:-2]
        if content not in known or not stamp.startswith(_AS_USUAL):
            return False
        size, first, last, *mine = known[content].split(" ")
        # Where git changes files as it writes them, their size tells: what was checked is what stands there.
        if on_disk.get(path) != int(size) or not first <= today <= last:
            return False
        marks += mine
        count += 1
    return count == len(on_disk) and len(set(marks)) == len(marks)
