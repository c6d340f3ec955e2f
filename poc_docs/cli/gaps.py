"""``poc-docs gaps``: the register of gaps with what all plans say of them, and changes to it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session, diff_option, next_step, print_diff, shell_word, today_option
from poc_docs.plan.vocabulary import GapStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.gap_register import Register, RegisteredGap
    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.gap_register.joining import GapReport, JoinedGap
    from poc_docs.portfolio.gap_register.selecting import Wanted
    from poc_docs.repository.workspace import Workspace

_STATUSES = click.Choice([status.value for status in GapStatus], case_sensitive=False)


@click.group("gaps", invoke_without_command=True)
@click.option("--area", default="", metavar="WORDS", help="Only gaps of this area, or a part of its name.")
@click.option("--owner", default="", metavar="NAME", help="Only gaps of this owner, or a part of the name.")
@click.option("--status", type=_STATUSES, help="Only gaps with this status.")
@click.option("--revisit", is_flag=True, help="Of gaps that shipped: the No-go and Conditional plans.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@today_option
@click.pass_context
def command(
    context: click.Context,
    area: str,
    owner: str,
    status: str | None,
    revisit: bool,
    form: str,
    today: dt.date,
) -> None:
    """Show the gaps of the register gaps.md with the plans, deals and amounts behind each.

    A deal's amount is split over its gaps: High counts 3, Medium 2, Low 1. Gaps that no row of the
    register names are listed after it, with the rows to paste.

    \b
    Examples:
      poc-docs gaps
      poc-docs gaps --area documents --status Open
      poc-docs gaps --revisit
      poc-docs gaps set GAP-12 --status Shipped --release 2026.11
      poc-docs gaps link GAP-12 belrive "Rotated scans"
    """
    from poc_docs.portfolio.gap_register.selecting import Wanted

    wanted = Wanted(area=area, owner=owner, status=GapStatus(status) if status else None)
    if context.invoked_subcommand is not None:
        if revisit or form != "text" or not wanted.is_everything:
            raise Refusal(
                f"options of 'gaps' say what to show, and {context.invoked_subcommand!r} shows nothing",
                f"poc-docs gaps {context.invoked_subcommand} --help",
            )
        return
    session = Session()
    register = sound_register(session.workspace)
    report = _report(session.workspace, register, today)
    _show(report, register, wanted, revisit=revisit, form=form)


def sound_register(workspace: Workspace) -> Register | None:
    """Give the register, or None where there is none; with faults in it, print them and leave with code 1."""
    from poc_docs.checks.gap_register import register_faults

    found = _read(workspace)
    faults = register_faults(found[0]) if found else []
    for fault in faults:
        line, column = found[0].plan.document.position(fault.span.start) if found else (1, 1)
        click.echo(printable(f"gaps.md:{line}:{column}: {fault.message}"))
        click.echo(printable(f"    -> {fault.advice}"))
    if faults:
        count = "1 error" if len(faults) == 1 else f"{len(faults)} errors"
        click.echo(f"\ngaps.md has {count}: nothing is computed from it.", err=True)
        next_step("correct gaps.md, then", "poc-docs gaps")
        sys.exit(1)
    return found[0] if found else None


def _read(workspace: Workspace) -> tuple[Register, bytes] | None:
    from poc_docs.repository.gap_register import read_gap_register
    from poc_docs.text.source import UnreadableTextError

    try:
        return read_gap_register(workspace)
    except UnreadableTextError as error:
        raise Refusal(f"gaps.md:{error.line}:{error.column}: {error.message}", error.advice) from None


def _report(workspace: Workspace, register: Register | None, today: dt.date | None) -> GapReport:
    from poc_docs.cli.portfolio import read_all
    from poc_docs.portfolio.gap_register.joining import join

    return join(register, read_all(workspace, today))


def _show(report: GapReport, register: Register | None, wanted: Wanted, *, revisit: bool, form: str) -> None:
    from poc_docs.portfolio.gap_register.selecting import selected

    gaps = selected(report, wanted)
    if revisit:
        gaps = [gap for gap in gaps if gap.registered and gap.registered.status.value is GapStatus.SHIPPED]
    if form == "json":
        from poc_docs.exports.gaps_json import gaps_json

        click.echo(json_text(gaps_json(report, register, gaps)))
    elif revisit:
        _show_revisit(gaps)
    else:
        _show_text(report, register, gaps, everything=wanted.is_everything)


def _show_revisit(gaps: Sequence[JoinedGap]) -> None:
    from poc_docs.exports.gaps_text import revisit_lines

    if not gaps:
        click.echo("No gap shipped.")
        next_step("poc-docs gaps set ID --status Shipped --release RELEASE")
        return
    _say(revisit_lines(gaps))
    first = next((b for gap in gaps for b in gap.backings if b.is_to_revisit), None)
    next_step(f"poc-docs show {shell_word(_stem(first.entry.path))}" if first else "poc-docs gaps")


def _show_text(
    report: GapReport, register: Register | None, gaps: Sequence[JoinedGap], *, everything: bool
) -> None:
    from poc_docs.exports.gaps_text import advice_lines, gaps_lines, unregistered_lines

    parts = [list(gaps_lines(gaps))]
    if not everything:
        parts += [] if gaps else [["No gap of the register is like that."]]
        parts += [["'poc-docs gaps' lists all, with those that are not in the register."]]
    elif register is None and not (report.unregistered or report.unknown):
        parts += [["There is no gaps.md yet, and no plan names a gap."]]
    else:
        advice = list(advice_lines(report))
        parts += [list(unregistered_lines(report, register)), ["Advice:", *advice] if advice else []]
    _say(line for part in parts if part for line in (*part, ""))
    next_step(*_next(report, register, everything=everything))


def _next(report: GapReport, register: Register | None, *, everything: bool) -> Sequence[str]:
    if report.unregistered and everything:
        where = "gaps.md" if register else "a new file gaps.md"
        return (f"paste the rows above into {where}, or link a gap to one that is there:",
                'poc-docs gaps link ID PLAN "WORDS OF ITS TITLE"')  # fmt: skip
    if any(gap.registered and gap.registered.status.value is GapStatus.SHIPPED for gap in report.registered):
        return ("poc-docs gaps --revisit",)
    return ("poc-docs gaps set ID --status Shipped --release RELEASE   (once one shipped)",)


def _say(lines: Iterable[str]) -> None:
    """Print lines, without empty ones at the end."""
    click.echo("\n".join(printable(line) for line in lines).rstrip("\n"))


def _stem(path: str) -> str:
    from pathlib import PurePosixPath

    return PurePosixPath(path).stem


@command.command("set")
@click.argument("identifier", metavar="ID")
@click.option("--status", type=_STATUSES, help="Open, Planned, Shipped or Declined.")
@click.option("--release", help="The release it is in, or is planned for.")
@click.option("--area", help="The part of the product.")
@click.option("--owner", help="Who answers for it.")
@click.option("--link", help="Where the work on it is tracked.")
@diff_option
@today_option
def set_command(
    identifier: str,
    status: str | None,
    release: str | None,
    area: str | None,
    owner: str | None,
    link: str | None,
    diff: bool,
    today: dt.date,
) -> None:
    """Change the row of gap ID in gaps.md; no other byte changes.

    With --status Shipped it lists the No-go and Conditional plans to revisit.

    \b
    Examples:
      poc-docs gaps set GAP-12 --status Planned --release 2026.12
      poc-docs gaps set GAP-12 --status Shipped --release 2026.11
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.gap_register import set_gap

    session = Session()
    register, gap = _gap(session.workspace, identifier)
    given = {"Status": status, "Release": release, "Area": area, "Owner": owner, "Link": link}
    values = {column: _markdown(column, value) for column, value in given.items() if value is not None}
    if not values:
        raise Refusal("say what is to change", f"poc-docs gaps set {shell_word(identifier)} --status Shipped")
    after = rewritten(register.plan, set_gap(register, gap, values))
    if not _write(session.workspace, register, after, diff=diff):
        if not diff:
            click.echo("Nothing to change: the file says so already.")
            next_step("poc-docs gaps")
        return
    click.echo(printable(f"{gap.id.value}: {', '.join(f'{name} {value}' for name, value in values.items())}"))
    _after_setting(session.workspace, gap.id.value, status, today)


