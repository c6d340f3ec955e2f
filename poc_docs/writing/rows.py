"""Cells and rows of a plan's table, by the names of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.text.table_edits import NewRow, TableChange, table_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from poc_docs.plan.model import CheckedTable
    from poc_docs.text.document import Document
    from poc_docs.text.edits import Edit


def row_edits(
    document: Document,
    table: CheckedTable,
    *,
    cells: Mapping[int, Mapping[str, str]] | None = None,
    rows: Iterable[tuple[int, Mapping[str, str]]] = (),
    added: Sequence[str] = (),
) -> list[Edit]:
    """Give the edits that write Markdown, by column, into ``cells`` of rows by index, and into new ``rows``.

    A new row stands below the one whose index comes with it (see ``table_edits.HEADER``). ``added`` are
    columns that the table gets at its right; what it then still has no column for is left out. Raises
    ``TableEditError``.
    """
    columns = [*table.columns, *map(folded, added)]
    places = {column: at for at, column in enumerate(columns)}
    change = TableChange(
        cells={
            (index, places[folded(column)]): value
            for index, values in (cells or {}).items()
            for column, value in values.items()
            if folded(column) in places
        },
        columns=added,
        rows=[NewRow(above, _in_order(columns, values)) for above, values in rows],
    )
    return table_edits(document, table.table, change)


def _in_order(columns: Sequence[str], values: Mapping[str, str]) -> tuple[str, ...]:
    by_column = {folded(column): value for column, value in values.items()}
    return tuple(by_column.get(column, "") for column in columns)
