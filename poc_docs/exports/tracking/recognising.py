"""Whether a file is an export that was written here: only such a one may be written over without asking."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from poc_docs.exports.portfolio_json import FORMAT
from poc_docs.exports.tracking.calendar_file import PRODUCT
from poc_docs.exports.tracking.csv_files import BOM
from poc_docs.exports.tracking.database import APPLICATION_ID
from poc_docs.exports.tracking.tables import TABLES
from poc_docs.exports.tracking.workbook import AUTHOR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_HEAD = 2000
_API_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]*", re.ASCII)
_PROPERTIES = "docProps/core.xml"
_PROPERTIES_AT_MOST = 64 * 1024
_MADE_AND_SAVED = (f"<dc:creator>{AUTHOR}</dc:creator>", f"<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>")
_SQLITE = b"SQLite format 3\x00"
_APPLICATION = slice(68, 72)


def is_ours(form: str, data: bytes, after: bytes) -> bool:
    """Say whether ``data`` is an export of the format that ``after``, which is to replace it, has.

    An empty file holds nothing and may be replaced too; a workbook that another program saved is no longer
    ours, for somebody may have worked in it.
    """
    return not data or _OURS[form](data, after)


def _csv(data: bytes, after: bytes) -> bool:
    if after.startswith(b"PK"):
        return _zip(data)
    return _header(data) == _header(after)


def _salesforce(data: bytes, after: bytes) -> bool:
    """Take a file for ours also where the team's field map was another.

    Its first row holds names of fields only, and one column of all others the plans' files. A header alone
    may be anybody's, and none is ever written here.
    """
    if _csv(data, after):
        return True
    try:
        header, *rows = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    except (UnicodeDecodeError, ValueError, csv.Error):
        return False
    if not all(map(_API_NAME.fullmatch, header)) or any(len(row) != len(header) for row in rows):
        return False
    return any(all(".md" in cell for cell in column) for column in zip(*rows, strict=True))


def _header(data: bytes) -> bytes:
    return data.removeprefix(BOM.encode()).partition(b"\r\n")[0]


def _zip(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return set(archive.namelist()) == {f"{table.name}.csv" for table in TABLES}
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def _json(data: bytes, _after: bytes) -> bool:
    return f'"format": "{FORMAT}"'.encode() in data[:_HEAD]


def _workbook(data: bytes, _after: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(_PROPERTIES).file_size > _PROPERTIES_AT_MOST:
                return False
            properties = archive.read(_PROPERTIES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
    return all(each in properties for each in _MADE_AND_SAVED)


def _calendar(data: bytes, _after: bytes) -> bool:
    return f"\r\nPRODID:{PRODUCT}\r\n".encode() in data[:_HEAD]


def _database(data: bytes, _after: bytes) -> bool:
    return data.startswith(_SQLITE) and data[_APPLICATION] == APPLICATION_ID.to_bytes(4, "big")


_OURS: Mapping[str, Callable[[bytes, bytes], bool]] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _workbook,
    "ics": _calendar,
    "sqlite": _database,
    "salesforce": _salesforce,
}
