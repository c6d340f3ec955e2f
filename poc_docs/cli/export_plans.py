"""From what was asked of ``poc-docs export`` to the files, or to what is printed."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.export_file import print_file, print_pieces, write_files
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import shell_word
from poc_docs.portfolio.collecting import without_collecting
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.cli.aside import Aside
    from poc_docs.cli.exporting import Build, Exported
    from poc_docs.cli.kept_texts import TextStore
    from poc_docs.plan.gap_register import Register
    from poc_docs.repository.workspace import Workspace

STANDARD_OUTPUT = "-"

_UNREADABLE = "it can't be read"


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for."""

    form: str
    output: str
    table: str | None
    bom: bool
    today: dt.date
    workspace: Workspace

    @property
    def is_printed(self) -> bool:
        return self.output == STANDARD_OUTPUT

    @property
    def path(self) -> Path:
        return Path.cwd() / self.output

    @property
    def has_tables(self) -> bool:
        """Say whether the format has tables."""
        return self.form not in {"json", "ics"}

    @property
    def tables(self) -> tuple[str, ...]:
        """Give the names of the tables that are wanted, where the format has tables."""
        return (self.table,) if self.table else tuple(table_names())

    @property
    def is_folder(self) -> bool:
        """Say whether tables are to go to a folder: one that is there, or a name without a suffix."""
        return self.form == "csv" and not self.table and (self.path.is_dir() or not self.path.suffix)


def table_names() -> list[str]:
    """Give the names of all tables."""
    from poc_docs.exports.tracking.tables import TABLES

    return [table.name for table in TABLES]


def refuse_none(found: Sequence[object]) -> None:
    """Refuse to write an export without a plan."""
    if not found:
        raise Refusal("there are no plans to export", 'poc-docs new "Prospect" "Title"')


def export_plans(order: Order, files: Sequence[Path] | None, *, force: bool, cache: bool) -> tuple[int, int]:
    """Write the plans in ``files``, or all; give how many were written, and how many could not be read.

    With ``cache``, of all plans only those are read that have changed.
    """
    from poc_docs.cli.aside import Aside, BroughtBack, building, temporary_folder
    from poc_docs.cli.exporting import Build, exported_kind
    from poc_docs.cli.kept import taken_on, values_of_all
    from poc_docs.cli.portfolio import take_from_all

    wanted = "the export" if order.is_printed else order.output
    register, is_sound = _register(order.workspace) if order.has_tables else (None, True)
    with temporary_folder(wanted) as folder, ExitStack() as opened:
        opened.enter_context(without_collecting())
        aside = Aside(folder)
        kind = exported_kind(order.form, aside, register)
        store = _store(order, kind.name, register, aside) if cache and files is None else None
        back = opened.enter_context(store.back if store else BroughtBack(aside))
        with building(wanted, folder):
            if files is None:
                found = values_of_all(order.workspace, kind, order.today, cache=cache, store=store)
            else:
                found = take_from_all(order.workspace, partial(taken_on, kind, order.today), files=files)
        refuse_none(found)
        _tell(found)
        if not is_sound:
            click.echo("gaps.md has errors, and so no gap has a status (poc-docs gaps)", err=True)
        _give_out(order, Build(found, back, folder), wanted, force=force)
    unreadable = sum(each.place is None for each in found)
    return len(found) - unreadable, unreadable


def _store(order: Order, name: str, register: Register | None, aside: Aside) -> TextStore | None:
    """Give where the texts of a format are kept; they depend on the gap register too."""
    from poc_docs.cli.kept_texts import TextStore
    from poc_docs.repository.contents import content_id
    from poc_docs.repository.git import git_folder
    from poc_docs.repository.known_good import current_exports_key

    root = order.workspace.root
    if not order.workspace.git:
        return None
    text = register.plan.document.text if register else ""
    key = f"{current_exports_key(str(root))} {content_id(text.encode())}"
    return TextStore(str(git_folder(root)), name, key, aside)


def _give_out(order: Order, build: Build, wanted: str, *, force: bool) -> None:
    from poc_docs.cli.aside import building

    pieces = _pieces(order, build)
    if order.is_printed and pieces and not sys.stdout.isatty():
        print_pieces(pieces)
        return
    with building(wanted, build.folder):
        built = {"": build.file(pieces)} if pieces else _built(order, build)
    if order.is_printed:
        print_file(built[""])
    else:
        write_files({order.path / name: file for name, file in built.items()}, order.form, force=force)


def _pieces(order: Order, build: Build) -> Iterator[bytes] | None:
    """Give an export that is one text piece by piece; None for any other."""
    if order.form == "json":
        return build.json(order.today)
    if order.form == "ics":
        return build.calendar()
    return build.csv(build.sheets(order.tables)[0], bom=order.bom) if order.table else None


def _built(order: Order, build: Build) -> dict[str, Path]:
    """Give the files of an export by their name in the folder; one that is a file of its own has none."""
    from poc_docs.exports.tracking.csv_files import file_name

    sheets = build.sheets(order.tables)
    if order.form == "xlsx":
        return {"": build.workbook(sheets)}
    if order.form == "sqlite":
        return {"": build.database(sheets)}
    if order.is_folder:
        names = {file_name(sheet): sheet for sheet in sheets}
        return {name: build.file(build.csv(sheet, bom=order.bom), name) for name, sheet in names.items()}
    return {"": build.zip(sheets, bom=order.bom)}


def _register(workspace: Workspace) -> tuple[Register | None, bool]:
    """Give the gap register, if there is a sound one, and whether nothing is wrong with it."""
    from poc_docs.checks.gap_register import register_faults
    from poc_docs.repository.gap_register import read_gap_register
    from poc_docs.text.source import UnreadableTextError

    try:
        found = read_gap_register(workspace)
    except UnreadableTextError:
        return None, False
    if found and register_faults(found[0]):
        return None, False
    return found[0] if found else None, True


def _tell(found: Iterable[Exported]) -> None:
    """Name plans with errors, and files that can't be read."""
    for each in found:
        if each.place is None:
            said = f"{each.path} is left out: {each.fault or _UNREADABLE}"
        elif each.errors:
            said = f"{each.path} has {counted(each.errors, 'error')}, and is exported as it stands"
        else:
            continue
        click.echo(printable(f"{said} (poc-docs check {shell_word(each.path)})"), err=True)
