"""Ranges: the values that a condition asks for and those that were measured, in the same terms."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.plan.verdicts.conditions import Relation
from poc_docs.plan.verdicts.units import PERCENT
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.verdicts.conditions import Condition
    from poc_docs.plan.verdicts.numbers import Convention
    from poc_docs.plan.verdicts.quantities import Quantity
    from poc_docs.plan.verdicts.results import Measurement


@dataclass(frozen=True, slots=True)
class Range:
    """Values from ``low`` to ``high`` in base units; None is without end."""

    low: Fraction | None
    high: Fraction | None
    low_included: bool = True
    high_included: bool = True

    def is_within(self, other: Range) -> bool:
        above = other.low is None or (
            self.low is not None
            and (self.low, other.low_included or not self.low_included) >= (other.low, True)
        )
        below = other.high is None or (
            self.high is not None
            and (-self.high, other.high_included or not self.high_included) >= (-other.high, True)
        )
        return above and below

    def is_below(self, other: Range) -> bool:
        if self.high is None or other.low is None:
            return False
        touching = self.high_included and other.low_included
        return self.high < other.low or (self.high == other.low and not touching)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the judge held against each other: a condition with its range, and a value with its own.

    Both ranges are in the base unit of the condition, or multiples of a baseline where it relates to one.
    """

    condition: Condition
    measurement: Measurement
    wanted: Range
    measured: Range


def wanted_range(condition: Condition, convention: Convention) -> Range:
    """Give the range that a condition asks for; relations to a baseline as multiples of it."""
    if condition.spread:
        quantity = condition.lower.quantity if condition.lower else None
        middle = _as_multiple(quantity, None, convention) if quantity else Fraction(1)
        distance = min(_distances(middle, quantity, condition.spread, convention))
        return Range(middle - distance, middle + distance)
    lower, upper = condition.lower, condition.upper
    low = _as_multiple(lower.quantity, condition.relation, convention) if lower else None
    high = _as_multiple(upper.quantity, condition.relation, convention) if upper else None
    low_included, high_included = bool(lower and lower.included), bool(upper and upper.included)
    if condition.relation is Relation.LESS:
        return Range(high, low, high_included, low_included)
    return Range(low, high, low_included, high_included)


def _as_multiple(quantity: Quantity, relation: Relation | None, convention: Convention) -> Fraction:
    """Give a value in base units, or what a percentage of change makes of the baseline."""
    value = quantity.value(convention) or Fraction(0)
    if relation is None:
        return value
    share = value / 100 if quantity.unit.quantity == PERCENT else value
    return {Relation.SHARE: share, Relation.LESS: 1 - share, Relation.MORE: 1 + share}[relation]


def _distances(
    middle: Fraction, quantity: Quantity | None, spread: Quantity, convention: Convention
) -> Iterator[Fraction]:
    """Give how far from the middle a spread may reach: 99% ± 1% is of the 99, or one point."""
    value = spread.value(convention) or Fraction(0)
    if spread.unit.quantity == PERCENT:
        yield abs(middle * value / 100)
    if quantity and spread.unit.quantity == quantity.unit.quantity:
        yield spread.distance(convention)


def measured_range(
    condition: Condition,
    measurement: Measurement,
    baseline: Quantity | None,
    of_target: Convention,
    convention: Convention,
) -> Range:
    """Give the range in which the measured value lies, in the terms of ``wanted_range``."""
    low, high = (
        _as_multiple(quantity, measurement.relation, convention) if quantity else None
        for quantity in (measurement.low, measurement.high)
    )
    if low is not None and high is not None and low > high:
        low, high = high, low
    found = Range(low, high, measurement.low_included, measurement.high_included)
    if measurement.spread:
        middle = low or Fraction(0)
        distance = max(_distances(middle, measurement.low, measurement.spread, convention))
        found = Range(middle - distance, middle + distance)
    if condition.relation and measurement.relation is None and baseline:
        stood = baseline.value(of_target) or Fraction(1)
        low, high = (None if end is None else end / stood for end in (found.low, found.high))
        return Range(low, high, found.low_included, found.high_included)
    return found
