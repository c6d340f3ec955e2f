"""The PoC's clock: weeks and due dates counted from the start, without the days of pauses.

A pause holds from its first day up to and including its last; an open one up to today. Days are calendar
days. What people wrote down as a date, the decision date above all, is never moved.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.plan.metadata import Pause
    from poc_docs.plan.model import Milestone, Plan

DAY = dt.timedelta(days=1)
_WEEK = pattern(r"(?:weeks?\s+)?(?:(?P<first>\d{1,3})\s*[-\u2013]\s*)?(?P<last>\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """When a proof of concept began, was planned to end, and stood still.

    ``stops`` are the first and last days of its pauses, in order and apart from each other.
    """

    start: dt.date
    planned_end: dt.date
    stops: tuple[tuple[dt.date, dt.date], ...] = ()

    @property
    def end(self) -> dt.date:
        """Give the last day of work, moved by the pauses."""
        return self.moved(self.planned_end)

    def moved(self, planned: dt.date) -> dt.date:
        """Give the day on which as much work is behind as was planned for ``planned``."""
        day = planned
        for first, last in self.stops:
            if first > day:
                break
            day = _plus(day, (last - first).days + 1)
        return day

    def is_paused(self, day: dt.date) -> bool:
        """Say whether the clock stands still on a day."""
        return any(first <= day <= last for first, last in self.stops)

    def paused_days(self, until: dt.date) -> int:
        """Give how many days the clock stood still, up to and including ``until``."""
        return sum((min(last, until) - first).days + 1 for first, last in self.stops if first <= until)

    def days(self, until: dt.date) -> int:
        """Give the days of work up to and including ``until``; 0 before the start."""
        return max(0, (until - self.start).days + 1 - self.paused_days(until))

    def worked(self, first: dt.date, last: dt.date) -> int:
        """Give the days from ``first`` to ``last``, both counted, without those of pauses.

        Days before the start count as well: no pause holds there.
        """
        paused = self.paused_days(last) - self.paused_days(first) + self.is_paused(first)
        return (last - first).days + 1 - paused

    @property
    def total_days(self) -> int:
        """Give the days of work that were planned."""
        return (self.planned_end - self.start).days + 1

    @property
    def weeks(self) -> int:
        """Give the number of weeks that were planned, the last of which may be shorter."""
        return -(-self.total_days // 7)

    def week(self, day: dt.date) -> int | None:
        """Give the week of work that a day is in, from 1; None before the start.

        A day of a pause is in the week in which the clock was stopped.
        """
        if day < self.start:
            return None
        return (max(1, self.days(day)) - 1) // 7 + 1

    def week_begins(self, number: int) -> dt.date:
        """Give the first day of a week of work, moved by the pauses."""
        return self.moved(_plus(self.start, 7 * (number - 1)))

    def week_ends(self, number: int) -> dt.date:
        """Give the last day of a week of work, moved by the pauses."""
        return self.moved(_plus(self.start, 7 * number - 1))


def clock_of(plan: Plan, today: dt.date) -> Clock | None:
    """Give the clock of a plan as it stands today; None where it has no readable Duration."""
    duration = plan.overview.duration.value if plan.overview.duration else None
    if duration is None:
        return None
    pauses = plan.metadata.pauses if plan.metadata else ()
    return Clock(duration.start, duration.end, tuple(_stops(pauses, duration.start, today)))


def open_pause(plan: Plan) -> Pause | None:
    """Give the pause that has not ended, or None."""
    pauses = plan.metadata.pauses if plan.metadata else ()
    return next((pause for pause in pauses if pause.until is None), None)


def _stops(pauses: Iterable[Pause], start: dt.date, today: dt.date) -> Iterable[tuple[dt.date, dt.date]]:
    """Give the days of pauses from the start on; those that meet or overlap count once."""
    held: tuple[dt.date, dt.date] | None = None
    for first, last in sorted((max(p.since, start), p.until or today) for p in pauses):
        if last < first:
            continue
        if held and first <= _plus(held[1], 1):
            held = (held[0], max(held[1], last))
        else:
            if held:
                yield held
            held = (first, last)
    if held:
        yield held


def due_date(milestone: Milestone, clock: Clock | None) -> dt.date | None:
    """Give when a milestone is due: what stands under Due, or else the end of its week.

    None where Due is filled in and can't be read: the end of the week is not what was meant there.
    """
    due = milestone.due
    is_written = due is not None and due.text.value and not is_placeholder(due.text.value)
    if is_written or clock is None:
        return due.value if due else None
    week = _WEEK.fullmatch(milestone.week.value)
    return clock.week_ends(int(week["last"])) if week and int(week["last"]) else None


def begin_date(milestone: Milestone, clock: Clock | None) -> dt.date | None:
    """Give the first day of the week, or of the weeks, that a milestone is planned for; None without any."""
    week = _WEEK.fullmatch(milestone.week.value)
    if clock is None or week is None:
        return None
    number = int(week["first"] or week["last"])
    return clock.week_begins(number) if number else None


def _plus(day: dt.date, days: int) -> dt.date:
    """Give a later day; at the end of the calendar, its last."""
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))
