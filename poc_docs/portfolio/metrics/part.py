"""What one plan brings to all numbers: a value that can be kept for thousands of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.values import Money
    from poc_docs.plan.vocabulary import BusinessOutcome
    from poc_docs.portfolio.metrics.facts import LeftOut, Source
    from poc_docs.portfolio.stages import Stage


class Part(NamedTuple):
    """What a plan without errors brings to the numbers.

    ``steps`` says whether it came to each step of the funnel; ``category`` is its forecast category, and an
    empty string where none is named. ``facts`` are what it contributes to each number, by ``fact_text``.
    """

    source: Source
    stage: Stage
    owner: str
    written: dt.date | None
    decision_date: dt.date | None
    steps: tuple[bool, ...]
    opportunity: str
    is_superseded: bool
    is_closed: bool
    is_in_crm: bool
    amount: Money | None
    category: str
    close_date: dt.date | None
    business: BusinessOutcome | None
    facts: tuple[str, ...]

    @property
    def path(self) -> str:
        """Give the plan's file."""
        return self.source.path


class Brought(NamedTuple):
    """What came of one file; ``owner`` is None where nothing can be said of whose it is."""

    owner: str | None
    part: Part | LeftOut
