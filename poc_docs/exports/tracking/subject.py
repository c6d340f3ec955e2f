"""A plan that is exported, with what all its rows need to know of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.state import agreement
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.metadata import Metadata
from poc_docs.plan.running.clock import clock_of
from poc_docs.plan.standings import standings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from poc_docs.plan.agreement.state import Agreement
    from poc_docs.plan.decision import ComputedOutcome
    from poc_docs.plan.gap_register import Register, RegisteredGap
    from poc_docs.plan.model import Criterion, Gap, Plan
    from poc_docs.plan.running.clock import Clock
    from poc_docs.plan.standings import Standing
    from poc_docs.portfolio.entries import Entry


@dataclass(frozen=True)
class Subject:
    """One plan of an export."""

    entry: Entry
    plan: Plan
    today: dt.date
    register: Register | None = None

    @property
    def metadata(self) -> Metadata:
        """Give the front matter; an empty one where it can't be read."""
        return self.plan.metadata or Metadata()

    @cached_property
    def agreement(self) -> Agreement:
        """Give how far the agreement has come."""
        return agreement(self.plan)

    @cached_property
    def clock(self) -> Clock | None:
        """Give the plan's clock, without the days of pauses; an open one lasts up to today."""
        return clock_of(self.plan, self.today)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Give how each criterion stands."""
        return standings(self.plan)

    @cached_property
    def computed(self) -> ComputedOutcome | None:
        """Give the outcome that follows from the results; None where the plan has errors, as everywhere."""
        return None if self.entry.errors else compute_outcome(self.plan)

    @cached_property
    def _criteria(self) -> dict[int | None, Criterion]:
        return {each.number.value: each for each in reversed(self.plan.criteria)}

    def criterion(self, number: int | None) -> Criterion | None:
        """Give the criterion of a number, the first where there are two, or None."""
        return None if number is None else self._criteria.get(number)

    def registered(self, gap: Gap) -> RegisteredGap | None:
        """Give the row of the gap register that a gap names by its id, or None."""
        return self.register.gap(gap.id.value) if self.register and gap.id else None


def subject_of(entry: Entry, today: dt.date, register: Register | None = None) -> Subject | None:
    """Give the plan of an entry, or None for a file that can't be read."""
    return Subject(entry, entry.plan, today, register) if entry.plan else None


def plan_names(ids: Mapping[str, str]) -> dict[str, str]:
    """Give by path what an export calls each plan, from their ids: where one is not its own, the path."""
    times = Counter(ids.values())
    return {path: path if not id_ or times[id_] > 1 or id_ in ids else id_ for path, id_ in ids.items()}
