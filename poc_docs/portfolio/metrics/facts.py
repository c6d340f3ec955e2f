"""What single plans contribute to a number, each with the day that puts it into a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Metadata, Plan
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
    """What all plans contribute to one number; ``dated_by`` is what its date is called."""

    dated_by: str
    found: tuple[tuple[Source, Dated[T]], ...]
    missing: tuple[tuple[Source, Missing], ...]

    @property
    def values(self) -> list[T]:
        """Give what was contributed."""
        return [dated.value for _, dated in self.found]

    @property
    def days(self) -> list[dt.date]:
        """Give the days there are."""
        return [dated.day for _, dated in self.found if dated.day]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Give who lacks a value, and why."""
        return tuple(LeftOut(by.path, by.id, each.why) for by, each in self.missing)

    def within(self, period: Period) -> Facts[T]:
        """Give what lies in a period; what has no day lies in none that has an end."""
        if not period.is_bounded:
            return self
        undated = Missing(f"no {self.dated_by}, so it lies in no period")
        return Facts(
            self.dated_by,
            tuple((by, each) for by, each in self.found if each.day and each.day in period),
            (
                *((by, each) for by, each in self.missing if each.day is None or each.day in period),
                *((by, undated) for by, each in self.found if each.day is None),
            ),
        )

    def during(self, period: Period) -> Facts[T]:
        """Give what lies in a quarter, and of what is missing only what certainly belongs there."""
        inside = self.within(period)
        kept = tuple((by, each) for by, each in self.missing if each.day and each.day in period)
        return Facts(self.dated_by, inside.found, kept)

    def undated(self) -> Facts[T]:
        """Give what has no day."""
        return Facts(self.dated_by, tuple((by, each) for by, each in self.found if each.day is None), ())
