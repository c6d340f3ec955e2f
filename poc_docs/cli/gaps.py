"""``poc-docs gaps``: the register of gaps with what all plans say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice, CommandGroup
from poc_docs.cli.gap_changes import STATUSES, link_command, set_command
from poc_docs.cli.gap_report import gap_report, say, sound_register, stem
from poc_docs.cli.json_text import json_text
from poc_docs.cli.kept import no_cache_option
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import Session, next_step, shell_word, today_option
from poc_docs.plan.vocabulary import GapStatus
from poc_docs.portfolio.collecting import without_collecting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.gap_register import Register
    from poc_docs.portfolio.gap_register.joining import GapReport, JoinedGap

_SHIP = "poc-docs gaps set ID --status Shipped --release RELEASE"


@click.group("gaps", cls=CommandGroup, invoke_without_command=True)
@click.option("--area", default="", metavar="WORDS", help="Only gaps of this area, or a part of its name.")
@click.option("--owner", default="", metavar="NAME", help="Only gaps of this owner, or a part of the name.")
@click.option("--status", type=STATUSES, help="Only gaps with this status.")
@click.option("--revisit", is_flag=True, help="Of gaps that shipped: the No-go and Conditional plans.")
@click.option("--all", "everything", is_flag=True, help="All plans behind a gap, and all that look like it.")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@no_cache_option
@today_option
@click.pass_context
def command(
    context: click.Context,
    area: str,
    owner: str,
    status: str | None,
    revisit: bool,
    everything: bool,
    form: str,
    no_cache: bool,
    today: dt.date,
) -> None:
    """Show the gaps of the register gaps.md with the plans, deals and amounts behind each.

    A deal's amount is split over its gaps: High counts 3, Medium 2, Low 1. Gaps that no row of the
    register names are listed after it, with the rows to paste. Of many plans behind a gap the first 10
    are shown, and of the gaps that look like it the nearest 3.

    \b
    Examples:
      poc-docs gaps
      poc-docs gaps --area documents --status Open
      poc-docs gaps --revisit
      poc-docs gaps set GAP-12 --status Shipped --release 2026.11
      poc-docs gaps link GAP-12 belrive "Rotated scans"
    """
    from poc_docs.exports.gaps_text import BEHIND
    from poc_docs.portfolio.gap_register.selecting import Wanted, selected

    wanted = Wanted(area=area, owner=owner, status=GapStatus(status) if status else None)
    if context.invoked_subcommand is not None:
        if revisit or everything or form != "text" or not wanted.is_everything:
            raise Refusal(
                f"options of 'gaps' say what to show, and {context.invoked_subcommand!r} shows nothing",
                f"poc-docs gaps {context.invoked_subcommand} --help",
            )
        return
    context.with_resource(without_collecting())
    session = Session()
    register = sound_register(session.workspace)
    report = gap_report(session.workspace, register, today, cache=not no_cache, everything=everything)
    gaps = selected(report, wanted)
    if revisit:
        gaps = _shipped(gaps)
    if form == "json":
        from poc_docs.exports.gaps_json import gaps_json

        click.echo(json_text(gaps_json(report, register, gaps)))
    elif revisit:
        _show_revisit(report, gaps)
    else:
        most = None if everything else BEHIND
        _show_text(report, register, gaps, most, is_whole=wanted.is_everything)


def _shipped(gaps: Iterable[JoinedGap]) -> list[JoinedGap]:
    return [gap for gap in gaps if gap.registered and gap.registered.status.value is GapStatus.SHIPPED]


def _show_revisit(report: GapReport, gaps: Sequence[JoinedGap]) -> None:
    from poc_docs.exports.gaps_text import revisit_lines

    if not gaps:
        click.echo("No gap shipped.")
        next_step(_SHIP if report.registered else "poc-docs gaps")
        return
    say(revisit_lines(gaps))
    first = next((b for gap in gaps for b in gap.backings if b.is_to_revisit), None)
    next_step(f"poc-docs show {shell_word(stem(first.entry.path))}" if first else "poc-docs gaps")


def _show_text(
    report: GapReport,
    register: Register | None,
    gaps: Sequence[JoinedGap],
    most: int | None,
    *,
    is_whole: bool,
) -> None:
    from poc_docs.exports.gaps_text import advice_lines, gaps_lines, unregistered_lines

    parts = [list(gaps_lines(gaps, most))]
    if not is_whole:
        parts += [] if gaps else [["No gap of the register is like that."]]
        parts += [["'poc-docs gaps' lists all, with those that are not in the register."]]
    else:
        if not (report.registered or report.others):
            there_is = "There is no gaps.md yet" if register is None else "gaps.md has no gap"
            parts += [[f"{there_is}, and no plan names a gap."]]
        advice = list(advice_lines(report, most))
        parts += [list(unregistered_lines(report, register, most)), ["Advice:", *advice] if advice else []]
    say(line for part in parts if part for line in (*part, ""))
    next_step(*_next(report, register, is_whole=is_whole))


def _next(report: GapReport, register: Register | None, *, is_whole: bool) -> Sequence[str]:
    """Give what to type next; a command on a gap of the register only where it has one."""
    if report.others and is_whole:
        if not report.registered:
            return (f"paste the rows above into {'gaps.md' if register else 'a new file gaps.md'}",)
        return ("paste the rows above into gaps.md, or link a gap to one that is there:",
                'poc-docs gaps link ID PLAN "WORDS OF ITS TITLE"')  # fmt: skip
    if not report.registered:
        return ("poc-docs next   # gaps come with the results of plans" if is_whole else "poc-docs gaps",)
    return ("poc-docs gaps --revisit",) if _shipped(report.registered) else (f"{_SHIP}   # once one shipped",)


command.add_command(set_command)
command.add_command(link_command)
