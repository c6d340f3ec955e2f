"""The amendment that gives a proof of concept more time, written out with its dates."""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.writing.running.checklists import working_day

if TYPE_CHECKING:
    from poc_docs.plan.values import Duration
    from poc_docs.portfolio.signals.situation import Situation

_TO_DECIDE = 5
"""Days between the end and the decision, as ``poc-docs new`` proposes them."""


def recalibration(at: Situation) -> str:
    """Give the ``amend`` that lets a plan end at least a week from today, and the decision follow it."""
    duration = at.plan.overview.duration.value if at.plan.overview.duration else None
    if duration is None or at.clock is None:
        return at.command("amend", '--reason "…" --duration "…"')
    weeks = max(0, -(-at.in_days(at.clock.end) // -7)) + 1
    try:
        text, days = _longer(duration, weeks)
        decision = _decision(at, at.clock.end + dt.timedelta(days=days), days)
    except (OverflowError, ValueError):
        return at.command("amend", '--reason "…" --duration "…"')
    return at.command("amend", f'--reason "…" --duration {shlex.quote(text)} --decision-date {decision}')


def later_decision(at: Situation) -> str:
    """Give the ``amend`` that moves the decision as far as pauses moved the end, as ``pause`` proposes it."""
    if at.clock is None or at.decision_date is None:
        return at.command("amend", '--reason "…" --decision-date YYYY-MM-DD')
    days = min((at.clock.end - at.clock.planned_end).days, (dt.date.max - at.decision_date).days)
    day = at.decision_date + dt.timedelta(days=days)
    return at.command("amend", f'--reason "…" --decision-date {day}')


def _longer(duration: Duration, weeks: int) -> tuple[str, int]:
    """Give a Duration that is at least so many weeks longer, and how many days longer it is."""
    step = {"days": 7, "weeks": 1, "months": 0}[duration.unit] * weeks or -(-weeks // 4)
    longer = replace(duration, count=duration.count + step)
    return f"{longer.count} {longer.unit}, starting {longer.start}", (longer.end - duration.end).days


def _decision(at: Situation, end: dt.date, days: int) -> dt.date:
    later = _working_day(end, _TO_DECIDE)
    return max(later, _working_day(at.decision_date, days)) if at.decision_date else later


def _working_day(day: dt.date, days: int) -> dt.date:
    found = working_day(day, days)
    if found is None:
        raise OverflowError
    return found
