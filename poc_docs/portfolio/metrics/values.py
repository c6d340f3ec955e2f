"""What a plan may contribute to a number, and how it is read again from the words that say it."""

from __future__ import annotations

from typing import NamedTuple

from poc_docs.plan.vocabulary import BusinessOutcome, Kind, Outcome, Verdict, Weight


def truth(word: str) -> bool:
    """Read what ``str`` makes of a truth."""
    return {"True": True, "False": False}[word]


class Ended(NamedTuple):
    """The written outcome of a Complete plan, and what became of the deal up to now."""

    outcome: Outcome
    business: BusinessOutcome | None

    @classmethod
    def read(cls, outcome: str, business: str) -> Ended:
        """Read it from its words; an empty one is None."""
        return cls(Outcome(outcome), BusinessOutcome(business) if business else None)


class Took(NamedTuple):
    """Days of work: what the plan took, and what was planned, now and when work started."""

    actual: int
    planned: int
    first_planned: int

    @classmethod
    def read(cls, *days: str) -> Took:
        """Read it from its words."""
        return cls._make(map(int, days))


class OnTime(NamedTuple):
    """Whether the decision came no later than its date, as that stands now and as it stood at the start."""

    present: bool
    first_agreed: bool

    @classmethod
    def read(cls, *answers: str) -> OnTime:
        """Read it from its words."""
        return cls._make(map(truth, answers))


class Judged(NamedTuple):
    """A criterion of a Complete plan."""

    kind: Kind | None
    weight: Weight | None
    verdict: Verdict | None

    @classmethod
    def read(cls, kind: str, weight: str, verdict: str) -> Judged:
        """Read it from its words; an empty one is None."""
        return cls(
            Kind(kind) if kind else None,
            Weight(weight) if weight else None,
            Verdict(verdict) if verdict else None,
        )


class Amended(NamedTuple):
    """How many amendments a plan has, and how many of them wait for a signature."""

    links: int
    waiting: int

    @classmethod
    def read(cls, *counts: str) -> Amended:
        """Read it from its words."""
        return cls._make(map(int, counts))
