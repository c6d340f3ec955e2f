"""A measured number as a result: in which unit, and with how many digits."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.plan.verdicts.targets import read_target
from poc_docs.plan.verdicts.units import read_unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from poc_docs.plan.verdicts.units import Unit

_DIGITS = (6, 7, 5, 4, 3)
"""How many digits are written, the best first."""
_TWO_READINGS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
"""What the judge may take for thousands: ``187.345`` is 187345 to half of Europe."""
_COUNTS = frozenset({"request", "test", "run", "round", "iteration", "response", "error", "failure"})


def natural_unit(unit: str, target: str) -> str:
    """Give the unit in which a target wants to be answered: its own, if a value in ``unit`` can be had in it.

    A count (``requests``) against a target without any unit is a bare number.
    """
    own, wanted = read_unit(unit), _unit_of(target)
    if not unit or own is None or wanted is None:
        return unit
    if not wanted.quantity:
        return "" if own.quantity in _COUNTS else unit
    return wanted.text if wanted.quantity == own.quantity and not wanted.whole else unit


def lacks_unit(unit: str, target: str) -> bool:
    """Say whether a value without a unit meets a target with one, so that nobody can judge it."""
    wanted = _unit_of(target)
    return not unit and wanted is not None and bool(wanted.quantity)


def _unit_of(target: str) -> Unit | None:
    read = read_target(target)
    conditions = read.conditions if read else ()
    units = [quantity.unit for each in conditions if not each.relation for quantity in each.bounds()]
    return units[0] if units and len(set(units)) == 1 else None


def convert(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Give a value in another unit, or None where the two don't convert; a value without a unit takes any."""
    one, other = read_unit(unit), read_unit(wanted)
    if not unit or unit == wanted:
        return value
    if one is None or other is None or one.quantity != other.quantity:
        return None
    converted = one.in_base(Fraction(value)) / other.scale - other.offset
    with localcontext(prec=40) as context:
        exact = Decimal(converted.numerator) / Decimal(converted.denominator)
        return Decimal(f"{exact:.17g}") if context.flags[Inexact] else exact


def worded(value: Decimal | str, unit: str, judged: Callable[[str], object]) -> str:
    """Give a result that reads as ``value`` in ``unit``.

    It is rounded to about six digits where that changes nothing of what ``judged`` says, and never before the
    decimal point. No result can be read in two ways.
    """
    if isinstance(value, str):
        return _with_unit(value, unit) if value[-1:].isdigit() else value
    exact = _fixed(value)
    padded = _with_unit(f"{exact}0" if _TWO_READINGS.fullmatch(exact) else exact, unit)
    expected = judged(padded)
    for digits in _DIGITS:
        short = _fixed(_rounded(value, digits))
        text = _with_unit(short, unit)
        if not _TWO_READINGS.fullmatch(short) and judged(text) == expected:
            return text
    return padded


def _rounded(value: Decimal, digits: int) -> Decimal:
    decimals = max(0, digits - 1 - value.adjusted()) if value else 0
    if -int(value.as_tuple().exponent) <= decimals:
        return value
    with localcontext(prec=100):
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def _fixed(value: Decimal) -> str:
    return format(value, "f")


def _with_unit(number: str, unit: str) -> str:
    return f"{number}{unit}" if unit[:1] in {"%", "/"} else f"{number} {unit}".strip()
