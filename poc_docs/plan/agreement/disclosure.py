"""What stood beside the signed texts when a party signed: environment and timeline, which may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint
from poc_docs.plan.comparing import compare_plans
from poc_docs.plan.plan_change import ChangeKind

if TYPE_CHECKING:
    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan
    from poc_docs.plan.plan_change import PlanChange

_DISCLOSED = frozenset({ChangeKind.ENVIRONMENT, ChangeKind.TIMELINE, ChangeKind.RISK})


def outdated_signature(plan: Plan) -> Signature | None:
    """Give the last signature that is its party's latest, and beside which something else was disclosed."""
    latest = {s.party: s for s in plan.signatures if s.disclosed and s.parameters}
    present = disclosed_fingerprint(plan)
    older = [s for s in plan.signatures if s is latest.get(s.party) and s.disclosed != present]
    return older[-1] if older else None


def changed_since_disclosed(disclosed: Plan, plan: Plan) -> tuple[PlanChange, ...]:
    """Give what changed in Environment, Timeline and Risks since the version ``disclosed``."""
    return tuple(change for change in compare_plans(disclosed, plan) if change.kind in _DISCLOSED)
