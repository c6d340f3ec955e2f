"""A plan's story: each step that changed it, with what changed in the plan's own terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.links import open_correction_state
from poc_docs.plan.agreement.state import AgreementState, agreement

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from poc_docs.plan.plan_change import PlanChange


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a commit, or without one what is not committed yet.

    ``date`` is the author's, in ISO 8601 with its offset.
    """

    commit: str | None
    short: str
    date: str
    author: str
    subject: str
    path: str
    changes: tuple[PlanChange, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """All steps, oldest first; ``cut`` says that a shallow clone hides what was before."""

    steps: tuple[Step, ...]
    cut: bool


def plan_state(plan: Plan | None) -> str:
    """Give status and state of the agreement, or of an open correction, in words."""
    if plan is None or plan.metadata is None:
        return ""
    closed = plan.metadata.closed
    status = f"closed ({closed.reason})" if closed else str(plan.status or "status unknown")
    state = agreement(plan).state
    if state is not AgreementState.AMENDMENT_OPEN and open_correction_state(plan):
        return f"{status}, correction open"
    return f"{status}, {state.value}"
