"""How a value that was taken from one plan is kept, so that the plan need not be read again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from poc_docs.portfolio.entries import Entry

T = TypeVar("T")

Days = tuple[dt.date, dt.date]
"""The first and the last of days in a row."""

ALL_DAYS: Days = (dt.date.min, dt.date.max)


def _on_all_days(_value: object, _today: dt.date) -> Days:
    return ALL_DAYS


@dataclass(frozen=True, slots=True)
class KeptKind(Generic[T]):
    """A kind of value that is kept; it follows from a plan's text, and perhaps from the day and the path.

    ``plain`` gives a value as JSON can hold it; ``value`` makes it again, for the path at which the same text
    now stands. ``days`` says on which days, with the one on which it was taken, the value is the same. One
    that ``is_of_path`` is kept for that path alone; the others must say nothing of it.
    """

    name: str
    take: Callable[[Entry, dt.date], T]
    plain: Callable[[T], Any]
    value: Callable[[str, Any], T]
    days: Callable[[T, dt.date], Days] = _on_all_days
    is_of_path: bool = False
