"""The contents that git keeps, read by their ids: from one process, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from poc_docs.repository.git import DAMAGED, GitError, converse, git_fault
from poc_docs.repository.git_process import MOST_AT_ONCE
from poc_docs.text.source import MAXIMUM_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from poc_docs.repository.git_process import GitConversation

_LONGEST_ID = 64
_AT_ONCE = MOST_AT_ONCE // (_LONGEST_ID + 1)


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

        One that is larger than a plan may be is not read: zero bytes, one too many, stand for it. Raises
        ``GitError`` where an object is missing, or is no blob.
        """
        left = sorted({*object_ids} - {""})
        found: dict[str, bytes] = {}
        while left:
            contents = [*self._answers(left[:_AT_ONCE])]
            found.update(zip(left, contents, strict=False))
            left = left[len(contents) :]
        return found

    def _answers(self, object_ids: list[str]) -> Iterator[bytes]:
        """Ask for some blobs, and give their contents in order; none after one that is too large."""
        if self._git is None:
            self._git = converse(self._folder, "cat-file", "--batch")
        self._git.ask("".join(f"{each}\n" for each in object_ids).encode())
        for _ in object_ids:
            size = self._size(self._git.answers.readline().decode().rstrip("\n"))
            if size > MAXIMUM_BYTES:
                self._end(at_once=True)
                yield bytes(MAXIMUM_BYTES + 1)
                return
            content = self._git.answers.read(size + 1)
            if len(content) <= size:
                raise self._fault()
            yield content[:-1]

    def _size(self, answer: str) -> int:
        """Read ``<id> blob <size>``, which stands before the content."""
        name, _, rest = answer.partition(" ")
        kind, _, size = rest.partition(" ")
        if not answer:
            raise self._fault()
        if kind != "blob":
            self._end(at_once=True)  # with the answers that are still to come
            raise GitError(f"object {name} is {kind}", DAMAGED)
        return int(size)

    def _fault(self) -> GitError:
        """Give why git ended before it had answered."""
        return git_fault("cat-file", *self._end())

    def _end(self, *, at_once: bool = False) -> tuple[int, bytes]:
        git, self._git = self._git, None
        return git.end(at_once=at_once) if git else (0, b"")
