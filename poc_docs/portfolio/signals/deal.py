"""The signal about the deal behind a plan: when executives should look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.portfolio.crm.review import deal_review_proposed
from poc_docs.portfolio.signals.reports import worst
from poc_docs.portfolio.signals.signal import Evidence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from poc_docs.portfolio.signals.signal import Signal
    from poc_docs.portfolio.signals.situation import Situation


def deal_review(at: Situation, others: Callable[[dt.date], Sequence[Signal]]) -> Iterator[Evidence]:
    """A large deal is Red, its decision overdue or an amendment unsigned for a week, without Deal Review.

    Only in a plan with CRM fields. Each of these is a signal by itself, so that this one never changes the
    health of a plan.
    """
    crm = at.plan.metadata.crm if at.plan.metadata and at.is_active else None
    reasons = deal_review_proposed(at.plan, at.today, at.crm, worst(others(at.today))) if crm else ()
    if crm and reasons:
        message = f"raise Deal Review: {'; '.join(reasons)}"
        yield Evidence(message, crm.span, (at.command("crm", "--deal-review"),))
