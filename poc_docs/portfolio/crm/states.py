"""Where a deal stands by its plan: the words that ``[tool.poc-docs.crm]`` maps to stages of the CRM."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import BusinessOutcome, Outcome, Status
from poc_docs.portfolio.outcomes import outcome_of

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan


class DealState(StrEnum):
    """What a plan says of its deal; in the order of a plan's life."""

    PLANNING = "planning"
    ACTIVE = "active"
    PROCEED = "proceed"
    CONDITIONAL = "conditional"
    NO_GO = "no-go"
    CLOSED = "closed"
    WON = "won"
    LOST = "lost"
    NO_DECISION = "no-decision"

    @property
    def is_final(self) -> bool:
        """Say whether nothing of the deal is open any more."""
        return self in {DealState.CLOSED, DealState.WON, DealState.LOST, DealState.NO_DECISION}


_BUSINESS = {
    BusinessOutcome.WON: DealState.WON,
    BusinessOutcome.LOST: DealState.LOST,
    BusinessOutcome.NO_DECISION: DealState.NO_DECISION,
}
_OUTCOMES = {
    Outcome.PROCEED: DealState.PROCEED,
    Outcome.CONDITIONAL: DealState.CONDITIONAL,
    Outcome.NO_GO: DealState.NO_GO,
}


def deal_state(plan: Plan) -> DealState | None:
    """Give where the deal stands: what became of it, or else how far the plan is.

    None for a plan without a readable status, and for a Complete one without an outcome.
    """
    business = plan.metadata.business if plan.metadata else None
    if business and business.outcome in _BUSINESS:
        return _BUSINESS[business.outcome]
    if plan.metadata and plan.metadata.closed:
        return DealState.CLOSED
    if plan.status is Status.COMPLETE:
        outcome = outcome_of(plan)
        return _OUTCOMES[outcome] if outcome else None
    if plan.status is None:
        return None
    return DealState.PLANNING if plan.status is Status.PLANNING else DealState.ACTIVE


def told(plan: Plan, state: DealState) -> str:
    """Say in a sentence where the deal stands by the plan."""
    if state in _OUTCOMES.values():
        return f"the plan is {plan.status} with {outcome_of(plan)}"
    if state is DealState.CLOSED:
        closed = plan.metadata.closed if plan.metadata else None
        return f"the plan is closed ({closed.reason})" if closed else "the plan is closed"
    if state in _BUSINESS.values():
        return f"the deal is {'without a decision' if state is DealState.NO_DECISION else state.value}"
    return f"the plan is {plan.status}"
