"""Texts that are too many for the memory: several processes put them into a temporary folder."""

from __future__ import annotations

import contextlib
import errno
import os
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from poc_docs.cli.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO, Self

_ADVICE = "make room there, or name a folder where you may write: export TMPDIR=…; then run it again"


@contextlib.contextmanager
def temporary_folder(wanted: str) -> Iterator[Path]:
    """Give a temporary folder in which ``wanted`` is built; it is gone at the end.

    Raises ``Refusal`` where there can be none. That it can't be taken away harms nothing that was written.
    """
    with _naming(wanted):
        temporary = TemporaryDirectory(prefix="poc-docs-", ignore_cleanup_errors=True)
    with temporary as folder:
        yield Path(folder)


@contextlib.contextmanager
def building(wanted: str, folder: Path) -> Iterator[None]:
    """Turn errors of writing into ``folder`` into a ``Refusal`` that names what is wanted."""
    with _naming(wanted, folder):
        yield


@contextlib.contextmanager
def _naming(wanted: str, folder: Path | None = None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        named = Path(error.filename) if error.filename else None
        if folder and named and not named.is_relative_to(folder):
            raise
        # The folder's own name was made up for this run, and says nothing to anybody.
        ours = folder or named
        what = f"it is built in a temporary folder, and {ours.parent if ours else 'there'} "
        what += f"can't be written to: {error.strerror or error}"
        raise Refusal(f"{wanted} was not written: {what}", _ADVICE) from error


class Place(NamedTuple):
    """Where texts stand that were put aside together: in a file of the folder, or in what was kept."""

    file: str
    bounds: Sequence[int]


KEPT = ""
"""The name of the file of what was kept before."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A folder for what is put aside; each process has a file of its own there."""

    folder: Path

    def put(self, texts: Sequence[bytes]) -> Place:
        """Put texts aside, and give their place."""
        path = self.folder / str(os.getpid())
        with path.open("ab") as file:
            bounds = tuple(accumulate(map(len, texts), initial=file.tell()))
            file.write(b"".join(texts))
        return Place(path.name, bounds)


class BroughtBack:
    """Gives back what was put aside, or is ``kept`` from before; its files stay open until its end."""

    def __init__(self, aside: Aside, kept: BinaryIO | None = None) -> None:
        self._folder = aside.folder
        self._files = {KEPT: kept} if kept else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def text(self, place: Place, number: int) -> bytes:
        """Give back one of the texts of a place."""
        return self._between(place.file, place.bounds[number], place.bounds[number + 1])

    def texts(self, place: Place) -> bytes:
        """Give back all of them, one after the other."""
        return self._between(place.file, place.bounds[0], place.bounds[-1])

    def _between(self, name: str, begin: int, end: int) -> bytes:
        file = self._files.get(name)
        if file is None:
            file = self._files[name] = (self._folder / name).open("rb")
        file.seek(begin)
        text = file.read(end - begin)
        if len(text) < end - begin:
            raise OSError(errno.EIO, "it was cut off", file.name)
        return text
