"""A browser that reaches nothing but this machine, and what tests see in it."""

from __future__ import annotations

import json
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
"""No name is resolved: a page that asks another host for something gets nothing."""

WAIT = 30
DESKTOP, PHONE = 1360, 390
"""Widths of a screen in pixels."""


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing: pytest shows what matters."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def opened(profile: Path) -> Iterator[Chrome]:
    """Open a browser with a profile of its own, and close it at the end."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def start_anew(browser: Chrome) -> None:
    """Go on in a new tab that knows nothing of the one before: no page, stored word, screen or log."""
    known = urlsplit(browser.current_url)
    if known.netloc:
        everything = {"origin": f"{known.scheme}://{known.netloc}", "storageTypes": "all"}
        browser.execute_cdp_cmd("Storage.clearDataForOrigin", everything)
    before = browser.current_window_handle
    browser.switch_to.new_window("tab")
    tab = browser.current_window_handle
    browser.switch_to.window(before)
    browser.close()
    browser.switch_to.window(tab)
    for kind in ("browser", "performance"):
        logged(browser, kind)


def set_screen(browser: Chrome, width: int, scheme: str = "light", height: int = 900) -> None:
    phone = width < 500
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    media = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})


def logged(browser: Chrome, kind: str) -> list[dict[str, str]]:
    """Give what the browser logged since the last call."""
    entries: list[dict[str, str]] = browser.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


def requested(browser: Chrome) -> list[str]:
    """Give every address the browser asked for since the last call."""
    entries = [json.loads(entry["message"])["message"] for entry in logged(browser, "performance")]
    sent = [e["params"]["request"]["url"] for e in entries if e["method"] == "Network.requestWillBeSent"]
    return [url for url in sent if url.startswith(("http:", "https:", "ws:", "wss:", "//"))]


def assert_calm(browser: Chrome, address: str) -> None:
    """Check that no page had an error, and that nothing was asked of another host."""
    assert [entry for entry in logged(browser, "browser") if entry["level"] == "SEVERE"] == []
    found = requested(browser)
    assert found
    assert [url for url in found if not url.startswith(address)] == []


def search(browser: Chrome, words: str) -> list[str]:
    """Search for words, and give the results' texts."""
    browser.execute_script("document.querySelector('[data-md-toggle=search]').click()")
    field = browser.find_element(By.CSS_SELECTOR, ".md-search__input")
    WebDriverWait(browser, WAIT).until(lambda _: field.is_displayed())
    field.send_keys(words)
    results = ".md-search-result__item"
    WebDriverWait(browser, WAIT).until(lambda b: b.find_elements(By.CSS_SELECTOR, results))
    return [item.text for item in browser.find_elements(By.CSS_SELECTOR, results)]


def overflow(browser: Chrome) -> int:
    """Give by how many pixels a page is wider than the screen."""
    script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(browser.execute_script(script))
