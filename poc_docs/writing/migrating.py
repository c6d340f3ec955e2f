"""The old Metadata table into front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.naming import ascii_words
from poc_docs.plan.values import is_placeholder, parse_date
from poc_docs.plan.vocabulary import METADATA_FIELDS, METADATA_HEADING, Status
from poc_docs.text.edits import Edit
from poc_docs.text.front_matter_source import block_source
from poc_docs.text.inline import fold
from poc_docs.text.source import BOM, newline_of
from poc_docs.writing.applied import RefusedEdit, refusing, verified

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.model import Plan
    from poc_docs.text.document import Cell, Table
    from poc_docs.text.front_matter_source import Value

PLACEHOLDERS = {
    "title": "[POC Title]",
    "prospect": "[Prospect company name]",
    "sales_engineer": "[Name]",
    "opportunity": "[Deal ID or opportunity name]",
    "date": "YYYY-MM-DD",
    "status": Status.PLANNING.value,
}
"""What stands in the front matter for what nobody filled in, in the order of the format."""

_TEMPLATE_STATUS = re.compile(r"planning\s*/\s*active\s*/\s*complete", re.IGNORECASE)
_FIELDS = {folded(name): key for name, key in METADATA_FIELDS.items()}


def migrate(plan: Plan, identifier: str) -> list[Edit]:
    """Give the edits that move the Metadata table into front matter; none where there is no such table.

    Every value is kept: a row that the format does not know, or a value not of its kind, becomes a key that
    begins with ``x-``. Raises ``RefusedEdit`` for a status that is no status, and where both stand.
    """
    table = plan.metadata_table
    error = plan.document.front_matter_error
    if error:
        raise RefusedEdit(f"{error.message}; {error.advice}")
    if table is None:
        if plan.document.front_matter is None:
            raise RefusedEdit(f"there is no section {METADATA_HEADING!r} with one table to move")
        return []
    if plan.document.front_matter:
        raise RefusedEdit(
            f"the plan has front matter and a section {METADATA_HEADING!r}; delete one of the two"
        )
    values = {"id": identifier, **_values(plan, table)}
    edits = [_front_matter(plan.document.text, values), *_removal(plan, table)]
    return verified(plan, edits, lambda after: _differences(after, values))


def _front_matter(text: str, values: Mapping[str, Value]) -> Edit:
    start = len(BOM) if text.startswith(BOM) else 0
    newline = newline_of(text)
    blank = "" if text[start : start + 1] in {"\r", "\n", ""} else newline
    with refusing():
        return Edit(start, start, block_source(values, newline) + blank)


def _values(plan: Plan, table: Table) -> dict[str, Value]:
    known: dict[str, Value] = {}
    others: dict[str, Value] = {}
    for number, (field, value, column) in enumerate(_entries(table), 1):
        key = "" if column else _FIELDS.get(folded(field), "")
        read = None if key in known else _read(key, value)
        if key and read is not None:
            known[key] = read
        elif field or value:
            name = ascii_words(f"{field} {column}")
            kept = value if name else f"{field}: {value}" if field else value
            others[_unused(f"x-{name or f'row-{number}'}", others)] = kept
    title, prospect = _heading(plan, known.get("prospect"))
    defaults = PLACEHOLDERS | {k: v for k, v in (("title", title), ("prospect", prospect)) if v}
    return {key: known.get(key, default) for key, default in defaults.items()} | others


def _entries(table: Table) -> Iterator[tuple[str, str, str]]:
    """Give field, value and, for a cell beyond these two, what stands above it."""
    header = [fold(cell.text) for cell in table.header.cells]
    is_data = len(header) > 1 and folded(header[0]) in _FIELDS
    for row in (table.header, *table.rows) if is_data else table.rows:
        cells = [_shown(cell) for cell in row.cells] + ["", ""]
        yield cells[0], cells[1], ""
        for index, further in enumerate(cells[2:], 2):
            if further:
                column = header[index] if index < len(header) and not is_data else ""
                yield cells[0], further, column or f"column {index + 1}"


def _shown(cell: Cell) -> str:
    """Give a cell as its reader sees it, and as Markdown where that would lose a link."""
    return cell.content if "](" in cell.content or "<" in cell.content else fold(cell.text)


def _read(key: str, value: str) -> str | dt.date | None:
    """Give a value of the kind that ``key`` has, or None if it has another."""
    if key == "date":
        return parse_date(value) or (value if is_placeholder(value) else None)
    if key == "status":
        return _status(value)
    return value or None


def _status(value: str) -> str:
    if _TEMPLATE_STATUS.fullmatch(value.strip("[]")) or not value:
        return Status.PLANNING.value
    for status in Status:
        if folded(value) == folded(status.value):
            return status.value
    expected = ", ".join(Status)
    raise RefusedEdit(f"Status must be one of {expected}, not {value!r}; correct it in the table first")


def _heading(plan: Plan, prospect: Value | None) -> tuple[str, str]:
    """Give title and prospect as the plan's heading has them."""
    text = plan.title.value if plan.title else ""
    if isinstance(prospect, str) and text.startswith(f"{prospect} -- "):
        return text.removeprefix(f"{prospect} -- "), prospect
    named, dashes, title = text.partition(" -- ")
    return (title, named) if dashes else (named, "")


def _unused(name: str, taken: Mapping[str, Value]) -> str:
    if name not in taken:
        return name
    return next(f"{name}-{i}" for i in range(2, len(taken) + 3) if f"{name}-{i}" not in taken)


def _removal(plan: Plan, table: Table) -> Iterator[Edit]:
    """Remove the heading and the table with the blank lines after each; whatever else stands there stays."""
    section = next(s for s in plan.document.sections if table in s.tables)
    yield _lines_removed(plan, section.span.start, section.body.start)
    lines = plan.document.lines
    first, last = lines.line_of(table.span.start), lines.line_of(table.span.end)
    yield _lines_removed(plan, lines.start(first), lines.start(last + 1))


def _lines_removed(plan: Plan, start: int, end: int) -> Edit:
    text, lines = plan.document.text, plan.document.lines
    line = lines.line_of(start)
    if line > 0 and lines.content(line - 1).of(text).strip():
        return Edit(start, end, "")
    line = lines.line_of(end)
    while end < len(text) and not lines.content(line).of(text).strip():
        line += 1
        end = lines.start(line)
    return Edit(start, end, "")


def _differences(after: Plan, values: Mapping[str, Value]) -> Iterator[str]:
    root = after.document.front_matter.root if after.document.front_matter else None
    for key, value in values.items():
        node = root.get(key) if root else None
        found = getattr(node, "value", None)
        if found != str(value):
            yield f"{key} would read {found!r}, not {str(value)!r}"
