"""Changes to a table: a cell's content, further columns, further rows; every other character stays.

A value is the Markdown that somebody would type into the cell. What fits is filled up from the cell's own
padding; a longer value makes its cell longer and moves no other row.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from poc_docs.text.display_width import display_width
from poc_docs.text.edits import Edit
from poc_docs.text.libraries import mdTrim
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.table_source import (
    LEAST_DASHES,
    TableEditError,
    cell_source,
    filled,
    table_source,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from poc_docs.text.document import Cell, Document, Row, Section, Table

HEADER = -1
"""The index of the header row: a new row after it becomes the table's first."""
_LINE_BREAK = pattern(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be written below the row with the index ``after`` (see ``HEADER``)."""

    after: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """What is to become of a table.

    ``cells`` holds values by row and column index, ``columns`` the names of columns to add at the right.
    Cells of new columns are indexed as if they stood there already, and new rows have a value for them.
    """

    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    columns: Sequence[str] = ()
    rows: Sequence[NewRow] = ()


def table_edits(document: Document, table: Table, change: TableChange) -> list[Edit]:
    """Give the edits for ``change``; a cell that reads as asked already gets none.

    Raises ``TableEditError`` where a cell to be changed is missing, or a column is to be added to rows of
    different lengths.
    """
    grid = _Grid(document.text, table)
    columns = len(table.header.cells)
    wanted = columns + len(change.columns)
    if any(column >= wanted for _, column in change.cells):
        raise TableEditError(f"a row of this table has {wanted} cells; none stands behind them")
    edits = [
        edit
        for (row, column), value in sorted(change.cells.items())
        if column < columns
        for edit in grid.cell_edits(row, column, cell_source(value))
    ]
    for offset, name in enumerate(change.columns):
        index = columns + offset
        values = {row: cell_source(v) for (row, column), v in change.cells.items() if column == index}
        edits += grid.column_edits(cell_source(name), values)
    for row in sorted(change.rows, key=lambda row: row.after):
        if len(row.values) != wanted:
            raise TableEditError(f"a row of this table has {wanted} cells, not {len(row.values)}")
        edits.append(_row_edit(document, grid, row))
    return edits


def insert_table(
    document: Document, section: Section, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> list[Edit]:
    """Give the edits that write a new table directly below the heading of ``section``."""
    if section.heading.level == 0:
        raise TableEditError("a new table needs a heading to stand under")
    text = document.text
    before = _without_line_break(text, section.body.start)
    newline = _line_break_at(text, before) or _line_break_before(text, before) or "\n"
    following = text[section.body.start :].partition("\n")[0]
    blank = newline if mdTrim(following) else ""
    source = table_source(header, rows, newline)
    return [Edit(before, before, f"{newline}{newline}{source}{blank}")]


def _alignment(delimiter: str) -> str:
    if not delimiter.endswith(":"):
        return "left"
    return "center" if delimiter.startswith(":") else "right"


@dataclass(frozen=True, slots=True)
class _Padding:
    """The blanks around a cell's content."""

    left: str
    right: str
    width: int
    slack: int
    """How many columns the cell is wider than its content needs."""

    @classmethod
    def of(cls, text: str, cell: Cell) -> _Padding:
        left = text[cell.interior.start : cell.span.start]
        right = text[cell.span.end : cell.interior.end]
        width = display_width(cell.interior.of(text))
        if cell.span.start == cell.span.end:
            return cls(left, right, width, max(0, width - 2))
        needed = min(len(left), 1) + display_width(cell.span.of(text)) + min(len(right), 1)
        return cls(left, right, width, width - needed)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with its manners: how wide its columns are, and what stands around a value."""

    text: str
    table: Table

    def width(self, column: int) -> int:
        return display_width(self.table.header.cells[column].interior.of(self.text))

    def alignment(self, column: int) -> str:
        return _alignment(self.table.delimiter.cells[column].span.of(self.text))

    def is_padded(self, apart_from: Cell | None = None) -> bool:
        """Say whether the author keeps the columns equally wide, by all cells but the one to be changed."""
        slack = [_Padding.of(self.text, cell).slack > 0 for cell in self.table.header.cells]
        for row in self.table.rows:
            for column, cell in enumerate(row.cells[: len(self.table.header.cells)]):
                if cell is not apart_from:
                    padding = _Padding.of(self.text, cell)
                    if padding.width < self.width(column) or (
                        padding.width > self.width(column) and padding.slack
                    ):
                        return False
                    slack.append(padding.slack > 0)
        return any(slack)

    def has_blanks(self, row: Row) -> bool:
        """Say whether a blank stands beside the values of this row; empty cells tell the least."""
        filled = [cell for cell in row.cells if cell.content] or list(self.table.header.cells)
        return any(_Padding.of(self.text, cell).left for cell in filled)

    def closed_left(self, row: Row) -> bool:
        return row.cells[0].interior.start > row.span.start

    def closed_right(self, row: Row) -> bool:
        return row.cells[-1].interior.end < row.span.end

    def cell_edits(self, index: int, column: int, source: str) -> Iterator[Edit]:
        row = self.table.rows[index]
        if column >= len(row.cells):
            line = self.text[row.span.start : row.span.end]
            raise TableEditError(f"the row {line!r} has no cell in column {column + 1}")
        cell = row.cells[column]
        if cell.content != source.replace("\\|", "|"):
            yield Edit(cell.interior.start, cell.interior.end, self.interior(row, column, source))

    def interior(self, row: Row, column: int, source: str) -> str:
        """Give what is to stand between the pipes; beside an empty cell at an open edge, the pipe too."""
        cell = row.cells[column]
        padding = _Padding.of(self.text, cell)
        if column == len(row.cells) - 1 and not self.closed_right(row):
            return padding.left + source if source else " |"
        if column == 0 and not self.closed_left(row) and not source:
            return "| "
        if (padding.left + padding.right).strip(" "):
            swallows = source.endswith("\\") and not padding.right
            return padding.left + source + padding.right + " " * swallows
        left, right = len(padding.left), len(padding.right)
        if not cell.content:
            left = right = int(bool(padding.width) or self.has_blanks(row))
        return filled(source, self.room(cell, column, padding), left, right, self.side(cell, column, padding))

    def room(self, cell: Cell, column: int, padding: _Padding) -> int:
        """Give the width to fill: the cell's own, or its column's where the table is padded, or none."""
        if padding.slack or column >= len(self.table.header.cells):
            return padding.width if padding.slack else 0
        return self.width(column) if self.is_padded(apart_from=cell) else 0

    def side(self, cell: Cell, column: int, padding: _Padding) -> str:
        """Give where the value stands in its cell: as it does now, or as the delimiter row says."""
        stated = self.alignment(column) if column < len(self.table.header.cells) else "left"
        if not cell.content or not padding.slack or stated == "center":
            return stated
        return "right" if len(padding.left) > 1 >= len(padding.right) else "left"

    def column_edits(self, name: str, values: Mapping[int, str]) -> Iterator[Edit]:
        rows = (self.table.header, self.table.delimiter, *self.table.rows)
        if len({len(row.cells) for row in rows}) > 1:
            raise TableEditError(
                f"the column {name!r} can be added only where every row has as many cells as the header"
            )
        blanks = int(self.has_blanks(self.table.header))
        padded = self.is_padded()
        longest = max(map(display_width, (name, *values.values()))) if padded else display_width(name)
        width = max(longest + 2 * blanks, LEAST_DASHES)
        yield self.further_cell(self.table.header, name, width if padded else 0)
        yield self.further_delimiter(width)
        for index, row in enumerate(self.table.rows):
            yield self.further_cell(row, values.get(index, ""), width if padded else 0)

    def further_cell(self, row: Row, value: str, width: int) -> Edit:
        blanks = int(self.has_blanks(row))
        end = row.span.end
        if self.closed_right(row):
            return Edit(end, end, filled(value, width, blanks, blanks) + "|")
        return Edit(end, end, f" | {value}" if value else " | |")

    def further_delimiter(self, width: int) -> Edit:
        row = self.table.delimiter
        blanks = _Padding.of(self.text, row.cells[-1])
        dashes = "-" * max(LEAST_DASHES, width - len(blanks.left) - len(blanks.right))
        end = row.span.end
        return Edit(
            end, end, f"{blanks.left}{dashes}{blanks.right}|" if self.closed_right(row) else f"|{dashes}"
        )

    def row_source(self, model: Row, values: Sequence[str]) -> str:
        """Give a row of ``values`` in the style of ``model``, which is as long as the header."""
        padded = self.is_padded()
        blanks = int(self.has_blanks(model))
        columns = len(self.table.header.cells)
        cells = [
            filled(
                value,
                self.width(i) if padded and i < columns else 0,
                blanks,
                blanks,
                self.alignment(i) if i < columns else "left",
            )
            for i, value in enumerate(values)
        ]
        open_ended = bool(values[0] and values[-1]) and not (
            self.closed_left(model) or self.closed_right(model)
        )
        return "|".join(cells).strip() if open_ended else f"|{'|'.join(cells)}|"


def _row_edit(document: Document, grid: _Grid, new: NewRow) -> Edit:
    """Write a row at the end of the line above, so that a file without a last line break stays without."""
    table, lines, text = grid.table, document.lines, document.text
    above = table.rows[new.after] if new.after >= 0 else table.delimiter
    complete = new.after >= 0 and len(above.cells) == len(table.header.cells)
    source = grid.row_source(above if complete else table.header, [cell_source(v) for v in new.values])
    line = lines.line_of(above.span.start)
    indentation = text[lines.start(line) : above.span.start]
    end = lines.content(line).end
    newline = _line_break_at(text, end) or _line_break_before(text, lines.start(line)) or "\n"
    return Edit(end, end, newline + indentation + source)


def _line_break_at(text: str, offset: int) -> str:
    match = _LINE_BREAK.match(text, offset)
    return match.group() if match else ""


def _line_break_before(text: str, line_start: int) -> str:
    return text[_without_line_break(text, line_start) : line_start]


def _without_line_break(text: str, offset: int) -> int:
    """Give the end of the line before ``offset``, which is where the next one begins."""
    if text[:offset].endswith("\r\n"):
        return offset - 2
    return offset - 1 if text[:offset].endswith(("\n", "\r")) else offset
