"""Dates and amounts as programs print them for people of some country: read as a whole column, or not at all.

A single value such as 03/04/2026 or 180,000 does not say what it means; the others of its column may. What
nothing decides is not guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DATE = re.compile(
    r"(?P<first>\d{1,4})(?P<sign>[-./])[ ]?(?P<second>\d{1,2})(?P=sign)[ ]?(?P<third>\d{1,4})\.?"
    r"(?:(?:T|,? )\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?Z?)?",
    re.ASCII | re.IGNORECASE,
)
_YEAR_DIGITS = 4
_MONTHS = 12
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LONGEST = 60
_AMOUNT_ENDS = 10**15
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s'\u2019](?=\d{3}(?!\d))")
_MONEY = re.compile(
    r"(?P<before>[^\d.,()+-]*)(?P<sign>-?)(?P<between>[^\d.,()+-]*)(?P<number>\d[\d.,]*)(?P<after>[^\d.,()+-]*)",
    re.ASCII,
)
_NUMBERS = {
    ".": re.compile(
        # India puts the digits above the thousands in pairs: 1,80,000.
        r"(?P<whole>\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3})(?:\.(?P<decimals>\d+))?",
        re.ASCII,
    ),
    ",": re.compile(r"(?P<whole>\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(?P<decimals>\d+))?", re.ASCII),
}
"""How an amount is written, by its decimal mark."""


class DayOrder(StrEnum):
    """Whether a date with the year at its end begins with the day or with the month."""

    DMY = "DMY"
    MDY = "MDY"


class DecimalMark(StrEnum):
    """What stands before the decimals of an amount."""

    POINT = "point"
    COMMA = "comma"

    @property
    def sign(self) -> str:
        """Give the character."""
        return "." if self is DecimalMark.POINT else ","


@dataclass(frozen=True, slots=True)
class NotRead:
    """Why a text could not be read, and what to do about it."""

    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class AmountText:
    """An exact number with what stood beside it: a code, a sign of a currency, or nothing."""

    number: Decimal
    currency: str


def read_dates(texts: Sequence[str], order: DayOrder | None = None) -> list[dt.date | NotRead]:
    """Read each date of a column. One with slashes or hyphens is read as others of its column must be read.

    With ``order`` every date with the year at its end is read so.
    """
    found = [_DATE.fullmatch(text.strip()[:_LONGEST]) for text in texts]
    shown: dict[str, set[DayOrder]] = defaultdict(set)
    for match in found:
        if match and len(match["third"]) == _YEAR_DIGITS:
            first, second = int(match["first"]), int(match["second"])
            if first > _MONTHS >= second:
                shown[match["sign"]].add(DayOrder.DMY)
            elif second > _MONTHS >= first:
                shown[match["sign"]].add(DayOrder.MDY)
    return [_date(text, match, order, shown) for text, match in zip(texts, found, strict=True)]


def _date(
    text: str, match: re.Match[str] | None, order: DayOrder | None, shown: dict[str, set[DayOrder]]
) -> dt.date | NotRead:
    advice = "write it as 2026-05-29, or export the report with another locale"
    if match is None:
        return NotRead(f"{_short(text)} is not a date", advice)
    first, second, third = int(match["first"]), int(match["second"]), int(match["third"])
    if len(match["first"]) == _YEAR_DIGITS:
        return _day(text, first, second, third)
    if len(match["third"]) != _YEAR_DIGITS:
        return NotRead(f"{_short(text)} is not a date with a year of four digits", advice)
    known = shown[match["sign"]]
    # Dots are written by those who begin with the day: German, Nordic and Slavic locales, and Turkish.
    by_sign = DayOrder.DMY if match["sign"] == "." else next(iter(known)) if len(known) == 1 else None
    chosen = order or by_sign
    if chosen is None and first != second and max(first, second) <= _MONTHS:
        why = "its column has dates of both kinds" if known else "nothing in its column tells"
        return NotRead(
            f"{_short(text)} may be {third}-{second:02}-{first:02} or {third}-{first:02}-{second:02}; {why}",
            "say which: --dates DMY or --dates MDY",
        )
    if chosen is None:
        chosen = DayOrder.DMY if first > _MONTHS else DayOrder.MDY
    return _day(text, third, second, first) if chosen is DayOrder.DMY else _day(text, third, first, second)


def _day(text: str, year: int, month: int, day: int) -> dt.date | NotRead:
    advice = "correct it in the CRM, or say the order: --dates DMY or --dates MDY"
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return NotRead(f"{_short(text)} is not in a year in which a deal closes", advice)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return NotRead(f"{_short(text)} is not a day of the calendar", advice)


def read_amounts(texts: Sequence[str], mark: DecimalMark | None = None) -> list[AmountText | NotRead]:
    """Read each amount of a column. ``180,000`` is thousands where another amount has a decimal point.

    With ``mark`` every amount is read so.
    """
    found = [_MONEY.fullmatch(_without_blanks(text)) for text in texts]
    readings = [_readings(match["number"], mark) if match else {} for match in found]
    shown = {next(iter(each)) for each in readings if len(each) == 1}
    return [
        _amount(text, match, each, shown) for text, match, each in zip(texts, found, readings, strict=True)
    ]


def _without_blanks(text: str) -> str:
    """Give the text without the blanks and apostrophes that stand between the digits of an amount."""
    return _BETWEEN_DIGITS.sub("", " ".join(text[:_LONGEST].replace("\u2212", "-").split()))


def _readings(number: str, mark: DecimalMark | None) -> dict[str, Decimal]:
    """Give what a number may be, by its decimal mark; a whole number has none, which is an empty text."""
    if number.isdigit():
        return {"": Decimal(number)}
    marks = [mark.sign] if mark else ".,"
    found = {sign: _NUMBERS[sign].fullmatch(number) for sign in marks}
    return {sign: _plain(match) for sign, match in found.items() if match}


def _plain(match: re.Match[str]) -> Decimal:
    whole = match["whole"].replace(".", "").replace(",", "")
    return Decimal(f"{whole}.{match['decimals']}" if match["decimals"] else whole)


def _amount(
    text: str, match: re.Match[str] | None, readings: dict[str, Decimal], shown: set[str]
) -> AmountText | NotRead:
    advice = "write it as 180000.00, or correct it in the CRM"
    if match is None or not readings:
        return NotRead(f"{_short(text)} is not an amount", advice)
    beside = {word for part in ("before", "between", "after") if (word := match[part].strip())}
    if len(beside) > 1:
        return NotRead(f"{_short(text)} has more than one currency", advice)
    marks = shown - {""}
    if len(readings) > 1:
        (sign,) = [char for char in ".," if char in match["number"]]
        if len(marks) != 1 or sign in marks:
            return NotRead(
                f"{_short(text)} may be thousands, or have three decimals; nothing in its column tells",
                "say which: --decimal point or --decimal comma",
            )
    number = next(iter(readings.values())) if len(readings) == 1 else readings[next(iter(marks))]
    if number >= _AMOUNT_ENDS:
        return NotRead(f"{_short(text)} is too large for an amount", advice)
    return AmountText(-number if match["sign"] else number, next(iter(beside), ""))


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return repr(folded if len(folded) <= _LONGEST else f"{folded[:_LONGEST]}\u2026")
