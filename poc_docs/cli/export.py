"""``poc-docs export``: plans as CSV, JSON, XLSX, iCalendar or SQLite, or as a CSV for Salesforce."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.export_file import print_text, refuse_place, write_files
from poc_docs.cli.export_plans import STANDARD_OUTPUT, Order, export_plans, refuse_none, table_names
from poc_docs.cli.kept import no_cache_option
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session, next_step, shell_word, today_option
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from poc_docs.exports.salesforce import DealPlan
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
_STEPS_SHOWN = 3


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
@no_cache_option
@today_option
def command(
    names: tuple[str, ...],
    form: str | None,
    output: str | None,
    table: str | None,
    bom: bool,
    force: bool,
    no_cache: bool,
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
        written, unreadable = export_plans(order, files, force=force, cache=not no_cache)
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
) -> Order:
    """Put together what was asked for, or refuse what does not go together."""
    suffix = Path(output).suffix.casefold() if output else ""
    wanted = form or _SUFFIXES.get(suffix) or ("csv" if table else None)
    if wanted is None:
        raise Refusal("say what to write", "add --format csv, json, xlsx, ics, sqlite or salesforce")
    if (table or bom) and wanted != "csv":
        raise Refusal(f"--{'table' if table else 'bom'} is for csv, not for {wanted}", "leave it out")
    if table and table not in table_names():
        from poc_docs.text.spelling import did_you_mean

        listed = f"the tables are {', '.join(table_names())}"
        raise Refusal(f"there is no table {table!r}", f"{did_you_mean(table, table_names())}{listed}")
    if wanted == "xlsx":
        _refuse_without_library()
    order = Order(wanted, output or STANDARD_OUTPUT, table, bom, today, workspace)
    if order.is_printed and wanted in _BINARY:
        raise Refusal(f"{wanted} goes to a file", f"poc-docs export -o {_BINARY[wanted]}")
    if wanted == "csv" and not table and (order.is_printed or suffix not in {"", ".zip"}):
        _refuse_one_file(order)
    if not order.is_printed:
        refuse_place(order.path, workspace)
    return order


def _refuse_one_file(order: Order) -> None:
    """Refuse to put several tables into one CSV file, unless it is a folder that has a dot in its name."""
    if order.is_printed or not order.path.is_dir():
        advice = "add --table NAME for one of them, or name a folder or a .zip for all: -o tables.zip"
        raise Refusal(f"a CSV file holds one table, and there are {len(table_names())}", advice)


def _files(workspace: Workspace, names: Sequence[str]) -> Sequence[Path] | None:
    """Give the plans that are named, each once; None for all there are."""
    from poc_docs.repository.workspace import find_plan

    return tuple(dict.fromkeys(find_plan(workspace, name, Path.cwd()) for name in names)) or None


def _refuse_without_library() -> None:
    """Refuse a workbook before all plans are read, not after."""
    if find_spec("xlsxwriter") is None:
        from poc_docs.repository.extras import installing

        advice = f"{installing('exports')}; or take --format csv"
        raise Refusal("writing workbooks needs the package XlsxWriter", advice)


def _export_deals(order: Order, files: Sequence[Path] | None, *, force: bool) -> tuple[int, int]:
    """Write a row for each deal; give how many were written, and how many files could not be read."""
    from functools import partial

    from poc_docs.cli.portfolio import take_from_all
    from poc_docs.exports.salesforce import deal_plan, salesforce_csv
    from poc_docs.repository.crm_settings import crm_settings

    settings = crm_settings(order.workspace)
    take = partial(deal_plan, plan_address=settings.plan_address)
    plans = take_from_all(order.workspace, take, files=files)
    refuse_none(plans)
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


def _end(order: Order, count: int) -> None:
    """Say what was written, and what to do with it."""
    click.echo(printable(f"Wrote {order.output}: {counted(count, 'plan')}."))
    file = shell_word(order.output)
    if order.form == "sqlite":
        next_step(f"sqlite3 {file} 'SELECT * FROM v_open_gaps'")  # noqa: S608 -- shown, not run
    elif order.form == "ics":
        next_step(f"open {file} with a calendar; importing it again moves what has moved")
    elif order.form in {"xlsx", "csv"}:
        next_step(f"open {file} with a spreadsheet program")
