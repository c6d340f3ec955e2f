"""What one plan brings to all numbers: a value that can be kept for thousands of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from poc_docs.plan.model import Money
    from poc_docs.plan.vocabulary import BusinessOutcome
    from poc_docs.portfolio.metrics.facts import Dated, LeftOut, Missing, Source
    from poc_docs.portfolio.stages import Stage

DATED_BY: Mapping[str, str] = {
    "status": "date",
    "outcomes": "Decided on",
    "closed": "date of closing",
    "business": "business date",
    "win_rate": "business date",
    "agreed_before_start": "start",
    "duration": "'completed'",
    "time_to_decision": "Decided on",
    "decided_on_time": "Decided on",
    "pass_rate": "'completed'",
    "amendments": "start",
}
"""What the date of each number is called; the names of the numbers are the JSON's."""


class Part(NamedTuple):
    """What a plan without errors brings to the numbers.

    ``steps`` says whether it came to each step of the funnel; ``category`` is its forecast category, and an
    empty string where none is named.
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
    facts: Mapping[str, tuple[Dated[Any] | Missing, ...]]

    @property
    def path(self) -> str:
        """Give the plan's file."""
        return self.source.path


class Brought(NamedTuple):
    """What came of one file; ``owner`` is None where nothing can be said of whose it is."""

    owner: str | None
    part: Part | LeftOut
