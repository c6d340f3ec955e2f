"""Signals about time: an end, a decision, a milestone that is late, and a clock that stands still."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from poc_docs.plan.running.trend import latest
from poc_docs.plan.verdicts import is_measured
from poc_docs.portfolio.agenda.steps import ending_command
from poc_docs.portfolio.signals.commands import done_command, result_command
from poc_docs.portfolio.signals.recalibrating import later_decision, recalibration
from poc_docs.portfolio.signals.signal import Evidence
from poc_docs.text.counting import counted, listed
from poc_docs.writing.running.ticking import MILESTONE, STEP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.standings import Standing
    from poc_docs.portfolio.signals.situation import Situation

T = TypeVar("T")

MOSTLY_OVER = Fraction(3, 4)
"""The share of the days after which each criterion has a value: of the framework's four weeks, three."""

LONG_PAUSE = 14
"""Days after which a pause is no interruption any more."""


def end_passed(at: Situation) -> Iterator[Evidence]:
    """The end of the Duration, moved by pauses, has passed, and a criterion that weighs has no verdict."""
    if not at.is_running or at.clock is None or at.clock.end >= at.today:
        return
    open_ones = at.undecided_that_weigh
    duration = at.plan.overview.duration
    if duration and (open_ones or not at.standings):
        days = counted(-at.in_days(at.clock.end), "day")
        moved = "" if at.clock.end == at.clock.planned_end else f" (planned for {at.clock.planned_end})"
        lacking = f"{_criteria(open_ones)} without a verdict" if open_ones else "no criteria"
        first = open_ones[0].criterion.number.value if open_ones else None
        command = result_command(at, first, open_ones[0]) if first else at.command("check")
        message = f"the work ended on {at.clock.end}{moved}, {days} ago, with {lacking}"
        yield Evidence(message, duration.text.span, (command, recalibration(at)), due=at.clock.end)


def decision_overdue(at: Situation) -> Iterator[Evidence]:
    """The decision date has passed, and the plan is neither Complete nor closed."""
    day, stated = at.decision_date, at.plan.overview.decision_date
    if stated is None or day is None or day >= at.today or not (at.is_active or at.is_planning):
        return
    days = counted(-at.in_days(day), "day")
    close = at.command("close", "--reason no-decision")
    if at.is_planning:
        message = f"the decision was due on {day}, {days} ago, and the plan is still Planning"
        move = at.command("check", "  # once a new Decision date is written into the plan")
        yield Evidence(message, stated.text.span, (move, close), due=day)
        return
    outcome = f"; the outcome would be {at.outcome}" if at.outcome else "; the outcome is undecided"
    message = f"the decision was due on {day}, {days} ago, and is not written down{outcome}"
    written = at.plan.decision.outcome and at.plan.decision.outcome.value
    if written:
        message = (
            f"the decision was due on {day}, {days} ago: {written} is written, and the plan not Complete"
        )
    first = ending_command(at.plan, at.name) if written else at.command("decide")
    yield Evidence(message, stated.text.span, (first, recalibration(at), close), due=day)


def milestone_late(at: Situation) -> Iterator[Evidence]:
    """A milestone is past its due date and not done, while the clock runs.

    Due is what stands under Due, or else the end of its week, moved by pauses. A Timeline with neither Due
    nor Done, in a plan without Checkpoints, is no account of what is done, and raises nothing.
    """
    for milestone, due in at.late_milestones:
        owner = milestone.owner.value
        by = f" ({owner})" if owner else ""
        days = counted(-at.in_days(due), "day")
        message = f"milestone {milestone.milestone.value!r}{by} was due on {due}, {days} ago, and is not done"
        number = _number(at.plan.milestones, milestone)
        commands = (done_command(at, MILESTONE, number, milestone.milestone.value),)
        yield Evidence(message, milestone.milestone.span, commands, due=due, owner=owner)


def timeline_drift(at: Situation) -> Iterator[Evidence]:
    """Two milestones are late, pauses moved the end behind the decision, or criteria have no value yet.

    After three quarters of the days each criterion that weighs has a logged value or a result. Once each
    criterion is judged, nothing of this matters.
    """
    if not at.is_active or at.clock is None or at.is_judged:
        return
    late = at.late_milestones
    if len(late) > 1:
        names = listed([repr(milestone.milestone.value) for milestone, _ in late])
        yield Evidence(
            f"{len(late)} milestones are late: {names}", late[0][0].milestone.span, (recalibration(at),)
        )
    stated = at.plan.overview.decision_date
    if stated and stated.value and at.clock.planned_end <= stated.value < at.clock.end:
        days = counted(at.clock.paused_days(at.clock.end), "day")
        message = (
            f"pauses of {days} moved the end of the work to {at.clock.end},"
            f" and the decision is due on {stated.value}"
        )
        yield Evidence(message, stated.text.span, (later_decision(at), recalibration(at)), due=stated.value)
    days_gone = at.clock.days(at.today)
    mostly = Fraction(days_gone, at.clock.total_days) > MOSTLY_OVER and at.today <= at.clock.end
    empty = tuple(each for each in at.undecided_that_weigh if mostly and not _has_value(at, each))
    if empty and at.is_running:
        message = (
            f"{days_gone} of {at.clock.total_days} days are gone, and {_criteria(empty)} have no value yet"
        )
        if len(empty) == 1:
            message = message.replace("have no", "has no")
        number = empty[0].criterion.number.value
        commands = (at.command("measure", f'{number} "…"'), recalibration(at))
        yield Evidence(message, empty[0].criterion.text.span, commands)


def _has_value(at: Situation, stands: Standing) -> bool:
    number = stands.criterion.number.value
    measured = stands.result is not None and is_measured(stands.result.result.value)
    return measured or (number is not None and latest(at.plan, number, at.today) is not None)


def setup_late(at: Situation) -> Iterator[Evidence]:
    """Week 1 is over, and setup steps with a tick box are not ticked."""
    if not at.is_running or at.clock is None or at.clock.week_ends(1) >= at.today:
        return
    if at.clock.end < at.today or at.is_judged:
        return
    boxes = [step for step in at.plan.setup_steps if step.done is not None]
    waiting = [step for step in boxes if not step.done]
    if waiting:
        first = waiting[0].text
        week = at.clock.week(at.today)
        message = (
            f"{len(waiting)} of {counted(len(boxes), 'setup step')} not ticked in week {week};"
            f" the first is {first.value!r}"
        )
        number = _number(at.plan.setup_steps, waiting[0])
        command = done_command(at, STEP, number, first.value)
        yield Evidence(message, first.span, (command,), due=at.clock.week_ends(1))


def plan_paused(at: Situation) -> Iterator[Evidence]:
    """A pause has lasted for 14 days or longer."""
    pause = at.pause if at.is_active else None
    if pause and (at.today - pause.since).days >= LONG_PAUSE:
        by = f", asked for by {pause.requested_by}" if pause.requested_by else ""
        days = (at.today - pause.since).days
        until = f" (until {pause.until})" if pause.until else ""
        message = f"paused since {pause.since}, for {days} days{until}{by}: {pause.reason}"
        close = at.command("close", "--reason no-decision   # if it does not go on")
        commands = (close,) if pause.until else (at.command("resume"), close)
        yield Evidence(message, pause.span, commands)


def _number(items: Sequence[T], item: T) -> int:
    return next(number for number, each in enumerate(items, 1) if each is item)


def _criteria(standings: tuple[Standing, ...]) -> str:
    numbers = [each.criterion.number.text.value for each in standings]
    return f"{'criterion' if len(numbers) == 1 else 'criteria'} {listed(numbers)}"
