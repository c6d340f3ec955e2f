"""How measured values lie to their target over time, and to what was there before."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.plan.verdicts import is_measured, read_result, read_target
from poc_docs.plan.verdicts.numbers import Convention, conventions
from poc_docs.plan.verdicts.ranges import wanted_range
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Criterion, Plan
    from poc_docs.plan.running.model import LoggedValue
    from poc_docs.plan.verdicts.quantities import Quantity

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


def logged(plan: Plan, number: int, until: dt.date | None = None) -> tuple[DatedValue, ...]:
    """Give the values that were logged for a criterion, by day; of one day in the order of the file.

    With ``until`` it is the values up to and including that day.
    """
    found = [
        DatedValue(line.date.value, line)
        for line in plan.running.metric_log
        if line.number.value == number and line.date.value and is_measured(line.value.value)
    ]
    in_time = (each for each in found if until is None or each.date <= until)
    return tuple(sorted(in_time, key=lambda each: each.date))


def latest(plan: Plan, number: int, until: dt.date | None = None) -> DatedValue | None:
    """Give the latest logged value of a criterion, or None; with ``until`` the latest up to that day."""
    return next(reversed(logged(plan, number, until)), None)


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

    A value that is exactly the bound is not away from it, also where the target is ``< 200 ms``. None where
    either can't be read as one number of the same quantity and in one way, or the target relates to a
    baseline.
    """
    target = read_target(criterion.target.value)
    if target is None or len(target.conditions) != 1 or target.conditions[0].relation:
        return None
    condition = target.conditions[0]
    measured, bounds = _quantity(value), tuple(condition.bounds())
    if measured is None or any(bound.unit.quantity != measured.unit.quantity for bound in bounds):
        return None
    readings = conventions((each.number for each in condition.quantities()), [measured.number])
    number = measured.value(readings[0][1]) if len(readings) == 1 else None
    if number is None:
        return None
    wanted = wanted_range(condition, readings[0][0])
    below = wanted.low - number if wanted.low is not None else Fraction(0)
    above = number - wanted.high if wanted.high is not None else Fraction(0)
    return max(below, above, Fraction(0))


def heads_away(plan: Plan, criterion: Criterion, until: dt.date | None = None) -> tuple[DatedValue, ...]:
    """Give the last values if each misses the target, and the last is no nearer than the first; else none.

    With ``until`` later values are left out.
    """
    number = criterion.number.value
    last = logged(plan, number, until)[-ENOUGH_VALUES:] if number else ()
    missed = [shortfall(criterion, each.line.value.value) for each in last]
    if len(missed) < ENOUGH_VALUES or any(each is None or each <= 0 for each in missed):
        return ()
    distances = [each for each in missed if each is not None]
    return last if distances[0] <= distances[-1] else ()


def change_against(baseline: str, value: str) -> Fraction | None:
    """Give the change from ``baseline`` to ``value`` as a share of the baseline: -0.25 is a quarter less.

    None where either is not one number, several readings give several shares, they are of two quantities, the
    quantity has a zero of its own (degrees), or the baseline is 0.
    """
    one, other = _quantity(baseline), _quantity(value)
    if one is None or other is None or one.unit.quantity != other.unit.quantity:
        return None
    if one.unit.offset or other.unit.offset:
        return None
    shares = set()
    for of_baseline, of_value in conventions([one.number], [other.number]):
        before, after = one.value(of_baseline), other.value(of_value)
        shares.add((after - before) / abs(before) if before and after is not None else None)
    return shares.pop() if len(shares) == 1 else None


def _quantity(text: str) -> Quantity | None:
    """Give the one quantity that a result says, or None."""
    read = read_result(text)
    if len(read.measurements) != 1 or read.word:
        return None
    measurement = read.measurements[0]
    is_one = measurement.low is not None and measurement.high is measurement.low and not measurement.relation
    return measurement.low if is_one else None
