"""Bytes that are too many for the memory, in a temporary folder: several processes put them there."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


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
