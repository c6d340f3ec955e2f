"""Rules that compare a plan with the version before: what was written down is not unwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from poc_docs.checks.agreement import has_begun, span_of
from poc_docs.checks.finding import Fault
from poc_docs.plan.agreement import open_amendment
from poc_docs.plan.vocabulary import Status
from poc_docs.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Pause, Plan

T = TypeVar("T")

_ORDER = (Status.PLANNING, Status.ACTIVE, Status.COMPLETE)


def status_moves_forward(before: Plan, after: Plan | None) -> Iterator[Fault]:
    """The status must not go backwards, nor from Planning to Complete without having been Active."""
    if after is None or before.id != after.id or before.status is None or after.status is None:
        return
    step = _ORDER.index(after.status) - _ORDER.index(before.status)
    if step not in {0, 1}:
        message = f"status must not go from {before.status} to {after.status}"
        ways = {
            Status.PLANNING: "make it Active first: 'poc-docs status PLAN Active'",
            Status.ACTIVE: "leave it Active; to end it without an outcome write 'closed: {date, by, reason}'",
            Status.COMPLETE: "leave it Complete; a further round is a new plan: 'poc-docs new'",
        }
        yield Fault(message, span_of(after, "status"), ways[before.status])


def record_kept(before: Plan, after: Plan | None) -> Iterator[Fault]:
    """Signatures, start, amendments and pauses must stay as they were; new ones are added below."""
    if after is None or before.id != after.id or before.metadata is None or after.metadata is None:
        return
    old, new = before.metadata, after.metadata
    kept = {
        "signatures": _begins_with(new.signatures, old.signatures),
        "started": old.started is None or new.started == old.started,
        "amendments": _begins_with(new.amendments, old.amendments[: _settled(before)]),
        "pauses": _pauses_kept(old.pauses, new.pauses),
    }
    for key, is_kept in kept.items():
        if not is_kept:
            message = f"{key!r} must keep what it said; something was removed or edited"
            advice = "restore it from the version before ('git diff' shows it), and add what is new below"
            yield Fault(message, span_of(after, key), advice)


def _settled(plan: Plan) -> int:
    """Give how many amendments may not go: an open one may be withdrawn."""
    amendments = plan.metadata.amendments if plan.metadata else ()
    return len(amendments) - bool(open_amendment(plan))


def _begins_with(new: tuple[T, ...], old: tuple[T, ...]) -> bool:
    return new[: len(old)] == old


def _pauses_kept(old: tuple[Pause, ...], new: tuple[Pause, ...]) -> bool:
    return len(new) >= len(old) and all(map(_pause_kept, old, new))


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
    elif after.id != before.id and after.metadata is not None:
        message = f"'id' must stay {before.id!r}, not {after.id!r}"
        yield Fault(message, span_of(after, "id"), f"write 'id: {before.id}'")
