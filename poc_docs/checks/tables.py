"""Rules about the template's tables: what the checks read must be what every reader is shown.

GitHub and the site read tables differently where these rules do not hold (GitHub Flavored Markdown 4.10
against Python-Markdown's ``tables``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks.finding import Fault
from poc_docs.plan import vocabulary as words
from poc_docs.plan.layout import COLUMNS, folded
from poc_docs.plan.rows import MAXIMUM_COLUMNS, MAXIMUM_ROWS
from poc_docs.text import inline
from poc_docs.text.patterns import pattern
from poc_docs.text.source import Span
from poc_docs.text.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import CheckedTable, Plan
    from poc_docs.text.document import Cell, Row, Section, Table

_BACKTICKS = pattern(r"\\[\\`]|`+")
_RUN = pattern("`+")
_OTHER_BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""Unicode's separators but for the ordinary blank: some readers strip them from a line, others do not."""


def tables_present(plan: Plan) -> Iterator[Fault]:
    """A section of the template that has a table must hold it; a table of the format, all its columns."""
    for wanted in words.TEMPLATE:
        section = plan.sections.get(wanted.heading)
        if section is None or wanted.table is None:
            continue
        if wanted.heading in plan.tables:
            yield from _missing_columns(plan.tables[wanted.heading], wanted.heading, wanted.table)
        elif not any(table.top_level for table in section.tables):
            yield _missing_table(section, wanted.heading, wanted.table)
    for wanted in words.OPTIONAL:
        table, section = plan.tables.get(wanted.heading), plan.sections.get(wanted.heading)
        if table and wanted.table:
            yield from _missing_columns(table, wanted.heading, wanted.table)
        elif section and wanted.table and section.tables and not any(t.top_level for t in section.tables):
            yield _missing_table(section, wanted.heading, wanted.table)


def _missing_table(section: Section, heading: str, columns: words.TableFormat) -> Fault:
    header = "| " + " | ".join(columns.required) + " |"
    if section.tables:
        message = f"the table of {heading!r} must not stand in a list or a quotation"
        return Fault(message, section.tables[0].span, "remove the blanks or '>' before its lines")
    advice = f"write '{header}' below the heading, then a line of dashes '|---|…' with as many columns"
    return Fault(f"section {heading!r} must hold its table", section.heading.span, advice)


def _missing_columns(table: CheckedTable, heading: str, columns: words.TableFormat) -> Iterator[Fault]:
    known = COLUMNS[heading]
    for column in columns.required:
        if folded(column) not in table.columns:
            own = {cell.text: cell for cell in table.table.header.cells if folded(cell.text) not in known}
            near = own.get(nearest(column, own))
            span = near.span if near else table.table.header.span
            instead = f", not {near.text!r}" if near else ""
            message = f"the table of {heading!r} must have the column {column!r}{instead}"
            yield Fault(message, span, f"write {column!r} in its header")


def rows_as_wide_as_header(plan: Plan) -> Iterator[Fault]:
    """Each row must have as many cells as the header: a cell too many is dropped without a word."""
    for table in _tables(plan):
        width = len(table.header.cells)
        for row in table.rows:
            if len(row.cells) != width and not _is_text(plan, row):
                message = f"a row must have {width} cells, as the header has, not {len(row.cells)}"
                yield Fault(message, row.span, r"add or remove a '|'; write '\|' for one that is text")


def blank_lines_around_tables(plan: Plan) -> Iterator[Fault]:
    """A table must have a blank line above and below, or the site shows it as text, or swallows text."""
    for table in _all_tables(plan):
        above = _line(plan, table.line - 2)
        if table.line > 1 and above.of(plan.document.text).strip():
            yield Fault("a table must have a blank line above it", table.header.span, "add an empty line")
        swallowed = next((row for row in table.rows if _is_text(plan, row)), None)
        below = _line(plan, plan.document.lines.line_of(table.span.end) + 1)
        if swallowed:
            message = "a table must have a blank line below it; this line is read as one of its rows"
            yield Fault(message, swallowed.span, "add an empty line above this one")
        elif below.of(plan.document.text).strip():
            yield Fault("a table must have a blank line below it", below, "add an empty line above this one")


