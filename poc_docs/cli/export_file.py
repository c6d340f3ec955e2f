"""Where an export goes: a file, a folder of files, or standard output; nothing of anybody else's is lost."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import shell_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from poc_docs.repository.workspace import Workspace

    Recogniser = Callable[[str, BinaryIO, bytes], bool]

_PIECE = 2**20
_HEAD = 2**16
"""So many bytes of what is to be written say which kind of file it is."""


def print_file(path: Path) -> None:
    """Show a text on a terminal, from a file that holds it."""
    with path.open(encoding="utf-8", newline="") as file:
        for line in file:
            print_text(line.encode())


def print_pieces(pieces: Iterable[bytes]) -> None:
    """Give the pieces of a text out on standard output, as they are."""
    output = sys.stdout.buffer
    for piece in pieces:
        output.write(piece)
    output.flush()


def print_text(data: bytes) -> None:
    """Give a text out on standard output: as it is in a pipe, and so that it drives no terminal on one."""
    if sys.stdout.isatty():
        for line in data.decode().splitlines():
            click.echo(printable(line))
    else:
        click.echo(data, nl=False)


def refuse_place(path: Path, workspace: Workspace) -> None:
    """Refuse where ``-o`` may not lead, the same for every command: to a plan, into git's own folder or none.

    A Markdown file in the plans' folder is or would be a plan, whatever was asked for. A folder that is not
    there is more often misspelt than meant, and so is never made.
    """
    if path.resolve().is_relative_to(workspace.plans.resolve()) and path.suffix.casefold() == ".md":
        raise Refusal(f"{path} is a plan, or would be taken for one", "name a file outside the plans' folder")
    refuse_git_folder(path)
    folder = path.parent
    if not folder.exists():
        advice = f"correct the name, or make it first: mkdir -p {shell_word(str(folder))}"
        raise Refusal(f"there is no folder {folder}", advice)
    if not folder.is_dir():
        raise Refusal(f"{folder} is a file, and no folder", "name another place")


def refuse_git_folder(path: Path) -> None:
    """Refuse a place in the folder of a git repository, whatever its name: git runs what is there."""
    place = path.resolve()
    named = any(part.casefold() == ".git" for part in place.parts)  # some disks do not tell .GIT from .git
    around = (place, *place.parents)
    if named or any((folder / "HEAD").is_file() and (folder / "objects").is_dir() for folder in around):
        raise Refusal(f"{path} lies in git's own folder", "name a place outside of it")


def write_files(
    files: Mapping[Path, bytes | Path], form: str, *, force: bool, ours: Recogniser | None = None
) -> None:
    """Write files, each whole or not at all; if one may not be written, none is.

    A path in place of bytes is a file that holds them. ``ours`` says whether a file of a format was written
    here; without it, whether it is an export. Raises ``Refusal`` for a file that is there and is no export of
    the same format, unless ``force`` says so, and ``FileRefusedError`` for links, folders and what can't be
    written.
    """
    from poc_docs.repository.files import write_pieces

    before = {path: _present(path, after, form, force=force, ours=ours) for path, after in files.items()}
    for path, after in files.items():
        if before[path] != _fingerprint(after):
            write_pieces(path, _pieces(after), path.parent, before[path])


def _present(
    path: Path, after: bytes | Path, form: str, *, force: bool, ours: Recogniser | None
) -> str | None:
    """Give the fingerprint of the file that is there, or None; refuse one that may not be written over."""
    from poc_docs.exports.tracking.recognising import is_ours
    from poc_docs.reports.recognising import is_sealed
    from poc_docs.repository.files import fingerprint_of

    if not os.path.lexists(path):
        return None
    _refuse_no_file(path)
    before = fingerprint_of(path)
    if force:
        return before
    with path.open("rb") as there:
        if not (ours or is_ours)(form, there, next(_pieces(after), b"")[:_HEAD]):
            what = "is there already, and is no such export"
            if form == "xlsx":
                what = "is there already, and is a workbook that another program saved, or none of ours"
            elif ours and is_sealed(path.read_bytes()):
                what = "was edited since it was written here"
            advice = f"name another file, or add --force: it then replaces {shell_word(str(path))}"
            raise Refusal(f"{path} {what}", advice)
    return before


def write_or_replace(
    path: Path, data: bytes, *, may_replace: Callable[[bytes], bool], why_not: str, advice: str
) -> None:
    """Write one small file; what is there already is asked for its bytes whether it may be replaced."""
    from poc_docs.repository.files import create_file, replace_file

    if not os.path.lexists(path):
        create_file(path, data, path.parent)
        return
    _refuse_no_file(path)
    before = path.read_bytes()
    if not may_replace(before):
        raise Refusal(f"{path} {why_not}", advice)
    replace_file(path, before, data, path.parent)


def _refuse_no_file(path: Path) -> None:
    if path.is_symlink():
        raise Refusal(f"{path} is a link, and is not written through", "name the file that it points to")
    if not path.is_file():
        raise Refusal(f"{path} is no file", "name a file")


def _pieces(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _fingerprint(content: bytes | Path) -> str:
    from hashlib import sha256

    from poc_docs.repository.files import fingerprint_of

    return sha256(content).hexdigest() if isinstance(content, bytes) else fingerprint_of(content)
