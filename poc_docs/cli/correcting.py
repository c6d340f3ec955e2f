"""``poc-docs amend --correct``: results and decision put right after Complete."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from poc_docs.cli.amending import (
    changes_nothing,
    details_kept,
    details_of,
    finish,
    refuse_broken_rules,
    say_unchanged,
    signs,
    told_changes,
    told_reasons,
    with_signatures,
)
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.results import recordings_of
from poc_docs.cli.telling import refuse_examples
from poc_docs.plan.vocabulary import Status

if TYPE_CHECKING:
    from poc_docs.cli.session import LoadedPlan, Session
    from poc_docs.plan.model import Plan


def correct_results(
    session: Session, loaded: LoadedPlan, given: dict[str, Any], *, correct: bool, diff: bool
) -> None:
    from poc_docs.plan.agreement.corrections import corrections, open_correction
    from poc_docs.plan.agreement.results_texts import results_texts
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.correcting import correct as written_correction

    plan = loaded.plan
    if not correct:
        raise Refusal(
            f"{loaded.name} is Complete; only results and decision can be corrected now",
            f'poc-docs amend {loaded.word} --correct --reason "…" --result 1="…"',
        )
    recordings = recordings_of(loaded, given["results"], given["verdicts"], given["notes"], ())
    refuse_examples([("--decision-reason", given["decision_reason"])])
    old = open_correction(plan)
    details = details_of(loaded, given, old)
    committed = _committed(session, loaded)
    stood = results_texts(committed) if committed else None
    edits = written_correction(plan, stood, details, recordings, _decision(given))
    if old and changes_nothing(given, old, corrections(rewritten(plan, edits))):
        edits = written_correction(plan, stood, details_kept(old), recordings, _decision(given))
    after = rewritten(plan, edits)
    what = "This correction can't be made; --outcome and --decision-reason correct the decision with it"
    refuse_broken_rules(loaded, edits, _as_signed(committed or plan), _as_signed(after), what)
    links = corrections(after)
    if not edits and not signs(given):
        say_unchanged(session, loaded, after, diff=diff)
    elif len(links) < len(corrections(plan)) or not links:
        finish(
            session,
            loaded,
            after,
            ["Nothing differs any more from the results that stood."],
            today=given["today"],
            diff=diff,
        )
    else:
        signed, who = with_signatures(after, given, results=True)
        said = [*told_changes(links[-1]), *told_reasons(old, links[-1]), *who]
        finish(session, loaded, signed, said, today=given["today"], diff=diff)


def _committed(session: Session, loaded: LoadedPlan) -> Plan | None:
    """Give the version before, if it was Complete: what was repaired by hand since is seen by it."""
    if not session.workspace.git:
        return None
    from poc_docs.plan.reading import read_plan
    from poc_docs.repository.history import earlier_versions

    for data in earlier_versions(session.workspace.root, loaded.path):
        plan = read_plan(data.decode("utf-8", "replace"))
        return plan if plan.status is Status.COMPLETE else None
    return None


def _decision(given: dict[str, Any]) -> dict[str, str]:
    decided_on = given["decided_on"].isoformat() if given["decided_on"] else None
    values = {"outcome": given["outcome"], "decided on": decided_on, "reason": given["decision_reason"]}
    return {part: value for part, value in values.items() if value}


def _as_signed(plan: Plan) -> Plan:
    """Give the plan as if both had signed its correction: only then its outcome has to fit its results."""
    from poc_docs.plan.agreement.amendments import amendments

    return replace(
        plan, metadata=replace(plan.metadata, amendments=amendments(plan)) if plan.metadata else None
    )
