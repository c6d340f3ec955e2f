"""A folder with a built site: replaced once the new one is complete, and never anybody else's folder."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from typing import TYPE_CHECKING

from poc_docs.repository.files import TEMPORARY, FileRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARKS = ("404.html", "sitemap.xml", "assets/poc-docs.css")
"""What every site has that was built here or by MkDocs with our plugin."""


@contextlib.contextmanager
def new_site(target: Path) -> Iterator[Path]:
    """Give a folder to build into, which takes the place of ``target`` if nothing is raised meanwhile.

    Hidden files of the target stay, as MkDocs leaves them: it may be a git checkout that is published. Raises
    ``FileRefusedError`` for a folder that holds anything else than a site.
    """
    _refuse_others(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = target.parent / f"{TEMPORARY}site-{secrets.token_hex(8)}"
        folder.mkdir()
    except OSError as error:
        message = f"{target} can't be written: {error.strerror}"
        raise FileRefusedError(message, "check the permissions of the folder around it") from None
    try:
        built = folder / "new"
        yield built
        _swap(target, built, folder / "old")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
