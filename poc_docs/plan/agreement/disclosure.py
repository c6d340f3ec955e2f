"""What stood beside the signed texts when a party signed: environment and timeline, which may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint

if TYPE_CHECKING:
    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan
    from poc_docs.plan.plan_change import PlanChange


def outdated_signature(plan: Plan) -> Signature | None:
    """Give the last signature that is its party's latest, and beside which something else was disclosed.

    None where environment and timeline are still what stood beside each party's latest signature.
    """
    latest = {s.party: s for s in plan.signatures if s.disclosed and s.parameters}
    present = disclosed_fingerprint(plan)
    older = [s for s in plan.signatures if s is latest.get(s.party) and s.disclosed != present]
    return older[-1] if older else None


def changed_since_disclosed(disclosed: Plan, plan: Plan) -> tuple[PlanChange, ...]:
    """Give what changed in Environment, Timeline and Risks since the version ``disclosed``."""
    # Whether anything changed is asked of many plans, and what it was of few.
    from poc_docs.plan.comparing import compare_plans
    from poc_docs.plan.plan_change import ChangeKind

    kinds = {ChangeKind.ENVIRONMENT, ChangeKind.TIMELINE, ChangeKind.RISK}
    return tuple(change for change in compare_plans(disclosed, plan) if change.kind in kinds)
