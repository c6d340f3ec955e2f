"""The logged values of a criterion as numbers, each read as the judge reads a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.running.trend import logged
from poc_docs.plan.standings import judge_criterion
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    import datetime as dt
    from fractions import Fraction

    from poc_docs.plan.model import Criterion, Plan
    from poc_docs.plan.verdicts.ranges import Range


@dataclass(frozen=True, slots=True)
class Point:
    """A logged value in the unit of the series, and as it is written."""

    date: dt.date
    value: Fraction
    words: str


@dataclass(frozen=True, slots=True)
class Series:
    """Logged values by day, with the range that the target wants; ``left_out`` counts what is no number."""

    points: tuple[Point, ...]
    wanted: Range
    left_out: int


def series(plan: Plan, criterion: Criterion, until: dt.date | None = None) -> Series | None:
    """Give the values logged for a criterion up to ``until``, in base units or as multiples of its baseline.

    None where its target has no or several conditions, or its values can't be told apart from each other.
    """
    number = criterion.number.value
    lines = logged(plan, number, until) if number else ()
    points: list[Point] = []
    ranges: set[Range] = set()
    for each in lines:
        compared = judge_criterion(criterion, each.line.value.value).compared
        only = compared[0] if len(compared) == 1 else None
        if only and only.measured.low is not None and only.measured.low == only.measured.high:
            points.append(Point(each.date, only.measured.low, each.line.value.value))
            ranges.add(only.wanted)
    if len(ranges) != 1:
        return None
    return Series(tuple(points), ranges.pop(), len(lines) - len(points))
