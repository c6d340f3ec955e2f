"""Every number of ``docs/metrics.md``, from the facts that lie in one period."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from poc_docs.plan.vocabulary import BusinessOutcome, Kind, Outcome, Verdict, Weight
from poc_docs.portfolio.metrics.facts import Facts, Missing
from poc_docs.portfolio.metrics.part import DATED_BY
from poc_docs.portfolio.metrics.pipeline import OpenDeal, PipelineLine, open_deals, pipeline
from poc_docs.portfolio.metrics.quantities import Ratio, Spread, ratio_of, spread_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from poc_docs.plan.vocabulary import CloseReason
    from poc_docs.portfolio.metrics import values
    from poc_docs.portfolio.metrics.facts import Dated, LeftOut, Source
    from poc_docs.portfolio.metrics.part import Part
    from poc_docs.portfolio.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class AllFacts:
    """What all plans contribute, number by number; the names are those of the JSON."""

    status: Facts[Stage]
    outcomes: Facts[values.Ended]
    closed: Facts[CloseReason]
    business: Facts[BusinessOutcome]
    win_rate: Facts[bool]
    agreed_before_start: Facts[bool]
    duration: Facts[values.Took]
    time_to_decision: Facts[int]
    decided_on_time: Facts[values.OnTime]
    pass_rate: Facts[values.Judged]
    amendments: Facts[values.Amended]
    pipeline: Facts[OpenDeal]

    def each(self) -> Iterator[tuple[str, Facts[Any]]]:
        """Give all, by name."""
        yield from ((each.name, getattr(self, each.name)) for each in fields(self))

    def map(self, change: Callable[[Facts[Any]], Facts[Any]]) -> AllFacts:
        """Give the same with a part of each."""
        return AllFacts(**{name: change(found) for name, found in self.each()})

    def days(self) -> dict[dt.date, str]:
        """Give every day on which anything lies, with the path of a plan that names it."""
        return {each.day: by.path for _, facts in self.each() for by, each in facts.found if each.day}

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was found."""
        return not any(facts.found for _, facts in self.each())


def all_facts(parts: Sequence[Part]) -> AllFacts:
    """Put together what every plan brings to every number."""
    found: dict[str, list[tuple[Source, Dated[Any]]]] = {name: [] for name in DATED_BY}
    missing: dict[str, list[tuple[Source, Missing]]] = {name: [] for name in DATED_BY}
    for part in parts:
        for name, facts in part.facts.items():
            for each in facts:
                if isinstance(each, Missing):
                    missing[name].append((part.source, each))
                else:
                    found[name].append((part.source, each))
    every = {
        name: Facts(dated_by, tuple(found[name]), tuple(missing[name])) for name, dated_by in DATED_BY.items()
    }
    return AllFacts(**every, pipeline=open_deals(parts))


@dataclass(frozen=True, slots=True)
class PassRate:
    """How many criteria passed, of those with a verdict; and how many have none."""

    passed: Ratio
    without_verdict: int


@dataclass(frozen=True, slots=True)
class Durations:
    """Days of work, planned and actual: sums, and the ratio of each plan."""

    actual_days: int
    planned_days: int
    first_planned_days: int
    against_present: Spread
    against_first_agreed: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The numbers of one period."""

    status: Mapping[Stage, int]
    outcomes: Mapping[Outcome, int]
    closed: Mapping[CloseReason, int]
    business: Mapping[BusinessOutcome, int]
    win_rate: Ratio
    technical_and_business: Mapping[Outcome, Mapping[BusinessOutcome | None, int]]
    technical_win_rate: Ratio
    agreed_before_start: Ratio
    duration: Durations
    time_to_decision: Spread
    on_time: Ratio
    on_time_first_agreed: Ratio
    pass_rate: PassRate
    pass_rate_by_kind: Mapping[Kind | None, PassRate]
    pass_rate_by_weight: Mapping[Weight, PassRate]
    amendments: Ratio
    amendments_open: int
    plans_without_amendments: Ratio
    pipeline: tuple[PipelineLine, ...]
    left_out: Mapping[str, tuple[LeftOut, ...]]


def figures(facts: AllFacts) -> Figures:
    """Compute every number from the facts of a period."""
    ended, judged = facts.outcomes.values, facts.pass_rate.values
    punctual, amended = facts.decided_on_time.values, facts.amendments.values
    return Figures(
        status=Counter(facts.status.values),
        outcomes=Counter(each.outcome for each in ended),
        closed=Counter(facts.closed.values),
        business=Counter(facts.business.values),
        win_rate=ratio_of(facts.win_rate.values),
        technical_and_business={
            outcome: Counter(each.business for each in ended if each.outcome is outcome)
            for outcome in Outcome
        },
        technical_win_rate=ratio_of([each.outcome is Outcome.PROCEED for each in ended]),
        agreed_before_start=ratio_of(facts.agreed_before_start.values),
        duration=_durations(facts.duration.values),
        time_to_decision=spread_of((days, 1) for days in facts.time_to_decision.values),
        on_time=ratio_of([each.present for each in punctual]),
        on_time_first_agreed=ratio_of([each.first_agreed for each in punctual]),
        pass_rate=_pass_rate(judged),
        pass_rate_by_kind={
            kind: _pass_rate(each for each in judged if each.kind is kind) for kind in (*Kind, None)
        },
        pass_rate_by_weight={
            weight: _pass_rate(each for each in judged if each.weight is weight) for weight in Weight
        },
        amendments=Ratio(sum(each.count for each in amended), len(amended)),
        amendments_open=sum(each.open for each in amended),
        plans_without_amendments=ratio_of([each.count == 0 for each in amended]),
        pipeline=pipeline(facts.pipeline.values),
        left_out={name: each.left_out for name, each in facts.each() if each.left_out},
    )


def _durations(took: Sequence[values.Took]) -> Durations:
    return Durations(
        actual_days=sum(each.actual for each in took),
        planned_days=sum(each.planned for each in took),
        first_planned_days=sum(each.first_planned for each in took),
        against_present=spread_of((each.actual, each.planned) for each in took),
        against_first_agreed=spread_of((each.actual, each.first_planned) for each in took),
    )


def _pass_rate(judged: Iterable[values.Judged]) -> PassRate:
    verdicts = [each.verdict for each in judged]
    with_verdict = [verdict is Verdict.PASS for verdict in verdicts if verdict]
    return PassRate(ratio_of(with_verdict), len(verdicts) - len(with_verdict))


def business_win_rate(row: Mapping[BusinessOutcome | None, int]) -> Ratio:
    """Give won of won and lost, in a row of the technical outcomes."""
    won, lost = row[BusinessOutcome.WON], row[BusinessOutcome.LOST]
    return Ratio(won, won + lost)
