"""Whether a file is a report that was written here: only such a one is written over without asking."""

from __future__ import annotations

import io
import zipfile
import zlib

from poc_docs.reports.html_page import GENERATOR
from poc_docs.reports.markdown_text import MARK

AUTHOR = GENERATOR
"""The author of a presentation that was made here."""

_HEAD = 2000
_PROPERTIES = "docProps/core.xml"
_PROPERTIES_AT_MOST = 64 * 1024
_SAVED = f"<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>"


def is_report(form: str, data: bytes, pdf_marks: tuple[bytes, ...]) -> bool:
    """Say whether ``data`` is a report of a format: ``md``, ``html``, ``pptx`` or ``pdf``.

    An empty file may be replaced too; slides that another program saved are somebody's work.
    """
    if not data:
        return True
    match form:
        case "md":
            return data.startswith(MARK.encode())
        case "html":
            return f'<meta name="generator" content="{GENERATOR}">'.encode() in data[:_HEAD]
        case "pdf":
            return data.startswith(b"%PDF-") and any(mark in data for mark in pdf_marks)
        case _:
            return _presentation(data)


def _presentation(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(_PROPERTIES).file_size > _PROPERTIES_AT_MOST:
                return False
            return _SAVED in archive.read(_PROPERTIES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
