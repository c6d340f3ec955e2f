"""Spans of days over which is counted: what somebody asks for, and the quarters of the calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

MOST_QUARTERS = 400
"""More than these are a slip in somebody's date, and nobody would read them."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``since`` to ``until``, both included; None is open."""

    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def is_bounded(self) -> bool:
        """Say whether it leaves any day out."""
        return self.since is not None or self.until is not None

    def __contains__(self, day: dt.date) -> bool:
        return (self.since or dt.date.min) <= day <= (self.until or dt.date.max)


ALWAYS = Period()


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of the calendar; ``number`` is 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    @property
    def period(self) -> Period:
        """Give its days."""
        first = dt.date(self.year, 3 * self.number - 2, 1)
        last = dt.date(self.year, 3 * self.number, 31 if self.number in {1, 4} else 30)
        return Period(first, last)


def quarter_of(day: dt.date) -> Quarter:
    """Give the quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters(days: Collection[dt.date]) -> list[Quarter]:
    """Give all quarters from that of the first day to that of the last, none left out; none without days."""
    if not days:
        return []
    first, last = (4 * each.year + each.number - 1 for each in (quarter_of(min(days)), quarter_of(max(days))))
    return [Quarter(index // 4, index % 4 + 1) for index in range(first, last + 1)]
