"""What a file offers: values with the name that its program gives them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGITS_AT_MOST = 28
"""More digits than any instrument has; Python's decimal arithmetic is exact up to here."""
EXPONENT_AT_MOST = 30
LONGEST_NAME = 300
_HUGE = 10 ** (EXPONENT_AT_MOST + 1)
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?", re.ASCII)


class ImportRefusedError(ValueError):
    """A file cannot be read; ``advice`` says what to do about it."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class MissingLibraryError(ImportRefusedError):
    """A file can be read with a library of the extra ``imports``; the caller says how it is installed."""

    def __init__(self, what: str, library: str) -> None:
        super().__init__(f"reading {what} needs the package {library}", "")


@dataclass(frozen=True, slots=True)
class NoNumber:
    """What stands where a number should, as a reader would name it."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One value of a file, or the reason why it can't be used."""

    source: str
    """The format's name, a colon, and what the program calls the value; unique in its file."""
    value: Decimal | str = ""
    """A number, exactly as measured; or a word, or a whole result as a person wrote it."""
    unit: str = ""
    problem: str = ""
    criterion: int | None = None
    """The criterion that the file itself names."""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurements:
    """What one file offers, in its own order; ``time`` is when it was measured, if the file says so."""

    offers: tuple[Offer, ...]
    time: dt.datetime | None = None
    format: str = ""
    title: str = ""


def measurements(offers: Iterable[Offer], time: dt.datetime | None = None) -> Measurements:
    """Put offers together; two of one name are both refused, for nobody could say which one is meant."""
    named = [replace(each, source=" ".join(each.source.split())) for each in offers]
    counted = Counter(each.source for each in named)
    unique = {each.source: each for each in named}
    return Measurements(
        offers=tuple(_usable(each, counted[each.source]) for each in unique.values()), time=time
    )


def _usable(offer: Offer, count: int) -> Offer:
    if len(offer.source) > LONGEST_NAME:
        short = f"{offer.source[:LONGEST_NAME]}\u2026"
        return replace(offer, source=short, problem=f"its name is longer than {LONGEST_NAME} characters")
    if count > 1:
        return replace(offer, problem=f"the file has {count} values of this name")
    return offer


def offer(source: str, value: object, unit: str = "", *, shift: int = 0) -> Offer:
    """Offer a number times ten to the power of ``shift``; what is no number is offered with that reason."""
    found = number_of(value)
    if isinstance(found, NoNumber):
        return Offer(source=source, unit=unit, problem=f"{found.text} is not a number that can be measured")
    return Offer(source=source, value=found.scaleb(shift), unit=unit)


def number_of(value: object) -> Decimal | NoNumber:
    """Give a finite number of a bearable length, or what stands there instead."""
    if isinstance(value, NoNumber):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return NoNumber(_shown(value))
    text = str(value).strip() if not isinstance(value, int) or abs(value) < _HUGE else "a huge number"
    if len(text) > 2 * DIGITS_AT_MOST or not _NUMBER.fullmatch(text):
        return NoNumber(_shown(text))
    number = Decimal(text)
    too_long = len(number.as_tuple().digits) > DIGITS_AT_MOST
    if too_long or abs(number.adjusted()) > EXPONENT_AT_MOST or _decimals(number) > 2 * EXPONENT_AT_MOST:
        return Decimal(0) if not number else NoNumber(_shown(text))
    return number


def _decimals(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str | bool):
        text = str(value)
        return repr(text if len(text) <= 40 else f"{text[:40]}\u2026") if text else "nothing"  # noqa: PLR2004
    return "a list" if isinstance(value, list) else "a group of values"


def moment(seconds: object) -> dt.datetime | None:
    """Give a time of Unix seconds; None for what is none."""
    number = number_of(seconds)
    if isinstance(number, NoNumber):
        return None
    try:
        return dt.datetime.fromtimestamp(float(number), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def moment_of_text(text: object) -> dt.datetime | None:
    """Give a time written in ISO 8601; one without a zone is taken as UTC."""
    if not isinstance(text, str) or len(text) > 40:  # noqa: PLR2004 -- no time is longer
        return None
    text = re.sub(r"(\.[0-9]{6})[0-9]+", r"\1", text.strip())
    try:
        found = dt.datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
