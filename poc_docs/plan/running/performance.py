"""Performance against the baseline: what was there before, what is there now, and whether that is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.running.trend import Better, better, change_against, latest
from poc_docs.plan.verdicts import is_measured
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    import datetime as dt
    from fractions import Fraction

    from poc_docs.plan.model import Criterion, Plan


@dataclass(frozen=True, slots=True)
class Performance:
    """A criterion beside its baseline.

    ``value`` is the result, or the latest logged value, whose day ``logged_on`` is then; either text may be
    empty. ``change`` is a share of the baseline, None where it can't be told; ``is_better`` None where it
    can't be told, or nothing changed.
    """

    criterion: Criterion
    baseline: str
    value: str
    logged_on: dt.date | None
    change: Fraction | None
    is_better: bool | None


def performance(plan: Plan, until: dt.date | None = None) -> tuple[Performance, ...]:
    """Give each criterion beside its baseline, in the order of the file, with values up to ``until``."""
    return tuple(_performance(plan, criterion, until) for criterion in plan.criteria)


def _performance(plan: Plan, criterion: Criterion, until: dt.date | None) -> Performance:
    baseline = criterion.baseline.value if criterion.baseline else ""
    baseline = baseline if is_measured(baseline) else ""
    value, logged_on = _value(plan, criterion, until)
    change = change_against(baseline, value) if baseline and value else None
    return Performance(criterion, baseline, value, logged_on, change, _is_better(criterion, change))


def _value(plan: Plan, criterion: Criterion, until: dt.date | None) -> tuple[str, dt.date | None]:
    number = criterion.number.value
    row = plan.result(number) if number else None
    if row and is_measured(row.result.value):
        return row.result.value, None
    line = latest(plan, number, until) if number else None
    return (line.line.value.value, line.date) if line else ("", None)


def _is_better(criterion: Criterion, change: Fraction | None) -> bool | None:
    direction = better(criterion)
    if not change or direction is None:
        return None
    return (change > 0) == (direction is Better.HIGHER)
