"""The way from Planning to a won deal: how many plans came how far."""

from __future__ import annotations

from collections import Counter
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
    came_to = Counter(by.steps for by in plans)
    return tuple(
        FunnelStep(name, sum(count for steps, count in came_to.items() if all(steps[: number + 1])))
        for number, name in enumerate(STEPS)
    )
