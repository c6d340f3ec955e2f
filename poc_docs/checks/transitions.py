"""Rules that compare a plan with the version before: what was written down is not unwritten."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING, TypeVar

from poc_docs.checks.agreement import has_begun, span_of
from poc_docs.checks.finding import Fault
from poc_docs.plan import vocabulary as words
from poc_docs.plan.agreement import corrections
from poc_docs.plan.agreement.amendments import undo
from poc_docs.plan.agreement.results_texts import DECISION_PARTS, results_texts
from poc_docs.plan.agreement.state import open_amendment
from poc_docs.plan.changes import changed_texts
from poc_docs.plan.vocabulary import Status
from poc_docs.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from poc_docs.plan.metadata import Pause
    from poc_docs.plan.model import Plan

T = TypeVar("T")

_ORDER = (Status.PLANNING, Status.ACTIVE, Status.COMPLETE)


def front_matter_is_enough(before: Plan) -> bool:
    """Say whether no rule asks for more of this version before than its front matter, if nothing is wrong."""
    if before.metadata is None or before.metadata.amendments:
        return False
    return before.status in {Status.PLANNING, Status.ACTIVE}


def status_moves_forward(before: Plan, after: Plan | None) -> Iterator[Fault]:
    """The status must not go backwards."""
    if after is None or before.id != after.id or before.status is None or after.status is None:
        return
    if _ORDER.index(after.status) < _ORDER.index(before.status):
        message = f"status must not go from {before.status} to {after.status}"
        ways = {
            Status.ACTIVE: "leave it Active; to end it without an outcome type 'poc-docs close PLAN'",
            Status.COMPLETE: "leave it Complete; a further round is a new plan: 'poc-docs new'",
        }
        yield Fault(message, span_of(after, "status"), ways[before.status])


def record_kept(before: Plan, after: Plan | None) -> Iterator[Fault]:
    """Signatures, start, amendments and pauses must stay as they were; new ones are added to them.

    Two branches may both have added signatures or pauses: a merge puts those of one between the other's.
    """
    if after is None or before.id != after.id or before.metadata is None or after.metadata is None:
        return
    old, new = before.metadata, after.metadata
    kept = {
        "signatures": _contains(new.signatures, old.signatures, eq),
        "started": old.started is None or new.started == old.started,
        "amendments": _begins_with(new.amendments, old.amendments[: _settled(before)]),
        "pauses": _contains(new.pauses, old.pauses, _pause_kept),
    }
    for key, is_kept in kept.items():
        if not is_kept:
            message = f"{key!r} must keep what it said; something was removed or edited"
            advice = "restore it from the version before ('git diff' shows it), and add what is new below"
            yield Fault(message, span_of(after, key), advice)


def _settled(plan: Plan) -> int:
    """Give how many amendments and corrections may not go: an open one may be withdrawn."""
    amendments = plan.metadata.amendments if plan.metadata else ()
    return len(amendments) - bool(open_amendment(plan) or corrections.open_correction(plan))


def _begins_with(new: tuple[T, ...], old: tuple[T, ...]) -> bool:
    return new[: len(old)] == old


def _contains(new: tuple[T, ...], old: tuple[T, ...], kept: Callable[[T, T], bool]) -> bool:
    """Say whether all that is old was kept, in its order."""
    rest = iter(new)
    return all(any(kept(one, other) for other in rest) for one in old)


def _pause_kept(old: Pause, new: Pause) -> bool:
    """Say whether a pause is as it was, but for the end that an open one may get."""
    same = (old.since, old.reason, old.requested_by) == (new.since, new.reason, new.requested_by)
    return same and old.until in {None, new.until}


def identity_kept(before: Plan, after: Plan | None) -> Iterator[Fault]:
    """A plan that was Active or Complete must stay, under the same id."""
    if not has_begun(before):
        return
    if after is None:
        advice = "restore the file; 'plans/archive/' is the place for plans that nobody needs any more"
        yield Fault(f"plan {before.id!r} must not vanish: it was {before.status}", Span(0, 0), advice)
    elif before.id and after.id != before.id and after.metadata is not None:
        message = f"'id' must stay {before.id!r}, not {after.id!r}"
        yield Fault(message, span_of(after, "id"), f"write 'id: {before.id}'")


def results_kept(before: Plan, after: Plan | None) -> Iterator[Fault]:
    """After Complete results and decision must stay as they were, but for what a correction names."""
    if after is None or before.id != after.id or before.status is not Status.COMPLETE:
        return
    if words.RESULTS.heading not in before.tables or words.DECISION.heading not in before.sections:
        return
    settled = corrections.settled_results(before)
    known = len(corrections.corrections(before)) - bool(corrections.open_correction(before))
    stands = results_texts(after)
    for link in reversed(corrections.corrections(after)[known:]):
        stands = undo(stands, link)
    for change in changed_texts(after, settled, stands):
        message = f"{change.where} must stay {change.before!r} after Complete, not {change.after!r}"
        advice = f"restore it, or type 'poc-docs amend {after.id or 'PLAN'} --correct --reason \"…\"'"
        yield Fault(message, _place(after, change.where), advice)


def _place(plan: Plan, where: str) -> Span:
    """Give the heading below which a result or a part of the decision stands."""
    heading = words.DECISION if where in DECISION_PARTS else words.RESULTS
    section = plan.sections.get(heading.heading)
    return section.heading.span if section else Span(0, 0)
