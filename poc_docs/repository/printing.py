"""A page as PDF, printed by a browser that is installed, or by WeasyPrint."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from poc_docs.repository.extras import installing

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
"""The names under which browsers of the Chromium family are found; they all print in the same way."""

_INSTALLED = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_SECONDS = 120
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
_FIXED = b"20000101000000"
MARK = b"/CreationDate (D:" + _FIXED
"""The day that a browser's PDF gets here: it makes the same page the same bytes, and says who wrote it."""

WEASYPRINT_MARK = b"/Producer (WeasyPrint"


class PrintingError(Exception):
    """No PDF could be made, with the way out."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def pdf_of(page: str) -> bytes:
    """Print an HTML page that needs no other file; the same page and program give the same bytes.

    Raises ``PrintingError`` where there is no program for it, or it fails.
    """
    browser = find_browser()
    if browser:
        return _by_browser(browser, page)
    if find_spec("weasyprint"):
        return _by_weasyprint(page)
    raise PrintingError(
        "a PDF is printed by Chromium, Chrome or Edge, or by WeasyPrint, and none of them is installed",
        f"{installing('pdf')}; or write --format html and print it from your browser",
    )


def find_browser() -> str:
    """Give the browser that prints, or an empty string."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    return found or next((path for path in _INSTALLED if Path(path).is_file()), "")


def _by_browser(browser: str, page: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="poc-docs-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(page, encoding="utf-8", newline="")
        command = [browser, *_options(), f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        try:
            done = subprocess.run(
                [*command, source.as_uri()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise _failed(browser, f"it took more than {_SECONDS} seconds") from None
        except OSError as error:
            raise _failed(browser, error.strerror or str(error)) from None
        data = target.read_bytes() if target.is_file() else b""
        if not data.startswith(b"%PDF-"):
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise _failed(browser, "".join(last) or f"it ended with {done.returncode}")
    return _DATE.sub(rb"\g<1>" + _FIXED, data)


def _options() -> tuple[str, ...]:
    quiet = (
        "--headless",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-extensions",
        "--disable-sync",
        "--no-default-browser-check",
        "--no-first-run",
        "--no-pdf-header-footer",
    )
    # Chromium refuses to run as root in its sandbox; the page has no script and may load nothing.
    as_root = sys.platform != "win32" and os.geteuid() == 0
    return (*quiet, "--no-sandbox") if as_root else quiet


def _failed(browser: str, why: str) -> PrintingError:
    return PrintingError(
        f"{browser} printed no PDF: {why}", "write --format html and print it from your browser"
    )


def _by_weasyprint(page: str) -> bytes:
    from weasyprint import HTML

    try:
        data: bytes = HTML(string=page).write_pdf()
    except (OSError, ValueError) as error:
        raise PrintingError(
            f"WeasyPrint printed no PDF: {error}", "write --format html and print it from your browser"
        ) from None
    return data
