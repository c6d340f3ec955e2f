"""A whole plan as JSON values, with computed verdicts and outcome; ``docs/json.md`` describes the keys."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from poc_docs.checks.finding import Severity
from poc_docs.exports.json_values import json_row, json_value
from poc_docs.exports.running_json import due_dates, running_json
from poc_docs.plan.agreement.disclosure import outdated_signature
from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, results_fingerprint, short_code
from poc_docs.plan.agreement.links import counting_signatures, link_states
from poc_docs.plan.agreement.originals import (
    original_results,
    originals,
    removed_criteria,
    was_added,
)
from poc_docs.plan.agreement.signed_texts import CRITERION_PARTS, criteria_by_name
from poc_docs.plan.agreement.state import agreement
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.standings import is_judged_by_people, standings
from poc_docs.plan.success import days_since
from poc_docs.plan.vocabulary import Party
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.agreement.links import LinkState
    from poc_docs.plan.agreement.originals import Originals
    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan, Result
    from poc_docs.plan.standings import Standing

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""


def plan_json(
    plan: Plan,
    findings: Iterable[Finding] = (),
    check: str = "poc-docs check PLAN",
    today: dt.date | None = None,
) -> dict[str, Any]:
    """Give everything that is known of a plan. Placeholders and missing values are null, dates ISO 8601.

    Where an error is among the plan's ``findings``, no outcome is computed; ``check`` is the command that
    shows them. The days since Proceed are counted up to ``today``, and weeks of work told, if it is given.
    """
    before, reported = originals(plan), original_results(plan)
    return {
        "version": VERSION,
        **_metadata(plan),
        "days_since_confetti": _days_since_confetti(plan, today),
        "overview": _overview(plan),
        "agreement": _agreement(plan, before, reported),
        "criteria": [
            _criterion(name, stands, before, reported)
            for name, stands in zip(criteria_by_name(plan), standings(plan), strict=True)
        ],
        "removed_criteria": [_removed(*removed) for removed in removed_criteria(plan, before).items()],
        "environment": [
            {"component": json_value(c.component), "details": json_value(c.details)} for c in plan.environment
        ],
        "setup_steps": [{"text": json_value(step.text), "done": step.done} for step in plan.setup_steps],
        "timeline": [
            {**json_row(milestone), "due_on": due}
            for milestone, due in zip(plan.milestones, due_dates(plan, today), strict=True)
        ],
        "risks": [json_row(risk) for risk in plan.risks],
        "decision_framework": [json_row(rule) for rule in plan.framework],
        "results": [json_row(result) for result in plan.results],
        "gaps": [json_row(gap) for gap in plan.gaps],
        "decision": {
            "outcome": json_value(plan.decision.outcome),
            "decided_on": json_value(plan.decision.decided_on),
            "reason": json_value(plan.decision.reason),
            "customer_feedback": json_value(plan.decision.feedback),
        },
        "running": running_json(plan, today),
        "computed": _computed(plan, findings, check),
    }


def _metadata(plan: Plan) -> dict[str, Any]:
    metadata = plan.metadata
    if metadata is None:
        return {"id": None, "status": None}
    nested = {"signatures", "amendments", "pauses", "metrics", "started", "closed", "business", "crm"}
    flat = {
        each.name: json_value(getattr(metadata, each.name))
        for each in fields(metadata)
        if each.name not in nested
    }
    for name in ("pauses", "metrics"):
        flat[name] = json_value(getattr(metadata, name))
    for name in ("started", "closed", "business", "crm"):
        value = getattr(metadata, name)
        flat[name] = json_row(value) if value else None
    return flat


def _days_since_confetti(plan: Plan, today: dt.date | None) -> int | None:
    moment = plan.metadata.confetti if plan.metadata else None
    return days_since(moment, today) if moment and today else None


def _overview(plan: Plan) -> dict[str, Any]:
    overview = plan.overview
    duration = overview.duration.value if overview.duration else None
    return {
        "objective": json_value(overview.objective),
        "scope": json_value(overview.scope),
        "duration": json_value(overview.duration.text) if overview.duration else None,
        "start": json_value(duration.start) if duration else None,
        "end": json_value(duration.end) if duration else None,
        "decision_date": json_value(overview.decision_date),
        "decision_date_written": json_value(overview.decision_date.text) if overview.decision_date else None,
        "decision_maker": json_value(overview.decision_maker),
    }


def _agreement(plan: Plan, before: Originals, reported: Originals) -> dict[str, Any]:
    present = agreement(plan)
    counting = counting_signatures(plan)
    return {
        "state": present.state.value,
        "parameters": present.parameters,
        "short_code": short_code(present.parameters),
        "missing": [party.value for party in present.missing],
        "disclosed": disclosed_fingerprint(plan),
        "disclosed_changed": outdated_signature(plan) is not None,
        "signatures": [_signature(plan, s, present.parameters, counting) for s in plan.signatures],
        "amendments": [_link(state) for state in link_states(plan)],
        "originals": [{"where": where, "text": text or None} for where, text in before.items()],
        "results_before_correction": [
            {"where": where, "text": text or None} for where, text in reported.items()
        ],
        "results_confirmed_by": [s.name for s in counting if s.results and s.party is Party.PROSPECT],
    }


def _link(state: LinkState) -> dict[str, Any]:
    link = state.link
    return {
        "number": state.number,
        "date": json_value(link.date),
        "by": link.by,
        "reason": link.reason,
        "editorial": link.editorial,
        "correct": link.correct,
        "from": link.before,
        "to": link.after,
        "open": not state.is_settled,
        "spelling_only": state.spelling_only,
        "signed_by": [
            {"party": s.party.value, "name": s.name, "date": json_value(s.date)} for s in state.signatures
        ],
        "missing": [party.value for party in state.missing],
        "changes": [
            {"where": change.where, "from": change.before, "to": change.after} for change in link.changes
        ],
    }


def _signature(
    plan: Plan, signature: Signature, present: str, counting: Sequence[Signature]
) -> dict[str, Any]:
    results = signature.results is not None and signature.results == results_fingerprint(plan)
    return {
        **json_row(signature),
        "valid": signature.parameters == present or results,
        "counts": any(signature is each for each in counting),
    }


def _criterion(name: str, stands: Standing, before: Originals, reported: Originals) -> dict[str, Any]:
    criterion = stands.criterion
    row = name.removeprefix("criterion ")
    human = stands.human
    return {
        "number": criterion.number.value,
        "text": json_value(criterion.text),
        "measurement": json_value(criterion.measurement),
        "target": json_value(criterion.target),
        "original_target": before.get(f"{name} target") or None,
        "originals": _originals(name, before),
        "judged_by_people": is_judged_by_people(criterion),
        "added": was_added(before, name),
        "weight": json_value(criterion.weight),
        "baseline": json_value(criterion.baseline),
        "partial": json_value(criterion.partial),
        "kind": json_value(criterion.kind),
        "result": json_value(stands.result.result) if stands.result else None,
        "result_before_correction": reported.get(f"result {row}") or None,
        "evidence": _optional(stands.result, "evidence"),
        "note": _optional(stands.result, "note"),
        "verdict": stands.verdict,
        "computed_verdict": stands.computed.verdict,
        "reason": stands.computed.reason,
        "human_verdict": json_row(human) if human else None,
        "remark": stands.remark or None,
    }


def _originals(name: str, before: Originals) -> dict[str, Any]:
    """Give the parts of a criterion that amendments changed, as they were; null where there was none."""
    return {part: before[f"{name} {part}"] or None for part in CRITERION_PARTS if f"{name} {part}" in before}


def _removed(name: str, parts: Mapping[str, str]) -> dict[str, Any]:
    number = name.removeprefix("criterion ")
    return {
        "number": int(number) if number.isdecimal() else None,
        **{part: parts.get(part) for part in CRITERION_PARTS},
    }


def _optional(result: Result | None, name: str) -> Any:
    return json_value(getattr(result, name)) if result else None


def _computed(plan: Plan, findings: Iterable[Finding], check: str) -> dict[str, Any]:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        count = counted(errors, "error")
        why = f"the plan has {count} ('{check}')"
        return {"outcome": None, "by_people": False, "reasons": [], "missing": [], "not_computed": why}
    outcome = compute_outcome(plan)
    return {
        "outcome": outcome.outcome,
        "by_people": outcome.by_people,
        "reasons": list(outcome.reasons),
        "missing": list(outcome.missing),
        "not_computed": None,
    }
