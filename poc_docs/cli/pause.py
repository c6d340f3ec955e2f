"""``poc-docs pause``: the customer stops the clock, and everybody sees it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import DATE, LoadedPlan, Session, diff_option, shell_word, today_option
from poc_docs.cli.telling import one_line, plan_to_run, write_and_tell
from poc_docs.plan.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.metadata import Pause
    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.clock import Clock


@click.command("pause")
@click.argument("name", metavar="PLAN")
@click.option("--reason", required=True, metavar="TEXT", help="Why the clock stops.")
@click.option("--by", metavar="NAME", help="Who asked for it; the prospect if nobody is named.")
@click.option("--date", type=DATE, help="The first day without work, if it is not today.")
@click.option("--until", type=DATE, help="The last day without work, if it is known.")
@diff_option
@today_option
def command(
    name: str,
    reason: str,
    by: str | None,
    date: dt.date | None,
    until: dt.date | None,
    diff: bool,
    today: dt.date,
) -> None:
    """Stop the clock of PLAN where the customer causes a delay; 'poc-docs resume' starts it again.

    Weeks, computed due dates and the end of the work move by the days of the pause. Dates that people wrote
    down stay, above all the decision date.

    \b
    Examples:
      poc-docs pause halden --reason "Peak freeze in the warehouses" --by "Tove Brandt"
      poc-docs pause halden --reason "Stocktaking" --date 2026-03-23 --until 2026-03-27
    """
    from poc_docs.plan.metadata import Pause
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.pauses import begin_pause

    session = Session()
    loaded = plan_to_run(session, name)
    example = f'poc-docs pause {shell_word(name)} --reason "…"'
    since = date or today
    _refuse_status(loaded)
    prospect = loaded.plan.metadata.prospect if loaded.plan.metadata else None
    pause = Pause(
        since=since,
        until=until,
        reason=one_line(reason, "why the clock stops", example),
        requested_by=one_line(
            by or (prospect.value if prospect else ""), "who asked for it: --by NAME", f'{example} --by "…"'
        ),
    )
    _refuse_days(loaded, pause, today)
    after = rewritten(loaded.plan, begin_pause(loaded.plan, pause))
    told = [_said(loaded.name, pause), *moves(loaded.plan, after, today, loaded.word)]
    write_and_tell(session, loaded, after, diff=diff, told=told)


def _refuse_status(loaded: LoadedPlan) -> None:
    plan, name = loaded.plan, loaded.word
    if plan.metadata and plan.metadata.closed:
        raise Refusal(
            f"{loaded.name} is closed, and its clock stands still for good", f"poc-docs show {name}"
        )
    if plan.status is not Status.ACTIVE:
        raise Refusal(
            f"{loaded.name} is {plan.status or 'of no known status'}; only the clock of an Active plan runs",
            f"poc-docs show {name}",
        )


def _refuse_days(loaded: LoadedPlan, pause: Pause, today: dt.date) -> None:
    """Refuse days that can't be those of a pause: reversed, outside the PoC, or of another pause."""
    from poc_docs.plan.running.clock import DAY, clock_of, open_pause
    from poc_docs.writing.running.pauses import overlapping

    name = loaded.word
    clock, still = clock_of(loaded.plan, today), open_pause(loaded.plan)
    if clock is None:
        raise Refusal(
            f"{loaded.name} has no Duration that can be read, so no clock", f"poc-docs check {name}"
        )
    if still:
        raise Refusal(
            f"the clock stands still already, since {still.since} ({still.reason})", f"poc-docs resume {name}"
        )
    if pause.until and pause.until < pause.since:
        raise Refusal(
            f"--until {pause.until} is before {pause.since}, the first day of the pause",
            "give the last day without work; one day alone is --date and --until on the same day",
        )
    if not clock.start <= pause.since <= clock.end:
        raise Refusal(
            f"{pause.since} is a date outside the PoC, which runs from {clock.start} to {clock.end}",
            f"give the first day without work: --date {clock.start} or later",
        )
    if pause.since > today and pause.until is None:
        raise Refusal(
            f"{pause.since} lies in the future; a pause that is planned has an end", "add --until DATE"
        )
    other = overlapping(loaded.plan, pause.since, pause.until)
    if other and other.until:
        way = (
            f"--until {other.since - DAY}" if pause.since < other.since else f"--date {later(other.until, 1)}"
        )
        raise Refusal(
            f"the clock stands still from {other.since} to {other.until} already ({other.reason})", way
        )


def _said(name: str, pause: Pause) -> str:
    until = f"to {pause.until}" if pause.until else "on"
    return (
        f"{name}: the clock stands still from {pause.since} {until}: {pause.reason} ({pause.requested_by})."
    )


def later(day: dt.date, days: int) -> dt.date:
    """Give a later day, at most the last one of the calendar."""
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))


def moves(before: Plan, after: Plan, today: dt.date, name: str) -> Iterator[str]:
    """Say what a change of the pauses moves, and that the decision date stays."""
    from poc_docs.plan.running.clock import clock_of, open_pause

    old, new = clock_of(before, today), clock_of(after, today)
    if old is None or new is None:
        return
    still = open_pause(after)
    further = ", and a day further with each day of the pause" if still else ""
    if old.end == new.end:
        yield f"End of the work: {new.end}, as before{further}."
    else:
        yield f"End of the work: {old.end} -> {new.end}{further}."
    for milestone, was, day in _moved(before, old, new):
        yield f"  due {was} -> {day}: {milestone}"
    decision = after.overview.decision_date.value if after.overview.decision_date else None
    if decision:
        yield f"The decision date stays: {decision}."
    if decision and new.end > decision:
        yield "The work now ends after it. If both sides want to move it:"
        late = later(decision, (new.end - new.planned_end).days)
        yield f'  poc-docs amend {name} --reason "…" --decision-date {late}'


def _moved(plan: Plan, old: Clock, new: Clock) -> Iterator[tuple[str, dt.date, dt.date]]:
    """Give the open milestones whose computed due date moves, with both days."""
    from poc_docs.plan.running.clock import due_date

    for milestone in plan.milestones:
        was, day = due_date(milestone, old), due_date(milestone, new)
        is_done = milestone.done is not None and milestone.done.value is not None
        if was and day and was != day and not is_done:
            yield milestone.milestone.value, was, day
