"""Whether a file is a report that was written here: only such a one is written over without asking."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib

from poc_docs.reports.html_page import GENERATOR

AUTHOR = GENERATOR
"""The author of a presentation that was made here."""

_SEAL = "<!-- poc-docs report, as it was written: sha256 {} -->\n"
_SEALED_HERE = _SEAL.partition("{")[0].encode()
_SEALED = re.compile(
    rb"(?P<text>.*)<!-- poc-docs report, as it was written: sha256 (?P<sum>[0-9a-f]{64}) -->\n", re.DOTALL
)
_PROPERTIES = "docProps/core.xml"
_PROPERTIES_AT_MOST = 64 * 1024
_SAVED = f"<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>"


def sealed(text: bytes) -> bytes:
    """Give a report with a comment at its end that tells whether anybody wrote into it since."""
    return text + _SEAL.format(hashlib.sha256(text).hexdigest()).encode()


def is_sealed(data: bytes) -> bool:
    """Say whether a text was written here as a report, whatever became of it since."""
    return _SEALED_HERE in data


def _is_untouched(data: bytes) -> bool:
    found = _SEALED.fullmatch(data)
    return found is not None and hashlib.sha256(found["text"]).hexdigest().encode() == found["sum"]


def is_report(form: str, data: bytes, pdf_marks: tuple[bytes, ...]) -> bool:
    """Say whether ``data`` is a report of a format: ``md``, ``html``, ``pptx`` or ``pdf``.

    An empty file may be replaced too; slides that another program saved, and a text that somebody wrote into,
    are somebody's work.
    """
    if not data:
        return True
    match form:
        case "md" | "html":
            return _is_untouched(data)
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
