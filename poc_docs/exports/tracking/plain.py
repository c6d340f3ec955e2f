"""What tables and calendar have of one plan as JSON texts, which are put aside or kept, and read again.

Of a table the kinds of its columns say what a text in JSON means.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from poc_docs.exports.tracking.calendar_file import Event, EventKind, PlanEvents
from poc_docs.exports.tracking.table import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from poc_docs.exports.tracking.table import Row, Table

_READ: dict[ColumnKind, Callable[[str], dt.date | Decimal]] = {
    ColumnKind.DATE: dt.date.fromisoformat,
    ColumnKind.NUMBER: Decimal,
    ColumnKind.AMOUNT: Decimal,
}


def rows_text(rows: Sequence[Row]) -> bytes:
    """Give the own rows of a table as a text."""
    return _text(rows)


def rows_of(table: Table[Any], text: bytes) -> Iterator[Row]:
    """Give the rows again that ``rows_text`` was given."""
    special = [(n, _READ[column.kind]) for n, column in enumerate(table.own_columns) if column.kind in _READ]
    for row in json.loads(text):
        for number, read in special:
            if row[number] is not None:
                row[number] = read(row[number])
        yield tuple(row)


def events_text(plan: PlanEvents) -> bytes:
    """Give what the calendar has of a plan as a text."""
    events = [
        [e.kind, e.name, e.date, e.summary, e.details, e.cancelled, e.done, e.owner, e.moving]
        for e in plan.events
    ]
    known = [plan.path, plan.id, plan.prospect, plan.title, plan.is_planning, plan.changes, plan.recorded]
    return _text([*known, events])


def events_of(text: bytes) -> PlanEvents:
    """Give again what ``events_text`` was given."""
    path, identifier, prospect, title, is_planning, changes, recorded, events = json.loads(text)
    return PlanEvents(
        path,
        identifier,
        prospect,
        title,
        is_planning,
        changes,
        _day(recorded),
        tuple(map(_event, events)),
    )


def _event(plain: list[Any]) -> Event:
    kind, name, date, summary, details, cancelled, done, owner, moving = plain
    return Event(
        EventKind(kind),
        name,
        dt.date.fromisoformat(date),
        summary,
        tuple(details),
        cancelled=cancelled,
        done=_day(done),
        owner=owner,
        moving=moving,
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _text(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), default=str).encode()
