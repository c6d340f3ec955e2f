"""Files that other programs wrote: read from anywhere, with the hash and the time that identify them."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from poc_docs.repository.files import FileRefusedError, read_any_file
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from pathlib import Path

_HASH_SHOWN = 8


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """A file's name, its bytes, and when it was saved."""

    name: str
    data: bytes
    saved: dt.datetime

    def evidence(self, measured: dt.datetime | None) -> str:
        """Say which file it is: its name, the beginning of its SHA-256, and when it was measured or saved.

        A time that the file itself gives is when it was measured; any other is when it was last saved.
        """
        digest = hashlib.sha256(self.data).hexdigest()[:_HASH_SHOWN]
        time = f"{(measured or self.saved).astimezone(dt.UTC):%Y-%m-%dT%H:%MZ}"
        return f"{self.name}, sha256 {digest}\u2026, {'' if measured else 'saved '}{time}"


def read_measured_file(path: Path, maximum: int) -> MeasuredFile:
    """Read a file as ``read_any_file`` does, whose name can stand in a plan."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        raise FileRefusedError(
            f"the file's name {path.name!r} is not UTF-8, and cannot stand in a plan", "rename the file"
        ) from None
    data, status = read_any_file(path, maximum)
    return MeasuredFile(path.name, data, dt.datetime.fromtimestamp(status.st_mtime, dt.UTC))
