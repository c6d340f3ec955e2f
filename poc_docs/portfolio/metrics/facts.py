"""What single plans contribute to a number, each with the day that puts it into a period."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from poc_docs.plan.metadata import Metadata
    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.metrics.periods import Period
    from poc_docs.portfolio.stages import Stage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counted:
    """A plan without errors, which takes part in the numbers."""

    plan: Plan
    metadata: Metadata
    stage: Stage


class Source(NamedTuple):
    """Which plan a fact is from."""

    path: str
    id: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that has no part in a number, or in any, and why."""

    path: str
    id: str
    why: str


class Dated(NamedTuple, Generic[T]):
    """What a plan contributes, and its day, if it has one."""

    day: dt.date | None
    value: T


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a plan contributes nothing to a number that is about it."""

    why: str
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Facts(Generic[T]):
    """What all plans contribute to one number; ``dated_by`` is what its date is called.

    Plans that contribute the same stand together, each as often as it does.
    """

    dated_by: str
    found: tuple[tuple[Dated[T], Sequence[Source]], ...]
    missing: tuple[tuple[Missing, Sequence[Source]], ...]

    @property
    def values(self) -> Counter[T]:
        """Give what was contributed, and how often."""
        counted: Counter[T] = Counter()
        for dated, sources in self.found:
            counted[dated.value] += len(sources)
        return counted

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Give who lacks a value, and why, by their paths."""
        found = (LeftOut(by.path, by.id, each.why) for each, sources in self.missing for by in sources)
        return tuple(sorted(found, key=attrgetter("path")))

    def within(self, period: Period) -> Facts[T]:
        """Give what lies in a period; what has no day lies in none that has an end."""
        if not period.is_bounded:
            return self
        undated = Missing(f"no {self.dated_by}, so it lies in no period")
        return Facts(
            self.dated_by,
            tuple((each, by) for each, by in self.found if each.day and each.day in period),
            (
                *((each, by) for each, by in self.missing if each.day is None or each.day in period),
                *((undated, by) for each, by in self.found if each.day is None),
            ),
        )

    def during(self, period: Period) -> Facts[T]:
        """Give what lies in a quarter, and of what is missing only what certainly belongs there."""
        inside = self.within(period)
        kept = tuple((each, by) for each, by in self.missing if each.day and each.day in period)
        return Facts(self.dated_by, inside.found, kept)

    def undated(self) -> Facts[T]:
        """Give what has no day."""
        return Facts(self.dated_by, tuple((each, by) for each, by in self.found if each.day is None), ())
