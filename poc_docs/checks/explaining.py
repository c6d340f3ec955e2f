"""Findings that say more where an earlier version of the plan is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.plan.agreement import both_signed, signed_texts
from poc_docs.plan.changes import changed_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.model import Plan

NOT_AGREED = "POC402"
"""The code of the rule that a plan's present text must be agreed."""


def agreed_parameters(plan: Plan) -> frozenset[str]:
    """Give the fingerprints in the plan that both parties signed."""
    signed = {s.parameters for s in plan.signatures if s.parameters}
    return frozenset(parameters for parameters in signed if both_signed(plan, parameters))


def name_changes(findings: Iterable[Finding], plan: Plan, agreed: Plan | None) -> list[Finding]:
    """Give the findings, the one on a lost agreement with each text that differs from ``agreed``."""
    if agreed is None:
        return list(findings)
    changes = changed_texts(plan, signed_texts(agreed), signed_texts(plan))
    told = "".join(f"\n{change}" for change in changes)
    return [
        replace(finding, message=finding.message + told) if finding.code == NOT_AGREED else finding
        for finding in findings
    ]
