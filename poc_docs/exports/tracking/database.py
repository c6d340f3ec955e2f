"""A SQLite file with the tables, foreign keys from every row to its plan, and views.

Dates are ISO 8601 texts, which sort and which SQLite's date functions read. An amount of money is its exact
text, and beside it a whole number of millionths of the currency (``amount_micros``), which can be added up
without loss and is the same for every currency; an amount that takes more decimals has none. Measured numbers
are doubles, beside the text as written.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from poc_docs.exports.tracking.table import ColumnKind
from poc_docs.exports.tracking.views import VIEWS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from poc_docs.exports.tracking.table import Column, Sheet, Table, Value

SCHEMA_VERSION = 1
"""``PRAGMA user_version``: it grows when a table, column or view changes its meaning or goes."""

APPLICATION_ID = 0x504F4364
"""``PRAGMA application_id``: by it a program tells that a SQLite file is ours (``POCd``)."""

MICROS = 1_000_000
_LARGEST = 2**63 - 1
_TYPES = {
    ColumnKind.TEXT: "TEXT",
    ColumnKind.DATE: "TEXT",
    ColumnKind.COUNT: "INTEGER",
    ColumnKind.NUMBER: "REAL",
    ColumnKind.AMOUNT: "TEXT",
    ColumnKind.FLAG: "INTEGER",
}


def fill_database(connection: sqlite3.Connection, sheets: Sequence[Sheet]) -> None:
    """Write the tables into an empty SQLite file: the same bytes for the same rows and the same SQLite."""
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("PRAGMA encoding = 'UTF-8'")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("PRAGMA foreign_keys = ON")
    with connection:
        for sheet in sheets:
            _fill(connection, sheet)
        for view in VIEWS:
            connection.execute(f"CREATE VIEW {view.name} AS\n{view.query}")
    connection.execute("VACUUM")


def schema(table: Table[Any]) -> str:
    """Give the statement that makes a table, with the meaning of each column beside it."""
    lines = [
        f"  {name} {kind},  -- {column.meaning}" for column in table.columns for name, kind in _fields(column)
    ]
    if table.is_root:
        lines[0] = lines[0].replace(" TEXT,", " TEXT NOT NULL PRIMARY KEY,", 1)
        last = "  CHECK (plan <> '')"
    else:
        lines[:2] = (line.replace(",", " NOT NULL,", 1) for line in lines[:2])
        lines.append("  PRIMARY KEY (plan, position),")
        last = "  FOREIGN KEY (plan) REFERENCES plans (plan)"
    return "\n".join((f"CREATE TABLE {table.name} (  -- {table.meaning}", *lines, last, ") WITHOUT ROWID"))


def _fields(column: Column[Any]) -> Iterator[tuple[str, str]]:
    """Give the fields that a column becomes: an amount of money has two."""
    yield column.name, _TYPES[column.kind]
    if column.kind is ColumnKind.AMOUNT:
        yield f"{column.name}_micros", "INTEGER"


def _fill(connection: sqlite3.Connection, sheet: Sheet) -> None:
    columns = sheet.table.columns
    connection.execute(schema(sheet.table))
    marks = ", ".join("?" for column in columns for _ in _fields(column))
    rows = (
        tuple(field for column, value in zip(columns, row, strict=True) for field in _values(column, value))
        for row in sheet.rows
    )
    connection.executemany(f"INSERT INTO {sheet.table.name} VALUES ({marks})", rows)  # noqa: S608 -- our names


def _values(column: Column[Any], value: Value) -> Iterator[str | int | float | None]:
    if column.kind is ColumnKind.AMOUNT:
        amount = value if isinstance(value, Decimal) else None
        yield None if amount is None else f"{amount:f}"
        yield _micros(amount)
    elif isinstance(value, Decimal):
        yield float(value)
    elif isinstance(value, dt.date):
        yield value.isoformat()
    else:
        yield value


def _micros(amount: Decimal | None) -> int | None:
    """Give an amount in millionths, or None where it is no whole number of them or too large for SQLite."""
    if amount is None or amount.adjusted() > len(str(_LARGEST)):
        return None
    numerator, denominator = amount.as_integer_ratio()
    micros, rest = divmod(numerator * MICROS, denominator)
    return micros if not rest and abs(micros) <= _LARGEST else None
