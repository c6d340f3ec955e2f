"""XLSX: the first sheet whose first row names a criterion and a value column.

openpyxl reads it; before that the archive is looked through, for openpyxl itself stops neither a bomb of
compressed data nor entities in a sheet.
"""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
import zlib
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from poc_docs.imports.offers import (
    ImportRefusedError,
    Measurements,
    MissingLibraryError,
    NoNumber,
    measurements,
)
from poc_docs.imports.tables import ROWS_AT_MOST, is_table, table_offers

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPACKED_AT_MOST = 64 * 2**20
COLUMNS_AT_MOST = 100
_FILES_AT_MOST = 1000
_NO_WORKBOOK = "save it as an Excel workbook (.xlsx) without a password, or as CSV"


def fits(data: bytes) -> bool:
    """Say whether this may be a workbook."""
    return bool(data)


def read(data: bytes) -> Measurements:
    """Offer each row's value for its criterion; a formula counts by the value that was saved with it."""
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise MissingLibraryError("spreadsheets", "openpyxl") from None
    _refuse_bombs(data)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it leaves out; no value depends on them.
            warnings.simplefilter("ignore")
            return _read(openpyxl, data)
    except ImportRefusedError:
        raise
    except Exception as error:  # noqa: BLE001 -- a broken workbook makes openpyxl raise anything
        raise ImportRefusedError(
            f"the workbook is broken ({type(error).__name__})",
            "open it in a spreadsheet program and save it anew",
        ) from None


def _refuse_bombs(data: bytes) -> None:
    """Refuse an archive that unpacks to too much, and parts with a document type or entities."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportRefusedError("this is an old .xls workbook, or one with a password", _NO_WORKBOOK)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _FILES_AT_MOST or sum(part.file_size for part in parts) > UNPACKED_AT_MOST:
                raise ImportRefusedError(
                    f"the workbook unpacks to more than {UNPACKED_AT_MOST // 2**20} MiB",
                    "copy the two columns into a workbook of their own",
                )
            if "[Content_Types].xml" not in archive.namelist():
                raise ImportRefusedError("this archive is no workbook", _NO_WORKBOOK)
            for part in parts:
                if part.filename.casefold().endswith((".xml", ".rels", ".vml")):
                    _refuse_entities(archive.read(part))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        if isinstance(error, ImportRefusedError):
            raise
        raise ImportRefusedError("this archive is broken, or has a password", _NO_WORKBOOK) from None


def _refuse_entities(part: bytes) -> None:
    from xml.etree.ElementTree import ParseError

    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import iterparse
    except ModuleNotFoundError:
        raise MissingLibraryError("spreadsheets", "defusedxml") from None
    try:
        for _, element in iterparse(BytesIO(part), forbid_dtd=True):
            element.clear()
    except DefusedXmlException:
        raise ImportRefusedError(
            "the workbook has XML entities, which no program writes", _NO_WORKBOOK
        ) from None
    except (ParseError, LookupError, ValueError):
        raise ImportRefusedError("the workbook has broken XML", _NO_WORKBOOK) from None


def _read(openpyxl: Any, data: bytes) -> Measurements:
    values = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
    names = []
    for sheet, written in zip(values.worksheets, formulas.worksheets, strict=True):
        names.append(sheet.title)
        rows = list(_rows(sheet))
        if rows and is_table(_header(rows)):
            shown = [(where, _record(_header(rows), cells)) for where, cells in rows[1:]]
            _refuse_formulas(shown, _header(rows), list(_rows(written))[1:])
            return measurements(table_offers("xlsx", shown))
    listed = ", ".join(repr(name[:40]) for name in names[:5])
    raise ImportRefusedError(
        f"no sheet ({listed}) has a first row with the columns Criterion and Value",
        "name the columns so; Unit, Evidence and Note may stand beside them",
    )


def _rows(sheet: Any) -> Iterator[tuple[str, list[Any]]]:
    """Give the rows that are not empty; what a sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_row=ROWS_AT_MOST + 1, max_col=COLUMNS_AT_MOST), 1):
        if number > ROWS_AT_MOST:
            raise ImportRefusedError(
                f"sheet {sheet.title[:40]!r} has more than {ROWS_AT_MOST} rows",
                "copy the results to a sheet of their own",
            )
        if any(cell.value is not None for cell in cells):
            yield f"sheet {sheet.title[:40]!r}, row {number}", list(cells)


def _header(rows: list[tuple[str, list[Any]]]) -> list[str]:
    return [str(cell.value).strip() if cell.value is not None else "" for cell in rows[0][1]]


def _record(header: list[str], cells: list[Any]) -> dict[str, Any]:
    """Give the values of a row by column; an amount in per cent gets its unit."""
    found = {name: _value(cell) for name, cell in zip(header, cells, strict=False) if name}
    for name, cell in zip(header, cells, strict=False):
        if (
            name.casefold() in {"value", "result"}
            and isinstance(found[name], Decimal)
            and _is_percentage(cell)
        ):
            found[name] = found[name].scaleb(2)
            if not any(key.casefold() == "unit" and value for key, value in found.items()):
                found = {key: value for key, value in found.items() if key.casefold() != "unit"} | {
                    "unit": "%"
                }
    return found


def _is_percentage(cell: Any) -> bool:
    return "%" in str(getattr(cell, "number_format", ""))


def _value(cell: Any) -> Any:
    value = cell.value
    if isinstance(value, bool):
        return NoNumber(str(value).upper())
    if isinstance(value, float):
        # The file has up to 17 digits of a binary number; a spreadsheet shows and means 15.
        return Decimal(f"{value:.15g}") if value == value and abs(value) < 1e300 else NoNumber(repr(value))  # noqa: PLR0124, PLR2004
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return NoNumber(f"the date or time {value}")
    return value


def _refuse_formulas(
    shown: list[tuple[str, dict[str, Any]]], header: list[str], written: list[tuple[str, list[Any]]]
) -> None:
    """Refuse a formula that was saved without its value."""
    values = dict(shown)
    for where, cells in written:
        for name, cell in zip(header, cells, strict=False):
            formula = cell.data_type == "f"
            if name and formula and values.get(where, {}).get(name) is None:
                raise ImportRefusedError(
                    f"{where}, column {name[:40]!r}: a formula without a saved value",
                    "open the workbook in a spreadsheet program and save it, or paste the cell as a value",
                )
