"""CSV: a table a file, by RFC 4180, with every formula that a text could start made harmless.

A spreadsheet program takes a cell of a CSV file that begins with ``=``, ``+``, ``-`` or ``@`` for a formula,
in quotes or not, and a tab, a line break or a null before it may hide that. So such a text gets an apostrophe
in front. Sources: OWASP, Application Security Verification Standard 5.0, requirement 1.2.10; MITRE, CWE-1236.
A text that is one number and nothing else, such as ``-5`` or ``-3.2%``, computes nothing and stays.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from poc_docs.exports.tracking.table import Sheet, Value

BOM = "\ufeff"
"""What tells Excel that a CSV file is UTF-8."""

# Full-width forms are read as what they look like by some programs in East Asian settings.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_STARTS_A_FORMULA = re.compile(rf"[\s\x00-\x1f\u200b\ufeff]*[{_SIGNS}\t\r\n\x00]")
_AFTER_A_SEPARATOR = re.compile(rf"(?<=[;\t\r\n])(?=[{_SIGNS}])")
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


def csv_text(sheet: Sheet, *, bom: bool = False) -> str:
    """Give a table as CSV with a header line, CRLF and, with ``bom``, a byte order mark."""
    lines = [csv_line(column.name for column in sheet.table.columns)]
    lines += (csv_line(map(_cell, row)) for row in sheet.rows)
    return (BOM if bom else "") + "".join(lines)


def csv_line(cells: Iterable[str]) -> str:
    """Give one line of CSV; a cell that holds a comma, a quote, a semicolon or a line break is quoted."""
    return ",".join(map(_quoted, cells)) + "\r\n"


def csv_files(sheets: Sequence[Sheet], *, bom: bool = False) -> dict[str, bytes]:
    """Give each table as a file, by its name."""
    return {f"{sheet.table.name}.csv": csv_text(sheet, bom=bom).encode() for sheet in sheets}


def zipped(files: dict[str, bytes]) -> bytes:
    """Give files as a ZIP archive; nothing in it depends on the day or the machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return target.getvalue()


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
    return '"{}"'.format(cell.replace('"', '""')) if re.search(r'[,;"\r\n\t]|^\s|\s$', cell) else cell
