"""Reading and writing one file so that a crash, a colleague or a link can't cost a word of it.

A write goes to a new file beside the target, which is synced and then renamed over it, as git and SQLite do;
whoever reads sees the old bytes or the new ones. Writers take turns: each holds the folder meanwhile, by a
lock that ends with its process, and removes what a killed one left.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
from typing import TYPE_CHECKING

from poc_docs.repository.written import note_written
from poc_docs.text.source import MAXIMUM_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

TEMPORARY = ".poc-docs-"
"""How the name of a file begins that is being written; ``init`` has git ignore it."""

_LEFT_BEHIND = re.compile(re.escape(TEMPORARY) + "[0-9a-f]{16}")
_PATIENCE = 10.0
_PAUSE = 0.005
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
_NO_LOCKS = frozenset(
    {errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
)
_NO_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


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
    missing = "check the name; 'poc-docs check' names all plans it finds"
    return read_any_file(path, MAXIMUM_BYTES, kind="Markdown file", missing=missing)[0]


def read_any_file(
    path: Path, maximum: int, *, kind: str = "file", missing: str = "check its name and folder"
) -> tuple[bytes, os.stat_result]:
    """Give bytes and status of a regular file from anywhere; raises ``FileRefusedError``.

    Of one with more than ``maximum`` bytes it gives one more, which is enough to say that it is too large.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        raise FileRefusedError(f"there is no file {path}", missing) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise FileRefusedError(f"{path} can't be read: {reason}", "check its name and permissions") from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        raise FileRefusedError(f"{path} is {what}", f"name one {kind}")
    try:
        with os.fdopen(descriptor, "rb") as file:
            # To ask for the maximum at once would take a buffer of that size for a few pages.
            data = file.read(min(status.st_size, maximum) + 1)
            if len(data) > status.st_size:  # it has grown, or its system does not tell sizes
                data += file.read(maximum + 1 - len(data))
            return data, status
    except OSError as error:
        raise FileRefusedError(f"{path} can't be read: {error.strerror}", "check the disk") from None


def create_file(path: Path, data: bytes, root: Path, *, executable: bool = False) -> None:
    """Write a file that does not exist yet; raises ``FileRefusedError`` if it does."""
    _create(path, (data,), root, executable=executable)


def _create(path: Path, pieces: Iterable[bytes], root: Path, *, executable: bool = False) -> None:
    if not _is_below(path.parent, root):
        raise FileRefusedError(f"{path} lies outside {root}", "name a place inside the repository")
    _refuse_linked_folder(path, root)
    mode = (0o777 if executable else 0o666) & ~_umask()
    with _refusals_name(path):
        _make_folder(path.parent)
        with folder_held(path.parent), _written_beside(path, pieces, mode, None) as temporary:
            _give_name(temporary, path)
            note_written(path)
        _sync_written(path)


def replace_file(path: Path, before: bytes, after: bytes, root: Path) -> None:
    """Replace the bytes ``before`` of a file by ``after``; raises ``FileRefusedError`` and wrote nothing.

    Mode, owner and extended attributes stay as far as the system permits it. A link, a hard-linked or a
    read-only file, and one that was changed meanwhile, is refused.
    """
    if before != after:
        _replace(path, (after,), root, lambda: path.read_bytes() == before)


def write_pieces(path: Path, pieces: Iterable[bytes], root: Path, before: str | None) -> None:
    """Write what may be too much for the memory, else as ``create_file`` and ``replace_file`` do.

    ``before`` is the fingerprint of the bytes that are to be replaced, or None where there is no file yet.
    """
    if before is None:
        _create(path, pieces, root)
    else:
        _replace(path, pieces, root, lambda: fingerprint_of(path) == before)


def fingerprint_of(path: Path) -> str:
    """Give what tells the bytes of a file from any others."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(path: Path, pieces: Iterable[bytes], root: Path, is_as_before: Callable[[], bool]) -> None:
    with _refusals_name(path):
        with folder_held(path.parent):
            status = _writable(path, root)
            with _written_beside(path, pieces, stat.S_IMODE(status.st_mode), status) as temporary:
                now = path.lstat()
                same = (now.st_dev, now.st_ino) == (status.st_dev, status.st_ino)
                if not same or not is_as_before():
                    raise _changed_meanwhile(path)
                temporary.replace(path)
                note_written(path)
        _sync_written(path)


def _changed_meanwhile(path: Path) -> FileRefusedError:
    return FileRefusedError(
        f"{path} was changed by somebody else meanwhile", "look at it, and run the command again"
    )


@contextlib.contextmanager
def _refusals_name(path: Path) -> Iterator[None]:
    """Turn what the system refuses before the file was renamed into a refusal that names the file."""
    try:
        yield
    except FileNotFoundError:
        raise _changed_meanwhile(path) from None
    except OSError as error:
        if error.errno in NO_ROOM:
            advice = "nothing was changed; make room on the disk, and run the command again"
        elif error.errno in _NOT_ALLOWED:
            advice = f"nothing was changed; check the permissions of the folder {path.parent}"
        else:
            advice = "nothing was changed; run the command again, and check the disk if it fails again"
        raise FileRefusedError(f"{path} can't be written: {error.strerror}", advice) from None


@contextlib.contextmanager
def folder_held(folder: Path) -> Iterator[None]:
    """Keep other writers out of a folder, and remove what those left that were killed.

    The lock is on the folder itself: nothing is left of it, and it ends with the process that holds it. Where
    the file system knows none, writers still see each other's changes, but for the moment of the rename.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if _lock(descriptor, folder):
            for left in folder.iterdir():
                with contextlib.suppress(OSError):
                    if _LEFT_BEHIND.fullmatch(left.name):
                        left.unlink()
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> bool:
    """Wait until the folder is free; say whether its file system has locks at all."""
    import fcntl

    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise FileRefusedError(
                    f"another command has been writing in {folder} for {_PATIENCE:.0f} seconds",
                    "wait until it has ended, or end it, and run the command again",
                ) from None
            time.sleep(_PAUSE)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            raise
        else:
            return True


