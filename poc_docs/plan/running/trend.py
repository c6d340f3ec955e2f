"""How measured values lie to their target over time, and to what was there before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from poc_docs.plan.verdicts import is_measured, read_result, read_target
from poc_docs.plan.verdicts.numbers import Convention
from poc_docs.plan.verdicts.ranges import wanted_range

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Criterion, Plan
    from poc_docs.plan.running.model import LoggedValue

ENOUGH_VALUES = 3
"""How many values, one after the other, make a direction."""


class Better(Enum):
    """Which values of a criterion are the better ones."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value of Metric Log on its day."""

    date: dt.date
    line: LoggedValue


def logged(plan: Plan, number: int) -> tuple[DatedValue, ...]:
    """Give the values that were logged for a criterion, by day; of one day in the order of the file."""
    found = [
        DatedValue(line.date.value, line)
        for line in plan.running.metric_log
        if line.number.value == number and line.date.value and is_measured(line.value.value)
    ]
    return tuple(sorted(found, key=lambda each: each.date))


def latest(plan: Plan, number: int) -> DatedValue | None:
    """Give the latest logged value of a criterion, or None."""
    return next(reversed(logged(plan, number)), None)


def better(criterion: Criterion) -> Better | None:
    """Give which way is better, where the target has one bound only; None where it can't be told."""
    target = read_target(criterion.target.value)
    if target is None or len(target.conditions) != 1:
        return None
    wanted = wanted_range(target.conditions[0], Convention.ENGLISH)
    if (wanted.low is None) == (wanted.high is None):
        return None
    return Better.HIGHER if wanted.high is None else Better.LOWER


def shortfall(criterion: Criterion, value: str) -> Fraction | None:
    """Give how far a value lies from what the target wants, in base units; 0 for one that meets it.

    None where either can't be read as one number of the same quantity, or the target relates to a baseline.
    """
    target = read_target(criterion.target.value)
    if target is None or len(target.conditions) != 1 or target.conditions[0].relation:
        return None
    condition = target.conditions[0]
    number, quantity = _number(value)
    if number is None or any(bound.unit.quantity != quantity for bound in condition.bounds()):
        return None
    wanted = wanted_range(condition, Convention.ENGLISH)
    below = wanted.low - number if wanted.low is not None else Fraction(0)
    above = number - wanted.high if wanted.high is not None else Fraction(0)
    return max(below, above, Fraction(0))


def heads_away(plan: Plan, criterion: Criterion) -> tuple[DatedValue, ...]:
    """Give the last values if each misses the target, and each by more than the one before; else none."""
    number = criterion.number.value
    last = logged(plan, number)[-ENOUGH_VALUES:] if number else ()
    missed = [shortfall(criterion, each.line.value.value) for each in last]
    if len(missed) < ENOUGH_VALUES or any(each is None or each <= 0 for each in missed):
        return ()
    distances = [each for each in missed if each is not None]
    return last if all(one < other for one, other in pairwise(distances)) else ()


def change_against(baseline: str, value: str) -> Fraction | None:
    """Give the change from ``baseline`` to ``value`` as a share of the baseline: -0.25 is a quarter less.

    None where either is not one number, they are of two quantities, or the baseline is 0.
    """
    before, of_before = _number(baseline)
    after, of_after = _number(value)
    if before is None or after is None or of_before != of_after or before == 0:
        return None
    return (after - before) / abs(before)


def _number(text: str) -> tuple[Fraction | None, str]:
    """Give the one number that a result says, in base units, and its quantity."""
    read = read_result(text)
    if len(read.measurements) != 1 or read.word:
        return None, ""
    measurement = read.measurements[0]
    low = measurement.low
    if low is None or measurement.high is not low or measurement.relation or low.number.english is None:
        return None, ""
    return low.value(Convention.ENGLISH), low.unit.quantity
