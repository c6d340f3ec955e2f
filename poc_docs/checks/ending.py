"""Rules about how a plan ends, and about the times it stood still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks.agreement import span_of
from poc_docs.checks.finding import Fault
from poc_docs.plan.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.metadata import Pause
    from poc_docs.plan.model import Plan


def ended_once(plan: Plan) -> Iterator[Fault]:
    """A plan that is Complete, and no other, must have `completed`, not before `started`, and no `closed`."""
    metadata = plan.metadata
    if metadata is None or plan.document.front_matter is None or plan.status is None:
        return
    complete = plan.status is Status.COMPLETE
    here = span_of(plan, "completed")
    if complete and metadata.completed is None and not here.end > here.start:
        advice = "add 'completed: YYYY-MM-DD'; 'poc-docs status' writes it"
        yield Fault("a plan that is Complete must have 'completed'", span_of(plan, "status"), advice)
    if metadata.completed and not complete:
        advice = "delete 'completed', or restore the status Complete"
        yield Fault(f"a plan that is {plan.status} must not have 'completed'", here, advice)
    if complete and metadata.completed and metadata.started and metadata.completed < metadata.started.date:
        message = f"'completed' must not be before 'started' on {metadata.started.date}: {metadata.completed}"
        yield Fault(message, here, "correct the day")
    if complete and metadata.closed:
        advice = "delete 'closed': a plan that is Complete has ended with an outcome"
        yield Fault("a plan that is Complete must not be closed too", metadata.closed.span, advice)


def pauses_in_order(plan: Plan) -> Iterator[Fault]:
    """A pause must not end before it begins, and must be over before another one begins."""
    pauses = plan.metadata.pauses if plan.metadata else ()
    for pause in pauses:
        if pause.until and pause.until < pause.since:
            message = f"a pause must not end before it begins on {pause.since}: {pause.until}"
            yield Fault(message, pause.span, "correct 'from' or 'to'")
        if pause.until is None and pause is not pauses[-1]:
            yield Fault(
                "a pause must have ended before the next one begins",
                pause.span,
                "write the day on which it ended at 'to'",
            )
    yield from _overlapping([pause for pause in pauses if pause.until or pause is pauses[-1]])


def _overlapping(pauses: list[Pause]) -> Iterator[Fault]:
    """Give each pause that begins while another one holds; an open one holds for ever."""
    before: Pause | None = None
    for pause in sorted(pauses, key=lambda each: each.since):
        if pause.until and pause.until < pause.since:
            continue
        if before and (before.until is None or before.until >= pause.since):
            until = f"to {before.until}" if before.until else "on"
            message = f"a pause must not begin on {pause.since}: another holds from {before.since} {until}"
            yield Fault(message, pause.span, "correct 'from' or 'to', or delete the one that is new")
        if before is None or (before.until and (pause.until is None or pause.until > before.until)):
            before = pause