def _markdown(column: str, value: str) -> str:
    """Give what is to stand in a cell; a link is Markdown already."""
    from poc_docs.writing.literal import markdown_of

    try:
        return value.strip() if column == "Link" else markdown_of(value)
    except ValueError as error:
        raise Refusal(f"--{column.lower()}: {error}", "write it in other words") from None


def _after_setting(workspace: Workspace, identifier: str, status: str | None, today: dt.date) -> None:
    from poc_docs.exports.gaps_text import revisit_lines

    steps = ["git add gaps.md && git commit"]
    if status == GapStatus.SHIPPED:
        report = _report(workspace, sound_register(workspace), today)
        shipped = [gap for gap in report.registered if gap.id == identifier]
        click.echo("\nTo revisit:")
        _say(revisit_lines(shipped))
        found = [b for gap in shipped for b in gap.backings if b.is_to_revisit]
        steps += [f"poc-docs show {shell_word(_stem(backing.entry.path))}" for backing in found[:3]]
    next_step(*steps)


def _gap(workspace: Workspace, identifier: str) -> tuple[Register, RegisteredGap]:
    from poc_docs.checks.spelling import did_you_mean

    register = sound_register(workspace)
    if register is None:
        raise Refusal("there is no gaps.md yet", "'poc-docs gaps' prints one to paste")
    gap = register.gap(identifier)
    if gap is None:
        meant = did_you_mean(identifier, [each.id.value for each in register.gaps])
        raise Refusal(f"gaps.md has no gap {identifier!r}", f"{meant}'poc-docs gaps' lists them")
    return register, gap


