"""The clock stopped, and started again: one item of ``pauses`` for each time that it stood still."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.plan.running.clock import DAY, open_pause
from poc_docs.text.front_matter import Mapping, Sequence
from poc_docs.writing.applied import RefusedEdit, verified
from poc_docs.writing.metadata import append_item, front_matter_of, set_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.metadata import Pause
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit
    from poc_docs.text.front_matter_source import Value

_KEY = "pauses"


def overlapping(plan: Plan, since: dt.date, until: dt.date | None) -> Pause | None:
    """Give a pause of the plan that has a day in common with these; an open one holds for ever."""
    last = until or dt.date.max
    return next(
        (
            pause
            for pause in (plan.metadata.pauses if plan.metadata else ())
            if pause.since <= last and since <= (pause.until or dt.date.max)
        ),
        None,
    )


def begin_pause(plan: Plan, pause: Pause) -> list[Edit]:
    """Give the edits that add a pause.

    Raises ``RefusedEdit`` where it has a day in common with another one, or ends before it begins.
    """
    other = overlapping(plan, pause.since, pause.until)
    if other:
        raise RefusedEdit(f"the plan has a pause from {other.since} to {other.until or 'now'} already")
    if pause.until and pause.until < pause.since:
        raise RefusedEdit(f"a pause from {pause.since} can't end on {pause.until}, before it begins")
    item: dict[str, Value] = {
        "from": pause.since,
        "to": pause.until,
        "reason": pause.reason,
        "requested_by": pause.requested_by,
    }
    pauses = (*plan.metadata.pauses, pause) if plan.metadata else (pause,)
    return verified(plan, append_item(plan, _KEY, item), lambda after: _lacks(after, pauses))


def end_pause(plan: Plan, work_again: dt.date) -> list[Edit]:
    """Give the edits that end the open pause on the day before ``work_again``.

    Raises ``RefusedEdit`` where no pause is open, or it would hold for no day at all.
    """
    pause = open_pause(plan)
    metadata = plan.metadata
    if pause is None or metadata is None:
        raise RefusedEdit("no pause is open, so that none can end")
    if work_again <= pause.since:
        raise RefusedEdit(f"the pause begins on {pause.since}, and {work_again} is not after that")
    until = work_again - DAY
    pauses = tuple(replace(each, until=until) if each is pause else each for each in metadata.pauses)
    edits = set_entry(plan, _item(plan, pause), "to", until)
    return verified(plan, edits, lambda after: _lacks(after, pauses))


def _item(plan: Plan, pause: Pause) -> Mapping:
    """Give a pause as it stands in the front matter, where others may not be readable."""
    node = front_matter_of(plan).root.get(_KEY)
    items = node.items if isinstance(node, Sequence) else ()
    return next(item for item in items if isinstance(item, Mapping) and item.span == pause.span)


def _lacks(after: Plan, pauses: tuple[Pause, ...]) -> Iterator[str]:
    if after.metadata is None or after.metadata.pauses != pauses:
        yield "the pauses would not be read back"
