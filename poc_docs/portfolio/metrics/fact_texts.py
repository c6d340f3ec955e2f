"""What a plan contributes to a number as one short text: of thousands of plans few say anything different.

So equal ones are put together as texts, and each is read once. ``pass_rate|2026-08-14|cost|Critical|Pass``
is a number, a day and the words of a value; in ``outcomes|2026-08-14?no written outcome`` stands why there is
none.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Any

from poc_docs.portfolio.metrics.facts import Dated, Missing
from poc_docs.portfolio.metrics.numbers import read_value


def fact_text(name: str, fact: Dated[Any] | Missing) -> str:
    """Write what a plan contributes to the number ``name``."""
    head = f"{name}|{fact.day or ''}"
    if isinstance(fact, Missing):
        return f"{head}?{fact.why}"
    words = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    return "|".join([head, *map(_word, words)])


def _word(value: Enum | int | None) -> str:
    if value is None:
        return ""
    return str(value.value if isinstance(value, Enum) else value)


def read_fact(text: str) -> tuple[str, Dated[Any] | Missing]:
    """Read what ``fact_text`` wrote: the number, and what is contributed to it."""
    head, is_missing, why = text.partition("?")
    name, day, *words = head.split("|")
    date = dt.date.fromisoformat(day) if day else None
    return name, Missing(why, date) if is_missing else Dated(date, read_value(name, words))
