"""``poc-docs list``: all plans in one table."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import json_text
from poc_docs.cli.kept import no_cache_option
from poc_docs.cli.refusal import all_printable, printable
from poc_docs.cli.session import DATE, Session, next_step, shell_word, today_option
from poc_docs.portfolio.collecting import without_collecting
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from poc_docs.portfolio.listing import Column, Filter, Listed


@click.command("list")
@click.option(
    "--status", multiple=True, metavar="WORD", help="Planning, Active, Complete, closed, unreadable."
)
@click.option("--owner", metavar="NAME", help="The sales engineer; a part of the name is enough.")
@click.option(
    "--outcome", multiple=True, metavar="WORD", help="Proceed, Conditional, No-go, or none; also computed."
)
@click.option("--prospect", metavar="WORD", help="A part of the prospect's name.")
@click.option("--text", metavar="WORD", help="A word in id, title, names, opportunity, objective or scope.")
@click.option("--decision-before", type=DATE, help="Only plans whose decision date lies before this day.")
@click.option("--sort", metavar="COLUMN", help="Sort by this column; plans without a value come last.")
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--columns", metavar="A,B,C", help="Which columns, in which order; an unknown one lists all.")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@no_cache_option
@today_option
def command(
    status: tuple[str, ...],
    owner: str | None,
    outcome: tuple[str, ...],
    prospect: str | None,
    text: str | None,
    decision_before: dt.date | None,
    sort: str | None,
    reverse: bool,
    columns: str | None,
    form: str,
    no_cache: bool,
    today: dt.date,
) -> None:
    """List the plans, or those that fit every filter.

    --status and --outcome may be given more than once, and then one of the words is enough. On a terminal
    the table fits its width; in a pipe nothing is cut, and nothing but the table is printed.

    \b
    Examples:
      poc-docs list
      poc-docs list --status Active --owner "Ines Falk"
      poc-docs list --decision-before 2026-12-24 --sort decision
      poc-docs list --columns id,title,amount --sort amount --reverse
      poc-docs list --outcome No-go --format json
    """
    from poc_docs.cli.kept import values_of_all
    from poc_docs.exports.list_json import list_json
    from poc_docs.portfolio import listing

    known = listing.columns()
    shown = listing.named_columns(columns) if columns is not None else None
    by = known[listing.known_word(sort, known, "column")] if sort is not None else None
    # Words are looked at before the plans are: a slip is answered at once.
    filters = [listing.of_status(status)] if status else []
    filters += [listing.of_outcome(outcome)] if outcome else []
    click.get_current_context().with_resource(without_collecting())
    lines = values_of_all(Session().workspace, listing.KIND, today, cache=not no_cache)
    filters += _filters(lines, owner, prospect, text, decision_before)
    every = listing.in_order(lines)
    found = listing.select(every, filters)
    if by:
        found = listing.sort_lines(found, by, backwards=reverse)
    elif reverse:
        found = found[::-1]
    if form == "json":
        click.echo(json_text(list_json(found, every, today)))
        return
    if not found:
        _say_why(every, filters)
        return
    usual = [known[name] for name in listing.DEFAULT if name in known]
    extra = [by] if by and by not in usual else []
    may_drop = [name for name in listing.LESS_ROOM if not by or name != by.name]
    _print_table(found, shown or [*usual, *extra], () if shown else may_drop)
    _tell_unreadable(every, found)
    if sys.stdout.isatty():
        _end(found, every)


def _filters(
    lines: Sequence[Listed],
    owner: str | None,
    prospect: str | None,
    text: str | None,
    decision_before: dt.date | None,
) -> list[Filter]:
    from poc_docs.portfolio import listing
    from poc_docs.portfolio.owners import owners_meant

    filters = []
    if owner is not None and lines:
        filters.append(listing.of_owner(owners_meant([line.owner for line in lines], owner)))
    if prospect is not None:
        filters.append(listing.with_prospect(prospect))
    if text is not None:
        filters.append(listing.with_text(text))
    if decision_before is not None:
        filters.append(listing.decided_before(decision_before))
    return filters


def _print_table(found: Sequence[Listed], columns: Sequence[Column], may_drop: Sequence[str]) -> None:
    from poc_docs.exports.list_text import list_text

    table = list_text(found, columns, _width(), may_drop=may_drop, printable=all_printable)
    header, *rows = table.lines
    click.echo("\n".join([click.style(header, bold=True), *rows]))
    if table.dropped and sys.stdout.isatty():
        click.echo(f"\nNo room for: {', '.join(table.dropped)} (--columns chooses)")


def _width() -> int | None:
    """Give the width of the terminal; None in a pipe, where nothing is cut."""
    if sys.stdout.isatty():
        import shutil

        return shutil.get_terminal_size().columns
    said = os.environ.get("COLUMNS", "")
    return int(said) if said.isascii() and said.isdigit() and int(said) else None


def _say_why(every: Sequence[Listed], filters: Sequence[Filter]) -> None:
    """Say that nothing was found, and which filter to loosen: beside the table, which is empty."""
    from poc_docs.portfolio.listing import loosened

    if not every:
        click.echo("There are no plans yet.", err=True)
        click.echo('  -> poc-docs new "Prospect" "Title"', err=True)
        return
    said = " ".join(each.said for each in filters)
    click.echo(printable(f"None of {counted(len(every), 'plan')} fits {said}."), err=True)
    ways = loosened(every, filters) if len(filters) > 1 else []
    for each, count in ways:
        click.echo(printable(f"  -> without {each.said}: {counted(count, 'plan')}"), err=True)
    if not ways:
        click.echo(
            f"  -> leave out {'more than one of them' if len(filters) > 1 else 'the filter'}", err=True
        )
    _tell_unreadable(every, ())


def _tell_unreadable(every: Sequence[Listed], found: Sequence[Listed]) -> None:
    """Name the files that no filter can look into: they may be what was looked for."""
    shown = {line.path for line in found}
    hidden = [line.path for line in every if not line.is_readable and line.path not in shown]
    if hidden:
        what = "1 file can't be read, and fits no filter" if len(hidden) == 1 else ""
        said = what or f"{len(hidden)} files can't be read, and fit no filter"
        click.echo(printable(f"{said}: {', '.join(hidden)}"), err=True)
        click.echo("  -> poc-docs list --status unreadable", err=True)


def _end(found: Sequence[Listed], every: Sequence[Listed]) -> None:
    """End the table on a terminal: how many there are, and what to type next."""
    all_plans = counted(len(every), "plan")
    click.echo(f"\n{all_plans}." if len(found) == len(every) else f"\n{len(found)} of {all_plans}.")
    if any(line.errors for line in found):
        next_step("poc-docs check   # says what is wrong in the plans with errors")
    else:
        next_step(f"poc-docs show {shell_word(found[0].id or found[0].path)}")
