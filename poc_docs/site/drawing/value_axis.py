"""An axis of values: exact numbers to places in a drawing, by tenfold steps where they span far."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FAR = 100
"""From the smallest to the largest value this many times, and the steps are tenfold."""

_MARGIN = Fraction(3, 10)
"""How much is left free beside the outermost values, as a share of what lies between them."""


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Places from 0 to 1 for the values between ``low`` and ``high``, which are logarithms if ``is_log``."""

    low: Fraction
    high: Fraction
    is_log: bool

    def place(self, value: Fraction) -> float:
        """Give the place of a value; what lies beyond an end is at the end."""
        measure = _logarithm(value) if self.is_log else value
        share = (measure - self.low) / (self.high - self.low)
        return float(min(max(share, Fraction(0)), Fraction(1)))


def value_axis(values: Iterable[Fraction], most: Fraction | None = None) -> ValueAxis | None:
    """Give the axis on which all values have room; None for none. ``most`` is where it ends at the latest.

    Steps are tenfold where all values are above zero, and the largest is more than a hundred times the least.
    """
    known = tuple(values)
    if not known:
        return None
    low, high = min(known), max(known)
    is_log = low > 0 and high > low * _FAR
    if is_log:
        low, high = _logarithm(low), _logarithm(high)
    margin = (high - low) * _MARGIN or abs(low) / 2 or Fraction(1)
    begin = low - margin
    if not is_log and low >= 0:
        begin = max(begin, Fraction(0))
    end = high + margin
    if most is not None and max(known) <= most:
        end = min(end, _logarithm(most) if is_log else most)
    return ValueAxis(begin, end, is_log)


def _logarithm(value: Fraction) -> Fraction:
    """Give the decimal logarithm of a value above zero, also of one that no float can hold."""
    return Fraction(math.log10(value.numerator)) - Fraction(math.log10(value.denominator))
