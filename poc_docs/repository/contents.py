"""Which plans stand on the disk, and which contents they have: asked of git, without reading a plan.

Git keeps the id of each file's content, and knows by time and size which files to look at again.
"""

from __future__ import annotations

import os

from poc_docs.repository.git_process import RAW, GitProcess
from poc_docs.repository.places import PLANS

_BELOW = f":(top,literal){PLANS}"
_UNFILTERED = f":(top,literal,attr:!filter !ident !working-tree-encoding){PLANS}"
"""Only of these the size tells whether git changed them as it wrote them: with other line breaks it grows."""
_REDIRECTED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
_MARKDOWN = (".md", ".MD", ".Md", ".mD")
_AS_USUAL = ("H 100644 ", "H 100755 ")
"""How git lists an ordinary file that it was not told to overlook."""


def content_id(data: bytes) -> str:
    """Give the id that git has for a file with these bytes."""
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


class Contents:
    """The plans of a work tree, while git is asked for their contents."""

    def __init__(self, root: str) -> None:
        """Begin to ask git; in a folder that is the top of no work tree, ``ids`` will give nothing.

        Raises ``FileNotFoundError`` without git.
        """
        self._asked: list[GitProcess] = []
        if not hasattr(os, "posix_spawnp") or any(name in os.environ for name in _REDIRECTED):
            return
        if os.path.lexists(f"{root}/.git"):
            self._asked.append(GitProcess(root, ("ls-files", "-v", "--stage", "-z", "--", _UNFILTERED)))
            self._asked.append(GitProcess(root, ("diff-files", *RAW, "--", _BELOW)))

    def ids(self) -> dict[str, str]:
        """Give the id of the content of each plan that is certainly as git lists it; waits for git.

        Where git changes line breaks as it writes files, one may have another content than its id says; then
        its size is another too.
        """
        answers = [process.finish() for process in self._asked]
        self._asked = []
        if not answers or any(code for code, *_ in answers):
            return {}
        listed, changed = (os.fsdecode(out) for _, out, _ in answers)
        # Before each path stands what changed of it.
        left_out = {*changed.split("\0")[1::2]}
        found = {}
        for entry in listed.split("\0"):
            stamp, _, path = entry.partition("\t")
            if path.endswith(_MARKDOWN) and path not in left_out and stamp.startswith(_AS_USUAL):
                found[path] = stamp[9:-2]
        return found


def plan_sizes(root: str) -> dict[str, int] | None:
    """Give the size of every plan, by its path from ``root``; None where a link or a device is below."""
    found: dict[str, int] = {}
    if os.path.islink(f"{root}/{PLANS}"):  # noqa: PTH114
        return None
    try:
        return found if _measure(f"{root}/{PLANS}", PLANS, found) else None
    except OSError:
        return None


def _measure(folder: str, name: str, found: dict[str, int]) -> bool:
    """Note the size of every plan below a folder; say whether there are ordinary files and folders only."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not _measure(entry.path, f"{name}/{entry.name}", found):
                    return False
            elif not entry.is_file(follow_symlinks=False):
                return False
            elif entry.name.endswith(_MARKDOWN):
                found[f"{name}/{entry.name}"] = entry.stat(follow_symlinks=False).st_size
    return True
