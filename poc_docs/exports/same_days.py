"""On which days every export says the same of a plan: only some of what is told of it moves with the day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.plan.running.clock import DAY, clock_of, open_pause
from poc_docs.portfolio.keeping import ALL_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.keeping import Days


def same_days(plan: Plan, today: dt.date) -> Days:
    """Give days around ``today``, all in a row, on which nothing that is exported of a plan moves.

    Its week is told between its first day of work and its last, pauses included, and its credits are those
    booked by the day. A pause that goes on moves the end each day, and the days since the moment of success
    are counted each day.
    """
    if open_pause(plan) or (plan.metadata and plan.metadata.confetti):
        return today, today
    turns = sorted(_turns(plan, today))
    if not turns:
        return ALL_DAYS
    if today < turns[0]:
        return dt.date.min, turns[0] - DAY
    if today > turns[-1]:
        return turns[-1] + DAY, dt.date.max
    return today, today


def _turns(plan: Plan, today: dt.date) -> Iterator[dt.date]:
    clock = clock_of(plan, today)
    if clock:
        yield from (clock.start, clock.end)
        yield from (last for _, last in clock.stops)
    yield from (line.date.value for line in plan.running.credits if line.date.value)
