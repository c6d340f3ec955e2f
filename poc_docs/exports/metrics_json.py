"""The metrics of a portfolio as JSON values.

``docs/json.md`` describes the keys, ``docs/metrics.md`` the numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.plan.vocabulary import BusinessOutcome, CloseReason, Kind, Outcome, Weight
from poc_docs.portfolio.metrics import business_win_rate
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import Enum
    from fractions import Fraction

    from poc_docs.portfolio.metrics import (
        Durations,
        Figures,
        Load,
        Metrics,
        PassRate,
        PipelineLine,
        Ratio,
        Spread,
    )
    from poc_docs.portfolio.metrics.facts import LeftOut

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""

NOT_SAID = "not said"
NO_KIND = "no kind"
_STAGES = (Stage.PLANNING, Stage.ACTIVE, Stage.COMPLETE, Stage.CLOSED)


def metrics_json(found: Metrics) -> dict[str, Any]:
    """Give all numbers. A share or a median of nothing is null, and never a number."""
    return {
        "version": VERSION,
        "today": found.today.isoformat(),
        "since": found.period.since.isoformat() if found.period.since else None,
        "until": found.period.until.isoformat() if found.period.until else None,
        "owners": list(found.owners),
        "plans": found.counted,
        "left_out": [_left_out(each) for each in found.left_out],
        "numbers": _numbers(found.whole),
        "load": [_load(each) for each in found.load],
        "funnel": {step.name: step.plans for step in found.funnel},
        "quarters": None
        if found.by_quarter is None
        else [{"quarter": str(each), "numbers": _numbers(figures)} for each, figures in found.by_quarter],
        "undated": _numbers(found.undated) if found.undated else None,
    }


def _numbers(figures: Figures) -> dict[str, Any]:
    return {
        "status": _counts(_STAGES, figures.status),
        "outcomes": _counts(Outcome, figures.outcomes),
        "closed": _counts(CloseReason, figures.closed),
        "business": _counts(BusinessOutcome, figures.business),
        "win_rate": _ratio(figures.win_rate),
        "technical_and_business": {
            outcome.value: {
                **_counts(BusinessOutcome, row),
                NOT_SAID: row[None],
                "win_rate": _ratio(business_win_rate(row)),
            }
            for outcome, row in figures.technical_and_business.items()
        },
        "technical_win_rate": _ratio(figures.technical_win_rate),
        "agreed_before_start": _ratio(figures.agreed_before_start),
        "duration": _durations(figures.duration),
        "time_to_decision": _spread(figures.time_to_decision),
        "decided_on_time": {
            "against_present": _ratio(figures.on_time),
            "against_first_agreed": _ratio(figures.on_time_first_agreed),
        },
        "pass_rate": {
            "all": _pass_rate(figures.pass_rate),
            "by_kind": {
                kind.value if kind else NO_KIND: _pass_rate(figures.pass_rate_by_kind[kind])
                for kind in (*Kind, None)
            },
            "by_weight": {each.value: _pass_rate(figures.pass_rate_by_weight[each]) for each in Weight},
        },
        "amendments": {
            "per_plan": _mean(figures.amendments),
            "open": figures.amendments_open,
            "plans_with_none": _ratio(figures.plans_without_amendments),
        },
        "pipeline": [_pipeline(line) for line in figures.pipeline],
        "left_out": {
            number: [_left_out(each) for each in plans] for number, plans in figures.left_out.items()
        },
    }


def _counts(words: Iterable[Enum], counted: Mapping[Any, int]) -> dict[str, int]:
    return {word.value: counted.get(word, 0) for word in words}


def _ratio(ratio: Ratio) -> dict[str, Any]:
    return {
        "numerator": ratio.numerator,
        "denominator": ratio.denominator,
        "percent": ratio.percent,
        "small": ratio.is_small,
    }


def _mean(ratio: Ratio) -> dict[str, Any]:
    return {
        "numerator": ratio.numerator,
        "denominator": ratio.denominator,
        "mean": None if ratio.share is None else _rounded(ratio.share),
        "small": ratio.is_small,
    }


def _rounded(value: Fraction) -> float:
    """Give a value to two decimals, half to even."""
    return float(round(value, 2))


def _spread(spread: Spread) -> dict[str, Any]:
    median = spread.median
    if median is None:
        return {
            "n": 0,
            "median": None,
            "median_exact": None,
            "lowest": None,
            "highest": None,
            "small": spread.is_small,
        }
    return {
        "n": len(spread.values),
        "median": _rounded(median),
        "median_exact": {"numerator": median.numerator, "denominator": median.denominator},
        "lowest": _rounded(spread.values[0]),
        "highest": _rounded(spread.values[-1]),
        "small": spread.is_small,
    }


def _durations(durations: Durations) -> dict[str, Any]:
    return {
        "actual_days": durations.actual_days,
        "planned_days": durations.planned_days,
        "first_planned_days": durations.first_planned_days,
        "against_present": _spread(durations.against_present),
        "against_first_agreed": _spread(durations.against_first_agreed),
    }


def _pass_rate(rate: PassRate) -> dict[str, Any]:
    return {**_ratio(rate.passed), "without_verdict": rate.without_verdict}


def _pipeline(line: PipelineLine) -> dict[str, Any]:
    return {
        "category": line.category or None,
        "amount": f"{line.total.amount:f}",
        "currency": line.total.currency,
        "deals": line.deals,
    }


def _load(load: Load) -> dict[str, Any]:
    return {
        "owner": load.owner or None,
        "running": load.running,
        "planned": load.planned,
        "decisions_next_30_days": load.decisions_ahead,
        "decisions_overdue": load.decisions_overdue,
    }


def _left_out(each: LeftOut) -> dict[str, Any]:
    return {"path": each.path, "id": each.id or None, "why": each.why}
