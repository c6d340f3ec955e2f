"""A folder of generated pages: renewed as a whole, and never anybody else's folder."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from poc_docs.repository.files import FileRefusedError
from poc_docs.repository.written import note_written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = ".poc-docs-pages"
"""Stands in the folder, and lists the files that were written: only these are replaced or removed."""

_HEAD = "# poc-docs wrote these files, and replaces or removes them the next time."


def write_pages(folder: Path, files: Mapping[str, str]) -> int:
    """Make the folder hold these files, by path; give how many were written or removed.

    Raises ``FileRefusedError`` for a folder that holds anything and was not written here, and for what can't
    be written.
    """
    try:
        known = _written_before(folder)
        gone = [name for name in known - set(files) if (folder / name).is_file()]
        for name in gone:
            (folder / name).unlink()
        # The list first: should this end half way, the next run knows what is its own.
        _write(folder / MANIFEST, "\n".join([_HEAD, *sorted({*files, *known}), ""]))
        changed = sum(_write(folder / name, text) for name, text in files.items())
        _write(folder / MANIFEST, "\n".join([_HEAD, *sorted(files), ""]))
    except OSError as error:
        what = error.filename or folder
        message = f"{what} can't be written: {error.strerror}"
        raise FileRefusedError(message, "check the folder's permissions and the room on the disk") from None
    if gone or changed:
        note_written(folder)
    return len(gone) + changed


def _written_before(folder: Path) -> set[str]:
    """Give the paths that were written before; raises ``FileRefusedError`` for somebody else's folder."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise FileRefusedError(f"{folder} is no folder", "name a new folder")
    if not folder.exists() or not any(folder.iterdir()):
        return set()
    manifest = folder / MANIFEST
    if manifest.is_symlink() or not manifest.is_file():
        raise FileRefusedError(f"{folder} holds other files", "name a new folder: its files are replaced")
    lines = manifest.read_text(encoding="utf-8", errors="replace").splitlines()
    return {line for line in lines if line and not line.startswith("#") and _is_below(folder, line)}


def _is_below(folder: Path, name: str) -> bool:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return False
    return (folder / path).resolve().is_relative_to(folder.resolve())


def _write(path: Path, text: str) -> bool:
    """Write a file unless it is there already as it should be; say whether it was."""
    data = text.encode()
    if path.is_symlink():
        raise FileRefusedError(f"{path} is a link, and is not written through", "remove it")
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
