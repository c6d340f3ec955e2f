"""To which steps of the funnel one plan came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.corrections import open_correction
from poc_docs.plan.vocabulary import BusinessOutcome, CloseReason, Outcome
from poc_docs.portfolio.metrics.funnel import STEPS
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from poc_docs.portfolio.metrics.facts import Counted


def steps_of(by: Counted) -> tuple[bool, ...]:
    """Say of each step whether a plan came to it, whatever it is with the others."""
    return tuple(_CAME[step](by) for step in STEPS)


def _is_own(by: Counted) -> bool:
    return by.metadata.closed is None or by.metadata.closed.reason is not CloseReason.SUPERSEDED


def _has_started(by: Counted) -> bool:
    return by.metadata.started is not None or by.stage in {Stage.ACTIVE, Stage.COMPLETE}


def _is_complete(by: Counted) -> bool:
    return by.stage is Stage.COMPLETE


def _is_success(by: Counted) -> bool:
    outcome = by.plan.decision.outcome
    written = outcome.value if outcome and not open_correction(by.plan) else None
    return written in {Outcome.PROCEED, Outcome.CONDITIONAL}


def _is_won(by: Counted) -> bool:
    business = by.metadata.business
    return business is not None and business.outcome is BusinessOutcome.WON


_CAME: Mapping[str, Callable[[Counted], bool]] = {
    "planned": _is_own,
    "started": _has_started,
    "complete": _is_complete,
    "success": _is_success,
    "won": _is_won,
}
