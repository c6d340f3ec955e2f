"""The moment of success: the first time that the decision framework gives Proceed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.vocabulary import Outcome, Status

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Plan


def is_moment(before: Plan, after: Plan) -> bool:
    """Say whether a change is the moment: it makes an Active plan Proceed for the first time.

    Either the computed outcome turns, or Proceed is what people write where it stood computed already, since
    results came into the file by hand. A moment that is recorded stays the only one, whatever came after.
    """
    if after.status is not Status.ACTIVE or after.metadata is None or after.metadata.confetti:
        return False
    if compute_outcome(after).outcome is not Outcome.PROCEED:
        return False
    return compute_outcome(before).outcome is not Outcome.PROCEED or (
        _written(after) is Outcome.PROCEED and _written(before) is not Outcome.PROCEED
    )


def _written(plan: Plan) -> Outcome | None:
    return plan.decision.outcome.value if plan.decision.outcome else None


def days_since(date: dt.date, today: dt.date) -> int | None:
    """Give the days since the moment, or None for one that is still to come."""
    days = (today - date).days
    return days if days >= 0 else None
