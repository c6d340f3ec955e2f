"""Units: a closed table of those that convert, and any other word, which only equals itself.

Sources: SI prefixes and units (BIPM, SI brochure, 9th edition), binary prefixes (IEC 80000-13), currency
codes (ISO 4217). ``MB`` is a million bytes, ``MiB`` is 2^20.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

_WORDS_AT_MOST = 4
_WORD_OF_UNIT = pattern(r"[^\W\d_][\w.'\u2019-]*", re.UNICODE)
_PER = pattern(r"\s*/\s*|\s+(?:per|an?|each)\s+", re.IGNORECASE)
_PERCENT = pattern(r"(?:%|per\s?cent\b|pct\b)", re.IGNORECASE)
_OF = pattern(r"of\s+(?:the\s+|all\s+)?(?P<what>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what is measured in it, and how a value becomes one in the quantity's base unit."""

    text: str
    """As written."""
    quantity: str
    """What it measures; only units of one quantity can be compared. Empty for a bare number."""
    scale: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    """Added before scaling, as temperatures need it."""
    whole: str = ""
    """What a percentage is a share of (``requests``), or an empty string."""

    def in_base(self, value: Fraction) -> Fraction:
        return (value + self.offset) * self.scale

    @property
    def can_be_negative(self) -> bool:
        """Whether a value below zero is possible; no time, no amount of data and no rate is."""
        return self.quantity.partition(" per ")[0] not in _NEVER_NEGATIVE


BARE = Unit("", "")
PERCENT = "percent"
TIMES = "times"
TIME = "time"
COUNT = "count"


def _named(quantity: str, factors: dict[str, int | Fraction]) -> dict[str, Unit]:
    return {
        name: Unit(name, quantity, Fraction(factor))
        for names, factor in factors.items()
        for name in names.split()
    }


_SYMBOLS = {
    **_named(
        TIME,
        {
            "ns": Fraction(1, 10**9),
            "us \u00b5s \u03bcs": Fraction(1, 10**6),
            "ms": Fraction(1, 1000),
            "s": 1,
            "h": 3600,
            "d": 86400,
        },
    ),
    **_named(
        "data",
        {
            "bit": Fraction(1, 8),
            "kbit": Fraction(1000, 8),
            "Mbit": Fraction(10**6, 8),
            "Gbit": Fraction(10**9, 8),
            "Tbit": Fraction(10**12, 8),
            "B": 1,
            "kB KB": 1000,
            "MB": 10**6,
            "GB": 10**9,
            "TB": 10**12,
            "PB": 10**15,
            "KiB": 2**10,
            "MiB": 2**20,
            "GiB": 2**30,
            "TiB": 2**40,
            "PiB": 2**50,
        },
    ),
    **_named(
        "data per time",
        {
            "bps": Fraction(1, 8),
            "kbps Kbps": Fraction(1000, 8),
            "Mbps": Fraction(10**6, 8),
            "Gbps": Fraction(10**9, 8),
            "kBps KBps": 1000,
            "MBps": 10**6,
            "GBps": 10**9,
        },
    ),
    "\u00b0C": Unit("\u00b0C", "temperature", Fraction(1), Fraction(27315, 100)),
    "\u2103": Unit("\u2103", "temperature", Fraction(1), Fraction(27315, 100)),
    "\u00b0F": Unit("\u00b0F", "temperature", Fraction(5, 9), Fraction(45967, 100)),
    "\u2109": Unit("\u2109", "temperature", Fraction(5, 9), Fraction(45967, 100)),
    "K": Unit("K", "temperature"),
    "x": Unit("x", TIMES),
    "X": Unit("X", TIMES),
    "\u00d7": Unit("\u00d7", TIMES),
}
"""Units whose letters mean something else in other cases. Mb alone is not among them: many mean MB by it."""

_WORDS = {
    **_named(
        TIME,
        {
            "nanosecond": Fraction(1, 10**9),
            "microsecond": Fraction(1, 10**6),
            "millisecond msec": Fraction(1, 1000),
            "second sec": 1,
            "minute min": 60,
            "hour hr": 3600,
            "day": 86400,
            "week wk": 604800,
        },
    ),
    **_named("calendar", {"month mo": 1, "quarter": 3, "year yr": 12}),
    **_named(
        "data",
        {
            "byte": 1,
            "kilobyte": 1000,
            "megabyte": 10**6,
            "gigabyte": 10**9,
            "terabyte": 10**12,
            "petabyte": 10**15,
            "kibibyte": 2**10,
            "mebibyte": 2**20,
            "gibibyte": 2**30,
            "tebibyte": 2**40,
        },
    ),
    **_named("request per time", {"rps": 1}),
    **_named("query per time", {"qps": 1}),
    **_named("transaction per time", {"tps": 1}),
    **_named("request", {"request req": 1}),
    **_named("query", {"query": 1}),
    **_named("transaction", {"transaction txn": 1}),
    **_named("message", {"message msg": 1}),
    **_named("operation", {"operation op": 1}),
    **_named(TIMES, {"times": 1}),
    **_named("percentage point", {"pp": 1}),
    "celsius": _SYMBOLS["\u00b0C"],
    "fahrenheit": _SYMBOLS["\u00b0F"],
    "kelvin": _SYMBOLS["K"],
}

