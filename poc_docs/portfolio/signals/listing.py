"""Every signal with its name and colour: one literal table, from which health, pages and tests are made."""

from __future__ import annotations

from poc_docs.plan.vocabulary import Health
from poc_docs.portfolio.signals import agreed, conversion, criteria, dates, deal, reading, reports, resources
from poc_docs.portfolio.signals.signal import Pitfall, SignalRule

RED, YELLOW = Health.RED, Health.YELLOW

SIGNALS = (
    SignalRule(name="critical-failed", dated=False, severity=RED, find=criteria.critical_failed),
    SignalRule(name="critical-heading-away", severity=RED, find=criteria.critical_heading_away),
    SignalRule(
        name="decision-overdue", severity=RED, find=dates.decision_overdue, pitfall=Pitfall.TIMELINE_DRIFT
    ),
    SignalRule(name="end-passed", severity=RED, find=dates.end_passed, pitfall=Pitfall.TIMELINE_DRIFT),
    SignalRule(name="not-readable", dated=False, severity=YELLOW, find=reading.not_readable),
    SignalRule(
        name="agreement-missing",
        severity=YELLOW,
        find=agreed.agreement_missing,
        pitfall=Pitfall.UNCLEAR_CRITERIA,
    ),
    SignalRule(
        name="start-overdue", severity=YELLOW, find=agreed.start_overdue, pitfall=Pitfall.TIMELINE_DRIFT
    ),
    SignalRule(
        name="criteria-unclear",
        dated=False,
        severity=YELLOW,
        find=criteria.criteria_unclear,
        pitfall=Pitfall.UNCLEAR_CRITERIA,
    ),
    SignalRule(name="required-unmet", dated=False, severity=YELLOW, find=criteria.required_unmet),
    SignalRule(
        name="text-not-agreed",
        dated=False,
        severity=YELLOW,
        find=agreed.text_not_agreed,
        pitfall=Pitfall.SCOPE_CREEP,
    ),
    SignalRule(name="amendment-unsigned", dated=False, severity=YELLOW, find=agreed.amendment_unsigned),
    SignalRule(
        name="scope-creep", dated=False, severity=YELLOW, find=agreed.scope_creep, pitfall=Pitfall.SCOPE_CREEP
    ),
    SignalRule(name="blocker-open", severity=YELLOW, find=reports.blocker_open),
    SignalRule(name="issue-open", severity=YELLOW, find=reports.issue_open),
    SignalRule(
        name="milestone-late", severity=YELLOW, find=dates.milestone_late, pitfall=Pitfall.TIMELINE_DRIFT
    ),
    SignalRule(name="setup-late", severity=YELLOW, find=dates.setup_late, pitfall=Pitfall.TIMELINE_DRIFT),
    SignalRule(
        name="timeline-drift", severity=YELLOW, find=dates.timeline_drift, pitfall=Pitfall.TIMELINE_DRIFT
    ),
    SignalRule(name="plan-paused", severity=YELLOW, find=dates.plan_paused, pitfall=Pitfall.TIMELINE_DRIFT),
    SignalRule(name="no-news", severity=YELLOW, find=reports.no_news),
    SignalRule(
        name="credits-overdrawn",
        severity=YELLOW,
        find=resources.credits_overdrawn,
        pitfall=Pitfall.RESOURCE_GAPS,
    ),
    SignalRule(
        name="credits-short", severity=YELLOW, find=resources.credits_short, pitfall=Pitfall.RESOURCE_GAPS
    ),
    SignalRule(
        name="resource-gap",
        dated=False,
        severity=YELLOW,
        find=resources.resource_gap,
        pitfall=Pitfall.RESOURCE_GAPS,
    ),
    SignalRule(
        name="weak-conversion",
        severity=YELLOW,
        find=conversion.weak_conversion,
        pitfall=Pitfall.WEAK_CONVERSION,
    ),
    SignalRule(
        name="conversion-overdue",
        severity=YELLOW,
        find=conversion.conversion_overdue,
        pitfall=Pitfall.WEAK_CONVERSION,
    ),
    SignalRule(name="close-out-open", severity=YELLOW, find=conversion.close_out_open),
)
"""Signals about a plan on a day: ``find(situation)``. Those of one colour are shown in this order."""

OF_HEALTH = (
    SignalRule(name="stated-too-green", severity=YELLOW, find=reports.stated_too_green),
    SignalRule(name="deal-review", severity=YELLOW, find=deal.deal_review),
)
"""Signals about the health that all others give; they never change it.

``find(situation, others)``, where ``others`` gives those of a day.
"""

ONLY_TOLD = frozenset({"stated-too-green"})
"""Signals that ask for nothing but a look."""


def all_signals() -> tuple[SignalRule, ...]:
    """Give every signal, Red before Yellow."""
    return (*SIGNALS, *OF_HEALTH)
