"""Applies the rules: to a plan, to a change, to many plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks.adoption import excused
from poc_docs.checks.characters import readable_text
from poc_docs.checks.finding import Finding
from poc_docs.checks.front_matter import is_note
from poc_docs.checks.rules import ADOPTION, ALL_ERRORS, ERRORS, PORTFOLIO, SIGNERS, TRANSITIONS, Rule
from poc_docs.text.source import Lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from poc_docs.checks.adoption import Adoption
    from poc_docs.checks.finding import Fault
    from poc_docs.checks.signers import Signing
    from poc_docs.plan.adoption import Adopted
    from poc_docs.plan.model import Plan
    from poc_docs.text.document import Document
    from poc_docs.text.source import UnreadableTextError

_ERRORS = {rule.code: rule for rule in ALL_ERRORS}


def check_plan(
    plan: Plan, today: dt.date | None = None, adopted: Mapping[str, Adopted] | None = None
) -> list[Finding]:
    """Give what is wrong with a plan, by place; with ``today`` also the advice that depends on the date.

    ``adopted`` are the plans, by id, that began before agreements were recorded.
    """
    from poc_docs.checks.advice_rules import ADOPTED, ADVISED, DATED

    rules = _rules_for(plan)
    found = _errors(plan, rules, adopted)
    if rules is ERRORS:
        found += [(rule, fault) for rule in ADVISED for fault in rule.check(plan)]
    if today is not None:
        found += [(rule, fault) for rule in DATED for fault in rule.check(plan, today)]
    if adopted and plan.id in adopted:
        found += [(rule, fault) for rule in ADOPTED for fault in rule.check(plan, adopted)]
    return _findings(plan.document, found)


def check_errors(plan: Plan, adopted: Mapping[str, Adopted] | None = None) -> list[Finding]:
    """Give the errors of a plan alone, as ``check_plan`` does; what only advises is not even loaded."""
    return _findings(plan.document, _errors(plan, _rules_for(plan), adopted))


def _errors(
    plan: Plan, rules: tuple[Rule, ...], adopted: Mapping[str, Adopted] | None
) -> list[tuple[Rule, Fault]]:
    found = [(each, fault) for each in rules for fault in each.check(plan)]
    if adopted and plan.id in adopted:
        return [(rule, kept) for rule, fault in found for kept in excused(rule.code, fault, plan, adopted)]
    return found


def _rules_for(plan: Plan) -> tuple[Rule, ...]:
    """Give the rules that say something: an empty file is empty, a note no plan, conflict marks two."""
    if not plan.document.text.strip() or is_note(plan):
        return (_ERRORS["POC101"],)
    conflict = _ERRORS["POC004"]
    return (conflict,) if any(conflict.check(plan)) else ERRORS


def check_adoption(change: Adoption) -> list[Finding]:
    """Give what is wrong with the list of adopted plans, or with how it changed."""
    found = [(rule, fault) for rule in ADOPTION for fault in rule.check(change)]
    return _findings(Lines(change.after.text if change.after else ""), found)


def check_change(before: Plan | None, after: Plan | None) -> list[Finding]:
    """Give what must not have changed between two versions of a plan; None where it did or does not exist."""
    if before is None:
        return []
    found = [(rule, fault) for rule in TRANSITIONS for fault in rule.check(before, after)]
    return _findings((after or before).document, found)


def check_signers(plan: Plan, signing: Signing) -> list[Finding]:
    """Give the vendor signatures by people who may not sign."""
    found = [(rule, fault) for rule in SIGNERS for fault in rule.check(plan, signing)]
    return _findings(plan.document, found)


def check_portfolio(plans: Mapping[str, Plan]) -> dict[str, list[Finding]]:
    """Give what is wrong between plans, by the name of the plan; names without findings are left out."""
    found: dict[str, list[tuple[Rule, Fault]]] = {}
    for rule in PORTFOLIO:
        for name, fault in rule.check(plans):
            found.setdefault(name, []).append((rule, fault))
    return {name: _findings(plans[name].document, faults) for name, faults in found.items()}


def unreadable(error: UnreadableTextError) -> Finding:
    """Give the finding for a file whose bytes are no text."""
    found = _ERRORS["POC001"]
    (fault,) = readable_text(error)
    return Finding(
        code=found.code,
        severity=found.severity,
        message=fault.message,
        advice=fault.advice,
        span=fault.span,
        line=error.line,
        column=error.column,
        end_line=error.line,
        end_column=error.column,
    )


def all_rules() -> tuple[Rule, ...]:
    """Give every rule, by code."""
    from poc_docs.checks.advice_rules import ALL_ADVICE

    return tuple(sorted((*ALL_ERRORS, *ALL_ADVICE), key=lambda rule: rule.code))


def rule(code: str) -> Rule:
    """Give the rule with this code; raises ``KeyError``."""
    return {rule.code: rule for rule in all_rules()}[code]


def _findings(document: Document | Lines, found: Iterable[tuple[Rule, Fault]]) -> list[Finding]:
    findings = [_finding(document, rule, fault) for rule, fault in found]
    return sorted(findings, key=lambda finding: (finding.span.start, finding.code))


def _finding(document: Document | Lines, rule: Rule, fault: Fault) -> Finding:
    line, column = document.position(fault.span.start)
    end_line, end_column = document.position(fault.span.end)
    return Finding(
        code=rule.code,
        severity=rule.severity,
        message=fault.message,
        advice=fault.advice,
        span=fault.span,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
    )
