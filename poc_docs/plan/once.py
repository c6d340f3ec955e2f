"""What follows from a plan alone, worked out once: a plan never changes, and many ask the same of it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from poc_docs.plan.model import Plan

T = TypeVar("T")


def once_per_plan(compute: Callable[[Plan], T]) -> Callable[[Plan], T]:
    """Keep what ``compute`` gives in the plan itself; it must be a value that nobody changes."""
    name = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def computed(plan: Plan) -> T:
        known = plan.derived
        if name not in known:
            known[name] = compute(plan)
        found: T = known[name]
        return found

    return computed


def once_in_a_row(compute: Callable[[Plan], T]) -> Callable[[Plan], T]:
    """Keep what ``compute`` gives for the last plan only: it is large, and asked for many times in a row."""
    latest: list[tuple[Plan, T]] = []

    @wraps(compute)
    def computed(plan: Plan) -> T:
        for known, found in latest:
            if known is plan:
                return found
        found = compute(plan)
        latest[:] = [(plan, found)]
        return found

    return computed
