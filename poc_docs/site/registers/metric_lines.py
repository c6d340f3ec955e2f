"""Every number over all plans: its name, how it is said, and in short what ``docs/metrics.md`` says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import BusinessOutcome, CloseReason, Outcome, Weight
from poc_docs.portfolio.stages import Stage
from poc_docs.site.percent import NO_DATA, median_of, share_of, two_decimals
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from enum import Enum
    from typing import Any

    from poc_docs.portfolio.metrics import Durations, Figures, Metrics, PassRate


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A number of one period: its key in the JSON of ``metrics``, its name, its words, and its meaning."""

    key: str
    name: str
    say: Callable[[Figures], str]
    meaning: str


def _counts(words: Iterable[Enum], counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{word.value} {counts.get(word, 0)}" for word in words)


def _amended(of: Figures) -> str:
    mean = of.amendments
    if mean.share is None:
        return NO_DATA
    small = f", small (n={mean.denominator})" if mean.is_small else ""
    waiting = f", {of.amendments_open} still open" if of.amendments_open else ""
    return (
        f"{two_decimals(mean.share)}: {mean.numerator} in {counted(mean.denominator, 'plan')}{waiting}{small}"
    )


def _days(took: Durations) -> str:
    if not took.planned_days:
        return NO_DATA
    first = f", {took.first_planned_days} at first" if took.first_planned_days != took.planned_days else ""
    return f"{took.actual_days} for {took.planned_days} planned{first}"


_STAGES = (Stage.PLANNING, Stage.ACTIVE, Stage.COMPLETE, Stage.CLOSED)

LINES = (
    MetricLine("status", "Plans", lambda of: _counts(_STAGES, of.status), "All plans, by stage."),
    MetricLine(
        "outcomes",
        "Outcomes",
        lambda of: _counts(Outcome, of.outcomes),
        "Complete plans, by the outcome that people wrote.",
    ),
    MetricLine(
        "closed",
        "Closed",
        lambda of: _counts(CloseReason, of.closed),
        "Plans that ended without an outcome, by the reason. They count in no win rate.",
    ),
    MetricLine(
        "business",
        "Business",
        lambda of: _counts(BusinessOutcome, of.business),
        "What became of the deals, plan by plan, where somebody said it.",
    ),
    MetricLine(
        "win_rate",
        "Win rate",
        lambda of: share_of(of.win_rate),
        "Plans whose deal is won, of those won or lost. Closed plans are neither.",
    ),
    MetricLine(
        "technical_win_rate",
        "Technical wins",
        lambda of: share_of(of.technical_win_rate),
        "Complete plans with Proceed, of those with any written outcome.",
    ),
    MetricLine(
        "agreed_before_start",
        "Agreed before the start",
        lambda of: share_of(of.agreed_before_start),
        "Started plans whose text both parties had signed by the first day of its Duration.",
    ),
    MetricLine(
        "decided_on_time",
        "Decided on time",
        lambda of: share_of(of.on_time),
        "Complete plans decided by their decision date, as amended.",
    ),
    MetricLine(
        "decided_on_time",
        "Decided by the day first agreed",
        lambda of: share_of(of.on_time_first_agreed),
        "The same against the decision date that stood when work started.",
    ),
    MetricLine(
        "time_to_decision",
        "Days to the decision",
        lambda of: median_of(of.time_to_decision, " days"),
        "Median of the days from the start to the decision of Complete plans, pauses included.",
    ),
    MetricLine(
        "duration",
        "Actual for each planned day",
        lambda of: median_of(of.duration.against_present),
        "Median of days of work divided by planned days, of Complete plans. Above 1 it took longer.",
    ),
    MetricLine(
        "duration",
        "Actual for each day first planned",
        lambda of: median_of(of.duration.against_first_agreed),
        "The same against the Duration that stood when work started.",
    ),
    MetricLine(
        "duration",
        "Days of work",
        lambda of: _days(of.duration),
        "All days of Complete plans, without those of pauses.",
    ),
    MetricLine(
        "amendments",
        "Amendments per started plan",
        _amended,
        "Changes of what was agreed, without those of spelling only.",
    ),
    MetricLine(
        "amendments",
        "Plans without an amendment",
        lambda of: share_of(of.plans_without_amendments),
        "Started plans that have none.",
    ),
    MetricLine(
        "pass_rate",
        "Criteria passed",
        lambda of: _rate(of.pass_rate),
        "Criteria with Pass, of those with a verdict, in Complete plans.",
    ),
    *(
        MetricLine(
            "pass_rate",
            f"Criteria passed, {weight}",
            lambda of, weight=weight: _rate(of.pass_rate_by_weight[weight]),  # type: ignore[misc]
            "The same, of this weight.",
        )
        for weight in Weight
    ),
)
"""The numbers that every portfolio has."""


def _rate(rate: PassRate) -> str:
    without = f"; {rate.without_verdict} without a verdict" if rate.without_verdict else ""
    return f"{share_of(rate.passed)}{without}"


def further_lines(found: Metrics) -> Iterator[MetricLine]:
    """Give the numbers that depend on what there is: the kinds in use, and the funnel."""
    for kind, rate in found.whole.pass_rate_by_kind.items():
        if rate.passed.denominator or rate.without_verdict:
            name = f"Criteria passed, {kind.value if kind else 'no kind'}"
            yield MetricLine("pass_rate", name, lambda _, rate=rate: _rate(rate), "The same, of this kind.")  # type: ignore[misc]
    steps = ", ".join(f"{step.name} {step.plans}" for step in found.funnel)
    meaning = "How many plans came how far on the way to a won deal; each step is a part of the one before."
    yield MetricLine("funnel", "Funnel", lambda _: steps, meaning)
