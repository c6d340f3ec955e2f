"""What git says of index and commits, asked of the git program itself.

Inside a hook git names the index to be committed in ``GIT_INDEX_FILE``; GitPython's own index reader ignores
that and would show HEAD instead. Only object ids and fixed words are ever passed as arguments.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ABSENT = frozenset("0")
_REGULAR = frozenset({"100644", "100755"})
_NO_ENTRY = "000000"


class GitError(Exception):
    """Git can't answer; the text is git's own, or says what is missing."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs between HEAD and the index; an empty object id stands for absence."""

    path: str
    before: str
    after: str
    regular: bool
    """Whether the new version is an ordinary file, not a link or a submodule."""


def run_git(folder: Path, *arguments: str, data: bytes | None = None) -> bytes:
    """Run git in ``folder`` and give what it prints; raises ``GitError`` with git's own words."""
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, input=data or b"", capture_output=True, check=False)
    except FileNotFoundError:
        raise GitError("git is not installed, or not on the PATH") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(said or f"git {arguments[0]} ended with code {done.returncode}")
    return done.stdout


def top_level(folder: Path) -> Path | None:
    """Give the top folder of the work tree that holds ``folder``, or None outside of one."""
    try:
        out = run_git(folder, "rev-parse", "--show-toplevel")
    except GitError as error:
        if "not a git repository" in str(error) or "must be run in a work tree" in str(error):
            return None
        raise
    return Path(out.decode("utf-8", "surrogateescape").rstrip("\n"))


def head(folder: Path) -> str:
    """Give HEAD's commit id, or the id of the empty tree before the first commit."""
    try:
        return run_git(folder, "rev-parse", "--quiet", "--verify", "HEAD^{commit}").decode().strip()
    except GitError:
        return run_git(folder, "hash-object", "-t", "tree", "--stdin").decode().strip()


def staged_changes(folder: Path) -> list[Change]:
    """Give what the next commit would change against HEAD, renames as a deletion and an addition."""
    out = run_git(
        folder, "diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", head(folder), "--"
    )
    parts = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    return [_change(entry, next(parts)) for entry in parts if entry]


def _change(entry: str, path: str) -> Change:
    _, after_mode, before, after, _ = entry.split(" ", 4)
    regular = after_mode in _REGULAR or after_mode == _NO_ENTRY
    return Change(path, _present(before), _present(after), regular)


def _present(object_id: str) -> str:
    return "" if set(object_id) == _ABSENT else object_id


def staged_files(folder: Path, below: str) -> dict[str, str]:
    """Give path and blob id of every ordinary file in the index below a folder."""
    out = run_git(folder, "ls-files", "--stage", "-z", "--", f":(top,literal){below}")
    files: dict[str, str] = {}
    for entry in out.decode("utf-8", "surrogateescape").split("\0"):
        if entry:
            stamp, path = entry.split("\t", 1)
            mode, object_id, _ = stamp.split(" ")
            if mode in _REGULAR:
                files[path] = object_id
    return files


def read_blobs(folder: Path, object_ids: Iterable[str]) -> dict[str, bytes]:
    """Give the content of blobs by their ids, in one git process."""
    wanted = sorted(set(object_ids) - {""})
    out = run_git(folder, "cat-file", "--batch", data="".join(f"{i}\n" for i in wanted).encode())
    return dict(_blobs(out))


def _blobs(out: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        words = out[at:end].decode().split(" ")
        if words[1] != "blob":
            raise GitError(f"object {words[0]} is {words[1]}; the repository may be damaged (git fsck)")
        size = int(words[2])
        yield words[0], out[end + 1 : end + 1 + size]
        at = end + size + 2
