"""Long texts that were made of plans, kept in one file of git's folder beside what is known of each plan.

Where each text stands is kept as ``known_good`` keeps values, under the size and the time of the file: with
any other file in its place nothing is known.
"""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

from poc_docs.repository.known_good import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

MOST = 256 * 2**20
"""So many bytes of a kind are kept at most; a text has no smaller form that is read back as quickly."""

_BUFFER = 2**16


class KeptTexts:
    """The file of the texts of one kind; ``file`` is None where there is none."""

    def __init__(self, git_folder: str, kind: str) -> None:
        """Open the file in git's folder; only an ordinary one is read, never a pipe or through a link.

        Who uses ``file`` closes it.
        """
        self._path = f"{git_folder}/{FOLDER}/{kind}-texts"
        self.file = _opened(self._path)

    @property
    def stamp(self) -> str:
        """Give what tells this file from any other that was or will be here."""
        return _stamp(self.file) if self.file else ""

    def write(self, texts: Iterable[bytes]) -> str:
        """Put a new file in the place of this one, which can still be read; give its stamp.

        Where that can't be done, nothing is there afterwards, and the stamp is empty. Never fails.
        """
        temporary = f"{self._path}-new"  # one name: what a killed command left is replaced
        try:
            os.makedirs(os.path.dirname(self._path), exist_ok=True)  # noqa: PTH103,PTH120
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)  # noqa: PTH108
            with open(temporary, "xb", buffering=_BUFFER) as file:  # noqa: PTH123 -- never through a link
                file.writelines(texts)
                file.flush()
                os.fsync(file.fileno())  # or size and time could outlive the bytes when the power fails
                stamp = _stamp(file)
            os.replace(temporary, self._path)  # noqa: PTH105
        except OSError:
            for path in (temporary, self._path):
                with contextlib.suppress(OSError):
                    os.unlink(path)  # noqa: PTH108
            return ""
        return stamp


def _opened(path: str) -> BinaryIO | None:
    try:
        file = open(path, "rb", buffering=_BUFFER, opener=_guarded)  # noqa: SIM115 -- kept open
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    return None


def _guarded(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOFOLLOW)


def _stamp(file: BinaryIO) -> str:
    status = os.fstat(file.fileno())
    return f"{status.st_size} {status.st_mtime_ns}"
