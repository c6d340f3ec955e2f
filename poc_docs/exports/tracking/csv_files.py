"""CSV: a table a file, by RFC 4180, with every formula that a text could start made harmless.

A spreadsheet program takes a cell of a CSV file that begins with ``=``, ``+``, ``-`` or ``@`` for a formula,
in quotes or not, and a tab, a line break or a null before it may hide that. So such a text gets an apostrophe
in front. Sources: OWASP, Application Security Verification Standard 5.0, requirement 1.2.10; MITRE, CWE-1236.
A text that is one number and nothing else, such as ``-5`` or ``-3.2%``, computes nothing and stays.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from poc_docs.exports.tracking.table import Sheet, Value

BOM = "\ufeff"
"""What tells Excel that a CSV file is UTF-8."""

# Full-width forms are read as what they look like by some programs in East Asian settings.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_STARTS_A_FORMULA = re.compile(rf"[\s\x00-\x1f\u200b\ufeff]*[{_SIGNS}\t\r\n\x00]")
_AFTER_A_SEPARATOR = re.compile(rf"(?<=[;\t\r\n])(?=[\u200b\ufeff]*[{_SIGNS}\x00])")
_TO_QUOTE = re.compile(r'[,;"\r\n\t]|^\s|\s$')
_ONE_NUMBER = re.compile(r"[-+]?(?:[0-9][0-9.,]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\s?%?|-", re.ASCII)


def harmless(text: str) -> str:
    """Give a text as a cell that no spreadsheet program takes for a formula.

    A formula that would begin a cell where the file is split at semicolons, as Excel does it in much of
    Europe, or at tabs or line breaks, is parted from what separates it in the same way.
    """
    if _ONE_NUMBER.fullmatch(text):
        return text
    guarded = _AFTER_A_SEPARATOR.sub("'", text)
    return f"'{guarded}" if _STARTS_A_FORMULA.match(guarded) else guarded


def csv_lines(sheet: Sheet, *, bom: bool = False) -> Iterator[str]:
    """Give a table as the lines of a CSV file with a header, CRLF and, with ``bom``, a byte order mark."""
    yield (BOM if bom else "") + csv_line(column.name for column in sheet.table.columns)
    for row in sheet.rows:
        yield csv_line(map(_cell, row))


def csv_line(cells: Iterable[str]) -> str:
    """Give one line of CSV; a cell that holds a comma, a quote, a semicolon or a line break is quoted."""
    return ",".join(map(_quoted, cells)) + "\r\n"


def file_name(sheet: Sheet) -> str:
    """Give the name of the file that a table becomes."""
    return f"{sheet.table.name}.csv"


def write_zip(sheets: Sequence[Sheet], target: BinaryIO, *, bom: bool = False) -> None:
    """Write a ZIP archive with a file for each table; nothing in it depends on the day or the machine."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets:
            entry = zipfile.ZipInfo(file_name(sheet), date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w") as file:
                for line in csv_lines(sheet, bom=bom):
                    file.write(line.encode())


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else str(value)


def _quoted(cell: str) -> str:
    return '"{}"'.format(cell.replace('"', '""')) if _TO_QUOTE.search(cell) else cell
