"""Two versions of a plan → what changed, in the plan's own terms. What reads the same is no change."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from poc_docs.plan.agreement.amendments import amendments
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.agreement.signed_texts import criteria_by_name, signed_texts
from poc_docs.plan.agreement.state import open_amendment
from poc_docs.plan.canonical import canonical_text
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.lifecycle_changes import lifecycle_changes, success_changes
from poc_docs.plan.plan_change import (
    ChangeKind,
    Consequence,
    PlanChange,
    Quoted,
    said,
    shown,
    value_change,
)
from poc_docs.plan.reading import read_plan
from poc_docs.plan.row_changes import criterion_summary, gap_changes, result_changes, row_changes
from poc_docs.plan.running_changes import running_changes
from poc_docs.plan.text_changes import key_changes, other_changes, section_changes, unsigned_changes
from poc_docs.plan.texts import Read, Text
from poc_docs.plan.vocabulary import Status
from poc_docs.text.counting import counted
from poc_docs.text.inline import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.model import Plan

_TEXTS = ("id", "title", "prospect", "sales_engineer", "opportunity", "date")
_DECISION = {"outcome": "outcome", "decided_on": "day", "reason": "reason", "feedback": "feedback"}
"""What people call the parts of a decision, so that each can be added, removed or another."""


def compare_plans(before: Plan | None, after: Plan | None) -> tuple[PlanChange, ...]:
    """Give what changed from one version to the next; None stands for a version that is not there."""
    if before is None:
        return () if after is None else tuple(_created(after))
    if after is None:
        return (said(ChangeKind.REMOVED, "plan", f"the plan is gone; it was {_state(before)}"),)
    if before.document.text == after.document.text:
        return ()
    changes = tuple(_changes(before, after)) or tuple(other_changes(before, after))
    return changes or (_only_form(before, after),)


def _created(plan: Plan) -> Iterator[PlanChange]:
    nothing = read_plan("")
    names = (_metadata_text(plan, key) for key in ("prospect", "title"))
    name = " -- ".join(name for name in names if name)
    criteria = counted(len(plan.criteria), "criterion", "criteria")
    yield said(ChangeKind.CREATED, "plan", "new plan ", Quoted(name), f": {_state(plan)}, {criteria}")
    yield from _faults(nothing, plan)
    yield from lifecycle_changes(nothing, plan)
    yield from result_changes(nothing, plan)
    yield from gap_changes(nothing, plan)
    if plan.decision.outcome and plan.decision.outcome.value:
        yield from _decision(nothing, plan)


def _state(plan: Plan) -> str:
    if plan.metadata and plan.metadata.closed:
        return f"closed ({plan.metadata.closed.reason})"
    return str(plan.status or "without a status that can be read")


def _changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    yield from _faults(before, after)
    if before.document.front_matter_error is None and after.document.front_matter_error is None:
        yield from _metadata(before, after)
        yield from _status(before, after)
        yield from lifecycle_changes(before, after)
    yield from _signed_texts(before, after)
    yield from _beside_signed_texts(before, after)
    yield from unsigned_changes(before, after)
    yield from row_changes(before, after)
    yield from running_changes(before, after)
    yield from _decision(before, after)
    if before.document.front_matter_error is None and after.document.front_matter_error is None:
        yield from success_changes(before, after)
        yield from _business(before, after)
        yield from key_changes(before, after)
        yield from section_changes(before, after)


def _faults(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Give what could be read before and can't any more, or the other way round."""
    was, now = _unreadable(before), _unreadable(after)
    yield from (said(ChangeKind.FAULT, "plan", fault) for fault in now if fault not in was)
    yield from (said(ChangeKind.FAULT, "plan", "put right: ", fault) for fault in was if fault not in now)


def _unreadable(plan: Plan) -> list[str]:
    error = plan.document.front_matter_error
    first = [f"the front matter can't be read: {error.message}"] if error else []
    return [*first, *(problem.message for problem in (*plan.ambiguous, *plan.problems))]


def _metadata_text(plan: Plan, key: str) -> str:
    value = getattr(plan.metadata, key) if plan.metadata else None
    return shown(value.text if isinstance(value, Read) else value)


def _metadata(before: Plan, after: Plan) -> Iterator[PlanChange]:
    for key in _TEXTS:
        was, now = _metadata_text(before, key), _metadata_text(after, key)
        if was != now:
            yield value_change(ChangeKind.METADATA, key, was, now, subject=key.replace("_", " "))


def _status(before: Plan, after: Plan) -> Iterator[PlanChange]:
    was, now = _metadata_text(before, "status"), _metadata_text(after, "status")
    if was != now:
        words = (f"status {was or 'none'} → {now or 'none'}",)
        yield PlanChange(kind=ChangeKind.STATUS, where="status", words=words, before=was, after=now)


