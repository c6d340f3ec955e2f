"""The numbers to which plans contribute one by one: the name of each, which is the JSON's, stands only here.

What a plan contributes is the function of the same name in ``definitions``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from poc_docs.plan.vocabulary import BusinessOutcome, CloseReason
from poc_docs.portfolio.metrics.values import Amended, Ended, Judged, OnTime, Took, truth
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from poc_docs.portfolio.metrics.facts import Facts
    from poc_docs.portfolio.metrics.pipeline import OpenDeal


def _number(dated_by: str, read: Callable[..., object]) -> dict[str, Any]:
    """Say what the date of a number is called, and what reads a value of it from its words."""
    return {"dated_by": dated_by, "read": read}


@dataclass(frozen=True, slots=True, kw_only=True)
class AllFacts:
    """What all plans contribute, number by number."""

    status: Facts[Stage] = field(metadata=_number("date", Stage))
    outcomes: Facts[Ended] = field(metadata=_number("Decided on", Ended.read))
    closed: Facts[CloseReason] = field(metadata=_number("date of closing", CloseReason))
    business: Facts[BusinessOutcome] = field(metadata=_number("business date", BusinessOutcome))
    win_rate: Facts[bool] = field(metadata=_number("business date", truth))
    agreed_before_start: Facts[bool] = field(metadata=_number("start", truth))
    duration: Facts[Took] = field(metadata=_number("'completed'", Took.read))
    time_to_decision: Facts[int] = field(metadata=_number("Decided on", int))
    decided_on_time: Facts[OnTime] = field(metadata=_number("Decided on", OnTime.read))
    pass_rate: Facts[Judged] = field(metadata=_number("'completed'", Judged.read))
    amendments: Facts[Amended] = field(metadata=_number("start", Amended.read))
    pipeline: Facts[OpenDeal]

    def each(self) -> Iterator[tuple[str, Facts[Any]]]:
        """Give all, by name."""
        yield from ((each.name, getattr(self, each.name)) for each in fields(self))

    def map(self, change: Callable[[Facts[Any]], Facts[Any]]) -> AllFacts:
        """Give the same with a part of each."""
        return AllFacts(**{name: change(found) for name, found in self.each()})

    def days(self) -> dict[dt.date, str]:
        """Give every day on which anything lies, with the path of a plan that names it."""
        return {each.day: by[0].path for _, facts in self.each() for each, by in facts.found if each.day}

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was found."""
        return not any(facts.found for _, facts in self.each())


_FIELDS = {each.name: each.metadata for each in fields(AllFacts) if each.metadata}

NAMES = tuple(_FIELDS)
"""The numbers to which each plan contributes by itself."""


def dated_by(name: str) -> str:
    """Give what the date of a number is called."""
    called: str = _FIELDS[name]["dated_by"]
    return called


def read_value(name: str, words: list[str]) -> Any:
    """Read what a plan contributes to a number from the words that say it."""
    return _FIELDS[name]["read"](*words)
