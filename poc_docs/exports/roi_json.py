"""Performance against the baseline, costs with their formulas, and learnings, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.plan.amounts import rounded
from poc_docs.plan.running.costs import figures, unit_of_work
from poc_docs.plan.running.performance import performance

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.costs import Figure
    from poc_docs.plan.running.performance import Performance

VERSION = 1
"""The version of the form; it grows when a key changes its meaning or goes."""


def roi_json(plan: Plan, today: dt.date) -> dict[str, Any]:
    """Give what a proof of concept gained and cost; what can't be told is None, and says what it needs."""
    return {
        "version": VERSION,
        "id": plan.id,
        "performance": [_performance(each) for each in performance(plan, today)],
        "unit_of_work": unit_of_work(plan),
        "figures": [_figure(each) for each in figures(plan)],
        "learnings": [text.value for text in plan.running.learnings],
    }


def _performance(found: Performance) -> dict[str, Any]:
    change = found.change
    return {
        "criterion": found.criterion.number.value,
        "text": found.criterion.text.value,
        "target": found.criterion.target.value,
        "baseline": found.baseline or None,
        "value": found.value or None,
        "logged_on": str(found.logged_on) if found.logged_on else None,
        "change_percent": None if change is None else rounded(change * 100, "%"),
        "is_better": found.is_better,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": None if figure.value is None else rounded(figure.value, figure.unit),
        "unit": figure.unit or None,
        "formula": figure.formula,
        "missing": list(figure.missing),
    }
