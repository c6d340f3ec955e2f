"""The decision timeline of a plan: the rows that people wrote, and every dated fact of its front matter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.links import link_states

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.exports.tracking.subject import Subject
    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan


@dataclass(frozen=True, slots=True)
class DatedFact:
    """Something that happened or was decided on a day; ``date`` is None where it can't be read."""

    date: dt.date | None
    kind: str
    what: str
    who: str | None = None


KINDS = {
    "decision row": "a row of Decision Timeline, as written",
    "amendment": "what was agreed was changed",
    "correction": "results or decision were corrected after the end",
    "signature": "a party agreed to the criteria, or confirmed the results",
    "started": "work started",
    "pause": "the clock was stopped",
    "resumed": "the last day of a pause",
    "confetti": "the moment of success",
    "decision": "the outcome was decided",
    "completed": "the plan became Complete",
    "closed": "the plan ended without an outcome",
    "business": "what became of the deal",
}
"""Every kind of entry, with its meaning."""


def timeline(subject: Subject) -> list[DatedFact]:
    """Give all dated facts of a plan, by day; of one day in the order of ``KINDS``, undated ones last."""
    order = list(KINDS)
    return sorted(
        (*_written(subject.plan), *_recorded(subject), *_ended(subject)),
        key=lambda fact: (fact.date or dt.date.max, fact.date is None, order.index(fact.kind)),
    )


def _written(plan: Plan) -> Iterator[DatedFact]:
    for row in plan.running.decisions:
        if row.decision or row.date.value:
            yield DatedFact(row.date.value, "decision row", row.decision.value, row.who.value or None)


def _recorded(subject: Subject) -> Iterator[DatedFact]:
    plan, metadata = subject.plan, subject.metadata
    for signature in metadata.signatures:
        yield DatedFact(signature.date, "signature", _signed(signature), _signer(signature))
    if metadata.started:
        yield DatedFact(metadata.started.date, "started", "work started")
    for state in link_states(plan):
        link = state.link
        yield DatedFact(link.date, state.kind, f"{state.kind} {state.number}: {link.reason}", link.by)
    for pause in metadata.pauses:
        yield DatedFact(pause.since, "pause", f"paused: {pause.reason}", pause.requested_by)
        if pause.until:
            yield DatedFact(pause.until, "resumed", "last day of the pause")


def _ended(subject: Subject) -> Iterator[DatedFact]:
    plan, metadata = subject.plan, subject.metadata
    if metadata.confetti:
        yield DatedFact(metadata.confetti, "confetti", "moment of success")
    decided = plan.decision.decided_on
    if decided and decided.value:
        yield DatedFact(decided.value, "decision", _outcome(plan))
    if metadata.completed:
        yield DatedFact(metadata.completed, "completed", "the plan is Complete")
    if metadata.closed:
        closed = metadata.closed
        yield DatedFact(closed.date, "closed", f"closed without an outcome: {closed.reason}", closed.by)
    if metadata.business and metadata.business.date:
        yield DatedFact(metadata.business.date, "business", f"the deal: {metadata.business.outcome}")


def _signed(signature: Signature) -> str:
    return "confirmed the results" if signature.results else "agreed to the criteria"


def _signer(signature: Signature) -> str:
    role = f", {signature.role}" if signature.role else ""
    return f"{signature.name} ({signature.party}{role})"


def _outcome(plan: Plan) -> str:
    outcome = plan.decision.outcome
    return f"outcome: {outcome.value}" if outcome and outcome.value else "decided; the outcome is not written"
