"""Tables in three versions made comparable: the same columns in each, and rows named so that they are found.

A row is its ``#`` or ``Id``; elsewhere it is its first column without repetitions. A log, whose rows are
entries of a day, has no such column, and a row is all that stands in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder, parse_date
from poc_docs.text.inline import fold
from poc_docs.writing.ordering import merged_order
from poc_docs.writing.parts import Field, Part, Shape
from poc_docs.writing.statements import is_log

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = ("column #", "column id")
_NAMES = (*_NUMBERS, "column name")
_DATE = "column date"
_WEEK = "column week"
_HEAD = 2

Versions = tuple[tuple[Part, ...], tuple[Part, ...], tuple[Part, ...]]


def comparable(base: Part, ours: Part, theirs: Part) -> Versions | None:
    """Give header, delimiter and rows of each version, or None where a column went or moved.

    Of a table that both sides made the base is the header alone, or None where theirs has other columns.
    """
    if not base.parts and _columns(ours) == _columns(theirs):
        base = replace(ours, parts=ours.parts[:_HEAD])
    if not base.parts:
        return None
    columns = [_columns(table) for table in (base, ours, theirs)]
    wanted = merged_order(*columns)
    for names in columns:
        if not names or [name for name in names if name in columns[0]] != columns[0]:
            return None
        if names[0] != wanted[0]:
            return None
    key = _key_column(base, ours, theirs)
    heads = (_head(base, wanted), _head(ours, wanted, theirs), _head(theirs, wanted, ours))
    bodies = [_rows(table, wanted, key) for table in (base, ours, theirs)]
    base_rows, our_rows, their_rows = (head + body for head, body in zip(heads, bodies, strict=True))
    return _without_replaced_blanks(base_rows, our_rows, their_rows)


def is_numbered(rows: Sequence[Part]) -> bool:
    """Say whether rows have numbers or names of their own, so that another one is another row."""
    return any(row.key[:2] in {("row", name) for name in _NAMES} for row in rows)


def _columns(table: Part) -> list[str]:
    return [field.name for field in table.parts[0].cells]


def _body(table: Part) -> tuple[Part, ...]:
    return table.parts[_HEAD:]


def _key_column(*tables: Part) -> str:
    """Give the column that names rows in every version, or an empty string."""
    shared = [name for name in _columns(tables[0]) if all(name in _columns(table) for table in tables)]
    # Milestones of one week share its number: two new ones in week 4 are two.
    candidates = sorted(shared, key=lambda name: (name not in _NUMBERS, name == _WEEK))
    if is_log(_columns(tables[0])):
        candidates = []
    return next((name for name in candidates if all(_names_rows(table, name) for table in tables)), "")


def _names_rows(table: Part, name: str) -> bool:
    found = [_cell(row, name) for row in _body(table)]
    return "" not in found and len(set(found)) == len(found)


def _cell(row: Part, name: str) -> str:
    return next((fold(field.content) for field in row.fields if field.name == name), "")


def _rows(table: Part, wanted: list[str], key: str) -> tuple[Part, ...]:
    own = _columns(table)
    rows = [_widened(row, own, wanted) for row in _body(table)]
    days = [_day(row) if is_log(own) else "" for row in rows]
    return tuple(replace(row, key=_row_key(row, key), date=day) for row, day in zip(rows, days, strict=True))


def _day(row: Part) -> str:
    day = _cell(row, _DATE)
    return day if parse_date(day) else ""


def _head(table: Part, wanted: list[str], other: Part | None = None) -> tuple[Part, ...]:
    """Give header and row of dashes with the cells of the columns that only the other version has."""
    own = _columns(table)
    if other is None:
        return tuple(_widened(row, own, wanted) for row in table.parts[:_HEAD])
    lines = zip(table.parts[:_HEAD], other.parts[:_HEAD], strict=True)
    return tuple(_widened(row, own, wanted, beside) for row, beside in lines)


def _row_key(row: Part, key: str) -> tuple[str, ...]:
    if key:
        return ("row", key, _cell(row, key))
    return ("row", *(fold(field.content) for field in row.cells), row.text)


def _widened(row: Part, own: list[str], wanted: list[str], beside: Part | None = None) -> Part:
    """Give a row with a cell for each column that only another version has: one from ``beside``, or empty."""
    cells = {field.name: field for field in row.cells}
    if wanted == own or row.shape is not Shape.FIELDS or not cells.keys() >= set(own):
        return row
    left, right = row.fields[0], row.fields[-1]
    found = {field.name: field for field in beside.cells} if beside else {}
    ordered = [cells.pop(name, found.get(name, Field(name, " ", "", "|"))) for name in wanted]
    if ordered[-1].name not in own and not right.text.startswith("|"):
        right = replace(right, text=f"|{right.text}", content=f"|{right.content}")
    return replace(row, fields=(left, *ordered, *cells.values(), right))


def is_blank(row: Part) -> bool:
    """Say whether a row holds nothing but the template's placeholders."""
    values = [field.content for field in row.cells if field.name not in _NUMBERS and field.content]
    return bool(values) and all(map(is_placeholder, values))


def _without_replaced_blanks(
    base: tuple[Part, ...], ours: tuple[Part, ...], theirs: tuple[Part, ...]
) -> Versions:
    """Leave out rows of placeholders that one side took for something else: nobody misses them."""
    sides = [{row.key for row in rows} for rows in (ours, theirs)]
    gone = {row.key for row in base[_HEAD:] if is_blank(row) and not all(row.key in side for side in sides)}

    def kept(rows: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(row for row in rows if row.key not in gone or not is_blank(row))

    return kept(base), kept(ours), kept(theirs)