def cells_read_alike(plan: Plan) -> Iterator[Fault]:
    r"""A row must begin and end with a pipe, and hold no pipe in code, no `\\|` and no single backtick."""
    has_other_blanks = any(blank in plan.document.text for blank in _OTHER_BLANKS)
    for table in _all_tables(plan):
        for row in (table.header, table.delimiter, *table.rows):
            source = row.span.of(plan.document.text)
            if "|" in source:
                yield from _row_faults(plan, row, source)
                if has_other_blanks:
                    yield from _blanks_beside(plan, row)


def _blanks_beside(plan: Plan, row: Row) -> Iterator[Fault]:
    line = _line(plan, plan.document.lines.line_of(row.span.start))
    beside = Span(line.start, row.span.start), Span(row.span.end, line.end)
    if any(span.of(plan.document.text).strip(" \t") for span in beside):
        message = "a row must have no blanks but ordinary ones before its first and behind its last '|'"
        yield Fault(message, row.span, "delete the blanks there: for some readers they are a cell")


def _row_faults(plan: Plan, row: Row, source: str) -> Iterator[Fault]:
    if not source.startswith("|") or not source.endswith("|") or source.endswith("\\|"):
        yield Fault("a row must begin and end with '|'", row.span, "add the '|' that is missing")
    if "\\\\|" in source:
        at = row.span.start + source.index("\\\\|")
        message = r"a row must not hold '\\|': some readers see an escaped pipe, others the end of a cell"
        yield Fault(message, Span(at, at + 3), r"write '\|' for a pipe, or a blank before the '|'")
    if "`" not in source:
        return
    torn = next((c for c in row.cells if _open_backticks(c.interior.of(plan.document.text))), None)
    if torn and _open_backticks(source):
        yield Fault("backticks in a cell must be balanced", torn.span, r"add the other one, or write '\`'")
    elif torn:
        message = "a row must not hold '|' between backticks: it ends the cell for some readers"
        yield Fault(message, torn.span, r"write '\|' without backticks")
    elif coded := next((cell for cell in row.cells if _has_pipe_in_code(plan, cell)), None):
        message = r"a row must not hold '\|' between backticks: some readers show the backslash"
        yield Fault(message, coded.span, r"write '\|' without backticks")


def _has_pipe_in_code(plan: Plan, cell: Cell) -> bool:
    if "|" not in cell.content or "`" not in cell.content:
        return False
    parts = inline.tokens(cell.content, plan.document.references)
    return any(part.type == "code_inline" and "|" in part.content for part in parts)


def _open_backticks(text: str) -> bool:
    """Say whether a run of backticks has no partner of its length."""
    at = 0
    while match := _BACKTICKS.search(text, at):
        at = match.end()
        if match.group().startswith("`"):
            length = at - match.start()
            closing = (run for run in _RUN.finditer(text, at) if run.end() - run.start() == length)
            at = next((run.end() for run in closing), -1)
            if at < 0:
                return True
    return False


def tables_of_sane_size(plan: Plan) -> Iterator[Fault]:
    """A table of the format must have at most 64 columns and 10,000 rows."""
    for table in _tables(plan):
        size = len(table.header.cells), len(table.rows)
        if size[0] > MAXIMUM_COLUMNS or size[1] > MAXIMUM_ROWS:
            message = (
                f"a table must have at most {MAXIMUM_COLUMNS} columns and {MAXIMUM_ROWS:,} rows, "
                f"not {size[0]} and {size[1]:,}"
            )
            advice = "keep raw measurements in a file of their own and link to it"
            yield Fault(message, table.header.span, advice)


def _tables(plan: Plan) -> Iterator[Table]:
    yield from (checked.table for checked in plan.tables.values())


def _all_tables(plan: Plan) -> Iterator[Table]:
    """Give those of other sections too: one that only some readers show as a table can hide or feign text."""
    yield from (table for _, table in plan.document.tables if table.top_level)


def _is_text(plan: Plan, row: Row) -> bool:
    """Say whether a row is a line of text that only stands too near: it holds no pipe."""
    return len(row.cells) == 1 and "|" not in row.span.of(plan.document.text)


def _line(plan: Plan, number: int) -> Span:
    """Give the span of a 0-based line; beyond the file it is empty."""
    return plan.document.lines.content(number)
