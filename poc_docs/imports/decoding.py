"""Bytes to what a format reads: a JSON value, an XML tree, text, or the bytes of a spreadsheet."""

from __future__ import annotations

import codecs
import json
from decimal import Decimal
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING, Any, Never

from poc_docs.imports.offers import (
    DIGITS_AT_MOST,
    ImportRefusedError,
    MissingLibraryError,
    NoNumber,
    number_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

MAXIMUM_BYTES = 64 * 2**20
"""How large a file may be; a program's summary is a few kilobytes, its raw samples a few megabytes."""
DEEPEST = 100
"""How deep elements of XML may be nested."""


class FileKind(Enum):
    """What a file is written in."""

    JSON = "JSON"
    XML = "XML"
    TEXT = "text"
    WORKBOOK = "a spreadsheet"


def kind_of(data: bytes) -> FileKind:
    """Tell from the first bytes what a file is written in."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return FileKind.WORKBOOK
    start = _without_mark(data[:4096]).lstrip()[:1]
    return {"{": FileKind.JSON, "[": FileKind.JSON, "<": FileKind.XML}.get(start, FileKind.TEXT)


def decode(data: bytes, kind: FileKind) -> Any:
    """Give the JSON value, the root element, the text or the bytes; raises ``ImportRefusedError``."""
    if len(data) > MAXIMUM_BYTES:
        raise ImportRefusedError(
            f"the file is larger than {MAXIMUM_BYTES // 2**20} MiB",
            "let the program write its summary instead of every sample",
        )
    if not data.strip():
        raise ImportRefusedError("the file is empty", "name the file that the measuring program wrote")
    if kind is FileKind.WORKBOOK:
        return data
    return (
        _tree(data)
        if kind is FileKind.XML
        else _json(text_of(data))
        if kind is FileKind.JSON
        else text_of(data)
    )


def _without_mark(data: bytes) -> str:
    """Give the beginning of a text, whatever it is encoded in."""
    encoding = _encoding(data)
    return data.decode(encoding, "replace").removeprefix("\ufeff")


def _encoding(data: bytes) -> str:
    # What PowerShell's > writes is UTF-16 with a byte order mark.
    return "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"


def text_of(data: bytes) -> str:
    """Give the text of a file in UTF-8, or in UTF-16 with a byte order mark."""
    encoding = _encoding(data)
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportRefusedError(
            f"line {line} is not {encoding.upper()}: the file is no text, or saved in another encoding",
            "save it as UTF-8",
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ImportRefusedError(
            f"line {line} has a zero byte: the file is no text", "name the file that the program wrote"
        )
    return text


def _json(text: str) -> Any:
    try:
        return json.loads(
            text,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=NoNumber,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise ImportRefusedError(
            f"line {error.lineno}, column {error.colno}: broken JSON: {error.msg}", _json_advice(text, error)
        ) from None
    except RecursionError:
        raise ImportRefusedError("the JSON is nested too deep", "no measuring program writes this") from None


def _integer(text: str) -> Any:
    return int(text) if len(text) <= DIGITS_AT_MOST else NoNumber(f"'{text[:DIGITS_AT_MOST]}\u2026'")


def _decimal(text: str) -> Any:
    # Decimal() keeps the digits that were measured, and raises for an exponent of many digits.
    return Decimal(text) if len(text) <= 2 * DIGITS_AT_MOST and "e" not in text.lower() else number_of(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ImportRefusedError(
            f"the JSON has the key {twice[:60]!r} twice", "let the program write the file anew"
        )
    return found


def _json_advice(text: str, error: json.JSONDecodeError) -> str:
    if error.msg == "Extra data" and '"type":"Metric"' in text[:2000].replace(" ", ""):
        return "this is k6's stream of single points; let it write k6 run --summary-export FILE"
    return "let the program write the file anew; was it stopped halfway?"


def _tree(data: bytes) -> Element:
    from xml.etree.ElementTree import ParseError

    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import iterparse
    except ModuleNotFoundError:
        raise MissingLibraryError("XML", "defusedxml") from None
    try:
        return _root(iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True))
    except ParseError as error:
        line, column = error.position
        raise ImportRefusedError(
            f"line {line}, column {column + 1}: broken XML: {str(error).partition(':')[0]}",
            "let the program write the file anew; was it stopped halfway?",
        ) from None
    except DefusedXmlException:
        raise ImportRefusedError(
            "the file has a document type or entities, which no measuring program writes",
            "this is a web page, or an attempt to harm; name the file that the program wrote",
        ) from None
    except (ValueError, LookupError) as error:
        raise ImportRefusedError(f"broken XML: {error}", "let the program write it as UTF-8") from None


def _root(events: Iterable[tuple[str, Element]]) -> Element:
    root, depth = None, 0
    for event, element in events:
        root = element if root is None else root
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            _refuse_depth()
    if root is None:
        raise ImportRefusedError("the file has no XML element", "name the file that the program wrote")
    return root


def _refuse_depth() -> Never:
    raise ImportRefusedError(
        f"the XML is nested more than {DEEPEST} deep", "no measuring program writes this"
    )