def _writable(path: Path, root: Path) -> os.stat_result:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode) or not _is_below(path, root):
        raise FileRefusedError(f"{path} is a link, and is not written through", "edit the file it points to")
    _refuse_linked_folder(path, root)
    if not stat.S_ISREG(status.st_mode):
        raise FileRefusedError(f"{path} is not a regular file", "name one file")
    if status.st_nlink > 1:
        raise FileRefusedError(
            f"{path} has {status.st_nlink} names (hard links), and only one of them would change",
            "copy the file, delete this name, and rename the copy",
        )
    # To root every file is writable; its owner may have meant it otherwise.
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise FileRefusedError(f"{path} is read-only", f"make it writable: chmod u+w {path}")
    return status


@contextlib.contextmanager
def _written_beside(
    path: Path, pieces: Iterable[bytes], mode: int, like: os.stat_result | None
) -> Iterator[Path]:
    """Give a new, synced file beside ``path`` that holds ``pieces``, and take its name away again.

    ``like`` is the status of the file at ``path`` where there is one, which the new one is to be like.
    """
    import secrets  # seldom needed, and slow to load

    temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        try:
            for piece in pieces:
                _write_all(descriptor, piece)
            if like:
                _take_owner(descriptor, like)
                _take_attributes(descriptor, path)
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        yield temporary
    finally:
        # It may be there no more; one that can't be removed now is removed by the next write.
        with contextlib.suppress(OSError):
            temporary.unlink()


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _take_owner(descriptor: int, like: os.stat_result) -> None:
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, like.st_uid, like.st_gid)


def _take_attributes(descriptor: int, path: Path) -> None:
    """Copy the extended attributes; file systems without them, and those of the system, are left alone."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            for name in os.listxattr(path, follow_symlinks=False):
                os.setxattr(descriptor, name, os.getxattr(path, name, follow_symlinks=False))


def _give_name(temporary: Path, path: Path) -> None:
    """Give a new file its name, which must be free."""
    taken = FileRefusedError(f"{path} exists already", "choose another title, or edit that file")
    try:
        # A link, unlike a rename, fails where the name is taken: nothing can be overwritten.
        os.link(temporary, path)
    except FileExistsError:
        raise taken from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise taken from None
        temporary.replace(path)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, so that each of them survives a power failure."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


def _sync_written(path: Path) -> None:
    """Have the disk confirm the new name; the file stands there already, which the refusal has to say."""
    try:
        _sync_folder(path.parent)
    except OSError as error:
        raise FileRefusedError(
            f"{path} was written, but the disk does not confirm it: {error.strerror}",
            "look at the file, and check the disk before you rely on it",
        ) from None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:  # some network and FUSE file systems sync no folders
            raise
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refuse_linked_folder(path: Path, root: Path) -> None:
    """Refuse a file in a folder that a link stands for; on the way to ``root`` links are nobody's concern."""
    top = root.resolve()
    for folder in path.parents:
        if folder.resolve() == top:
            return
        if folder.is_symlink():
            advice = (
                "commit the folder itself in place of the link, or name the file by the folder's own name"
            )
            raise FileRefusedError(f"{folder} is a link, and {path} is not written through it", advice)


def is_plainly_below(path: Path, root: Path) -> bool:
    """Say whether an absolute path leads to a file below ``root`` with no link on the way: most do."""
    try:
        return os.path.realpath(path, strict=True) == str(path) and path.is_relative_to(root)
    except OSError:
        return False


def _is_below(path: Path, root: Path) -> bool:
    if is_plainly_below(path, root):
        return True
    try:
        return path.resolve().is_relative_to(root.resolve())
    except RuntimeError:
        raise FileRefusedError(f"{path} is a link that leads back to itself", "delete the link") from None
