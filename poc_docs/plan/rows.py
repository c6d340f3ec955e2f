"""Rows of a plan's tables as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from poc_docs.plan.model import Read, Text
from poc_docs.plan.values import parse_date
from poc_docs.text.inline import fold
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from poc_docs.plan.model import CheckedTable
    from poc_docs.plan.vocabulary import SectionFormat
    from poc_docs.text.document import Cell, Document, Row

T = TypeVar("T")

MAXIMUM_COLUMNS = 64
MAXIMUM_ROWS = 10_000
"""What lies beyond is not read; a table of the format that is larger is an error."""


def cell_text(cell: Cell) -> Text:
    """Give what a cell says."""
    return Text(fold(cell.text), cell.content, cell.span)


@dataclass(frozen=True, slots=True)
class Rows:
    """Turns rows into values; a column that a table lacks gives an empty text at the row's end."""

    document: Document
    tables: dict[str, CheckedTable]

    def read(self, section: SectionFormat, build: Callable[[CheckedTable, Row], T]) -> Iterable[T]:
        table = self.tables.get(section.heading)
        if table and len(table.columns) <= MAXIMUM_COLUMNS:
            yield from (build(table, row) for row in table.table.rows[:MAXIMUM_ROWS])

    def text(self, table: CheckedTable, row: Row, column: str) -> Text:
        cell = table.cell(row, column)
        return cell_text(cell) if cell else Text("", "", Span(row.span.end, row.span.end))

    def optional(self, table: CheckedTable, row: Row, column: str) -> Text | None:
        return self.text(table, row, column) if column.casefold() in table.columns else None

    def value(self, table: CheckedTable, row: Row, column: str, parse: Callable[[str], T | None]) -> Read[T]:
        text = self.text(table, row, column)
        return Read(text, parse(text.value))

    def date(self, table: CheckedTable, row: Row, column: str) -> Read[dt.date] | None:
        text = self.optional(table, row, column)
        return Read(text, parse_date(text.value)) if text else None
