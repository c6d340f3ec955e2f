"""A plan as the gap register sees it: its gap rows, and what is told of it beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder
from poc_docs.portfolio.outcomes import sound_outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.model import Gap, Money
    from poc_docs.plan.vocabulary import BusinessOutcome, CloseReason, Outcome, Status
    from poc_docs.portfolio.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingPlan:
    """A plan with the gaps it names: a value that can be kept for thousands of plans.

    ``places`` are line and column of each row by where it begins, ``criteria`` the texts of those that the
    rows name.
    """

    path: str
    id: str
    title: str
    prospect: str
    status: Status | None
    closed: CloseReason | None
    business: BusinessOutcome | None
    outcome: Outcome | None
    opportunity: str
    amount: Money | None
    is_superseded: bool
    errors: tuple[Finding, ...]
    is_text: bool
    rows: tuple[Gap, ...]
    places: Mapping[int, tuple[int, int]]
    criteria: Mapping[int, str]

    def place(self, row: Gap) -> tuple[int, int]:
        """Give line and column of one of its rows."""
        return self.places[row.gap.span.start]

    def criterion(self, row: Gap) -> str | None:
        """Give the text of the criterion that a row names; None where there is no such criterion."""
        number = row.criterion.value if row.criterion else None
        return self.criteria.get(number) if number else None


def naming_plan(entry: Entry) -> NamingPlan:
    """Give what the register needs of a plan; of a file that is no text it is path and errors."""
    plan = entry.plan
    metadata = plan.metadata if plan else None
    rows = tuple(gap_rows(entry))
    numbers = {row.criterion.value for row in rows if row.criterion}
    return NamingPlan(
        path=entry.path,
        id=plan.id if plan else "",
        title=entry.title,
        prospect=entry.prospect,
        status=plan.status if plan else None,
        closed=metadata.closed.reason if metadata and metadata.closed else None,
        business=metadata.business.outcome if metadata and metadata.business else None,
        outcome=sound_outcome(entry) if rows else None,
        opportunity=entry.opportunity,
        amount=entry.amount,
        is_superseded=entry.is_superseded,
        errors=tuple(entry.errors),
        is_text=plan is not None,
        rows=rows,
        places={row.gap.span.start: plan.document.position(row.gap.span.start) for row in rows if plan},
        criteria={
            number: found.text.value
            for number in numbers
            if number and plan and (found := plan.criterion(number))
        },
    )


def gap_rows(entry: Entry) -> list[Gap]:
    """Give the gap rows of a plan that say something."""
    rows = entry.plan.gaps if entry.plan else ()
    return [gap for gap in rows if gap.gap and not is_placeholder(gap.gap.value)]
