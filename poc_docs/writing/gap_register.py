"""Changes to the register of gaps, and the id of a gap into the row of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.gap_register import read_register
from poc_docs.plan.layout import folded
from poc_docs.plan.vocabulary import GAPS
from poc_docs.text.table_source import cell_content
from poc_docs.writing.applied import RefusedEdit, refusing, verified
from poc_docs.writing.rows import row_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.gap_register import Register, RegisteredGap
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit

_ID = "Id"


def set_gap(register: Register, gap: RegisteredGap, values: Mapping[str, str]) -> list[Edit]:
    """Give the edits that make cells of a gap's row, by column, read ``values``, which are Markdown.

    Raises ``RefusedEdit`` for a column that the register lacks.
    """
    if register.table is None:
        raise RefusedEdit("the register has no table that could be read")
    columns = register.table.columns
    for column in values:
        if folded(column) not in columns:
            raise RefusedEdit(f"the register has no column {column!r}; add it")
    index = register.gaps.index(gap)
    with refusing("the register"):
        edits = row_edits(register.plan.document, register.table, cells={index: values})

    def missing(after: Plan) -> Iterator[str]:
        found = read_register(after.document.text)
        row = found.gaps[index].row if index < len(found.gaps) else None
        for column, value in values.items():
            cell = found.table.cell(row, column) if found.table and row else None
            if cell is None or cell.content != cell_content(value):
                yield f"{column} of {gap.id.value} would not be read back"

    return verified(register.plan, edits, missing)


def link_gap(plan: Plan, index: int, identifier: str) -> list[Edit]:
    """Give the edits that write a gap's id into a row of Gaps Identified; a missing column is added."""
    table = plan.tables.get(GAPS.heading)
    if table is None or index >= len(table.table.rows):
        raise RefusedEdit(f"section {GAPS.heading!r} has no table that could be read")
    added = [] if folded(_ID) in table.columns else [_ID]
    with refusing(f"section {GAPS.heading!r}"):
        edits = row_edits(plan.document, table, cells={index: {_ID: identifier}}, added=added)

    def missing(after: Plan) -> Iterator[str]:
        written = after.gaps[index].id if index < len(after.gaps) else None
        if written is None or written.source != cell_content(identifier):
            yield f"the id {identifier} would not be read back"

    return verified(plan, edits, missing)
