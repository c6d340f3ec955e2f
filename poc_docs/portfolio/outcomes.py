"""The outcome of a plan as it counts for others: what people wrote, or else what arithmetic gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.decision import compute_outcome

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import Outcome
    from poc_docs.portfolio.entries import Entry


def outcome_of(plan: Plan) -> Outcome | None:
    """Give the outcome that is written, or the computed one; None for a closed plan and while undecided."""
    if plan.metadata and plan.metadata.closed:
        return None
    written = plan.decision.outcome.value if plan.decision.outcome else None
    return written or compute_outcome(plan).outcome


def sound_outcome(entry: Entry) -> Outcome | None:
    """Give the outcome of a plan without errors: from a plan that has some, nothing is computed."""
    return outcome_of(entry.plan) if entry.plan and not entry.errors else None
