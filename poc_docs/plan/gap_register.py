"""Text of ``gaps.md`` to ``Register``: its one table, row by row. Format: ``docs/gaps.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.gaps import id_key
from poc_docs.plan.layout import folded
from poc_docs.plan.model import CheckedTable
from poc_docs.plan.reading import read_plan
from poc_docs.plan.rows import MAXIMUM_ROWS
from poc_docs.plan.texts import Read, Text, cell_text
from poc_docs.plan.values import parse_word
from poc_docs.plan.vocabulary import GAP_REGISTER, GapStatus
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.text.document import Row, Section, Table

_OWN = {folded("Id"), folded("Gap")}
"""The columns by which the register's table is told from any other in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredGap:
    """A row of the register; an empty text where the table lacks the column."""

    row: Row
    id: Text
    gap: Text
    area: Text
    owner: Text
    status: Read[GapStatus]
    release: Text
    link: Text

    @property
    def key(self) -> str:
        """Give the id as it is compared."""
        return id_key(self.id.value)


@dataclass(frozen=True, slots=True)
class Register:
    """The file of the register, read as a plan is; ``table`` is None where there is not exactly one."""

    plan: Plan
    tables: tuple[Table, ...]
    table: CheckedTable | None
    gaps: tuple[RegisteredGap, ...]

    def gap(self, name: str) -> RegisteredGap | None:
        """Give the gap with this id, or None."""
        return next((each for each in self.gaps if each.key and each.key == id_key(name)), None)


def read_register(text: str) -> Register:
    """Read the register. Never raises: what is wrong is for ``checks.gap_register`` to say."""
    plan = read_plan(text)
    found = [(section, table) for section, table in plan.document.tables if _is_register(table)]
    checked = _checked(found)
    rows = checked.table.rows[:MAXIMUM_ROWS] if checked else ()
    gaps = tuple(_gap(checked, row) for row in rows if checked)
    return Register(plan, tuple(table for _, table in found), checked, gaps)


def _is_register(table: Table) -> bool:
    return {folded(cell.text) for cell in table.header.cells} >= _OWN


def _checked(found: Sequence[tuple[Section, Table]]) -> CheckedTable | None:
    if len(found) != 1:
        return None
    section, table = found[0]
    columns = tuple(folded(cell.text) for cell in table.header.cells)
    twice = any(columns.count(folded(name)) > 1 for name in GAP_REGISTER.required)
    return CheckedTable(section, table, columns) if table.top_level and not twice else None


def _gap(table: CheckedTable, row: Row) -> RegisteredGap:
    def text(column: str) -> Text:
        cell = table.cell(row, column)
        return cell_text(cell) if cell else Text("", "", Span(row.span.end, row.span.end))

    status = text("Status")
    return RegisteredGap(
        row=row,
        id=text("Id"),
        gap=text("Gap"),
        area=text("Area"),
        owner=text("Owner"),
        status=Read(status, parse_word(status.value, GapStatus)),
        release=text("Release"),
        link=text("Link"),
    )
