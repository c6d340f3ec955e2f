"""What is stuck, as those may read it who are asked for help, the prospect among them; each matter once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.portfolio.obstacles import issues_in_the_way, other_blockers
from poc_docs.portfolio.signals import Strategy, recovery, signals

if TYPE_CHECKING:
    from poc_docs.portfolio.signals import Signal
    from poc_docs.portfolio.signals.situation import Situation

SHARED = frozenset(
    {
        "critical-failed",
        "critical-heading-away",
        "decision-overdue",
        "end-passed",
        "agreement-missing",
        "start-overdue",
        "criteria-unclear",
        "required-unmet",
        "text-not-agreed",
        "amendment-unsigned",
        "scope-creep",
        "blocker-open",
        "issue-open",
        "milestone-late",
        "setup-late",
        "timeline-drift",
        "plan-paused",
        "resource-gap",
    }
)
"""Signals that both sides may read; any other is the vendor's own matter: the deal, the contract, credits."""

_ADVICE = {
    Strategy.RECALIBRATION: "agree on what is still to be proven, and in which time; both sign it",
    Strategy.REFINEMENT: "say more exactly how a criterion is measured, and what is enough; both sign it",
    Strategy.RESOURCES: "bring in more people, time or credits",
}
"""The framework's recovery strategies in words for those who are asked; the mail is the fourth of them."""


def stuck(at: Situation) -> tuple[Signal, ...]:
    """Give the signals that both sides may read, Red first; none sums up what others tell one by one."""
    shared = _shared(at)
    told = {each.span for each in shared if each.name in {"milestone-late", "issue-open"}}
    are_issues = not other_blockers(at) and all(
        issue.issue.span in told for issue, _ in issues_in_the_way(at)
    )
    return tuple(
        each
        for each in shared
        if not (each.name == "timeline-drift" and each.span in told)
        and not (each.name == "blocker-open" and are_issues)
    )


def proposals(at: Situation) -> list[str]:
    """Give what the framework advises against the pitfalls in what is stuck, each strategy once."""
    pitfalls = dict.fromkeys(each.pitfall for each in _shared(at) if each.pitfall)
    found = {each.strategy for pitfall in pitfalls for each in recovery(at.plan, at.today, pitfall)}
    return [said for strategy, said in _ADVICE.items() if strategy in found]


def _shared(at: Situation) -> list[Signal]:
    return [each for each in signals(at.plan, at.today) if each.name in SHARED]
