"""Days along the width of a drawing: where each lies, and which weeks, months or years have a label."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LABEL = 56
"""The least pixels between two lines, so that their labels do not touch."""


@dataclass(frozen=True, slots=True)
class DaysAxis:
    """The days from ``first`` to ``last``, both counted, between the pixels ``left`` and ``right``."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def begins(self, day: dt.date) -> float:
        """Give where a day begins; one outside of the axis lies at its edge."""
        return self._at((day - self.first).days)

    def ends(self, day: dt.date) -> float:
        """Give where a day ends."""
        return self._at((day - self.first).days + 1)

    def middle(self, day: dt.date) -> float:
        """Give the middle of a day."""
        return self._at((day - self.first).days + 0.5)

    def holds(self, day: dt.date) -> bool:
        """Say whether a day lies on the axis."""
        return self.first <= day <= self.last

    def _at(self, days: float) -> float:
        whole = (self.last - self.first).days + 1
        return self.left + (self.right - self.left) * min(max(days / whole, 0.0), 1.0)

    def ticks(self) -> tuple[tuple[dt.date, str], ...]:
        """Give the days that have a line, with their labels: as many as have room."""
        room = max(1, int((self.right - self.left) / _LABEL))
        for found in (self._weeks(1), self._weeks(2), self._months(1), self._months(3)):
            if len(found) <= room:
                return found
        years = range(self.first.year + 1, self.last.year + 1)
        every = -(-len(years) // room)
        return tuple((dt.date(year, 1, 1), str(year)) for year in years if year % every == 0)

    def _weeks(self, every: int) -> tuple[tuple[dt.date, str], ...]:
        first = -(-(self.first.toordinal() - 1) // 7)  # Mondays follow multiples of 7
        last = (self.last.toordinal() - 1) // 7
        days = (dt.date.fromordinal(7 * n + 1) for n in range(first, last + 1) if n % every == 0)
        return tuple((day, f"{day.day} {_MONTHS[day.month - 1]}") for day in days)

    def _months(self, every: int) -> tuple[tuple[dt.date, str], ...]:
        first, last = (each.year * 12 + each.month - 1 for each in (self.first, self.last))
        numbers = range(first + (self.first.day > 1), last + 1)
        days = (dt.date(n // 12, n % 12 + 1, 1) for n in numbers if n % 12 % every == 0)
        return tuple(
            (day, f"{_MONTHS[day.month - 1]} {day.year}" if day.month == 1 else _MONTHS[day.month - 1])
            for day in days
        )
