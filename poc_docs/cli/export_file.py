"""Where an export goes: a file, a folder of files, or standard output; nothing of anybody else's is lost."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import shell_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from poc_docs.repository.workspace import Workspace

    Recogniser = Callable[[str, bytes, bytes], bool]


def print_text(data: bytes) -> None:
    """Give a text out on standard output: as it is in a pipe, and so that it drives no terminal on one."""
    if sys.stdout.isatty():
        for line in data.decode().splitlines():
            click.echo(printable(line))
    else:
        click.echo(data, nl=False)


def refuse_place(path: Path, workspace: Workspace) -> None:
    """Refuse where ``-o`` may not lead, the same for every command: to a plan, or into no folder.

    A Markdown file in the plans' folder is or would be a plan, whatever was asked for. A folder that is not
    there is more often misspelt than meant, and so is never made.
    """
    if path.resolve().is_relative_to(workspace.plans.resolve()) and path.suffix.casefold() == ".md":
        raise Refusal(f"{path} is a plan, or would be taken for one", "name a file outside the plans' folder")
    folder = path.parent
    if not folder.exists():
        advice = f"correct the name, or make it first: mkdir -p {shell_word(str(folder))}"
        raise Refusal(f"there is no folder {folder}", advice)
    if not folder.is_dir():
        raise Refusal(f"{folder} is a file, and no folder", "name another place")


def write_files(files: dict[Path, bytes], form: str, *, force: bool, ours: Recogniser | None = None) -> None:
    """Write files, each whole or not at all; if one may not be written, none is.

    ``ours`` says whether bytes of a format were written here; without it, whether they are an export.
    Raises ``Refusal`` for a file that is there and is no export of the same format, unless ``force`` says so,
    and ``FileRefusedError`` for links, folders and what can't be written.
    """
    from poc_docs.repository.files import create_file, replace_file

    before = {path: _present(path, after, form, force=force, ours=ours) for path, after in files.items()}
    for path, after in files.items():
        data = before[path]
        if data is None:
            create_file(path, after, path.parent)
        else:
            replace_file(path, data, after, path.parent)


def _present(path: Path, after: bytes, form: str, *, force: bool, ours: Recogniser | None) -> bytes | None:
    """Give the bytes that are there, or None; refuse those that may not be written over."""
    from poc_docs.exports.tracking.recognising import is_ours

    if not os.path.lexists(path):
        return None
    if path.is_symlink():
        raise Refusal(f"{path} is a link, and is not written through", "name the file that it points to")
    if not path.is_file():
        raise Refusal(f"{path} is no file", "name a file")
    data = path.read_bytes()
    if not force and not (ours or is_ours)(form, data, after):
        what = (
            "a workbook that another program saved, or none of ours" if form == "xlsx" else "no such export"
        )
        advice = f"name another file, or add --force: it then replaces {shell_word(str(path))}"
        raise Refusal(f"{path} is there already, and is {what}", advice)
    return data