def _write(workspace: Workspace, register: Register, after: Plan, *, diff: bool) -> bool:
    """Write the register, or show the difference; what would be a new fault in it is refused."""
    from poc_docs.checks.gap_register import register_faults
    from poc_docs.plan.gap_register import FILE, read_register
    from poc_docs.repository.files import replace_file
    from poc_docs.repository.gap_register import register_path
    from poc_docs.text.source import encode

    before, text = register.plan.document.text, after.document.text
    if diff:
        print_diff(FILE, before, text)
        return False
    for fault in register_faults(read_register(text)):
        raise Refusal(f"nothing was written: {fault.message}", fault.advice)
    replace_file(register_path(workspace), encode(before), encode(text), workspace.root)
    return text != before


@command.command("link")
@click.argument("identifier", metavar="ID")
@click.argument("name", metavar="PLAN")
@click.argument("words", metavar="TITLE")
@diff_option
def link_command(identifier: str, name: str, words: str, diff: bool) -> None:
    """Say that a gap row of PLAN is the gap ID of the register: its id is written into the row.

    TITLE is the row's gap, or a part of it that no other row has.

    \b
    Examples:
      poc-docs gaps link GAP-12 belrive "Rotated scans"
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.gap_register import link_gap
    from poc_docs.writing.literal import markdown_of

    session = Session()
    loaded = session.load_for_writing(name)
    _, gap = _gap(session.workspace, identifier)
    index = _row(loaded.plan, loaded.name, words)
    after = rewritten(loaded.plan, link_gap(loaded.plan, index, markdown_of(gap.id.value)))
    if session.write(loaded, after, diff=diff):
        row = after.gaps[index].gap.value
        click.echo(printable(f"{loaded.name}: {row!r} is {gap.id.value}, {gap.gap.value!r}."))
        next_step(f"git add {shell_word(loaded.name)} && git commit", "poc-docs gaps")
    elif not diff:
        click.echo("Nothing to change: the file says so already.")
        next_step("poc-docs gaps")


def _row(plan: Plan, name: str, words: str) -> int:
    """Give the index of the gap row that is meant; refuses none and several."""
    from poc_docs.plan.layout import folded

    wanted = folded(words)
    titles = [folded(gap.gap.value) for gap in plan.gaps]
    found = [index for index, title in enumerate(titles) if title == wanted] or [
        index for index, title in enumerate(titles) if wanted and wanted in title
    ]
    if len(found) == 1:
        return found[0]
    known = "; ".join(gap.gap.value for gap in plan.gaps) or "none"
    if found:
        raise Refusal(f"{words!r} fits {len(found)} gap rows of {name}", "type more of the title")
    raise Refusal(f"{name} has no gap row {words!r}", f"its gaps are: {known}")
