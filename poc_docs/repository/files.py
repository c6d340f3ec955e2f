"""Reading and writing one file so that a crash, a colleague or a link can't cost a word of it.

A write goes to a new file beside the target, which is synced and then renamed over it, as git and SQLite do;
whoever reads sees the old bytes or the new ones.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from typing import TYPE_CHECKING

from poc_docs.text.source import MAXIMUM_BYTES

if TYPE_CHECKING:
    from pathlib import Path

_TEMPORARY = ".poc-docs-"


class FileRefusedError(Exception):
    """A file is not read or not written; ``advice`` says what to do about it."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def read_file(path: Path, root: Path) -> bytes:
    """Give the bytes of a regular file below ``root``; raises ``FileRefusedError``."""
    if not _is_below(path, root):
        raise FileRefusedError(
            f"{path} lies outside {root}", "a plan is a file inside the repository; copy it there"
        )
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        raise FileRefusedError(
            f"there is no file {path}", "check the name; 'poc-docs check' names all plans it finds"
        ) from None
    except OSError as error:
        raise FileRefusedError(f"{path} can't be read: {error.strerror}", "check its permissions") from None
    kind = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(kind):
        os.close(descriptor)
        what = "a folder" if stat.S_ISDIR(kind) else "not a regular file"
        raise FileRefusedError(f"{path} is {what}", "name one Markdown file")
    with os.fdopen(descriptor, "rb") as file:
        # One byte more than a plan may have is enough to say that it is too large.
        return file.read(MAXIMUM_BYTES + 1)


def create_file(path: Path, data: bytes, root: Path, *, executable: bool = False) -> None:
    """Write a file that does not exist yet; raises ``FileRefusedError`` if it does."""
    if not _is_below(path.parent, root):
        raise FileRefusedError(f"{path} lies outside {root}", "name a place inside the repository")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _write_beside(path, data, (0o777 if executable else 0o666) & ~_umask())
    try:
        # A link, unlike a rename, fails where the name is taken: nothing can be overwritten.
        os.link(temporary, path)
    except FileExistsError:
        raise FileRefusedError(f"{path} exists already", "choose another title, or edit that file") from None
    finally:
        temporary.unlink()
    _sync_folder(path.parent)


def replace_file(path: Path, before: bytes, after: bytes, root: Path) -> None:
    """Replace the bytes ``before`` of a file by ``after``; raises ``FileRefusedError`` and wrote nothing.

    Mode and owner stay. A link, a hard-linked or a read-only file, and one that was changed meanwhile, is
    refused.
    """
    if before == after:
        return
    status = _writable(path, root)
    temporary = _write_beside(path, after, stat.S_IMODE(status.st_mode))
    try:
        if status.st_uid != os.geteuid() or status.st_gid != os.getegid():
            with contextlib.suppress(PermissionError):
                os.chown(temporary, status.st_uid, status.st_gid)
        now = path.lstat()
        if (now.st_dev, now.st_ino) != (status.st_dev, status.st_ino) or path.read_bytes() != before:
            raise FileRefusedError(
                f"{path} was changed by somebody else meanwhile", "look at it, and run the command again"
            )
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _writable(path: Path, root: Path) -> os.stat_result:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode) or not _is_below(path, root):
        raise FileRefusedError(f"{path} is a link, and is not written through", "edit the file it points to")
    if status.st_nlink > 1:
        raise FileRefusedError(
            f"{path} has {status.st_nlink} names (hard links), and only one of them would change",
            "copy the file, delete this name, and rename the copy",
        )
    if not status.st_mode & 0o222:
        raise FileRefusedError(f"{path} is read-only", f"make it writable: chmod u+w {path}")
    return status


def _write_beside(path: Path, data: bytes, mode: int) -> Path:
    temporary = path.parent / f"{_TEMPORARY}{secrets.token_hex(8)}"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise FileRefusedError(
            f"{path} can't be written: {error.strerror}", f"check the permissions of the folder {path.parent}"
        ) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise FileRefusedError(
            f"{path} can't be written: {error.strerror}", "nothing was changed; is the disk full?"
        ) from None
    return temporary


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _is_below(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root.resolve())
    except RuntimeError:
        raise FileRefusedError(f"{path} is a link that leads back to itself", "delete the link") from None
