"""Bytes that are too many for the memory, in a temporary folder: several processes put them there."""

from __future__ import annotations

import contextlib
import os
import pickle
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from poc_docs.cli.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def as_bytes(value: Any) -> bytes:
    """Give a value as a part that ``Aside.value`` gives back."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where parts stand that were put aside together."""

    file: str
    bounds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A folder for what is put aside; each process has a file of its own there."""

    folder: Path

    def put(self, parts: Sequence[bytes]) -> Place:
        """Put parts aside, and give their place."""
        path = self.folder / str(os.getpid())
        with path.open("ab") as file:
            bounds = tuple(accumulate(map(len, parts), initial=file.tell()))
            file.write(b"".join(parts))
        return Place(path.name, bounds)

    def part(self, place: Place, number: int = 0) -> bytes:
        """Give back one of the parts."""
        begin, end = place.bounds[number : number + 2]
        with (self.folder / place.file).open("rb") as file:
            file.seek(begin)
            return file.read(end - begin)

    def value(self, place: Place, number: int = 0) -> Any:
        """Give back a value that was put aside by this command."""
        return pickle.loads(self.part(place, number))  # noqa: S301 -- from a folder of this command alone
