"""The way from Planning to a won deal: how many plans came how far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.portfolio.metrics.part import Part

STEPS = ("planned", "started", "complete", "success", "won")


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step of the way, and how many plans came to it by way of all the steps before."""

    name: str
    plans: int


def funnel(plans: Iterable[Part]) -> tuple[FunnelStep, ...]:
    """Count the plans at each step; each step holds a part of those of the step before."""
    left = list(plans)
    steps = []
    for number, name in enumerate(STEPS):
        left = [by for by in left if by.steps[number]]
        steps.append(FunnelStep(name, len(left)))
    return tuple(steps)
