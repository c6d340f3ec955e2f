"""Findings that say more where an earlier version of the plan is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import amendments
from poc_docs.plan.agreement.signed_texts import signed_places, signed_texts
from poc_docs.plan.agreement.signers import both_signed
from poc_docs.plan.changes import changed_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.model import Plan
    from poc_docs.text.source import Span

NOT_AGREED = "POC402"
"""The code of the rule that a plan's present text must be agreed."""


def agreed_parameters(plan: Plan) -> frozenset[str]:
    """Give the fingerprints in the plan that both parties signed, or that only spelling leads to from there.

    Where the text changed since, an editorial amendment no longer proves itself and is taken at its word:
    this is for telling what changed, not for judging it.
    """
    signed = {s.parameters for s in plan.signatures if s.parameters}
    agreed = {parameters for parameters in signed if both_signed(plan, parameters)}
    return frozenset(agreed | {link.after for link in amendments(plan) if link.editorial})


def name_changes(findings: Iterable[Finding], plan: Plan, agreed: Plan | None) -> list[Finding]:
    """Give the findings, the one on a lost agreement with each text that differs from ``agreed``."""
    if agreed is None:
        return list(findings)
    changes = changed_texts(plan, signed_texts(agreed), signed_texts(plan))
    told = "".join(f"\n{change}" for change in changes)
    places = signed_places(plan)
    # Where the first text that changed stands, if it still stands anywhere.
    place = next((places[change.where] for change in changes if change.where in places), None)
    return [
        placed(plan, replace(finding, message=finding.message + told), place or finding.span)
        if finding.code == NOT_AGREED
        else finding
        for finding in findings
    ]


def placed(plan: Plan, finding: Finding, place: Span) -> Finding:
    """Give the finding where ``place`` is in the plan."""
    line, column = plan.document.position(place.start)
    end_line, end_column = plan.document.position(place.end)
    return replace(finding, span=place, line=line, column=column, end_line=end_line, end_column=end_column)
