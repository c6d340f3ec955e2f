"""Where a plan is in its life on a day, in a word and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.success import days_since
from poc_docs.portfolio.agenda.item import Phase
from poc_docs.portfolio.signals.conversion import ended_on
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from poc_docs.portfolio.signals.situation import Situation


def phase_of(at: Situation) -> Phase:
    """Give the phase of a plan: decision is what remains when the days are over, or all is judged."""
    if at.closed:
        return Phase.CLOSED
    if at.is_complete:
        return Phase.CONVERSION
    if at.is_planning:
        return Phase.PLANNING
    if not at.is_active:
        return Phase.UNKNOWN
    if at.is_paused:
        return Phase.PAUSED
    over = at.clock is not None and at.today > at.clock.end
    return Phase.DECISION if over or at.is_judged else Phase.RUNNING


def stands(at: Situation) -> str:
    """Say in words where a plan is: ``week 2 of 4``, ``paused since 2026-10-17 (Peak freeze)``."""
    return _IN_WORDS[phase_of(at)](at)


def _planning(at: Situation) -> str:
    if at.clock is None:
        return "planning, without dates"
    days = at.in_days(at.start)
    when = "begins" if days >= 0 else "was to begin"
    return f"planning, work {when} on {at.start}"


def _running(at: Situation) -> str:
    week = at.clock.week(at.today) if at.clock else None
    if at.clock and week:
        return f"week {week} of {at.clock.weeks}"
    return f"agreed, work begins on {at.start}" if at.clock else "running, without dates"


def _paused(at: Situation) -> str:
    return f"paused since {at.pause.since} ({at.pause.reason})" if at.pause else "paused"


def _decision(at: Situation) -> str:
    if at.decision_date is None:
        return "decision, without a date"
    days = at.in_days(at.decision_date)
    if days < 0:
        return f"decision, due on {at.decision_date}, {counted(-days, 'day')} ago"
    when = f"in {counted(days, 'day')}" if days else "today"
    return f"decision, due on {at.decision_date}, {when}"


def _conversion(at: Situation) -> str:
    moment = days_since(at.success, at.today) if at.success else None
    if moment is not None:
        return f"conversion, {counted(moment, 'day')} since the moment of success"
    ended = ended_on(at)
    outcome = f" with {at.outcome}" if at.outcome else ""
    return f"ended on {ended}{outcome}" if ended else "ended"


def _closed(at: Situation) -> str:
    return f"closed on {at.closed.date} ({at.closed.reason})" if at.closed else "closed"


def _unknown(_: Situation) -> str:
    return "no status that can be read"


_IN_WORDS: dict[Phase, Callable[[Situation], str]] = {
    Phase.PLANNING: _planning,
    Phase.RUNNING: _running,
    Phase.PAUSED: _paused,
    Phase.DECISION: _decision,
    Phase.CONVERSION: _conversion,
    Phase.CLOSED: _closed,
    Phase.UNKNOWN: _unknown,
}
