"""Rows of a plan's tables as values."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from poc_docs.plan.layout import COLUMNS
from poc_docs.plan.texts import Read, Text
from poc_docs.plan.values import parse_date, parse_word
from poc_docs.text.source import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from poc_docs.plan.model import CheckedTable
    from poc_docs.plan.vocabulary import SectionFormat
    from poc_docs.text.document import Row

    E = TypeVar("E", bound=StrEnum)

T = TypeVar("T")

MAXIMUM_COLUMNS = 64
MAXIMUM_ROWS = 10_000
"""What lies beyond is not read; a table of the format that is larger is an error."""


class RowTexts(NamedTuple):
    """A row, what its cells say, and which of them stands in which column of the format.

    A column that the table lacks gives an empty text at the row's end.
    """

    row: Row
    texts: tuple[Text, ...]
    places: Mapping[str, int]

    def text(self, column: str) -> Text:
        """Give what the row says in a column."""
        at = self.places.get(column)
        if at is not None and at < len(self.texts):
            return self.texts[at]
        return Text("", "", Span(self.row.span.end, self.row.span.end))

    def optional(self, column: str) -> Text | None:
        """Give what the row says in a column, or None where the table lacks it."""
        return self.text(column) if column in self.places else None

    def value(self, column: str, parse: Callable[[str], T | None]) -> Read[T]:
        """Give a column's text with what ``parse`` makes of it."""
        text = self.text(column)
        return _read((text, parse(text.value)))

    def word(self, column: str, vocabulary: type[E]) -> Read[E]:
        """Give a column's text with the word of the vocabulary that it is."""
        text = self.text(column)
        return _read((text, parse_word(text.value, vocabulary)))

    def date(self, column: str) -> Read[dt.date] | None:
        """Give a column's text with the day that it names, or None where the table lacks the column."""
        text = self.optional(column)
        return Read(text, parse_date(text.value)) if text else None


_row_texts = partial(tuple.__new__, RowTexts)  # see quick_span
_read: Callable[[tuple[Text, Any]], Read[Any]] = partial(tuple.__new__, Read)


def read_rows(
    tables: Mapping[str, CheckedTable], section: SectionFormat, build: Callable[[RowTexts], T]
) -> tuple[T, ...]:
    """Turn the rows of a section's table into values; none where the table is not there, or too wide."""
    table = tables.get(section.heading)
    if table is None or len(table.columns) > MAXIMUM_COLUMNS:
        return ()
    places = column_places(table, section)
    rows = zip(table.table.rows[:MAXIMUM_ROWS], table.texts, strict=False)
    return tuple([build(_row_texts((row, texts, places))) for row, texts in rows])


def column_places(table: CheckedTable, section: SectionFormat) -> dict[str, int]:
    """Give where the columns of the format stand in a section's table, by their names there."""
    places = {name: at for at, name in enumerate(table.columns)}
    return {column: places[name] for name, column in COLUMNS[section.heading].items() if name in places}
