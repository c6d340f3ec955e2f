"""How often people wanted to meet, as they wrote it down."""

from __future__ import annotations

import re

DEFAULT_DAYS = 7
"""The framework's weekly progress call."""

LEAST_DAYS = 3
"""From Friday to Monday: nobody is silent for being at home."""

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
} | {"other": 2, "second": 2, "third": 3, "fourth": 4}
_UNITS = {"day": 1, "week": 7, "month": 31}
_WORDS = {"daily": 1, "weekly": 7, "fortnightly": 14, "biweekly": 14, "monthly": 31}
_NAMED = re.compile(
    r"\b(?:(?P<word>daily|bi-?weekly|weekly|fortnightly|monthly|every fortnight)"
    rf"|(?:every|each)\s+(?:(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+)?(?P<unit>days?|weeks?|months?)"
    r"|once a (?P<once>day|week|month))\b",
    re.IGNORECASE,
)


def cadence_days(text: str) -> int | None:
    """Give the interval at which a plan is written to by its cadence, in days; None where it names none.

    It is the shortest of a week or longer, or else the longest: ``daily stand-up, weekly call, monthly
    steering`` is 7.
    """
    named = [_days(found) for found in _NAMED.finditer(text)]
    return min((days for days in named if days >= DEFAULT_DAYS), default=max(named, default=None))


def _days(found: re.Match[str]) -> int:
    if found["word"]:
        word = found["word"].lower().replace("-", "")
        return _WORDS.get(word, 14)
    unit = (found["once"] or found["unit"]).lower().removesuffix("s")
    count = (found["count"] or "1").lower()
    return max(1, _NUMBERS.get(count) or int(count)) * _UNITS[unit]
