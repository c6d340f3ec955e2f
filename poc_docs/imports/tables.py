"""Plain tables in CSV, JSON and XLSX: a column for the criterion and one for its value, more if you like."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from poc_docs.imports.json_values import groups
from poc_docs.imports.offers import ImportRefusedError, Measurements, NoNumber, Offer, measurements, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from poc_docs.imports.rows import Rows

COLUMNS = {"criterion": ("criterion", "#"), "value": ("value", "result")}
"""The columns a table needs, each with its possible names; ``unit``, ``evidence`` and ``note`` are free."""

ROWS_AT_MOST = 10_000
_LONGEST_VALUE = 200
_CRITERION = re.compile(r"\s*#?\s*([1-9][0-9]{0,8})(?:\.0*)?\s*", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?(?:nan|inf(?:inity)?)", re.IGNORECASE)
_SHEET_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)", re.IGNORECASE)


def is_table(header: Iterable[object]) -> bool:
    """Say whether columns of these names make such a table."""
    names = {str(each).strip().casefold() for each in header}
    return all(names & set(known) for known in COLUMNS.values())


def fits_rows(rows: Rows) -> bool:
    """Say whether the header has the two columns."""
    return is_table(rows.header)


def read_rows(rows: Rows) -> Measurements:
    """Offer each row's value for its criterion."""
    return measurements(table_offers("csv", ((f"line {line}", row) for line, row in rows.numbered())))


def fits(content: Any) -> bool:
    """Say whether this is a list of objects with the two keys, alone or under ``results``."""
    entries = _entries(content)
    return bool(entries) and all(is_table(entry) for entry in entries)


def read(content: Any) -> Measurements:
    """Offer each object's value for its criterion."""
    numbered = ((f"object {number}", entry) for number, entry in enumerate(_entries(content), 1))
    return measurements(table_offers("json", numbered))


def _entries(content: Any) -> list[dict[str, Any]]:
    return groups(content.get("results") if isinstance(content, dict) else content)


def table_offers(name: str, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Offer]:
    """Offer the value of each row that has one; raises ``ImportRefusedError`` for a row of no criterion."""
    for count, (where, raw) in enumerate(rows, 1):
        if count > ROWS_AT_MOST:
            raise ImportRefusedError(
                f"the table has more than {ROWS_AT_MOST} rows", "a table of results has one row a criterion"
            )
        row = {str(key).strip().casefold(): value for key, value in raw.items()}
        if len(row) < len(raw):
            raise ImportRefusedError(f"{where}: two columns have the same name", "rename one of them")
        value = _first(row, "value")
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        number = _criterion(where, _first(row, "criterion"))
        yield _offer(f"{name}:criterion {number}", number, value, row)


def _first(row: Mapping[str, Any], column: str) -> Any:
    return next((row[name] for name in COLUMNS[column] if name in row), None)


def _criterion(where: str, value: Any) -> int:
    match = _CRITERION.fullmatch(str(value)) if isinstance(value, str | int | float | Decimal) else None
    if match is None:
        shown = "nothing" if value is None or value == "" else repr(str(value)[:40])
        raise ImportRefusedError(
            f"{where}: the criterion is {shown}, not a number", "name criteria by their numbers, such as 3"
        )
    return int(match[1])


def _offer(source: str, number: int, value: Any, row: Mapping[str, Any]) -> Offer:
    texts = {key: _text(row.get(key)) for key in ("unit", "evidence", "note")}
    found, problem = _value(value)
    return Offer(source=source, criterion=number, value=found, problem=problem, **texts)


def _text(value: Any) -> str:
    text = " ".join(str(value).split())[:_LONGEST_VALUE] if isinstance(value, str | int | Decimal) else ""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _value(value: Any) -> tuple[Decimal | str, str]:
    """Give a number, or a result as a person wrote it (``Pass``, ``187 ms``), or why it is neither."""
    number = number_of(value)
    if not isinstance(number, NoNumber):
        return number, ""
    if not isinstance(value, str):
        return "", f"{number.text} is neither a number nor a text"
    text = " ".join(value.split())
    if _NOT_FINITE.fullmatch(text) or _SHEET_ERROR.fullmatch(text):
        return "", f"{text!r} is not a number that can be measured"
    if text.startswith("="):
        return "", f"{text[:40]!r} is a formula, not a value"
    if len(text) > _LONGEST_VALUE or not text.isprintable():
        return "", f"it is longer than {_LONGEST_VALUE} characters, or not plain text"
    return text, ""
