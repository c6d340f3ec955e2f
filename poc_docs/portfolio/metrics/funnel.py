"""The way from Planning to a won deal: how many plans came how far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.corrections import open_correction
from poc_docs.plan.vocabulary import BusinessOutcome, CloseReason, Outcome
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from poc_docs.portfolio.metrics.facts import Counted
    from poc_docs.portfolio.metrics.part import Part


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step of the way, and how many plans came to it by way of all the steps before."""

    name: str
    plans: int


def funnel(plans: Iterable[Part]) -> tuple[FunnelStep, ...]:
    """Count the plans at each step; each step holds a part of those of the step before."""
    left = list(plans)
    steps = []
    for number, (name, _) in enumerate(_STEPS):
        left = [by for by in left if by.steps[number]]
        steps.append(FunnelStep(name, len(left)))
    return tuple(steps)


def steps_of(by: Counted) -> tuple[bool, ...]:
    """Say of each step whether a plan came to it, whatever it is with the others."""
    return tuple(came(by) for _, came in _STEPS)


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


_STEPS: tuple[tuple[str, Callable[[Counted], bool]], ...] = (
    ("planned", _is_own),
    ("started", _has_started),
    ("complete", _is_complete),
    ("success", _is_success),
    ("won", _is_won),
)
