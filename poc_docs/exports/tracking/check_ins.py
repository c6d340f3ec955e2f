"""The check-ins to come, from how often people wanted to meet."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING

from poc_docs.exports.tracking.cells import said
from poc_docs.plan.vocabulary import Status
from poc_docs.portfolio.signals.cadence import cadence_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.clock import Clock

_WEEK = 7
_WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})s?\b", re.IGNORECASE)
_AT_MOST = 520


def check_ins(plan: Plan, clock: Clock | None) -> tuple[tuple[int, dt.date], ...]:
    """Give the check-ins after the latest checkpoint up to the last day of work, with their number from 1.

    They follow Cadence, which must name an interval of a week or more: what happens daily is no date in a
    calendar, and where nothing is written nothing is made up. One on a named weekday (``weekly, Friday
    11:00``) is on that day, and is left out during a pause; any other ends an interval of work, moved by
    pauses. A plan that is Complete or closed has none.
    """
    cadence = said(plan.running.alignment.cadence)
    days = cadence_days(cadence) if cadence else None
    if clock is None or not cadence or not days or days < _WEEK or _is_over(plan):
        return ()
    named = {found.capitalize() for found in _WEEKDAY.findall(cadence)}
    weekday = _WEEKDAYS[named.pop()] if len(named) == 1 and days % _WEEK == 0 else None
    dates = _ends(clock, days) if weekday is None else _weekdays(clock, days, weekday)
    held = max((c.date.value for c in plan.running.checkpoints if c.date.value), default=dt.date.min)
    return tuple((number, date) for number, date in enumerate(dates, 1) if date > held)


def _is_over(plan: Plan) -> bool:
    return plan.status is Status.COMPLETE or (plan.metadata is not None and plan.metadata.closed is not None)


def _ends(clock: Clock, days: int) -> Iterator[dt.date]:
    """Give the last day of every interval of work."""
    for number in range(1, min(clock.total_days // days, _AT_MOST) + 1):
        yield clock.moved(clock.start + dt.timedelta(days=number * days - 1))


def _weekdays(clock: Clock, days: int, weekday: int) -> Iterator[dt.date]:
    """Give a weekday in the last week of every interval, unless the clock stands still on it."""
    first = clock.start + dt.timedelta(days=(weekday - clock.start.weekday()) % _WEEK + days - _WEEK)
    until = min((clock.end - first).days // days, _AT_MOST - 1)
    dates = (first + dt.timedelta(days=number * days) for number in range(until + 1))
    yield from (date for date in dates if not clock.is_paused(date))
