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
    from typing import BinaryIO

_HEAD = 2000
_API_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]*", re.ASCII)
_PROPERTIES = "docProps/core.xml"
_PROPERTIES_AT_MOST = 64 * 1024
_MADE_AND_SAVED = (f"<dc:creator>{AUTHOR}</dc:creator>", f"<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>")
_LINE_END = b"\r\n"
_SQLITE = b"SQLite format 3\x00"
_APPLICATION = slice(68, 72)


def is_ours(form: str, there: BinaryIO, after: bytes) -> bool:
    """Say whether a file is an export of the format of the one that is to replace it and begins ``after``.

    An empty file holds nothing and may be replaced too; a workbook that another program saved is no longer
    ours, for somebody may have worked in it.
    """
    is_empty = not there.read(1)
    there.seek(0)
    return is_empty or _OURS[form](there, after)


def _csv(there: BinaryIO, after: bytes) -> bool:
    if after.startswith(b"PK"):
        return _zip(there)
    header = _header(after)
    return _header(there.read(len(BOM.encode()) + len(header) + len(_LINE_END))) == header


def _salesforce(there: BinaryIO, after: bytes) -> bool:
    """Take a file for ours also where the team's field map was another.

    Its first row holds names of fields only, and one column of all others the plans' files. A header alone
    may be anybody's, and none is ever written here.
    """
    if _csv(there, after):
        return True
    there.seek(0)
    try:
        header, *rows = csv.reader(io.StringIO(there.read().decode(), newline=""), strict=True)
    except (UnicodeDecodeError, ValueError, csv.Error):
        return False
    if not all(map(_API_NAME.fullmatch, header)) or any(len(row) != len(header) for row in rows):
        return False
    return any(all(".md" in cell for cell in column) for column in zip(*rows, strict=True))


def _header(data: bytes) -> bytes:
    return data.removeprefix(BOM.encode()).partition(_LINE_END)[0]


def _zip(there: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(there) as archive:
            return set(archive.namelist()) == {f"{table.name}.csv" for table in TABLES}
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def _json(there: BinaryIO, _after: bytes) -> bool:
    return f'"format": "{FORMAT}"'.encode() in there.read(_HEAD)


def _workbook(there: BinaryIO, _after: bytes) -> bool:
    try:
        with zipfile.ZipFile(there) as archive:
            if archive.getinfo(_PROPERTIES).file_size > _PROPERTIES_AT_MOST:
                return False
            properties = archive.read(_PROPERTIES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
    return all(each in properties for each in _MADE_AND_SAVED)


def _calendar(there: BinaryIO, _after: bytes) -> bool:
    return f"\r\nPRODID:{PRODUCT}\r\n".encode() in there.read(_HEAD)


def _database(there: BinaryIO, _after: bytes) -> bool:
    head = there.read(_HEAD)
    return head.startswith(_SQLITE) and head[_APPLICATION] == APPLICATION_ID.to_bytes(4, "big")


_OURS: Mapping[str, Callable[[BinaryIO, bytes], bool]] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _workbook,
    "ics": _calendar,
    "sqlite": _database,
    "salesforce": _salesforce,
}
