"""From a portfolio to its numbers: which plans count, in which period, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.portfolio.metrics.figures import Figures, all_facts, figures
from poc_docs.portfolio.metrics.funnel import FunnelStep, funnel
from poc_docs.portfolio.metrics.keeping import brought
from poc_docs.portfolio.metrics.load import Load, loads
from poc_docs.portfolio.metrics.part import Part
from poc_docs.portfolio.metrics.periods import ALWAYS, MOST_QUARTERS, Period, Quarter, quarters
from poc_docs.portfolio.owners import is_one_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from poc_docs.portfolio.entries import Portfolio
    from poc_docs.portfolio.metrics.facts import LeftOut
    from poc_docs.portfolio.metrics.numbers import AllFacts
    from poc_docs.portfolio.metrics.part import Brought


class TooManyQuartersError(Exception):
    """The dates lie too far apart to be true; ``advice`` says what to do."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """All numbers of a portfolio on a day.

    ``by_quarter`` is None unless asked for; ``undated`` is what lies in no quarter, None if there is nothing.
    """

    today: dt.date
    period: Period
    owners: tuple[str, ...]
    counted: int
    left_out: tuple[LeftOut, ...]
    whole: Figures
    load: tuple[Load, ...]
    funnel: tuple[FunnelStep, ...]
    by_quarter: tuple[tuple[Quarter, Figures], ...] | None
    undated: Figures | None


def metrics(
    portfolio: Portfolio,
    today: dt.date,
    *,
    period: Period = ALWAYS,
    owners: Sequence[str] = (),
    by_quarter: bool = False,
) -> Metrics:
    """Compute every number of ``docs/metrics.md``.

    ``owners`` are sales engineers by their names; none means all. ``today`` matters to the load alone.
    Raises ``TooManyQuartersError``.
    """
    found = map(brought, portfolio.entries)
    return metrics_from(found, today, period=period, owners=owners, by_quarter=by_quarter)


def metrics_from(
    found: Iterable[Brought],
    today: dt.date,
    *,
    period: Period = ALWAYS,
    owners: Sequence[str] = (),
    by_quarter: bool = False,
) -> Metrics:
    """Compute the same from what was taken from each file, in the order of the portfolio."""
    plans, left_out = _split(found, owners)
    facts = all_facts(plans)
    within = facts.map(lambda each: each.within(period))
    undated = facts.map(lambda each: each.undated()) if by_quarter and not period.is_bounded else None
    return Metrics(
        today=today,
        period=period,
        owners=tuple(owners),
        counted=len(plans),
        left_out=tuple(left_out),
        whole=figures(within),
        load=loads(plans, today),
        funnel=funnel(plans),
        by_quarter=_by_quarter(within) if by_quarter else None,
        undated=figures(undated) if undated and not undated.is_empty else None,
    )


def _split(found: Iterable[Brought], owners: Sequence[str]) -> tuple[list[Part], list[LeftOut]]:
    """Give the plans that count, and the files that do not; of the latter those of nobody known stay."""
    plans: list[Part] = []
    left_out: list[LeftOut] = []
    for each in found:
        if owners and each.owner is not None and not is_one_of(each.owner, owners):
            continue
        if isinstance(each.part, Part):
            plans.append(each.part)
        else:
            left_out.append(each.part)
    return plans, left_out


def _by_quarter(facts: AllFacts) -> tuple[tuple[Quarter, Figures], ...]:
    days = facts.days()
    found = quarters(days)
    if len(found) > MOST_QUARTERS:
        first, last = min(days), max(days)
        raise TooManyQuartersError(
            f"the dates reach from {first} ({days[first]}) to {last} ({days[last]}): {len(found)} quarters",
            "correct the date that is wrong, or give --since and --until",
        )
    return tuple((each, figures(_during(facts, each.period))) for each in found)


def _during(facts: AllFacts, period: Period) -> AllFacts:
    return facts.map(lambda each: each.during(period))
