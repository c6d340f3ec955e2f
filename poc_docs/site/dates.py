"""All dates of all plans: the events of the calendar file, each with the plan that it is of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.exports.tracking.calendar_file import Event, EventKind, events
from poc_docs.exports.tracking.subject import subjects
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    from poc_docs.site.view import PlanView, View

FEED = "calendar.ics"
"""Where the calendar stands below the site's documents."""

LOOKED_BACK = 14
"""How many days back a date is named that nobody has marked as done."""

SIGNS = {EventKind.DECISION: "◆", EventKind.MILESTONE: "○", EventKind.CHECK_IN: "↻"}
"""The sign of each kind of date."""


@dataclass(frozen=True, slots=True)
class PlanDate:
    """A date of a plan that is planned or runs, which is not done yet."""

    of: PlanView
    event: Event

    @property
    def day(self) -> dt.date:
        """Give the day."""
        return self.event.date

    @property
    def is_agreed(self) -> bool:
        """Say whether work has been agreed, and the date is more than a wish."""
        return self.of.line.stage is Stage.ACTIVE


def open_dates(view: View) -> tuple[PlanDate, ...]:
    """Give the dates of two weeks ago and later that are not done, in their order.

    They are those of the calendar file; what is done, cancelled, or of a plan that has ended is left out.
    """
    since = view.today - dt.timedelta(days=min(LOOKED_BACK, (view.today - dt.date.min).days))
    found = [
        PlanDate(view.by_path[subject.entry.path], event)
        for subject in subjects(view.edition.portfolio.entries, view.today)
        if view.by_path[subject.entry.path].line.stage in {Stage.PLANNING, Stage.ACTIVE}
        for event in events(subject)
        if event.date >= since and not (event.cancelled or _is_done(event, view.today))
    ]
    kinds = list(SIGNS)
    return tuple(sorted(found, key=lambda each: (each.day, kinds.index(each.event.kind), each.of.entry.path)))


def _is_done(event: Event, today: dt.date) -> bool:
    """Say whether it is done; what is marked with a later day is not done yet."""
    return event.done is not None and event.done <= today
