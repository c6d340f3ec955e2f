"""The number that a measured value says, for columns that can be computed with and drawn."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.plan.verdicts import is_measured, read_result, read_target
from poc_docs.plan.verdicts.numbers import conventions
from poc_docs.plan.verdicts.units import TIME

if TYPE_CHECKING:
    from poc_docs.plan.verdicts.quantities import Quantity
    from poc_docs.plan.verdicts.results import ReadResult

DIGITS = 15
"""How many digits a spreadsheet and a database keep of a number (IEEE 754, double precision)."""

_EXACT = Context(prec=DIGITS)


def measured_number(value: str, target: str) -> tuple[Decimal | None, str | None]:
    """Give the one number that a measured value says, and its unit as written; ``target`` as in the plan.

    None where the value is no measurement, a word or prose, a bound, a range, a spread or several values;
    where point and comma can be read in two ways, as the judge has it; and for a number that takes more than
    15 digits. A duration such as ``1h 45m`` is in seconds.
    """
    quantity = _one(read_result(value)) if is_measured(value) else None
    if quantity is None:
        return None, None
    wanted = read_target(target)
    numbers = [each.number for part in wanted.conditions for each in part.quantities()] if wanted else []
    readings = {quantity.number.value(of_value) for _, of_value in conventions(numbers, [quantity.number])}
    number = _decimal(readings.pop()) if len(readings) == 1 else None
    if number is None:
        return None, None
    is_duration = quantity.unit.quantity == TIME and not quantity.unit.text
    return number, "s" if is_duration else quantity.unit.text or None


def _one(read: ReadResult) -> Quantity | None:
    if len(read.measurements) != 1 or read.word:
        return None
    measurement = read.measurements[0]
    is_one = measurement.high is measurement.low and not measurement.relation and not measurement.spread
    return measurement.low if is_one else None


def _decimal(value: Fraction | None) -> Decimal | None:
    """Give an exact value as a decimal number, or None where it takes too many digits."""
    if value is None or abs(value) >= 10**DIGITS or value.denominator >= 10**DIGITS:
        return None
    number = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return number if Fraction(number) == value else None
