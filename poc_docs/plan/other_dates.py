"""Dates as people write them elsewhere, which no plan holds: what they mean, and how a plan says it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = "2026-03-27"
_YEAR = 4
_OTHER_FORM = pattern(
    r"(?<![\d./-])(?:(\d{1,2})[./]\s?(\d{1,2})[./]\s?(\d{4})|(\d{4})[-./](\d{1,2})[-./](\d{1,2})|"
    r"(\d{4})(\d{2})(\d{2}))(?![\d/-]|\.\d)",
    re.ASCII,
)
"""The year last, the year first, and digits alone."""


def days_meant(text: str) -> tuple[dt.date, ...]:
    """Give the days that a date in another form may mean, of none nothing.

    With slashes people write the day or the month first, so there may be two.
    """
    found = _OTHER_FORM.fullmatch(text.strip())
    return _days(found) if found else ()


def way_to_write(text: str) -> str:
    """Say how a date is written; where ``text`` is one in another form, as that day."""
    known = days_meant(text)
    if known:
        return "write it as " + " or ".join(str(day) for day in known)
    return f"write it as YYYY-MM-DD, such as {EXAMPLE}"


def way_to_correct(text: str, reads: Callable[[str], object | None]) -> str:
    """Say how a text with a date in another form is written, so that ``reads`` reads it; else nothing."""
    found = _OTHER_FORM.search(text)
    if found is None:
        return ""
    anew = (f"{text[: found.start()]}{day}{text[found.end() :]}" for day in _days(found))
    known = [repr(each) for each in anew if reads(each) is not None]
    return f"write {' or '.join(known)}" if known else ""


def _days(found: re.Match[str]) -> tuple[dt.date, ...]:
    first, second, third = (int(group) for group in found.groups() if group)
    if "/" in found[0] and found[0][-_YEAR:].isdecimal():
        orders = [(third, second, first), (third, first, second)]
    elif found[3]:
        orders = [(third, second, first)]
    else:
        orders = [(first, second, third)]
    days = (_day(*order) for order in orders)
    return tuple(dict.fromkeys(day for day in days if day))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
