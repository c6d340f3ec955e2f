"""Every number of ``docs/metrics.md``, from the facts that lie in one period."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from poc_docs.plan.vocabulary import BusinessOutcome, Kind, Outcome, Verdict, Weight
from poc_docs.portfolio.metrics.fact_texts import read_fact
from poc_docs.portfolio.metrics.facts import Facts, Missing
from poc_docs.portfolio.metrics.numbers import NAMES, AllFacts, dated_by
from poc_docs.portfolio.metrics.pipeline import PipelineLine, open_deals, pipeline
from poc_docs.portfolio.metrics.quantities import Ratio, Spread, share_of, spread_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from poc_docs.plan.vocabulary import CloseReason
    from poc_docs.portfolio.metrics import values
    from poc_docs.portfolio.metrics.facts import Dated, LeftOut, Source
    from poc_docs.portfolio.metrics.part import Part
    from poc_docs.portfolio.stages import Stage

T = TypeVar("T")


def all_facts(parts: Iterable[Part]) -> AllFacts:
    """Put together what every plan brings to every number."""
    plans = list(parts)
    sources: defaultdict[str, list[Source]] = defaultdict(list)
    for part in plans:
        for text in part.facts:
            sources[text].append(part.source)
    found: dict[str, list[tuple[Dated[Any], Sequence[Source]]]] = {name: [] for name in NAMES}
    missing: dict[str, list[tuple[Missing, Sequence[Source]]]] = {name: [] for name in NAMES}
    for text, by in sources.items():
        name, fact = read_fact(text)
        if isinstance(fact, Missing):
            missing[name].append((fact, by))
        else:
            found[name].append((fact, by))
    every = {name: Facts(dated_by(name), tuple(found[name]), tuple(missing[name])) for name in NAMES}
    return AllFacts(**every, pipeline=open_deals(plans))


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
    waited = facts.time_to_decision.values
    return Figures(
        status=facts.status.values,
        outcomes=_counter((each.outcome, plans) for each, plans in ended.items()),
        closed=facts.closed.values,
        business=facts.business.values,
        win_rate=share_of(facts.win_rate.values, bool),
        technical_and_business={
            outcome: _counter(
                (each.business, plans) for each, plans in ended.items() if each.outcome is outcome
            )
            for outcome in Outcome
        },
        technical_win_rate=share_of(ended, lambda each: each.outcome is Outcome.PROCEED),
        agreed_before_start=share_of(facts.agreed_before_start.values, bool),
        duration=_durations(facts.duration.values),
        time_to_decision=spread_of(((days, 1), plans) for days, plans in waited.items()),
        on_time=share_of(punctual, lambda each: each.present),
        on_time_first_agreed=share_of(punctual, lambda each: each.first_agreed),
        pass_rate=_pass_rate(judged.items()),
        pass_rate_by_kind={
            kind: _pass_rate(each for each in judged.items() if each[0].kind is kind)
            for kind in (*Kind, None)
        },
        pass_rate_by_weight={
            weight: _pass_rate(each for each in judged.items() if each[0].weight is weight)
            for weight in Weight
        },
        amendments=Ratio(sum(each.links * plans for each, plans in amended.items()), amended.total()),
        amendments_open=sum(each.waiting * plans for each, plans in amended.items()),
        plans_without_amendments=share_of(amended, lambda each: each.links == 0),
        pipeline=pipeline(facts.pipeline),
        left_out={name: left_out for name, each in facts.each() if (left_out := each.left_out)},
    )


def _counter(counts: Iterable[tuple[T, int]]) -> Counter[T]:
    found: Counter[T] = Counter()
    for each, count in counts:
        found[each] += count
    return found


def _durations(took: Mapping[values.Took, int]) -> Durations:
    return Durations(
        actual_days=sum(each.actual * plans for each, plans in took.items()),
        planned_days=sum(each.planned * plans for each, plans in took.items()),
        first_planned_days=sum(each.first_planned * plans for each, plans in took.items()),
        against_present=spread_of(((each.actual, each.planned), plans) for each, plans in took.items()),
        against_first_agreed=spread_of(
            ((each.actual, each.first_planned), plans) for each, plans in took.items()
        ),
    )


def _pass_rate(judged: Iterable[tuple[values.Judged, int]]) -> PassRate:
    verdicts = _counter((each.verdict, criteria) for each, criteria in judged)
    without = verdicts.pop(None, 0)
    return PassRate(share_of(verdicts, lambda verdict: verdict is Verdict.PASS), without)


def business_win_rate(row: Mapping[BusinessOutcome | None, int]) -> Ratio:
    """Give won of won and lost, in a row of the technical outcomes."""
    won, lost = row[BusinessOutcome.WON], row[BusinessOutcome.LOST]
    return Ratio(won, won + lost)