_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "\u20ac": "EUR",
    "\u00a3": "GBP",
    "\u20b9": "INR",
    "\u20a9": "KRW",
    "\u20ba": "TRY",
    "z\u0142": "PLN",
}
_CODES = pattern(
    "AED|ARS|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JPY|KRW|KWD|MAD|MXN|"
    "MYR|NGN|NOK|NZD|PEN|PHP|PLN|QAR|RON|RSD|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR"
)
CURRENCY = "|".join([*map(re.escape, sorted(_SIGNS, key=len, reverse=True)), _CODES.pattern])
"""A regular expression for what can stand before an amount of money."""

_NEVER_NEGATIVE = frozenset(
    {TIME, "calendar", "data", "request", "query", "transaction", "message", "operation"}
    | {"alert", "bug", "click", "defect", "error", "incident", "order", "ticket", "user"}
)


@lru_cache(maxsize=1024)
def read_unit(text: str) -> Unit | None:
    """Read a unit as it stands behind a number; None for what is more than a unit, or no word.

    A word of the table converts (``ms``, ``GB/s``, ``requests per second``). Any other noun only equals
    itself, apart from case and plural.
    """
    text = " ".join(text.split())
    if not text:
        return BARE
    if text in _SYMBOLS:
        return _SYMBOLS[text]
    share = _PERCENT.match(text)
    if share:
        return _percent(text, text[share.end() :].strip())
    top, *below = _PER.split(f" {text}")
    found = _single(top) if top.strip() else Unit("", COUNT)
    for each in below:
        divisor = _single(each)
        if found is None or divisor is None or found.offset or divisor.offset:
            return None
        found = Unit(text, f"{found.quantity} per {divisor.quantity}", found.scale / divisor.scale)
    return found and Unit(text, found.quantity, found.scale, found.offset)


def _percent(text: str, rest: str) -> Unit | None:
    if not rest:
        return Unit(text, PERCENT)
    of = _OF.fullmatch(rest)
    whole = _noun(of["what"]) if of else None
    if whole:
        return Unit(text, PERCENT, whole=whole)
    points = rest.casefold().removeprefix("-") in {"points", "point"}
    per = _PER.match(f" {rest}")
    divisor = _single(f" {rest}"[per.end() :]) if per else None
    if divisor:
        # 99.9% per month says nothing of a year.
        return Unit(text, f"{PERCENT} per {divisor.quantity} of {divisor.scale}")
    return Unit(text, "percentage point") if points else None


def _single(text: str) -> Unit | None:
    """Read one factor of a unit."""
    text = text.strip()
    if text in _SYMBOLS:
        return _SYMBOLS[text]
    word = _singular(text.casefold())
    if word in _WORDS:
        return _WORDS[word]
    if text.casefold() in _WORDS:
        return _WORDS[text.casefold()]
    currency = _SIGNS.get(text, text)
    if _CODES.fullmatch(currency):
        return Unit(text, f"money in {currency}")
    noun = _noun(text)
    return Unit(text, noun) if noun else None


def _noun(text: str) -> str | None:
    """Give a noun of a few words in one form, whatever its case and number; None for other texts.

    A unit with more words behind it is no unit: what they say belongs into Measurement.
    """
    words = text.split()
    if not 0 < len(words) <= _WORDS_AT_MOST or not all(_WORD_OF_UNIT.fullmatch(word) for word in words):
        return None
    if len(words) > 1 and (words[0] in _SYMBOLS or _singular(words[0].casefold()) in _WORDS):
        return None
    if any(map(_NO_NOUN.fullmatch, words)):
        return None
    if _CASE_MATTERS.fullmatch(text):
        return text
    if text.casefold() in _QUANTITIES:
        return None
    *first, last = (word.casefold() for word in words)
    return " ".join([*first, _singular(last)])


_CASE_MATTERS = pattern(r"[kKmMgGtT]?[bB]|[kKcCdD]?[mM]")
"""Letters that are one unit as capitals and another one otherwise: ``Gb``, ``M``."""

_QUANTITIES = frozenset({TIME, COUNT, PERCENT, "data", "calendar", "temperature"})
"""Words that no unit is: ``no data`` is not 0 bytes."""

_NO_NOUN = pattern(
    "above|about|and|approx|at|average|avg|below|but|by|during|estimated|except|excluding|expected|for|from|if|"
    "in|including|is|max|maybe|mean|median|min|minimum|maximum|no|not|of|on|only|or|over|peak|plus|than|to|under|until|up|was|when|while|with|within|"
    "without",
    re.IGNORECASE,
)
"""Words that limit a value or compare it; a unit has none of them."""


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 -- "ties", but not "queries"
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:  # noqa: PLR2004
        return word[:-1]
    return word
