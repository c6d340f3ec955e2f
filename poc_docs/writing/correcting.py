"""Repairs of results and decision after Complete, and the link that names each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import undo
from poc_docs.plan.agreement.corrections import corrections, open_correction, same_results
from poc_docs.plan.agreement.fingerprints import results_fingerprint_of
from poc_docs.plan.agreement.results_texts import results_texts
from poc_docs.plan.changes import changed_texts
from poc_docs.plan.metadata import Amendment, Change
from poc_docs.plan.values import parse_date, parse_word
from poc_docs.plan.vocabulary import Outcome, Status, Verdict
from poc_docs.text.inline import fold
from poc_docs.writing.amending import link_edits
from poc_docs.writing.applied import RefusedEdit, rewritten, verified
from poc_docs.writing.deciding import decide
from poc_docs.writing.metadata import front_matter_of
from poc_docs.writing.results import Recording, record_results

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit
    from poc_docs.writing.amending import AmendmentDetails


def correct(
    plan: Plan,
    stood: Mapping[str, str] | None,
    details: AmendmentDetails,
    recordings: Mapping[int, Recording],
    decision: Mapping[str, str],
) -> list[Edit]:
    """Give the edits that repair results and decision of a Complete plan, and the link that names them.

    ``decision`` holds Markdown by ``outcome``, ``decided on`` and ``reason``. What somebody repaired by hand
    already belongs to it: then ``stood`` are the results (``results_texts``) of the version before. An open
    correction is replaced by one that names the changes of both.
    """
    front_matter_of(plan)
    if plan.status is not Status.COMPLETE:
        raise RefusedEdit(
            "only a plan that is Complete is corrected; 'poc-docs results' records results before"
        )
    before, old = _beginning(plan, stood)
    by_hand = _changed_by_hand(plan, before)
    edits = [*record_results(plan, {**by_hand, **recordings}), *_decision_edits(plan, decision)]
    after = rewritten(plan, edits)
    changes = changed_texts(after, before, results_texts(after))
    link = Amendment(
        date=details.date,
        by=fold(details.by),
        reason=fold(details.reason),
        correct=True,
        before=results_fingerprint_of(after, before),
        after=results_fingerprint_of(after, results_texts(after)),
        changes=tuple(Change(where=c.where, before=c.before, after=c.after) for c in changes),
    )
    if not link.by or not link.reason:
        raise RefusedEdit("a correction needs a name and a reason")

    def differences(written: Plan) -> Iterator[str]:
        if changes and corrections(written)[-1:] != (link,):
            yield "the correction would not be read back"
        if not same_results(written, undo(results_texts(written), link), before):
            yield "the results that stood could not be rebuilt from it"

    return verified(plan, [*edits, *link_edits(plan, old, link if changes else None)], differences)


def _beginning(plan: Plan, stood: Mapping[str, str] | None) -> tuple[Mapping[str, str], Amendment | None]:
    """Give the results that the next correction begins from, and the open one that it takes the place of."""
    links, present = corrections(plan), results_texts(plan)
    if not links:
        return present if stood is None else stood, None
    known = [texts for texts in (present, stood) if texts is not None]
    end = next((t for t in known if results_fingerprint_of(plan, t) == links[-1].after), None)
    if end is None:
        raise RefusedEdit(
            "the results were changed after the last correction; restore them, and correct again"
        )
    link = open_correction(plan)
    return (undo(end, link), link) if link else (end, None)


def _changed_by_hand(plan: Plan, before: Mapping[str, str]) -> dict[int, Recording]:
    """Give the results that differ from ``before``, to be judged anew unless a person settled them."""
    present = results_texts(plan)
    return {
        result.number.value: Recording(result.result.source)
        for result in plan.results
        if result.number.value
        and plan.criterion(result.number.value)
        and present.get(f"result {result.number.value}") != before.get(f"result {result.number.value}")
    }


def _decision_edits(plan: Plan, wanted: Mapping[str, str]) -> list[Edit]:
    if not wanted:
        return []
    written = {**results_texts(plan), **wanted}
    outcome = parse_word(plan.document.plain(written.get("outcome", "")), Outcome)
    decided_on = parse_date(plan.document.plain(written.get("decided on", "")))
    if outcome is None or decided_on is None:
        raise RefusedEdit("the decision needs an outcome and a date that can be read")
    return decide(plan, outcome, decided_on, None, wanted.get("reason"))


def withdraw_correction(plan: Plan) -> list[Edit]:
    """Give the edits that restore what an open correction changed, and remove its link."""
    link = open_correction(plan)
    if link is None:
        raise RefusedEdit("there is no open correction to withdraw; what both parties signed stays")
    present = results_texts(plan)
    if results_fingerprint_of(plan, present) != link.after:
        raise RefusedEdit("the results were changed after the correction; correct them again first")
    wanted = undo(present, link)
    named = {change.where for change in link.changes}
    numbers = {int(where.split(" ")[1]) for where in named if where.split(" ")[-1].isdecimal()}
    recordings = {number: _recording(plan, wanted, number) for number in numbers}
    decision = {part: wanted.get(part, "") for part in named & {"outcome", "decided on", "reason"}}
    edits = [*record_results(plan, recordings), *_decision_edits(plan, decision)]

    def differences(after: Plan) -> Iterator[str]:
        if not same_results(after, results_texts(after), wanted):
            yield "the results would not be the ones that stood before the correction"

    return verified(plan, [*edits, *link_edits(plan, link, None)], differences)


def _recording(plan: Plan, wanted: Mapping[str, str], number: int) -> Recording:
    status = parse_word(plan.document.plain(wanted.get(f"status {number}", "")), Verdict)
    note = wanted.get(f"note {number}", "")
    return Recording(wanted.get(f"result {number}", ""), status, note)
