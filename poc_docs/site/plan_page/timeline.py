"""The plan's timeline: milestones as planned and as done, pauses, the decision date, and today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.portfolio.milestones import Progress, milestones_on
from poc_docs.site.badges import NONE, badge, quiet, shown
from poc_docs.site.drawing.figure import figure
from poc_docs.site.drawing.gantt import Bar, Mark, Period, gantt
from poc_docs.site.markup import Content, Html, element
from poc_docs.site.tables import table
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.metadata import Pause
    from poc_docs.portfolio.milestones import MilestoneOnDay
    from poc_docs.portfolio.signals.situation import Situation
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

_MARKS = {
    Progress.DONE: Mark.DONE,
    Progress.DONE_LATE: Mark.DONE_LATE,
    Progress.LATE: Mark.LATE,
    Progress.TO_COME: Mark.TO_COME,
    Progress.UNKNOWN: Mark.UNKNOWN,
}
_MOST_WEEKS = 61
"""One more than a drawing counts: what is longer has months."""


def timeline_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give the drawing with its table; without any day on which it could be drawn, the table alone."""
    at = of.at
    found = tuple(milestones_on(at))
    period = _period(at, found)
    behind = table(
        "Milestones",
        ("Milestone", "Week", "Owner", "Deliverable", "Due", "Done", "Standing"),
        [_line(each) for each in found],
    )
    if period:
        open_end = at.today if at.is_planning or at.is_active else None
        drawing = gantt(
            [_bar(each, at.today) for each in found], period, today=open_end, decision=at.decision_date
        )
        title = f"From {period.first.isoformat()} to {period.last.isoformat()}"
        yield figure(title, " ".join(_sentences(at, found)), drawing, behind)
    elif found:
        yield behind
    pauses = at.plan.metadata.pauses if at.plan.metadata else ()
    if pauses and (period or found):
        yield element("div", *map(_pause, pauses), class_="poc-docs-note")


def _period(at: Situation, found: Sequence[MilestoneOnDay]) -> Period | None:
    clock = at.clock
    if clock:
        weeks = [clock.week_begins(number) for number in range(1, min(clock.weeks, _MOST_WEEKS) + 1)]
        return Period(first=clock.start, last=clock.end, weeks=weeks, pauses=clock.stops)
    days = [day for each in found for day in (each.due, each.done) if day]
    return Period(first=min(days), last=max(days)) if days else None


def _bar(of: MilestoneOnDay, today: dt.date) -> Bar:
    """Give its bar; beside it stands what the bar's mark does not say already."""
    words = of.due.isoformat() if of.due and of.progress is Progress.TO_COME else of.words
    return Bar(
        name=of.milestone.milestone.value,
        words=words.removeprefix("done ") if of.days_late else words,
        mark=_MARKS[of.progress],
        begins=of.begins,
        due=of.due,
        done=of.done,
        until=today if of.progress is Progress.LATE else of.done,
    )


def _line(of: MilestoneOnDay) -> list[Content]:
    milestone = of.milestone
    sign, tone = _MARKS[of.progress].value
    return [
        milestone.milestone.value,
        shown(milestone.week),
        shown(milestone.owner),
        shown(milestone.deliverable),
        _day(of.due),
        _day(of.done),
        badge(sign, of.words, tone),
    ]


def _day(day: dt.date | None) -> Content:
    return element("span", day.isoformat(), class_="poc-docs-date") if day else NONE


def _sentences(at: Situation, found: Sequence[MilestoneOnDay]) -> Iterator[str]:
    """Say what the drawing shows."""
    clock = at.clock
    if clock:
        worked = min(clock.days(at.today), clock.total_days)
        yield f"{counted(clock.total_days, 'day')} of work" + (f", {worked} of them gone." if worked else ".")
    if found:
        yield f"{counted(len(found), 'milestone')}: {', '.join(_counts(found))}."
    if clock and clock.stops:
        yield f"The clock stood still for {counted(clock.paused_days(at.today), 'day')}."
    if at.decision_date:
        due = "is" if at.decision_date >= at.today else "was"
        yield f"The decision {due} due on {at.decision_date.isoformat()}."


def _counts(found: Sequence[MilestoneOnDay]) -> Iterator[str]:
    for progress in Progress:
        number = sum(each.progress is progress for each in found)
        if number:
            yield f"{number} {progress.value}"


def _pause(pause: Pause) -> Html:
    until = f"to {pause.until.isoformat()}" if pause.until else "on"
    asked = f" (asked for by {pause.requested_by})" if pause.requested_by else ""
    return element("p", quiet(f"Paused from {pause.since.isoformat()} {until}: {pause.reason}{asked}"))
