"""Amounts as people type them: with commas between thousands, as they are shown, or in a form that is near.

The format of files has nothing between thousands; what is typed into a command is written in that form.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from poc_docs.plan.amounts import exact_number, written_amount
from poc_docs.plan.currencies import CURRENCIES, has_two_readings
from poc_docs.plan.values import parse_amount
from poc_docs.text.patterns import pattern

_GROUPED = pattern(r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_TYPED = pattern(
    r"(?:(?P<before>[A-Za-z]{3}) ?)?(?P<number>\d[\d.,' \u2019]*?) ?(?P<after>[A-Za-z]{3})?", re.ASCII
)
_BLANKS = pattern(r"[1-9]\d{0,2}(?:[ '\u2019]\d{3})+(?:\.\d+)?", re.ASCII)
_POINTS = pattern(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+(?=,))(?:,\d{1,2})?", re.ASCII)
_BETWEEN = pattern(r"[ '\u2019]")


def without_grouping(text: str) -> str:
    """Give what was typed without commas between thousands: ``1,450,000 BRL`` gives ``1450000 BRL``.

    Only groups of three digits are thousands; anything else stays as it was typed.
    """
    number, blank, rest = text.partition(" ")
    return f"{number.replace(',', '')}{blank}{rest}" if _GROUPED.fullmatch(number) else text


def meant_amount(text: str, currency: str = "") -> str:
    """Give an amount above zero as it is written, where what was typed has one reading; else nothing.

    Its currency may be in small letters or stand first, and blanks, apostrophes or points may stand between
    thousands: ``eur 1.250,50`` gives ``1250.50 EUR``. ``currency`` is that of an amount which names none.
    """
    number, code = _number_and_currency(text, currency)
    money = parse_amount(f"{_plain(number)} {code}")
    return written_amount(money.amount, money.currency) if money and money.amount > 0 else ""


def which_is_meant(text: str, currency: str = "") -> str:
    """Give the two readings of an amount or number such as ``1.250 EUR``, and what to do; else nothing."""
    number, code = _number_and_currency(text, currency)
    if not has_two_readings(number, code) or (code and code not in CURRENCIES):
        return ""
    readings = [Decimal(number.replace(".", "")), Decimal(number).normalize()]
    shown = [written_amount(each, code) if code else exact_number(Fraction(each)) for each in readings]
    return f"it may be {' or '.join(shown)}; write the one that is meant"


def _number_and_currency(text: str, currency: str) -> tuple[str, str]:
    """Give the number of what was typed and its currency in capitals; both empty where it is no amount."""
    match = _TYPED.fullmatch(text)
    if match is None or (match["before"] and match["after"]):
        return "", ""
    return match["number"], (match["before"] or match["after"] or currency).upper()


def _plain(number: str) -> str:
    """Give a number with nothing between thousands and a decimal point, where it is plain which is which."""
    if _BLANKS.fullmatch(number):
        return _BETWEEN.sub("", number)
    if _POINTS.fullmatch(number):
        return number.replace(".", "").replace(",", ".")
    return without_grouping(number)
