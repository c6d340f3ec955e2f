"""A day's value in the Metric Log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import METRIC_LOG
from poc_docs.text.table_source import cell_content
from poc_docs.writing.applied import RefusedEdit, refusing
from poc_docs.writing.running.by_date import row_above
from poc_docs.writing.running.sections import add_row, set_cells

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import LoggedValue
    from poc_docs.text.edits import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured for a criterion on a day; ``value`` and ``note`` are Markdown."""

    date: dt.date
    number: int
    value: str
    note: str = ""


def same_day(plan: Plan, measured: Measured) -> tuple[LoggedValue, ...]:
    """Give the rows of the same criterion and day."""
    lines = plan.running.metric_log
    return tuple(
        each for each in lines if each.date.value == measured.date and each.number.value == measured.number
    )


def log_value(plan: Plan, measured: Measured) -> list[Edit]:
    """Give the edits that add a value by its date; none where it stands there already.

    Another value of the same day is a further row: both were measured. The same value with a note fills in
    a note that is empty, and otherwise is a further row. Raises ``RefusedEdit`` for a number that is no
    criterion's.
    """
    if plan.criterion(measured.number) is None:
        known = ", ".join(str(c.number.value) for c in plan.criteria if c.number.value) or "none"
        raise RefusedEdit(f"there is no criterion {measured.number} (there: {known})")
    with refusing():
        value, note = cell_content(measured.value), cell_content(measured.note)
    equal = [each for each in same_day(plan, measured) if each.value.source == value]
    if any(not note or each.note.source == note for each in equal):
        return []
    without_note = next((each for each in equal if not each.note.source), None)
    if without_note:
        index = plan.running.metric_log.index(without_note)
        return set_cells(plan, METRIC_LOG, index, {"Note": measured.note})
    dates = [each.date.value for each in plan.running.metric_log]
    values = {"Date": str(measured.date), "#": str(measured.number), "Value": measured.value}
    values |= {"Note": measured.note} if note else {}
    return add_row(plan, METRIC_LOG, values, below=row_above(dates, measured.date))
