"""All dates of all plans: the events of the calendar file, each with the plan that it is of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.exports.tracking.calendar_file import Event, EventKind, events
from poc_docs.exports.tracking.subject import subject_of
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.site.plan_view import PlanView

FEED = "calendar.ics"
"""Where the calendar stands below the site's documents."""

LOOKED_BACK = 14
"""How many days back a date is named that nobody has marked as done."""

SIGNS = {EventKind.DECISION: "◆", EventKind.MILESTONE: "○", EventKind.TASK: "□", EventKind.CHECK_IN: "↻"}
"""The sign of each kind of date."""

_OPEN = {Stage.PLANNING, Stage.ACTIVE}


@dataclass(frozen=True, slots=True)
class PlanDate:
    """A date of a plan, which is not done yet."""

    of: PlanView
    event: Event

    @property
    def day(self) -> dt.date:
        """Give the day."""
        return self.event.date

    @property
    def is_agreed(self) -> bool:
        """Say whether work has been agreed, and the date is more than a wish."""
        return self.of.line.stage is not Stage.PLANNING


def open_dates(plans: Iterable[PlanView], today: dt.date) -> tuple[PlanDate, ...]:
    """Give the dates of two weeks ago and later that are not done, in their order.

    They are those of the calendar file; what is done or cancelled is left out. Of a plan that has ended only
    tasks are named: the way to the contract, and the close-out.
    """
    since = today - dt.timedelta(days=min(LOOKED_BACK, (today - dt.date.min).days))
    found = [
        PlanDate(of, event)
        for of in plans
        if (subject := subject_of(of.entry, today))
        for event in events(subject)
        if event.kind is EventKind.TASK or of.line.stage in _OPEN
        if event.date >= since and not (event.cancelled or _is_done(event, today))
    ]
    kinds = list(SIGNS)
    return tuple(sorted(found, key=lambda each: (each.day, kinds.index(each.event.kind), each.of.entry.path)))


def _is_done(event: Event, today: dt.date) -> bool:
    """Say whether it is done; what is marked with a later day is not done yet."""
    return event.done is not None and event.done <= today
