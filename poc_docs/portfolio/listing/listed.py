"""One plan of the list: every value of it that a column, a filter or a program may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from poc_docs.portfolio.keeping import ALL_DAYS, KeptKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from poc_docs.portfolio.entries import Entry
    from poc_docs.portfolio.keeping import Days


class Listed(NamedTuple):
    """One plan of the list, in words and numbers alone; where there is no value, a text is empty.

    A day is written as ``2026-11-22``. ``rank`` and ``days`` are what the usual order follows from. Where it
    ``is_of_day``, some value may be another tomorrow.
    """

    path: str
    own_title: str | None
    rank: int
    days: int
    is_of_day: bool
    is_readable: bool
    """Whether anything is known that a filter could ask for."""
    errors: int
    id: str
    prospect: str
    owner: str
    opportunity: str
    objective: str
    scope: str
    stage_word: str
    """The stage, as one of the words ``STAGES``."""
    status: str
    """The stage with what else must be known beside it."""
    closed: str
    is_paused: bool
    start: str
    end: str
    week: int | None
    """The week in which a running plan is; None for any other."""
    weeks: int | None
    decision_date: str
    decided: int
    """How many criteria have a verdict that counts."""
    criteria: int
    agreement: str
    outcome: str
    """The outcome that counts: the written one or else the computed one."""
    outcome_words: str
    """The outcome, with words where it is not the whole truth."""
    written_outcome: str
    computed_outcome: str
    by_people: bool
    business: str
    amount: str
    currency: str
    amount_words: str
    crm_stage: str | None
    forecast: str | None
    close_date: str
    health: str
    """The computed health of a plan that is planned or runs."""

    @property
    def title(self) -> str:
        """Give the plan's title, or what stands in its place."""
        return self.path if self.own_title is None else self.own_title

    @property
    def place(self) -> tuple[int, int, str]:
        """Give what the usual order follows from."""
        return self.rank, self.days, self.path


def listed_plan(entry: Entry, today: dt.date) -> Listed:
    """Give what the list says of one plan."""
    # What reads a plan is loaded only where one is read.
    from poc_docs.portfolio.listing.reading import read_listed

    return read_listed(entry, today)


def _plain(plan: Listed) -> list[object]:
    return list(plan[1:])


def _value(path: str, plain: list[object]) -> Listed:
    return Listed._make([path, *plain])


def _days(plan: Listed, today: dt.date) -> Days:
    return (today, today) if plan.is_of_day else ALL_DAYS


KIND = KeptKind("list", listed_plan, _plain, _value, _days)
"""How it is kept what the list says of plans."""


def in_order(plans: Iterable[Listed]) -> list[Listed]:
    """Give plans in the usual order: running, planned and complete plans, then the others."""
    return sorted(plans, key=lambda plan: plan.place)
