"""Exact amounts as plans write them and as people read them: rounded once, and only where they are shown.

A plan writes ``1450000.00 EUR``, and so does all that a program reads or that is typed into a command. What
people read says ``1,450,000 EUR``: commas between thousands, and no decimals where all of them are zero.
"""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact
from typing import TYPE_CHECKING

from poc_docs.plan.currencies import CURRENCIES, has_two_readings, smallest_digits
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from fractions import Fraction

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact])
"""Sums and differences of decimals with every digit; the usual context keeps 28."""

_DIGITS = 4
_WRITTEN = pattern(r"(?<![\w.,])(?P<amount>\d{1,30}(?:\.\d{1,30})?) (?P<currency>[A-Z]{3})\b", re.ASCII)
_UNITS = {"%": "%", "months": " months"}


def written_amount(amount: Decimal, currency: str) -> str:
    """Give an amount as plans write it, with no fewer digits than its currency has: ``1250.50 EUR``.

    Read back it is the same amount: one and an eighth is ``1.1250 EUR``, for ``1.125 EUR`` is not read.
    """
    return f"{_digits(amount, currency)} {currency}"


def exact_amount(amount: Decimal, currency: str) -> str:
    """Give an amount for reading, with all its digits: ``1,250.50 EUR``, ``1,250 EUR``."""
    return amount_text(_digits(amount, currency), currency)


def shown_amount(value: Fraction, unit: str) -> str:
    """Give an exact value for reading, rounded as ``rounded`` says."""
    return amount_text(rounded(value, unit), unit)


def with_shown_amounts(text: str) -> str:
    """Give a text with its amounts for reading: ``up to 3000.00 USD`` gives ``up to 3,000 USD``."""
    return _WRITTEN.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    if match["currency"] not in CURRENCIES or has_two_readings(match["amount"], match["currency"]):
        return match[0]
    return exact_amount(Decimal(match["amount"]), match["currency"])


def amount_text(digits: str, unit: str) -> str:
    """Give plain digits for reading: money as above, per cent and months with their decimals."""
    grouped = f"{Decimal(digits):,f}"
    if unit in _UNITS:
        return grouped + _UNITS[unit]
    whole, _, decimals = grouped.partition(".")
    return f"{grouped if decimals.strip('0') else whole} {unit}".strip()


def rounded(value: Fraction, unit: str) -> str:
    """Give the digits of an exact value, rounded half to even, with a point and nothing between thousands.

    Money goes to the smallest unit of its currency; less than a hundred of these keeps four digits, as the
    cost of one request does. Per cent and months get one decimal.
    """
    if unit in _UNITS:
        return _fixed(value, 1)
    least = places = smallest_digits(unit)
    if 0 < abs(value) * 10**least < 100:  # noqa: PLR2004 -- as the docstring says
        while abs(value) * 10**places < 10 ** (_DIGITS - 1):
            places += 1
    digits = _fixed(value, places)
    while places > least and digits.endswith("0"):
        digits, places = digits[:-1], places - 1
    return digits.removesuffix(".")


def exact_number(value: Fraction) -> str:
    """Give a number that decimals can hold with all its digits, and commas between thousands."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return f"{Decimal(_in_one_reading(_fixed(value, places))):,f}"


def _digits(amount: Decimal, currency: str) -> str:
    places = max(smallest_digits(currency), -int(amount.as_tuple().exponent), 0)
    return _in_one_reading(f"{amount:.{places}f}", currency)


def _in_one_reading(number: str, currency: str = "") -> str:
    """Give a number with a zero less, or one more, where three decimals might be taken for thousands."""
    if not has_two_readings(number, currency):
        return number
    return number[:-1] if number.endswith("0") else f"{number}0"


def _fixed(value: Fraction, places: int) -> str:
    """Give a value with so many decimals; ``round`` of a fraction is exact, and half to even."""
    scaled = round(value * 10**places)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if scaled < 0 else "") + whole + (f".{rest}" if places else "")
