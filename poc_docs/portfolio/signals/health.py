"""The signals that a plan raises on a day, and the health that follows from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.portfolio.signals.listing import OF_HEALTH, SIGNALS
from poc_docs.portfolio.signals.reports import ORDER, worst
from poc_docs.portfolio.signals.signal import Signal
from poc_docs.portfolio.signals.situation import Situation

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import Health
    from poc_docs.portfolio.signals.signal import Evidence, SignalRule


def signals(plan: Plan, today: dt.date) -> tuple[Signal, ...]:
    """Give the signals that a plan raises, the most severe first; a function of nothing else."""
    return signals_in(Situation(plan, today))


def signals_in(at: Situation) -> tuple[Signal, ...]:
    """Give the signals of a situation, the most severe first, then in the order of the table and the file.

    A plan whose front matter is missing, or can't be read, raises none: whether it goes on is not known.
    """
    if at.plan.metadata is None:
        return ()
    found = _of_plan(at)

    def others(day: dt.date) -> tuple[Signal, ...]:
        return found if day == at.today else _earlier(at, day)

    found += tuple(_signal(rule, each) for rule in OF_HEALTH for each in rule.find(at, others))
    return tuple(sorted(found, key=lambda each: -ORDER.index(each.severity)))


def _of_plan(at: Situation) -> tuple[Signal, ...]:
    return tuple(_signal(rule, each) for rule in SIGNALS for each in rule.find(at))


def _earlier(at: Situation, day: dt.date) -> tuple[Signal, ...]:
    """Give the signals that were there on an earlier day, as far as the file has dates to tell.

    A pause that began later was not known, nor was the end of one that lasted on.
    """
    plan = at.plan
    if plan.metadata:
        begun = (each for each in plan.metadata.pauses if each.since <= day)
        pauses = tuple(replace(p, until=None) if p.until and p.until > day else p for p in begun)
        plan = replace(plan, metadata=replace(plan.metadata, pauses=pauses))
    then = replace(at, plan=plan, today=day)
    return tuple(_signal(rule, each) for rule in SIGNALS if rule.dated for each in rule.find(then))


def computed_health(plan: Plan, today: dt.date) -> Health:
    """Give the health that the signals make: Red if one is Red, Yellow if there are any, else Green."""
    return worst(signals(plan, today))


def _signal(rule: SignalRule, evidence: Evidence) -> Signal:
    return Signal(
        name=rule.name,
        severity=rule.severity,
        pitfall=rule.pitfall,
        message=evidence.message,
        span=evidence.span,
        commands=evidence.commands,
        due=evidence.due,
        owner=evidence.owner,
    )
