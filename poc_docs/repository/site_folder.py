"""A folder with a built site: replaced once the new one is complete, and never anybody else's folder.

Who builds holds a lock on the folder that is built in, which ends with the last process that has a part in
it: the next build removes what a killed one left, and nothing that is still written to.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from typing import TYPE_CHECKING, NamedTuple

from poc_docs.repository.files import TEMPORARY, FileRefusedError, folder_held
from poc_docs.repository.written import note_written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARKS = ("404.html", "sitemap.xml", "assets/poc-docs.css")
"""What every site has that was built here or by MkDocs with our plugin."""


_PREFIX = f"{TEMPORARY}site-"
_LEFT_BEHIND = re.compile(re.escape(_PREFIX) + "[0-9a-f]{16}")


class NewSite(NamedTuple):
    """A folder to build into, and the descriptor of its lock, which every process that builds inherits."""

    folder: Path
    lock: int


@contextlib.contextmanager
def new_site(target: Path) -> Iterator[NewSite]:
    """Give a folder to build into, which takes the place of ``target`` if nothing is raised meanwhile.

    Hidden files of the target stay, as MkDocs leaves them: it may be a git checkout that is published. Raises
    ``FileRefusedError`` for a folder that holds anything else than a site.
    """
    _refuse_others(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with folder_held(target.parent):
            _remove_left(target.parent)
            folder = target.parent / f"{_PREFIX}{secrets.token_hex(8)}"
            folder.mkdir()
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            _take(lock)
    except OSError as error:
        message = f"{target} can't be written: {error.strerror}"
        advice = "check the permissions of the folder around it, and the room on the disk"
        raise FileRefusedError(message, advice) from None
    try:
        built = folder / "new"
        yield NewSite(built, lock)
        _swap(target, built, folder / "old")
        note_written(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _remove_left(beside: Path) -> None:
    """Remove the folders of builds that were killed; where the file system knows no locks, none."""
    for left in beside.iterdir():
        if not _LEFT_BEHIND.fullmatch(left.name):
            continue
        with contextlib.suppress(OSError):
            lock = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            if _take(lock):
                shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


def _take(lock: int) -> bool:
    """Take a lock, and say whether that was possible: nobody has it, and there are locks."""
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _swap(target: Path, built: Path, old: Path) -> None:
    """Put what was built in place of what is there; if that can't be, all is put back as it was."""
    moved: list[tuple[Path, Path]] = []
    try:
        old.mkdir()
        target.mkdir(exist_ok=True)
        away = [(path, old / path.name) for path in _seen(target)]
        for was, now in [*away, *((path, target / path.name) for path in _seen(built))]:
            was.rename(now)
            moved.append((was, now))
    except BaseException as error:
        for was, now in reversed(moved):
            now.rename(was)
        if not isinstance(error, OSError):
            raise
        message = f"{target} can't be replaced: {error.strerror}"
        raise FileRefusedError(message, "what was there stands as it was; check its permissions") from None


def _refuse_others(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise FileRefusedError(f"{target} is no folder", "name a new folder")
    is_site = all((target / mark).is_file() for mark in _MARKS)
    if target.is_dir() and _seen(target) and not is_site:
        raise FileRefusedError(
            f"{target} holds other files", "name a new folder: a site replaces what is there"
        )


def _seen(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".")]
