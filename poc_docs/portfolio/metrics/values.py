"""What a plan may contribute to a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poc_docs.plan.vocabulary import BusinessOutcome, Kind, Outcome, Verdict, Weight


@dataclass(frozen=True, slots=True)
class Ended:
    """The written outcome of a Complete plan, and what became of the deal up to now."""

    outcome: Outcome
    business: BusinessOutcome | None


@dataclass(frozen=True, slots=True)
class Took:
    """Days of work: what the plan took, and what was planned, now and when work started."""

    actual: int
    planned: int
    first_planned: int


@dataclass(frozen=True, slots=True)
class OnTime:
    """Whether the decision came no later than its date, as that stands now and as it stood at the start."""

    present: bool
    first_agreed: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion of a Complete plan."""

    kind: Kind | None
    weight: Weight | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Amended:
    """How many amendments a plan has, and how many of them wait for a signature."""

    count: int
    open: int
