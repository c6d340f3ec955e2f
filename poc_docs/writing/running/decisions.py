"""The decisions of a plan that stand in it with their day already, for Decision Timeline to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.vocabulary import DECISION_TIMELINE
from poc_docs.text.inline import fold
from poc_docs.writing.literal import markdown_of
from poc_docs.writing.running.by_date import row_above
from poc_docs.writing.running.contacts import decision_maker
from poc_docs.writing.running.sections import add_row

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit


@dataclass(frozen=True, slots=True)
class KnownDecision:
    """A decision as it is to stand in Decision Timeline, as plain text; ``who`` may be empty."""

    date: dt.date
    decision: str
    who: str


def known_decisions(plan: Plan) -> tuple[KnownDecision, ...]:
    """Give what was decided, by date; of one day in the order in which such things happen."""
    return tuple(sorted(_known(plan), key=lambda each: each.date))


def missing_decisions(plan: Plan) -> tuple[KnownDecision, ...]:
    """Give the known decisions that Decision Timeline lacks: no row of that day has the same words."""
    written = {(row.date.value, folded(row.decision.value)) for row in plan.running.decisions}
    return tuple(e for e in known_decisions(plan) if (e.date, folded(fold(e.decision))) not in written)


def add_decision(plan: Plan, decision: KnownDecision) -> list[Edit]:
    """Give the edits that add a row to Decision Timeline, above the first one of a later day.

    Raises ``RefusedEdit``.
    """
    below = row_above([row.date.value for row in plan.running.decisions], decision.date)
    values = {
        "Date": decision.date.isoformat(),
        "Decision": markdown_of(decision.decision),
        "Who": markdown_of(decision.who),
    }
    return add_row(plan, DECISION_TIMELINE, values, below=below)


def _known(plan: Plan) -> Iterator[KnownDecision]:
    metadata = plan.metadata
    if metadata is None:
        return
    for link in metadata.amendments:
        what = "Results corrected" if link.correct else "Amendment"
        yield KnownDecision(link.date, f"{what}: {link.reason}", link.by)
    for signature in plan.signatures:
        yield KnownDecision(signature.date, _agreed(plan, signature), f"{signature.name} ({signature.party})")
    if metadata.started:
        signed = [s.name for s in plan.signatures if s.parameters == metadata.started.parameters]
        yield KnownDecision(metadata.started.date, "Work started", ", ".join(dict.fromkeys(signed)))
    for pause in metadata.pauses:
        yield KnownDecision(pause.since, f"Clock stopped: {pause.reason}", pause.requested_by)
    yield from _ended(plan)


def _agreed(plan: Plan, signature: Signature) -> str:
    if signature.parameters is None:
        return "Results confirmed"
    links = plan.metadata.amendments if plan.metadata else ()
    amended = any(link.after == signature.parameters for link in links)
    first = links[0].before == signature.parameters if links else False
    return "Amendment agreed" if amended and not first else "Criteria agreed"


def _ended(plan: Plan) -> Iterator[KnownDecision]:
    """Give outcome, end and what became of the deal."""
    metadata, decision = plan.metadata, plan.decision
    outcome = decision.outcome.value if decision.outcome else None
    decided = decision.decided_on.value if decision.decided_on else None
    if outcome and decided:
        decides = decision_maker(plan)
        yield KnownDecision(decided, f"Outcome: {outcome}", decides.name if decides else "")
    if metadata and metadata.completed:
        yield KnownDecision(metadata.completed, f"Completed{f': {outcome}' if outcome else ''}", "")
    if metadata and metadata.closed:
        closed = metadata.closed
        yield KnownDecision(closed.date, f"Closed without an outcome: {closed.reason}", closed.by)
    if metadata and metadata.business and metadata.business.date:
        yield KnownDecision(metadata.business.date, f"Business outcome: {metadata.business.outcome}", "")
