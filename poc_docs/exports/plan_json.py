"""A whole plan as JSON values, with computed verdicts and outcome; ``docs/json.md`` describes the keys."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from poc_docs.plan.agreement import (
    agreed_texts,
    agreement,
    amendments,
    open_amendment,
    results_fingerprint,
    short_code,
)
from poc_docs.plan.corrections import open_correction
from poc_docs.plan.decision import compute_outcome, standing
from poc_docs.plan.model import Money, Read, Text
from poc_docs.plan.values import is_placeholder

if TYPE_CHECKING:
    from poc_docs.plan.model import Criterion, Plan, Result, Signature

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""


def plan_json(plan: Plan) -> dict[str, Any]:
    """Give everything that is known of a plan. Placeholders and missing values are null, dates ISO 8601."""
    return {
        "version": VERSION,
        **_metadata(plan),
        "overview": _overview(plan),
        "agreement": _agreement(plan),
        "criteria": [_criterion(plan, criterion) for criterion in plan.criteria],
        "environment": [
            {"component": _value(c.component), "details": _value(c.details)} for c in plan.environment
        ],
        "setup_steps": [{"text": _value(step.text), "done": step.done} for step in plan.setup_steps],
        "timeline": [_row(milestone) for milestone in plan.milestones],
        "risks": [_row(risk) for risk in plan.risks],
        "decision_framework": [_row(rule) for rule in plan.framework],
        "results": [_row(result) for result in plan.results],
        "gaps": [_row(gap) for gap in plan.gaps],
        "decision": {
            "outcome": _value(plan.decision.outcome),
            "decided_on": _value(plan.decision.decided_on),
            "reason": _value(plan.decision.reason),
            "customer_feedback": _value(plan.decision.feedback),
        },
        "computed": _computed(plan),
    }


def _value(value: object) -> Any:
    """Give a value of the model as JSON; a placeholder says nothing yet, and is null."""
    if isinstance(value, Read):
        return _value(value.value) if value.value is not None else None
    if isinstance(value, Text):
        return None if not value.value or is_placeholder(value.value) else value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    if isinstance(value, tuple):
        return [_row(item) for item in value]
    return value


def _row(item: Any) -> dict[str, Any]:
    """Give a value of the model by its own names, without its place in the file."""
    names = [each.name for each in fields(item) if each.name not in {"row", "span"}]
    return {name: _value(getattr(item, name)) for name in names}


def _metadata(plan: Plan) -> dict[str, Any]:
    metadata = plan.metadata
    if metadata is None:
        return {"id": None, "status": None}
    nested = {"signatures", "amendments", "pauses", "metrics", "started", "closed", "business", "crm"}
    flat = {
        each.name: _value(getattr(metadata, each.name))
        for each in fields(metadata)
        if each.name not in nested
    }
    for name in ("pauses", "metrics"):
        flat[name] = _value(getattr(metadata, name))
    for name in ("started", "closed", "business", "crm"):
        value = getattr(metadata, name)
        flat[name] = _row(value) if value else None
    return flat


def _overview(plan: Plan) -> dict[str, Any]:
    overview = plan.overview
    duration = overview.duration.value if overview.duration else None
    return {
        "objective": _value(overview.objective),
        "scope": _value(overview.scope),
        "duration": _value(overview.duration.text) if overview.duration else None,
        "start": _value(duration.start) if duration else None,
        "end": _value(duration.end) if duration else None,
        "decision_date": _value(overview.decision_date),
        "decision_maker": _value(overview.decision_maker),
    }


def _agreement(plan: Plan) -> dict[str, Any]:
    present = agreement(plan)
    pending = (open_amendment(plan), open_correction(plan))
    links = plan.metadata.amendments if plan.metadata else ()
    confirmed = [s for s in plan.signatures if s.results == results_fingerprint(plan)]
    return {
        "state": present.state.value,
        "parameters": present.parameters,
        "short_code": short_code(present.parameters),
        "missing": [party.value for party in present.missing],
        "disclosed": present.disclosed,
        "disclosed_changed": present.disclosed_changed,
        "signatures": [_signature(plan, signature, present.parameters) for signature in plan.signatures],
        "amendments": [
            {
                "date": _value(link.date),
                "by": link.by,
                "reason": link.reason,
                "editorial": link.editorial,
                "correct": link.correct,
                "from": link.before,
                "to": link.after,
                "open": any(link is each for each in pending),
                "changes": [
                    {"where": change.where, "from": change.before, "to": change.after}
                    for change in link.changes
                ],
            }
            for link in links
        ],
        "results_confirmed_by": [s.name for s in confirmed],
    }


def _signature(plan: Plan, signature: Signature, present: str) -> dict[str, Any]:
    whole = _row(signature)
    results = signature.results is not None and signature.results == results_fingerprint(plan)
    return {**whole, "valid": signature.parameters == present or results}


def _criterion(plan: Plan, criterion: Criterion) -> dict[str, Any]:
    stands = standing(plan, criterion)
    original = agreed_texts(plan).get(f"criterion {criterion.number.value} target", "")
    amended = bool(amendments(plan)) and original not in {"", criterion.target.source}
    human = stands.human
    return {
        "number": criterion.number.value,
        "text": _value(criterion.text),
        "measurement": _value(criterion.measurement),
        "target": _value(criterion.target),
        "original_target": plan.document.plain(original) if amended else None,
        "weight": _value(criterion.weight),
        "baseline": _value(criterion.baseline),
        "partial": _value(criterion.partial),
        "kind": _value(criterion.kind),
        "result": _value(stands.result.result) if stands.result else None,
        "evidence": _optional(stands.result, "evidence"),
        "note": _optional(stands.result, "note"),
        "verdict": stands.verdict,
        "computed_verdict": stands.computed.verdict,
        "reason": stands.computed.reason,
        "human_verdict": _row(human) if human else None,
        "remark": stands.remark or None,
    }


def _optional(result: Result | None, name: str) -> Any:
    return _value(getattr(result, name)) if result else None


def _computed(plan: Plan) -> dict[str, Any]:
    outcome = compute_outcome(plan)
    return {
        "outcome": outcome.outcome,
        "by_people": outcome.by_people,
        "reasons": list(outcome.reasons),
        "missing": list(outcome.missing),
    }