def _signed_texts(before: Plan, after: Plan) -> Iterator[PlanChange]:
    consequence = _consequence(before, after)
    old, new = signed_texts(before), signed_texts(after)
    there, here = criteria_by_name(before), criteria_by_name(after)
    for name, criterion in {**there, **here}.items():
        came, went = name not in there, name not in here
        if came or went:
            words = (f"{name} {'added' if came else 'removed'}: ", Quoted(criterion_summary(criterion)))
            yield PlanChange(kind=ChangeKind.CRITERION, where=name, words=words, consequence=consequence)
            old, new = (_without(texts, name) for texts in (old, new))
    for where in [*old, *(name for name in new if name not in old)]:
        if _canonical(before, old.get(where, "")) != _canonical(after, new.get(where, "")):
            was, now = before.document.plain(old.get(where, "")), after.document.plain(new.get(where, ""))
            if was == now:  # what differs is hidden from a reader, such as a link's destination
                was, now = fold(old.get(where, "")), fold(new.get(where, ""))
            change = value_change(ChangeKind.AGREED, where, was, now, subject=_subject(where))
            yield replace(change, consequence=consequence)


def _without(texts: Mapping[str, str], name: str) -> dict[str, str]:
    return {where: text for where, text in texts.items() if not where.startswith(f"{name} ")}


def _canonical(plan: Plan, source: str) -> str:
    return canonical_text(source, plan.document.references)


def _subject(where: str) -> str:
    """Give ``criterion 2: target`` for ``criterion 2 target``."""
    for part in (" next step", " criteria") if where.startswith("outcome ") else ():
        if where.endswith(part):
            return f"{where.removesuffix(part)}:{part}"
    if where.startswith("criterion "):
        name, _, part = where.rpartition(" ")
        return f"{name}: {part}"
    return where


def _consequence(before: Plan, after: Plan) -> Consequence | None:
    """Give what a change of the signed texts asks for in the version that came out."""
    present = fingerprint(after)
    started = (after.metadata and after.metadata.started) or (before.metadata and before.metadata.started)
    if started:
        links = amendments(after)
        end = links[-1].after if links else started.parameters
        if present != end:
            return Consequence.AMEND
        return Consequence.AMENDED if open_amendment(after) else None
    if after.status in {Status.ACTIVE, Status.COMPLETE}:
        return Consequence.AMEND
    signed = {signature.parameters for signature in after.signatures if signature.parameters}
    return Consequence.SIGN if signed and present not in signed else None


def _beside_signed_texts(before: Plan, after: Plan) -> Iterator[PlanChange]:
    old, new = before.overview.decision_maker, after.overview.decision_maker
    if shown(old) != shown(new):
        yield value_change(ChangeKind.METADATA, "Decision maker", shown(old), shown(new))
    kinds, now = _kinds(before), _kinds(after)
    for name in kinds:
        if name in now and kinds[name] != now[name]:
            where = f"{name} kind"
            yield value_change(ChangeKind.CRITERION, where, kinds[name], now[name], subject=f"{name}: kind")


def _kinds(plan: Plan) -> dict[str, str]:
    return {name: shown(c.kind.text if c.kind else None) for name, c in criteria_by_name(plan).items()}


def _decision(before: Plan, after: Plan) -> Iterator[PlanChange]:
    for key, name in _DECISION.items():
        was, now = (_decision_text(plan, key) for plan in (before, after))
        if was != now:
            where = f"decision {key}"
            yield value_change(ChangeKind.DECISION, where, was, now, subject=f"decision: {name}")
    was, now = _outcome(before), _outcome(after)
    if was != now:
        yield PlanChange(
            kind=ChangeKind.OUTCOME,
            where="computed outcome",
            words=(f"computed outcome {was} → {now}",),
            before=was,
            after=now,
        )


def _decision_text(plan: Plan, key: str) -> str:
    value: Read[Any] | Text | None = getattr(plan.decision, key)
    return shown(value.text if isinstance(value, Read) else value)


def _outcome(plan: Plan) -> str:
    computed = compute_outcome(plan)
    return str(computed.outcome or ("left to people" if computed.by_people else "undecided"))


def _business(before: Plan, after: Plan) -> Iterator[PlanChange]:
    for key in ("business", "crm"):
        old, new = (getattr(plan.metadata, key, None) for plan in (before, after))
        either: Any = new or old
        for each in fields(either) if either else ():
            was, now = (_plain(getattr(value, each.name, None)) for value in (old, new))
            if was != now and each.name != "span":
                name = f"{key} {each.name.replace('_', ' ')}"
                yield value_change(ChangeKind.BUSINESS, name, was, now)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _only_form(before: Plan, after: Plan) -> PlanChange:
    same = fold(before.document.text) == fold(after.document.text)
    what = "white space and line breaks" if same else "layout or comments"
    return said(ChangeKind.FORM, "plan", f"only {what} changed")
