"""Single values and how they are written in a plan: dates, durations, money, numbers, placeholders."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from poc_docs.plan.currencies import CURRENCIES, has_two_readings
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from decimal import Decimal

E = TypeVar("E", bound=StrEnum)

_DATE = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DURATION = pattern(
    r"(?P<count>[1-9]\d{0,3}) (?P<unit>day|week|month)s?, starting (?P<start>\S+?)(?: \(.*\))?", re.ASCII
)
_MONEY = pattern(r"(?P<amount>-?\d+(?:\.\d+)?) (?P<currency>[A-Z]{3})", re.ASCII)
_AMOUNT_ENDS = 10**15
_PLACES = 9
_NUMBER = pattern(r"[1-9]\d{0,5}", re.ASCII)
_BRACKETED = pattern(r"\[(?!\^)[^\[\]]*\]")
_NUMBER_RANGE = pattern(r"\[[\d\s.,;:\u2013-]*\]")
_TICK = pattern(r"\[[ xX]?\]")
_BEGINS_A_BLANK = frozenset("[tTyY_.\u2026")
_BLANKS_TO_FILL = pattern(r"TBD|YYYY-MM-DD|_{2,}|\.{3}|\u2026", re.IGNORECASE)
_WORDS_FOR_NOTHING = "none nothing nil no n/a n.a na tbc unknown"
_NOTHING = frozenset({"", "-", "--", "\u2013", "\u2014", "?", "x", *_WORDS_FOR_NOTHING.split()})
"""How people write that there is nothing to say, in any letter case and with or without a full stop."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount with its ISO 4217 currency; as text it is for reading: ``1,250 EUR``."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        from poc_docs.plan.amounts import exact_amount

        return exact_amount(self.amount, self.currency)


@dataclass(frozen=True, slots=True)
class Duration:
    """``N days|weeks|months, starting YYYY-MM-DD``."""

    count: int
    unit: str
    start: dt.date

    @property
    def end(self) -> dt.date:
        """Give the last day."""
        if self.unit == "months":
            months = self.start.year * 12 + self.start.month - 1 + self.count
            year, month = divmod(months, 12)
            from calendar import monthrange

            day = min(self.start.day, monthrange(year, month + 1)[1])
            return dt.date(year, month + 1, day) - dt.timedelta(days=1)
        days = self.count * (7 if self.unit == "weeks" else 1)
        return self.start + dt.timedelta(days=days - 1)


def parse_date(text: str) -> dt.date | None:
    """Read ``YYYY-MM-DD``, or give None."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def parse_leading_date(text: str) -> dt.date | None:
    """Read the date with which a text begins (``2026-03-27 (steering committee)``), or give None."""
    date, _, _ = text.partition(" ")
    return parse_date(date.rstrip(",;"))


def parse_duration(text: str) -> Duration | None:
    """Read ``N days|weeks|months, starting YYYY-MM-DD``, or give None."""
    match = _DURATION.fullmatch(text)
    start = parse_date(match["start"]) if match else None
    if not match or not start:
        return None
    duration = Duration(int(match["count"]), match["unit"] + "s", start)
    try:
        _ = duration.end
    except (OverflowError, ValueError):
        return None
    return duration


def parse_money(text: str) -> Money | None:
    """Read ``1250.00 EUR``, or give None; the currency must be one of ISO 4217.

    ``1.250 EUR`` has two readings, and is not read.
    """
    match = _MONEY.fullmatch(text)
    if match is None or match["currency"] not in CURRENCIES:
        return None
    if has_two_readings(match["amount"], match["currency"]):
        return None
    from decimal import Decimal

    return Money(Decimal(match["amount"]), match["currency"])


def parse_amount(text: str) -> Money | None:
    """Read money that is added up: at most 15 digits before the decimal point and 9 behind, or give None."""
    money = parse_money(text)
    if money is None or abs(money.amount) >= _AMOUNT_ENDS or int(money.amount.as_tuple().exponent) < -_PLACES:
        return None
    return money


def parse_number(text: str) -> int | None:
    """Read a criterion's number, a positive integer, or give None."""
    return int(text) if _NUMBER.fullmatch(text) else None


def parse_word(text: str, vocabulary: type[E]) -> E | None:
    """Read a word of a closed vocabulary, letter for letter, or give None."""
    found: E | None = _by_value(vocabulary).get(text)
    return found


@cache
def _by_value(vocabulary: type[StrEnum]) -> dict[str, Any]:
    return {word.value: word for word in vocabulary}


def is_blank_word(text: str) -> bool:
    """Say whether a name or a piece of evidence says nothing: a placeholder, or an example as shown."""
    return is_placeholder(text) or text.casefold() in {"name", "your name"} or "YYYY-MM-DD" in text


def is_placeholder(text: str) -> bool:
    """Say whether the whole of ``text`` is a blank that somebody still has to fill in."""
    if text[:1] not in _BEGINS_A_BLANK:
        return False
    if _BLANKS_TO_FILL.fullmatch(text):
        return True
    return (
        bool(_BRACKETED.fullmatch(text)) and not _NUMBER_RANGE.fullmatch(text) and not _TICK.fullmatch(text)
    )


def says_nothing(text: str) -> bool:
    """Say whether a text is empty, still a blank to be filled in, or a word for nothing such as ``None``."""
    return text.casefold().removesuffix(".") in _NOTHING or is_placeholder(text)
