"""Which days an axis holds, which of them are weekends, and where the words of a day stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.site.drawing.days_axis import DaysAxis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SATURDAY = 5
_AROUND = 14


def axis_around(
    core: tuple[dt.date, dt.date], others: Iterable[dt.date], left: float, right: float
) -> DaysAxis:
    """Give an axis of the core's days and of all others that are no further off than the core is long.

    The rest lies at its edge: one wrong year must not push all other days together.
    """
    first, last = core
    reach = (last - first).days + _AROUND
    near = [day for day in others if -reach <= (day - first).days and (day - last).days <= reach]
    return DaysAxis(min(first, *near, first), max(last, *near, last), left, right)


def day_width(axis: DaysAxis) -> float:
    """Give how wide a day is."""
    return (axis.right - axis.left) / ((axis.last - axis.first).days + 1)


def saturdays(axis: DaysAxis) -> Iterator[dt.date]:
    """Give every Saturday on the axis."""
    first = axis.first.toordinal() + (_SATURDAY - axis.first.weekday()) % 7
    yield from map(dt.date.fromordinal, range(first, axis.last.toordinal() + 1, 7))


def words_at(axis: DaysAxis, at: float, room: float) -> tuple[float, str]:
    """Give where words stand that belong to the place ``at``, and their anchor, so that they stay inside."""
    if at - room / 2 < axis.left:
        return max(at, axis.left), "start"
    if at + room / 2 > axis.right:
        return min(at, axis.right), "end"
    return at, "middle"


def short_day(day: dt.date) -> str:
    """Give a day as axes write it; the words beside the drawing name the year."""
    return f"{day.day} {_MONTHS[day.month - 1]}"
