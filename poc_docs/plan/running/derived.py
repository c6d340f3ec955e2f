"""List items that are done because the fact stands elsewhere in the plan: nobody is asked for it twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.links import counting_signatures
from poc_docs.plan.layout import folded
from poc_docs.plan.standings import standings
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.verdicts import is_measured, is_not_tested
from poc_docs.plan.vocabulary import BusinessOutcome, CreditEntry, Party, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import Task

CREDITS_ALLOCATED = "Credits allocated"
ACCOUNTS_PROVISIONED = "Accounts provisioned"
BASELINE_CAPTURED = "Baseline metrics captured"
INTEGRATIONS_MAPPED = "Integration points mapped"
RESULTS_ACKNOWLEDGED = "Results acknowledged by the prospect"
RESULTS_DOCUMENTED = "Results documented"
CONTRACT_SIGNED = "Contract signed"


def _allocated(plan: Plan) -> str:
    lines = [line for line in plan.running.credits if line.entry.value is CreditEntry.ALLOCATION]
    amount = next((line.amount.value for line in lines if line.amount.value), None)
    return f"Credits has an allocation of {amount}" if amount else ""


def _has_baselines(plan: Plan) -> str:
    cells = [criterion.baseline.value if criterion.baseline else "" for criterion in plan.criteria]
    measured = bool(cells) and all(is_measured(cell) for cell in cells)
    return "each criterion has a Baseline" if measured else ""


def _mapped(plan: Plan) -> str:
    rows = (row for row in plan.environment if folded(row.component.value) == "integrations")
    details = next((row.details.value for row in rows), "")
    return f"Environment names {details}" if details and not is_placeholder(details) else ""


def _acknowledged(plan: Plan) -> str:
    signed = [s for s in counting_signatures(plan) if s.results and s.party is Party.PROSPECT]
    return f"{signed[-1].name} confirmed the results on {signed[-1].date}" if signed else ""


def _documented(plan: Plan) -> str:
    if plan.status is Status.COMPLETE:
        return "the plan is Complete"
    results = [each.result.result.value if each.result else "" for each in standings(plan)]
    told = bool(results) and all(is_measured(each) or is_not_tested(each) for each in results)
    decided = plan.decision.outcome and plan.decision.outcome.value
    return "each criterion has a result, and the outcome is written" if told and decided else ""


def _signed(plan: Plan) -> str:
    business = plan.metadata.business if plan.metadata else None
    won = business is not None and business.outcome is BusinessOutcome.WON
    return "the deal is won" if won else ""


DERIVED: dict[str, Callable[[Plan], str]] = {
    CREDITS_ALLOCATED: _allocated,
    BASELINE_CAPTURED: _has_baselines,
    INTEGRATIONS_MAPPED: _mapped,
    RESULTS_ACKNOWLEDGED: _acknowledged,
    RESULTS_DOCUMENTED: _documented,
    CONTRACT_SIGNED: _signed,
}
"""What an item reads, in any letter case, and where its fact stands: a sentence, or nothing."""


def known_from(plan: Plan, what: str) -> str:
    """Say from which fact of the plan an item of this text is done; empty where none tells."""
    name = folded(what)
    return next((tell(plan) for item, tell in DERIVED.items() if folded(item) == name), "")


def is_done(plan: Plan, task: Task) -> bool:
    """Say whether a list item is done: ticked, or known from elsewhere in the plan."""
    return bool(task.done) or bool(known_from(plan, task.what))
