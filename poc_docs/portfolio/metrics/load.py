"""What each sales engineer has to do, today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from poc_docs.portfolio.owners import same_letters
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from poc_docs.portfolio.metrics.part import Part

AHEAD = 30
"""How many days after today are looked at."""


@dataclass(frozen=True, slots=True)
class Load:
    """The work of one sales engineer; ``owner`` is empty for plans that name none."""

    owner: str
    running: int
    planned: int
    decisions_ahead: int
    decisions_overdue: int


def loads(plans: Iterable[Part], today: dt.date) -> tuple[Load, ...]:
    """Give the load of everybody with a plan that runs or is planned, by name; plans of nobody last."""
    names: dict[str, str] = {}
    counted: dict[str, Counter[str]] = {}
    # Few differ in all three, and names take longest to compare.
    for (stage, name, decision), count in Counter(map(_LOAD, plans)).items():
        if stage not in {Stage.ACTIVE, Stage.PLANNING}:
            continue
        key = same_letters(name)
        names[key] = min(names.get(key, name), name)
        words = counted.setdefault(key, Counter())
        words["running" if stage is Stage.ACTIVE else "planned"] += count
        words[_when(decision, today)] += count
    return tuple(
        Load(names[key], each["running"], each["planned"], each["ahead"], each["overdue"])
        for key, each in sorted(counted.items(), key=lambda one: (not one[0], one[0]))
    )


_LOAD = attrgetter("stage", "owner", "decision_date")


def _when(decision: dt.date | None, today: dt.date) -> str:
    if decision is None:
        return "open"
    if decision < today:
        return "overdue"
    return "ahead" if (decision - today).days <= AHEAD else "later"
