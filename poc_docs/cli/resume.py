"""``poc-docs resume``: work goes on, and the clock with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from poc_docs.cli.note import with_decision
from poc_docs.cli.pause import later, moves
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import DATE, LoadedPlan, Session, diff_option, shell_word, today_option
from poc_docs.cli.telling import one_line, plan_to_run, refuse_future, write_and_tell
from poc_docs.plan.vocabulary import DECISION_TIMELINE
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.metadata import Pause
    from poc_docs.plan.model import Plan


@click.command("resume")
@click.argument("name", metavar="PLAN")
@click.option("--date", type=DATE, help="The first day of work, if it is not today.")
@click.option("--reason", metavar="TEXT", help="Why work goes on; it goes into Decision Timeline.")
@click.option("--by", metavar="NAME", help="Who said so; whoever asked for the pause if nobody is named.")
@diff_option
@today_option
def command(
    name: str, date: dt.date | None, reason: str | None, by: str | None, diff: bool, today: dt.date
) -> None:
    """Start the clock of PLAN again; the day before was the last one of the pause.

    \b
    Examples:
      poc-docs resume halden
      poc-docs resume halden --date 2026-03-30 --reason "The peak is over" --by "Tove Brandt"
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.pauses import end_pause

    session = Session()
    loaded = plan_to_run(session, name)
    pause = _open_pause(loaded, today)
    again = date or today
    refuse_future(again, today, "work went on")
    if again <= pause.since:
        first = later(pause.since, 1)
        way = f"resume it on {first} or later: a pause holds for one day at least"
        if first > today:
            way += "; one that is not committed yet may be taken out of 'pauses' by hand"
        raise Refusal(f"the pause begins on {pause.since}, and {again} is not after that", way)
    why = _why(name, pause, reason, by)
    after = rewritten(loaded.plan, end_pause(loaded.plan, again))
    if why:
        after = with_decision(after, again, *why)
    days = (again - pause.since).days
    held = f"{loaded.name}: the clock runs again from {again}; it stood still for {counted(days, 'day')}."
    told = [held, *moves(_without(loaded.plan, pause), after, today, loaded.word)]
    told += [f"{DECISION_TIMELINE.heading}: {again}, {said} ({who})" for said, who in filter(None, [why])]
    write_and_tell(session, loaded, after, diff=diff, told=told)


def _open_pause(loaded: LoadedPlan, today: dt.date) -> Pause:
    from poc_docs.plan.running.clock import open_pause

    pause = open_pause(loaded.plan)
    if pause is None:
        pauses = loaded.plan.metadata.pauses if loaded.plan.metadata else ()
        planned = next((each for each in pauses if each.since > today), None)
        if planned:
            # A pause in a commit stays there for good, so only one of this very day's work can go.
            raise Refusal(
                f"the pause from {planned.since} to {planned.until} has not begun ({planned.reason}), "
                "and nothing is to be resumed",
                f"while it is not committed, delete it by hand from 'pauses' in {loaded.name}",
            )
        last = max((each.until for each in pauses if each.until), default=None)
        known = f"; the last pause ended on {last}" if last else ""
        name = loaded.word
        raise Refusal(
            f"the clock of {loaded.name} is not stopped: a resume without a pause{known}",
            f'poc-docs pause {name} --reason "…"   # stops it',
        )
    return pause


def _why(name: str, pause: Pause, reason: str | None, by: str | None) -> tuple[str, str] | None:
    """Give why work goes on and who says so, if that was typed."""
    example = f'poc-docs resume {shell_word(name)} --reason "…"'
    if reason is None:
        if by is not None:
            raise Refusal("--by says who gave the reason, and there is none", f'{example} --by "NAME"')
        return None
    said = one_line(reason, "why work goes on", example)
    who = one_line(pause.requested_by if by is None else by, "who said so", f'{example} --by "NAME"')
    return f"Clock runs again: {said}", who


def _without(plan: Plan, pause: Pause) -> Plan:
    """Give the plan as it would be if the clock had not been stopped."""
    if plan.metadata is None:
        return plan
    others = tuple(each for each in plan.metadata.pauses if each is not pause)
    return replace(plan, metadata=replace(plan.metadata, pauses=others))
