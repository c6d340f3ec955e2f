"""Changes to the register of gaps, and the id of a gap into the row of a plan."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from poc_docs.plan.gap_register import read_register
from poc_docs.plan.layout import folded
from poc_docs.plan.vocabulary import GAP_REGISTER, GAPS
from poc_docs.text import table_edits
from poc_docs.text.table_edits import TableChange
from poc_docs.text.table_source import cell_content, table_source
from poc_docs.writing.applied import RefusedEdit, refusing, verified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from poc_docs.plan.gap_register import Register, RegisteredGap
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit

_ID = "Id"
_NUMBERED = re.compile(r"(?P<prefix>.*?)(?P<number>\d{1,9})", re.ASCII)
_FIRST_PREFIX = "GAP-"
_HEADER_LINES = 2


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
    cells = {(index, columns.index(folded(column))): value for column, value in values.items()}
    with refusing("the register"):
        edits = table_edits.table_edits(register.plan.document, register.table.table, TableChange(cells))

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
    column = len(table.columns) if added else table.columns.index(folded(_ID))
    change = TableChange({(index, column): identifier}, added)
    with refusing(f"section {GAPS.heading!r}"):
        edits = table_edits.table_edits(plan.document, table.table, change)

    def missing(after: Plan) -> Iterator[str]:
        written = after.gaps[index].id if index < len(after.gaps) else None
        if written is None or written.source != cell_content(identifier):
            yield f"the id {identifier} would not be read back"

    return verified(plan, edits, missing)


def register_rows(register: Register | None, gaps: Sequence[tuple[str, str]]) -> list[str]:
    """Give, for gaps that are not in the register yet, the lines to paste into it.

    Each gap is the id that plans have for it, empty where they have none, and its title as Markdown. One
    without an id gets a number that no other gap has, in the register or in a plan. Without a register
    these are a whole table, with its header.
    """
    columns = (
        [cell.content for cell in register.table.table.header.cells]
        if register and register.table
        else list(GAP_REGISTER.required)
    )
    free = _free_ids(register, [identifier for identifier, _ in gaps if identifier])
    names = [folded(column) for column in columns]
    rows = [_row(names, identifier or next(free), title) for identifier, title in gaps]
    lines = table_source(columns, rows, "\n").split("\n")
    return lines[_HEADER_LINES:] if register and register.table else lines


def _row(columns: Sequence[str], identifier: str, title: str) -> list[str]:
    said = {"id": identifier, "gap": title, "status": "Open"}
    return [said.get(column, "") for column in columns]


def _free_ids(register: Register | None, named: Sequence[str]) -> Iterator[str]:
    """Give ids that no gap has: numbers above those of the register and of plans, in the most common manner.

    The manner is the register's; that of ``named``, the ids that only plans have, where it has none.
    """
    own = _numbered(gap.id.value for gap in (register.gaps if register else ()))
    others = _numbered(named)
    prefixes = Counter(match["prefix"] for match in own or others)
    prefix = prefixes.most_common(1)[0][0] if prefixes else _FIRST_PREFIX
    # Case makes no other id (``id_key``).
    used = [m["number"] for m in (*own, *others) if folded(m["prefix"]) == folded(prefix)]
    width = max((len(number) for number in used if number.startswith("0")), default=1)
    first = max(map(int, used), default=0) + 1
    return (f"{prefix}{number:0{width}}" for number in count(first))


def _numbered(identifiers: Iterable[str]) -> list[re.Match[str]]:
    return [match for each in identifiers if (match := _NUMBERED.fullmatch(each))]
