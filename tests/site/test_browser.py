"""The site in a browser: readable, searchable, silent, and asking nobody else for anything."""

from __future__ import annotations

import json
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

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
WAIT = 30


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing: pytest shows what matters."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    yield driver
    driver.quit()


@pytest.fixture
def samples(sample_site: Path) -> Iterator[str]:
    with served(sample_site) as address:
        yield address


@pytest.fixture
def hostile(hostile_site: Path) -> Iterator[str]:
    with served(hostile_site) as address:
        yield address


def set_screen(browser: Chrome, width: int, scheme: str = "light") -> None:
    phone = width < 500
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": phone}
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1360, 390])
def test_start_page_and_plan_page(browser: Chrome, samples: str, width: int, scheme: str) -> None:
    set_screen(browser, width, scheme)
    browser.get(samples)
    rows = browser.find_elements(By.CSS_SELECTOR, "table[aria-label='All plans'] tbody tr")
    assert len(rows) == len(SAMPLES)
    assert all(row.is_displayed() for row in rows)
    assert overflow(browser) == 0
    browser.find_element(By.LINK_TEXT, "Load forecast at substation level").click()
    WebDriverWait(browser, WAIT).until(lambda b: "/plans/" in b.current_url)
    assert browser.find_element(By.TAG_NAME, "h1").text.startswith("Moravská energetická síť – ")
    criteria = browser.find_elements(By.CSS_SELECTOR, ".poc-docs-criteria tbody tr")
    assert [c.find_element(By.CSS_SELECTOR, ".poc-docs-badge").text for c in criteria] == [
        "✗ Fail",
        "✓ Pass",
        "○ undecided",
        "○ undecided",
        "✓ Pass",
    ]
    assert overflow(browser) == 0
    assert_calm(browser, samples)


def test_search_finds_a_plan(browser: Chrome, samples: str) -> None:
    set_screen(browser, 1360)
    browser.get(samples)
    found = search(browser, "triage")
    assert any("Klinikverbund Westerland" in text for text in found)
    assert_calm(browser, samples)


def test_words_and_signs_carry_what_colours_do(browser: Chrome, samples: str) -> None:
    browser.get(f"{samples}plans/serra-verde-fraud-scoring/")
    badges = browser.find_elements(By.CSS_SELECTOR, ".poc-docs-badge")
    assert badges
    assert all(len(badge.text.split()) >= 2 for badge in badges)


def test_no_plan_runs_anything(browser: Chrome, hostile: str, hostile_site: Path) -> None:
    set_screen(browser, 390)
    for page in sorted((hostile_site / "plans").iterdir()):
        if page.name.startswith("v"):
            browser.get(f"{hostile}plans/{page.name}/")
            assert overflow(browser) == 0, page.name
            assert not browser.find_elements(
                By.CSS_SELECTOR, "article img, article script, [onclick], [onerror]"
            )
    assert_calm(browser, hostile)


def test_no_plan_runs_anything_in_search_results(browser: Chrome, hostile: str) -> None:
    set_screen(browser, 1360)
    browser.get(hostile)
    assert search(browser, "alert onerror")
    assert not browser.find_elements(
        By.CSS_SELECTOR, ".md-search img, .md-search script, .md-search svg[onload]"
    )
    assert_calm(browser, hostile)
