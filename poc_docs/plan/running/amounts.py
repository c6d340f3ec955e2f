"""Exact amounts as people read them: rounded once, and only where they are shown."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Inexact
from typing import TYPE_CHECKING

from poc_docs.plan.currencies import smallest_digits

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])
"""Sums and differences of decimals with every digit; the usual context keeps 28."""

_DIGITS = 4
_UNITS = {"%": "%", "months": " months"}


def shown_amount(value: Fraction, unit: str) -> str:
    """Give an exact value rounded for reading, half to even.

    Money goes to the smallest unit of its currency; less than a hundred of these keeps four digits, as the
    cost of one request does. Per cent and months get one decimal.
    """
    if unit in _UNITS:
        return _fixed(value, 1) + _UNITS[unit]
    least = places = smallest_digits(unit)
    if 0 < abs(value) * 10**least < 100:  # noqa: PLR2004 -- as the docstring says
        while abs(value) * 10**places < 10 ** (_DIGITS - 1):
            places += 1
    shown = _fixed(value, places)
    while places > least and shown.endswith("0"):
        shown, places = shown[:-1], places - 1
    return f"{shown.removesuffix('.')} {unit}".strip()


def exact_amount(amount: Decimal, currency: str) -> str:
    """Give an amount with all its digits, and no fewer than its currency has: ``1250.50 EUR``."""
    places = max(smallest_digits(currency), -int(amount.as_tuple().exponent), 0)
    return f"{amount:.{places}f} {currency}"


def exact_number(value: Fraction) -> str:
    """Give a number that decimals can hold with all its digits, and commas between thousands."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    whole, point, rest = _fixed(value, places).partition(".")
    return f"{int(whole):,}{point}{rest}"


def _fixed(value: Fraction, places: int) -> str:
    """Give a value with so many decimals; ``round`` of a fraction is exact, and half to even."""
    scaled = round(value * 10**places)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if scaled < 0 else "") + whole + (f".{rest}" if places else "")
