"""Which plans stand on the disk, and which contents they have: asked of git, without reading a plan.

Git keeps the id of each file's content, and knows by time and size which files to look at again.
"""

from __future__ import annotations

import os

from poc_docs.repository.git_process import RAW, GitProcess
from poc_docs.repository.places import PLANS

TYPE_CHECKING = False  # the module typing takes longer to load than git's answer
if TYPE_CHECKING:
    from collections.abc import Iterator

_BELOW = f":(top,literal){PLANS}"
_UNFILTERED = f":(top,literal,attr:!filter !ident !working-tree-encoding){PLANS}"
"""Only of these the size tells whether git changed them as it wrote them: with other line breaks it grows."""
_REDIRECTED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
_MARKDOWN = (".md", ".MD", ".Md", ".mD")
_AS_USUAL = ("H 100644 ", "H 100755 ")
"""How git lists an ordinary file that it was not told to overlook."""
_HASH = 20
"""The bytes of a hash; of a longer one these are enough."""


def content_id(data: bytes) -> str:
    """Give the id that git has for a file with these bytes."""
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


class _Question:
    """A question to git about a work tree, asked when it is made."""

    def __init__(self, root: str, *arguments: str) -> None:
        self._asked: GitProcess | None = None
        self._said: str | None = None
        if not hasattr(os, "posix_spawnp") or any(name in os.environ for name in _REDIRECTED):
            return
        if os.path.lexists(f"{root}/.git"):
            self._asked = GitProcess(root, arguments)

    def answer(self) -> str | None:
        """Give what git says, or None where it can't tell; waits for git."""
        if self._asked:
            asked, self._asked = self._asked, None
            code, out, _ = asked.finish()
            self._said = None if code else os.fsdecode(out)
        return self._said


class Changes:
    """The plans that are not as git's index has them, while git is asked for them."""

    def __init__(self, root: str) -> None:
        """Begin to ask git; raises ``FileNotFoundError`` without git."""
        self._question = _Question(root, "diff-files", *RAW, "--", _BELOW)

    def paths(self) -> set[str] | None:
        """Give their paths, or None in a folder that is the top of no work tree; waits for git."""
        said = self._question.answer()
        # Before each path stands what changed of it.
        return None if said is None else {each for each in said.split("\0")[1::2] if each.endswith(_MARKDOWN)}


class Contents:
    """The plans of a work tree, while git is asked for their contents."""

    def __init__(self, root: str, changes: Changes | None = None) -> None:
        """Begin to ask git, also for the changes in ``root`` where they are not asked for already.

        Raises ``FileNotFoundError`` without git.
        """
        self._changes = changes or Changes(root)
        self._question = _Question(root, "ls-files", "-v", "--stage", "-z", "--", _UNFILTERED)

    def ids(self) -> dict[str, str]:
        """Give the id of the content of each plan that is certainly as git lists it; waits for git.

        There are none in a folder that is the top of no work tree. Where git changes line breaks as it writes
        files, a plan may have another content than its id says; then its size is another too.
        """
        listed, left_out = self._question.answer(), self._changes.paths()
        if listed is None or left_out is None:
            return {}
        found = {}
        for entry in listed.split("\0"):
            stamp, _, path = entry.partition("\t")
            if path.endswith(_MARKDOWN) and path not in left_out and stamp.startswith(_AS_USUAL):
                found[path] = stamp[9:-2]
        return found


def index_hash(git_folder: str) -> bytes:
    """Give the hash of all that stands in git's index, with which it ends; empty where git left it out."""
    try:
        with open(f"{git_folder}/index", "rb") as index:  # noqa: PTH123
            index.seek(-_HASH, os.SEEK_END)
            found = index.read(_HASH)
    except OSError:
        return b""
    return found if any(found) else b""


def plan_count(root: str) -> int:
    """Give the number of plans on the disk; 0 where a link or a device is among them."""
    try:
        return sum(1 for _ in _plans(root))
    except OSError:
        return 0


def plan_sizes(root: str) -> dict[str, int] | None:
    """Give the size of every plan, by its path from ``root``; None where a link or a device is below."""
    try:
        return {name: entry.stat(follow_symlinks=False).st_size for name, entry in _plans(root)}
    except OSError:
        return None


def _plans(root: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Give every plan, with its path from ``root``; raises ``OSError`` where a link or a device is below."""
    if os.path.islink(f"{root}/{PLANS}"):  # noqa: PTH114
        raise OSError
    yield from _plans_below(f"{root}/{PLANS}", PLANS)


def _plans_below(folder: str, name: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _plans_below(entry.path, f"{name}/{entry.name}")
            elif not entry.is_file(follow_symlinks=False):
                raise OSError
            elif entry.name.endswith(_MARKDOWN):
                yield f"{name}/{entry.name}", entry
