"""The status of a plan, forwards only: Planning, Active, Complete; or its end without an outcome.

Whether a plan may become Active or Complete is what the checks say about the plan that comes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.metadata import Closed, Started
from poc_docs.plan.vocabulary import Status
from poc_docs.writing.applied import RefusedEdit, verified
from poc_docs.writing.metadata import add_key, front_matter_of, remove_key, set_scalar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit
    from poc_docs.text.front_matter_source import Value


def activate(plan: Plan, date: dt.date) -> list[Edit]:
    """Give the edits that make a Planning plan Active, started on ``date`` on its present parameters.

    None if it is Active and started already. Raises ``RefusedEdit`` for a plan of any other status.
    """
    front_matter_of(plan)
    started = plan.metadata.started if plan.metadata else None
    if plan.status is Status.ACTIVE and started:
        return []
    _refuse_other_status(plan, Status.PLANNING, Status.ACTIVE)
    if started:
        raise RefusedEdit(f"a plan that is not Active yet must not have started ({started.date})")
    parameters = fingerprint(plan)
    edits = [
        *set_scalar(plan, "status", Status.ACTIVE.value),
        *add_key(plan, "started", {"date": date, "parameters": parameters}),
    ]

    def missing(after: Plan) -> Iterator[str]:
        expected = Started(date=date, parameters=parameters)
        if after.status is not Status.ACTIVE or not after.metadata or after.metadata.started != expected:
            yield "status and start would not be read back"

    return verified(plan, edits, missing)


def complete(plan: Plan, date: dt.date) -> list[Edit]:
    """Give the edits that make an Active plan Complete on ``date``.

    None if it is Complete already. Raises ``RefusedEdit`` for a plan of any other status.
    """
    front_matter_of(plan)
    completed = plan.metadata.completed if plan.metadata else None
    if plan.status is Status.COMPLETE and completed:
        return []
    _refuse_other_status(plan, Status.ACTIVE, Status.COMPLETE)
    if completed:
        raise RefusedEdit(f"a plan that is not Complete yet must not have been completed ({completed})")
    edits = [*set_scalar(plan, "status", Status.COMPLETE.value), *add_key(plan, "completed", date)]

    def missing(after: Plan) -> Iterator[str]:
        if after.status is not Status.COMPLETE or not after.metadata or after.metadata.completed != date:
            yield "status and date would not be read back"

    return verified(plan, edits, missing)


def _refuse_other_status(plan: Plan, expected: Status, wanted: Status) -> None:
    """Refuse all but ``expected``; ``wanted`` itself is let through where its date is still missing."""
    if plan.status not in {expected, wanted}:
        found = plan.status or "not readable"
        raise RefusedEdit(f"a plan becomes {wanted} from {expected}, and this one is {found}")


def close(plan: Plan, closed: Closed) -> list[Edit]:
    """Give the edits that end a plan without an outcome; none if it is closed just so already.

    Raises ``RefusedEdit`` for a plan that is Complete, or closed otherwise.
    """
    front_matter_of(plan)
    present = plan.metadata.closed if plan.metadata else None
    if present == closed:
        return []
    if present:
        raise RefusedEdit(f"the plan was closed on {present.date} ({present.reason}); undo that first")
    if plan.status not in {Status.PLANNING, Status.ACTIVE}:
        raise RefusedEdit(f"a plan is closed from Planning or Active, and this one is {plan.status}")
    value: dict[str, Value] = {"date": closed.date, "by": closed.by, "reason": closed.reason.value}

    def missing(after: Plan) -> Iterator[str]:
        if not after.metadata or after.metadata.closed != closed:
            yield "what closes the plan would not be read back"

    return verified(plan, add_key(plan, "closed", value), missing)


def reopen(plan: Plan) -> list[Edit]:
    """Give the edits that open a closed plan again; none if it is not closed."""
    front_matter_of(plan)
    return verified(plan, remove_key(plan, "closed"))
