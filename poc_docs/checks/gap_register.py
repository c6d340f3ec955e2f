"""What must hold in the register of gaps, so that no gap is counted for another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.checks import characters, tables
from poc_docs.checks.finding import Fault
from poc_docs.plan.layout import folded
from poc_docs.plan.rows import MAXIMUM_COLUMNS, MAXIMUM_ROWS
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import GAP_REGISTER, GapStatus
from poc_docs.text.source import Span
from poc_docs.text.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.gap_register import Register, RegisteredGap
    from poc_docs.text.document import Row, Table

_AS_IN_A_PLAN = (
    characters.no_hidden_characters,
    characters.no_raw_html,
    characters.no_conflict_marks,
    tables.blank_lines_around_tables,
    tables.cells_read_alike,
)
_HEADER = f"| {' | '.join(GAP_REGISTER.required)} |"


def register_faults(register: Register) -> list[Fault]:
    """Give what is wrong with the register, by place; with any of it, nothing is computed from the file."""
    found = [_of_a_register(fault) for check in _AS_IN_A_PLAN for fault in check(register.plan)]
    found += _of_the_table(register)
    return sorted(dict.fromkeys(found), key=lambda fault: fault.span.start)


def _of_a_register(fault: Fault) -> Fault:
    return replace(fault, message=re.sub(r"^a plan\b", "the register", fault.message))


def _of_the_table(register: Register) -> Iterator[Fault]:
    if not register.tables:
        advice = f"write '{_HEADER}' with a line of dashes '|---|…' below it"
        yield Fault("the register must have its table", Span(0, 0), advice)
        return
    table = register.tables[0]
    for extra in register.tables[1:]:
        message = f"the register must have one table with Id and Gap; the first is on line {table.line}"
        yield Fault(message, extra.header.span, "join the two")
    if not table.top_level:
        message = "the table must not stand in a list or a quotation"
        yield Fault(message, table.header.span, "remove the blanks or '>' before its lines")
    columns = list(_column_faults(table))
    rows = list(_row_faults(table, register.plan.document.text))
    yield from (*columns, *rows)
    if not columns and all(len(row.cells) == len(table.header.cells) for row in table.rows):
        yield from _ids_unique(register)
        for gap in register.gaps:
            yield from _gap_faults(gap)


def _column_faults(table: Table) -> Iterator[Fault]:
    names = [folded(cell.text) for cell in table.header.cells]
    for column in GAP_REGISTER.required:
        if folded(column) not in names:
            yield Fault(f"the table must have a column {column!r}", table.header.span, "add it")
    for index, cell in enumerate(table.header.cells):
        if names[index] and names[index] in names[:index]:
            yield Fault(f"column {cell.text!r} must stand once", cell.span, "rename or delete one of the two")
    if len(names) > MAXIMUM_COLUMNS or len(table.rows) > MAXIMUM_ROWS:
        message = f"the table must have at most {MAXIMUM_COLUMNS} columns and {MAXIMUM_ROWS:,} rows"
        yield Fault(message, table.header.span, "move what was shipped long ago into a file of its own")


def _row_faults(table: Table, text: str) -> Iterator[Fault]:
    width = len(table.header.cells)
    for row in table.rows:
        # A line without any pipe is text that stands too near, which another rule says.
        if len(row.cells) != width and "|" in row.span.of(text):
            message = f"a row must have {width} cells, as the header has, not {len(row.cells)}"
            yield Fault(message, row.span, r"add or remove a '|'; write '\|' for one that is text")


def _ids_unique(register: Register) -> Iterator[Fault]:
    lines: dict[str, int] = {}
    for gap in register.gaps:
        line, _ = register.plan.document.position(gap.row.span.start)
        if gap.key and lines.setdefault(gap.key, line) != line:
            message = f"id {gap.id.value!r} must stand once; it stands on line {lines[gap.key]} too"
            yield Fault(message, gap.id.span, "give one of the two another id, in its plans too")


def _gap_faults(gap: RegisteredGap) -> Iterator[Fault]:
    name = repr(gap.id.value) if gap.key else "a gap"
    if not gap.key or " " in gap.id.value:
        message = f"a gap must have an id that is one word, not {gap.id.value!r}"
        yield Fault(message, _place(gap.id.span, gap.row), "write one that no other gap has, such as GAP-12")
    if not gap.gap or is_placeholder(gap.gap.value):
        message = f"{name} must say what is missing"
        yield Fault(message, _place(gap.gap.span, gap.row), "write it under Gap, or delete the row")
    if gap.status.value is None:
        said = gap.status.text.value
        known = ", ".join(GapStatus)
        message = f"Status of {name} must be one of {known}, not {said!r}"
        advice = f"{did_you_mean(said, GapStatus)}write one of {known}"
        yield Fault(message, _place(gap.status.text.span, gap.row), advice)


def _place(span: Span, row: Row) -> Span:
    """Give where a cell is, or the row where the cell is empty: an empty span shows nothing."""
    return span if span.start < span.end else row.span
