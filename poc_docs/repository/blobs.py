"""The contents that git keeps, read by their ids: from one process, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from poc_docs.repository.git import DAMAGED, GitError, converse
from poc_docs.repository.git_process import MOST_AT_ONCE
from poc_docs.text.source import MAXIMUM_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from poc_docs.repository.git_process import GitConversation

_LONGEST_ID = 64
_AT_ONCE = MOST_AT_ONCE // (_LONGEST_ID + 1)
_CHUNK = 1 << 20


def read_blobs(folder: Path, object_ids: Iterable[str]) -> dict[str, bytes]:
    """Give the contents of blobs by their ids; see ``Blobs.read``."""
    with Blobs(folder) as blobs:
        return blobs.read(object_ids)


class Blobs:
    """Blobs of a repository, to be read some at a time; one git process, which the first question starts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._git: GitConversation | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, object_ids: Iterable[str]) -> dict[str, bytes]:
        """Give the contents of blobs by their ids, of which an empty one is left out.

        One that is larger than a plan may be is not kept: zero bytes, one too many, stand for it. Raises
        ``GitError`` where an object is missing, or is no blob.
        """
        wanted = sorted({*object_ids} - {""})
        found = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            git = self._started()
            git.ask("".join(f"{each}\n" for each in some).encode())
            found.update({each: self._answer(git) for each in some})
        return found

    def _started(self) -> GitConversation:
        if self._git is None:
            self._git = converse(self._folder, "cat-file", "--batch")
        return self._git

    def _answer(self, git: GitConversation) -> bytes:
        """Read ``<id> blob <size>``, and the content on the lines after it."""
        name, _, rest = git.answers.readline().decode().rstrip("\n").partition(" ")
        kind, _, size = rest.partition(" ")
        if kind and kind != "blob":
            self._end()  # with the answers that are still to come
            raise GitError(f"object {name} is {kind}", DAMAGED)
        if size and int(size) > MAXIMUM_BYTES:
            self._leave_out(git, int(size) + 1)
            return bytes(MAXIMUM_BYTES + 1)
        content = git.answers.read(int(size) + 1) if size else b""
        if len(content) <= int(size or 0):
            raise self._fault()
        return content[:-1]

    def _leave_out(self, git: GitConversation, size: int) -> None:
        while size:
            left_out = len(git.answers.read(min(size, _CHUNK)))
            if not left_out:
                raise self._fault()
            size -= left_out

    def _fault(self) -> GitError:
        """Give why git ended before it had answered."""
        code, said = self._end()
        words = said.decode("utf-8", "replace").strip()
        return GitError(words or f"git cat-file ended with code {code}", code=code)

    def _end(self) -> tuple[int, bytes]:
        git, self._git = self._git, None
        return git.end() if git else (0, b"")
