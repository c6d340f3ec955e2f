"""How a value that was taken from one plan is kept, so that the plan need not be read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from poc_docs.portfolio.entries import Entry

T = TypeVar("T")


def _never(_value: object) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of value, which follows from a plan's text, and perhaps from the day.

    ``plain`` gives a value as JSON can hold it, without the plan's path; ``value`` makes it again, for the
    path at which the same text now stands. ``is_of_day`` says whether it may be another on another day.
    """

    name: str
    take: Callable[[Entry, dt.date], T]
    plain: Callable[[T], Any]
    value: Callable[[str, Any], T]
    is_of_day: Callable[[T], bool] = _never
