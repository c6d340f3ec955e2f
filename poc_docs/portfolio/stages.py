"""At which stage each plan is, how many are at each, and the order in which they are listed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.entries import Entry, Portfolio


class Stage(Enum):
    """The status, or what stands in its place; in the order in which plans are listed."""

    ACTIVE = "Active"
    PLANNING = "Planning"
    COMPLETE = "Complete"
    UNKNOWN = "no readable status"
    CLOSED = "closed"


def stage(entry: Entry) -> Stage:
    """Give the stage of one plan; a closed plan keeps its status, and is closed."""
    plan = entry.plan
    if plan is None or plan.status is None:
        return Stage.UNKNOWN
    if plan.metadata and plan.metadata.closed:
        return Stage.CLOSED
    return {
        Status.ACTIVE: Stage.ACTIVE,
        Status.PLANNING: Stage.PLANNING,
        Status.COMPLETE: Stage.COMPLETE,
    }[plan.status]


def counts(portfolio: Portfolio) -> dict[Stage, int]:
    """Give how many plans are at each stage that has any, in the order of the stages."""
    found = Counter(stage(entry) for entry in portfolio.entries)
    return {each: found[each] for each in Stage if found[each]}


def by_stage(portfolio: Portfolio) -> Sequence[Entry]:
    """Give the entries by stage; open ones by decision date, finished ones from the latest backwards."""
    return sorted(portfolio.entries, key=place)


def place(entry: Entry) -> tuple[int, int, str]:
    """Give what ``by_stage`` sorts by."""
    its_stage = stage(entry)
    number = list(Stage).index(its_stage)
    if its_stage in {Stage.COMPLETE, Stage.CLOSED}:
        return number, -(_ended(entry.plan) or dt.date.min).toordinal(), entry.path
    decision = entry.plan.overview.decision_date if entry.plan else None
    return number, ((decision and decision.value) or dt.date.max).toordinal(), entry.path


def _ended(plan: Plan | None) -> dt.date | None:
    if plan is None or plan.metadata is None:
        return None
    if plan.metadata.closed:
        return plan.metadata.closed.date
    decided = plan.decision.decided_on
    return plan.metadata.completed or (decided.value if decided else None)
