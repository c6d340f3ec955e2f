"""An optional section at its place in the plan, and rows in its table; what is not there yet is added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.vocabulary import INFRASTRUCTURE, OPTIONAL, RESOURCES, RESULTS, RISKS, SectionFormat
from poc_docs.text.edits import Edit
from poc_docs.text.source import newline_of
from poc_docs.text.table_edits import insert_table
from poc_docs.text.table_source import TableEditError, cell_content, table_source
from poc_docs.writing.applied import RefusedEdit, refusing, verified
from poc_docs.writing.rows import row_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.plan.model import CheckedTable, Plan
    from poc_docs.text.document import Section

_BEFORE_THE_DECISION = (RESOURCES, INFRASTRUCTURE)
"""What is prepared before work begins stands below Risk Assessment; all others stand at the end."""

_BREAK = re.compile(r"(?:^|\n)[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*\s*\Z")


def add_section(plan: Plan, wanted: SectionFormat, body: str) -> list[Edit]:
    """Give the edits that write a section with its heading and ``body``, Markdown with LF, at its place.

    Raises ``RefusedEdit`` where the plan has it already.
    """
    present = present_section(plan, wanted)
    if present:
        line = present.heading.line
        raise RefusedEdit(f"the plan has a section {wanted.heading!r} already, on line {line}")
    text = plan.document.text
    newline = newline_of(text)
    source = f"## {wanted.heading}\n\n{body.strip()}".replace("\n", newline)
    following = _following(plan, wanted)
    rule = f"---{newline}{newline}" if _has_breaks(plan) else ""
    if following is not None:
        at = plan.document.lines.start(following.heading.line - 1)
        edit = Edit(at, at, f"{source}{newline}{newline}{rule}")
    else:
        end = len(text)
        ended = text.endswith(("\n", "\r"))
        gap = newline if ended else newline * 2
        edit = Edit(end, end, f"{gap}{rule}{source}{newline if ended else ''}")

    def missing(after: Plan) -> Iterator[str]:
        if wanted.heading not in after.sections:
            yield f"the section {wanted.heading!r} would not be read back"

    return verified(plan, [edit], missing)


def add_row(
    plan: Plan, wanted: SectionFormat, values: Mapping[str, str], *, below: int | None = None
) -> list[Edit]:
    """Give the edits that add a row, Markdown by column, to a section's table; the section may be new.

    It goes below the row with the index ``below``, -1 being the header; without it, to the end. Raises
    ``RefusedEdit``.
    """
    columns = wanted.required
    section = plan.sections.get(wanted.heading)
    if section is None:
        with refusing():
            source = table_source(columns, [[values.get(column, "") for column in columns]], "\n")
        return add_section(plan, wanted, source)
    table = plan.tables.get(wanted.heading)
    with refusing(f"section {wanted.heading!r}"):
        edits = (
            _row_edits(plan, table, values, below) if table else _new_table(plan, section, columns, values)
        )
    return verified(plan, edits, lambda after: _lacks(after, wanted, values))


def set_cells(plan: Plan, wanted: SectionFormat, index: int, values: Mapping[str, str]) -> list[Edit]:
    """Give the edits that make cells of one row, by column, read ``values``, which are Markdown."""
    table = plan.tables.get(wanted.heading)
    if table is None:
        raise RefusedEdit(f"section {wanted.heading!r} has no table that could be read")
    _refuse_missing(wanted, table, values)
    with refusing(f"section {wanted.heading!r}"):
        edits = row_edits(plan.document, table, cells={index: values})
    return verified(plan, edits, lambda after: _lacks(after, wanted, values))


def _row_edits(plan: Plan, table: CheckedTable, values: Mapping[str, str], below: int | None) -> list[Edit]:
    for column in map(folded, values):
        if column not in table.columns:
            raise TableEditError(f"its table has no column {column.capitalize()!r}; add it")
    after = len(table.table.rows) - 1 if below is None else below
    return row_edits(plan.document, table, rows=[(after, values)])


def _refuse_missing(wanted: SectionFormat, table: CheckedTable, values: Mapping[str, str]) -> None:
    for column in values:
        if folded(column) not in table.columns:
            raise RefusedEdit(f"the table of {wanted.heading!r} has no column {column!r}; add it")


def _new_table(plan: Plan, section: Section, columns: Sequence[str], values: Mapping[str, str]) -> list[Edit]:
    if section.tables:
        raise TableEditError("its table can't be read; 'poc-docs check' says why")
    row = [values.get(column, "") for column in columns]
    return insert_table(plan.document, section, columns, [row])


def _lacks(after: Plan, wanted: SectionFormat, values: Mapping[str, str]) -> Iterator[str]:
    table = after.tables.get(wanted.heading)
    rows = table.table.rows if table else ()
    for row in rows:
        cells = {column: table.cell(row, column) if table else None for column in values}
        if all(cell and cell.content == cell_content(values[c]) for c, cell in cells.items()):
            return
    yield f"the row would not be read back in {wanted.heading!r}"


def present_section(plan: Plan, wanted: SectionFormat) -> Section | None:
    """Give a section of level 2 with this heading, also one that can't be read."""
    name = folded(wanted.heading)
    level = (each for each in plan.document.sections if each.heading.level == wanted.level)
    return next((each for each in level if folded(each.heading.text) == name), None)


def _following(plan: Plan, wanted: SectionFormat) -> Section | None:
    """Give the section before which a new one goes; None for the end of the file."""
    early = wanted in _BEFORE_THE_DECISION
    group = [each for each in OPTIONAL if (each in _BEFORE_THE_DECISION) is early]
    place = group.index(wanted)
    present = [plan.sections.get(each.heading) for each in group]
    earlier = [section for section in present[:place] if section]
    if early and not earlier:
        risks = plan.sections.get(RISKS.heading)
        earlier = [risks] if risks else []
    if earlier:
        return _after(plan, max(earlier, key=lambda section: section.span.start))
    later = [section for section in present[place + 1 :] if section]
    if later:
        return min(later, key=lambda section: section.span.start)
    return None


def _after(plan: Plan, section: Section) -> Section | None:
    """Give the next section of the same level or above."""
    return next(
        (
            other
            for other in plan.document.sections
            if other.span.start > section.span.start and other.heading.level <= section.heading.level
        ),
        None,
    )


def _has_breaks(plan: Plan) -> bool:
    """Say whether the plan draws a line between its sections, as the template does."""
    section = plan.sections.get(RESULTS.heading)
    before = plan.document.text[: section.span.start] if section else ""
    return bool(_BREAK.search(before.replace("\r\n", "\n")))
