"""What a plan lacks while work goes on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.plan.running.prefill import open_issues
from poc_docs.plan.running.trend import logged
from poc_docs.plan.texts import filled_in
from poc_docs.plan.values import says_nothing
from poc_docs.plan.vocabulary import CHECKPOINTS, METRIC_LOG
from poc_docs.portfolio.agenda.item import Item
from poc_docs.portfolio.agenda.steps import not_started
from poc_docs.portfolio.signals.cadence import DEFAULT_DAYS
from poc_docs.portfolio.signals.commands import done_command
from poc_docs.portfolio.signals.situation import SOON, earlier
from poc_docs.text.counting import counted, listed
from poc_docs.writing.running.ticking import MILESTONE, STEP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.running.clock import Clock
    from poc_docs.plan.standings import Standing
    from poc_docs.portfolio.signals.situation import Situation


def to_record_the_start(at: Situation) -> Iterator[Item]:
    """Work began before agreements were recorded, and the plan does not say on what."""
    if at.is_active:
        for command in not_started(at.plan, at.name):
            what = "nothing records on what both sides agreed when work began"
            yield Item(what=what, span=at.top, commands=(command,))


def milestones(at: Situation) -> Iterator[Item]:
    """A milestone is due within 7 days, and the clock does not stand still."""
    for number, milestone in enumerate(at.plan.milestones, 1):
        due = next((day for each, day in at.open_milestones if each is milestone), None)
        name = filled_in(milestone.milestone)
        if due and name and at.is_active and not at.is_paused and due >= at.today:
            yield Item(
                what=f"milestone {name!r}",
                span=milestone.milestone.span,
                commands=(done_command(at, MILESTONE, number, name),),
                begins=earlier(due, SOON),
                due=due,
                owner=filled_in(milestone.owner),
            )


def setup_steps(at: Situation) -> Iterator[Item]:
    """Setup steps with a tick box are not ticked."""
    boxes = [(n, step) for n, step in enumerate(at.plan.setup_steps, 1) if step.done is not None]
    waiting = [(number, step) for number, step in boxes if not step.done]
    if waiting and at.is_active and not at.is_paused and at.clock and at.today <= at.clock.end:
        number, first = waiting[0]
        open_of_all = f"{len(waiting)} of {counted(len(boxes), 'setup step')} not ticked"
        yield Item(
            what=f"{open_of_all}; the first is {first.text.value!r}",
            span=first.text.span,
            commands=(done_command(at, STEP, number, first.text.value),),
            begins=at.clock.start,
            due=at.clock.week_ends(1),
        )


def values(at: Situation) -> Iterator[Item]:
    """In a plan with a Metric Log, criteria without a verdict have no value of this week."""
    week = at.clock.week(at.today) if at.clock else None
    if not at.has(METRIC_LOG) or not at.is_running or at.clock is None or week is None:
        return
    since = at.clock.start if week == 1 else at.clock.week_ends(week - 1) + dt.timedelta(days=1)
    lacking = [each for each in at.undecided if not _measured_since(at, each, since)]
    numbers = [each.criterion.number.value for each in lacking if each.criterion.number.value]
    if numbers and at.today <= at.clock.end:
        noun = "criterion" if len(numbers) == 1 else "criteria"
        verb = "has" if len(numbers) == 1 else "have"
        yield Item(
            what=f"{noun} {listed([str(number) for number in numbers])} {verb} no value of week {week}",
            span=at.place_of(METRIC_LOG),
            commands=tuple(at.command("measure", f'{number} "…"') for number in numbers[:3]),
            due=min(at.clock.week_ends(week), at.clock.end),
        )


def _measured_since(at: Situation, stands: Standing, since: dt.date) -> bool:
    number = stands.criterion.number.value
    return number is not None and any(each.date >= since for each in logged(at.plan, number, at.today))


def issues(at: Situation) -> Iterator[Item]:
    """An issue is open."""
    for issue in open_issues(at.plan, at.today) if at.is_active else ():
        owner = "" if says_nothing(issue.owner.value) else issue.owner.value
        since = f" since {issue.opened.value}" if issue.opened.value else ""
        yield Item(
            what=f"issue {issue.id.value} is open{since}: {issue.issue.value}",
            span=issue.issue.span,
            commands=(at.command("issue", f"close {issue.id.value or 'ID'}"),),
            owner=owner,
        )


def checkpoint(at: Situation) -> Iterator[Item]:
    """The next checkpoint: the last one, or the start, and the cadence; in a plan that is kept up."""
    if not at.is_running or not at.has_optional or at.clock is None or at.today > at.clock.end:
        return
    last = at.checkpoint.date.value if at.checkpoint else None
    days = max(at.cadence, DEFAULT_DAYS)
    due = _later(at.clock, max(last or at.start, at.start), days - (not last))
    since = f"the last one is of {last}" if last else "there is none yet"
    yield Item(
        what=f"a checkpoint; {since}",
        span=at.checkpoint.section.heading.span if at.checkpoint else at.place_of(CHECKPOINTS),
        commands=(at.command("checkpoint"),),
        begins=earlier(due, 1),
        due=due,
        owner=at.engineer,
    )


def _later(clock: Clock, day: dt.date, days: int) -> dt.date:
    """Give the day that is so many days of work after another: pauses that were over by then move nothing."""
    later = day
    while days > 0 and later < dt.date.max:
        later += dt.timedelta(days=1)
        days -= not clock.is_paused(later)
    return later


def work_to_start(at: Situation) -> Iterator[Item]:
    """Work has not begun yet, though the plan is Active."""
    if at.is_active and at.clock and at.today < at.start:
        what = "work begins"
        yield Item(what=what, span=at.top, commands=(), begins=at.start, due=at.start)


def resuming(at: Situation) -> Iterator[Item]:
    """A pause is over once the customer is ready."""
    if at.pause and at.pause.until is None:
        what = f"the pause since {at.pause.since} goes on: {at.pause.reason}"
        begins = at.pause.since + dt.timedelta(days=14)
        yield Item(what=what, span=at.pause.span, commands=(at.command("resume"),), begins=begins)
