"""``poc-docs export``: plans as CSV, JSON, XLSX, iCalendar or SQLite, or as a CSV for Salesforce."""

from __future__ import annotations

import difflib
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.export_file import print_file, print_text, refuse_place, write_files
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session, next_step, shell_word, today_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from poc_docs.cli.exporting import Build, Exported
    from poc_docs.exports.salesforce import DealPlan
    from poc_docs.exports.tracking.table import Sheet
    from poc_docs.plan.gap_register import Register
    from poc_docs.repository.workspace import Workspace

_SUFFIXES = {
    ".csv": "csv",
    ".zip": "csv",
    ".json": "json",
    ".xlsx": "xlsx",
    ".ics": "ics",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
_BINARY = {"xlsx": "tracking.xlsx", "sqlite": "pocs.sqlite"}
_STANDARD_OUTPUT = "-"
_STEPS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for."""

    form: str
    output: str
    table: str | None
    bom: bool
    today: dt.date
    workspace: Workspace

    @property
    def is_printed(self) -> bool:
        return self.output == _STANDARD_OUTPUT

    @property
    def path(self) -> Path:
        return Path.cwd() / self.output

    @property
    def tables(self) -> tuple[str, ...]:
        """Give the names of the tables that are wanted, where the format has tables."""
        return (self.table,) if self.table else tuple(_table_names())

    @property
    def is_folder(self) -> bool:
        """Say whether tables are to go to a folder: one that is there, or a name without a suffix."""
        return self.form == "csv" and not self.table and (self.path.is_dir() or not self.path.suffix)


@click.command("export")
@click.argument("names", metavar="[PLAN]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=Choice(["csv", "json", "xlsx", "ics", "sqlite", "salesforce"]),
    help="What to write; if nothing is said, what the name of the file ends with.",
)
@click.option(
    "-o", "--output", metavar="FILE", help="Where to; '-' is standard output, and the default for text."
)
@click.option("--table", metavar="NAME", help="With csv: only this table, as one file.")
@click.option(
    "--bom", is_flag=True, help="With csv: begin with a byte order mark, which Excel needs for UTF-8."
)
@click.option("--force", is_flag=True, help="Replace a file that is no export of the same format.")
@today_option
def command(
    names: tuple[str, ...],
    form: str | None,
    output: str | None,
    table: str | None,
    bom: bool,
    force: bool,
    today: dt.date,
) -> None:
    """Write each PLAN, or the whole portfolio, for spreadsheets, calendars, databases and other programs.

    CSV goes to a folder or a .zip with a file for each table, or with --table to one file. Today matters
    only to plans that are paused, and to the days since the moment of success in JSON.

    \b
    Examples:
      poc-docs export -o tracking.xlsx
      poc-docs export halden --format csv --table metrics
      poc-docs export -o tables.zip --bom
      poc-docs export --format ics -o pocs.ics
      poc-docs export -o pocs.sqlite
      poc-docs export --format json | jq '.plans[].title'
    """
    workspace = Session().workspace
    order = _order(form, output, table, bom=bom, today=today, workspace=workspace)
    files = _files(workspace, names)
    if order.form == "salesforce":
        written, unreadable = _export_deals(order, files, force=force)
    else:
        written, unreadable = _export_plans(order, files, force=force)
    if not order.is_printed:
        _end(order, written)
    if unreadable:
        sys.exit(1)


def _order(
    form: str | None,
    output: str | None,
    table: str | None,
    *,
    bom: bool,
    today: dt.date,
    workspace: Workspace,
) -> _Order:
    """Put together what was asked for, or refuse what does not go together."""
    suffix = Path(output).suffix.casefold() if output else ""
    wanted = form or _SUFFIXES.get(suffix) or ("csv" if table else None)
    if wanted is None:
        raise Refusal("say what to write", "add --format csv, json, xlsx, ics, sqlite or salesforce")
    if (table or bom) and wanted != "csv":
        raise Refusal(f"--{'table' if table else 'bom'} is for csv, not for {wanted}", "leave it out")
    if table and table not in _table_names():
        near = difflib.get_close_matches(table, _table_names(), n=1, cutoff=0.4)
        advice = f"did you mean {near[0]}?" if near else f"the tables are {', '.join(_table_names())}"
        raise Refusal(f"there is no table {table!r}", advice)
    if wanted == "xlsx":
        _refuse_without_library()
    order = _Order(wanted, output or _STANDARD_OUTPUT, table, bom, today, workspace)
    if order.is_printed and wanted in _BINARY:
        raise Refusal(f"{wanted} goes to a file", f"poc-docs export -o {_BINARY[wanted]}")
    if wanted == "csv" and not table and (order.is_printed or suffix not in {"", ".zip"}):
        _refuse_one_file(order)
    if not order.is_printed:
        refuse_place(order.path, workspace)
    return order


def _refuse_one_file(order: _Order) -> None:
    """Refuse to put several tables into one CSV file, unless it is a folder that has a dot in its name."""
    if order.is_printed or not order.path.is_dir():
        advice = "add --table NAME for one of them, or name a folder or a .zip for all: -o tables.zip"
        raise Refusal(f"a CSV file holds one table, and there are {len(_table_names())}", advice)


def _table_names() -> list[str]:
    from poc_docs.exports.tracking.tables import TABLES

    return [table.name for table in TABLES]


def _files(workspace: Workspace, names: Sequence[str]) -> Sequence[Path]:
    """Give the plans that are named, each once, or all there are."""
    from poc_docs.repository.workspace import find_plan

    named = dict.fromkeys(find_plan(workspace, name, Path.cwd()) for name in names)
    files = tuple(named) if names else workspace.files()
    if not files:
        raise Refusal("there are no plans to export", 'poc-docs new "Prospect" "Title"')
    return files


def _export_plans(order: _Order, files: Sequence[Path], *, force: bool) -> tuple[int, int]:
    """Write the plans; give how many were written, and how many could not be read."""
    from poc_docs.cli.aside import Aside, building, temporary_folder
    from poc_docs.cli.exporting import Build, Taking
    from poc_docs.cli.portfolio import take_from_all

    wanted = "the export" if order.is_printed else order.output
    is_tables = order.form not in {"json", "ics"}
    register, is_sound = _register(order.workspace) if is_tables else (None, True)
    with temporary_folder(wanted) as folder:
        aside = Aside(folder)
        take = Taking(order.form, order.today, aside, order.tables, register)
        with building(wanted, folder):
            found = take_from_all(order.workspace, take, files=files)
        _tell(found)
        if not is_sound:
            click.echo("gaps.md has errors, and so no gap has a status (poc-docs gaps)", err=True)
        with building(wanted, folder):
            built = _built(order, Build(found, aside, folder))
        if order.is_printed:
            print_file(built[""])
        else:
            write_files({order.path / name: file for name, file in built.items()}, order.form, force=force)
    unreadable = sum(each.place is None for each in found)
    return len(found) - unreadable, unreadable


def _built(order: _Order, build: Build) -> dict[str, Path]:
    """Give the files of an export by their name in the folder; one that is a file of its own has none."""
    if order.form == "json":
        return {"": build.json(order.today)}
    if order.form == "ics":
        return {"": build.calendar()}
    sheets = build.sheets(order.tables)
    if order.form == "xlsx":
        return {"": build.workbook(sheets)}
    if order.form == "sqlite":
        return {"": build.database(sheets)}
    return _csv_files(order, build, sheets)


def _csv_files(order: _Order, build: Build, sheets: Sequence[Sheet]) -> dict[str, Path]:
    if order.table:
        return {"": build.csv(sheets[0], bom=order.bom)}
    if order.is_folder:
        files = [build.csv(sheet, bom=order.bom) for sheet in sheets]
        return {file.name: file for file in files}
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


def _refuse_without_library() -> None:
    """Refuse a workbook before all plans are read, not after."""
    if find_spec("xlsxwriter") is None:
        advice = "install it with poc-docs: pip install 'poc-docs[exports]'; or take --format csv"
        raise Refusal("writing workbooks needs the package XlsxWriter", advice)


def _tell(found: Iterable[Exported]) -> None:
    """Name plans with errors, and files that can't be read."""
    for each in found:
        check = f"poc-docs check {shell_word(each.path)}"
        if each.place is None:
            why = each.fault or "it can't be read"
            click.echo(printable(f"{each.path} is left out: {why} ({check})"), err=True)
        elif each.errors:
            count = "1 error" if each.errors == 1 else f"{each.errors} errors"
            said = f"{each.path} has {count}, and is exported as it stands ({check})"
            click.echo(printable(said), err=True)


def _export_deals(order: _Order, files: Sequence[Path], *, force: bool) -> tuple[int, int]:
    """Write a row for each deal; give how many were written, and how many files could not be read."""
    from functools import partial

    from poc_docs.cli.portfolio import take_from_all
    from poc_docs.exports.salesforce import deal_plan, salesforce_csv
    from poc_docs.repository.crm_settings import crm_settings

    settings = crm_settings(order.workspace)
    take = partial(deal_plan, plan_address=settings.plan_address)
    plans = take_from_all(order.workspace, take, files=files)
    written = _tell_salesforce(plans, settings.fields)
    data = salesforce_csv(plans, settings.fields).encode()
    if order.is_printed:
        print_text(data)
    else:
        write_files({order.path: data}, order.form, force=force)
    return written, sum(not each.is_readable for each in plans)


def _tell_salesforce(plans: Sequence[DealPlan], field_map: Mapping[str, str]) -> int:
    """Name the plans that get no row, for what a CRM takes over must be sound; give how many get one.

    What several plans have in common is said once. Without any row nothing is written, and the code is 1.
    """
    from poc_docs.exports.salesforce import left_out

    gone: dict[tuple[str, str], list[str]] = {}
    for each in left_out(plans, field_map):
        gone.setdefault((each.reason, each.advice), []).append(each.path)
    count = len(plans) - len({path for paths in gone.values() for path in paths})
    for (reason, advice), paths in gone.items():
        said = f"{_counted(paths, len(plans))} left out: {reason}"
        click.echo(printable(f"{said} ({advice})" if count else said), err=True)
    if not count:
        click.echo("Nothing was written: no plan has a row.", err=True)
        next_step(*list(dict.fromkeys(advice for _, advice in gone))[:_STEPS_SHOWN], err=True)
        sys.exit(1)
    return count


def _counted(paths: Sequence[str], of_all: int) -> str:
    """Name plans: one by its path, all by their number, some by both."""
    if len(paths) == 1:
        return f"{paths[0]} is"
    return (
        f"all {of_all} plans are" if len(paths) == of_all else f"{len(paths)} plans ({', '.join(paths)}) are"
    )


def _end(order: _Order, count: int) -> None:
    """Say what was written, and what to do with it."""
    click.echo(printable(f"Wrote {order.output}: {'1 plan' if count == 1 else f'{count} plans'}."))
    file = shell_word(order.output)
    if order.form == "sqlite":
        next_step(f"sqlite3 {file} 'SELECT * FROM v_open_gaps'")  # noqa: S608 -- shown, not run
    elif order.form == "ics":
        next_step(f"open {file} with a calendar; importing it again moves what has moved")
    elif order.form in {"xlsx", "csv"}:
        next_step(f"open {file} with a spreadsheet program")
