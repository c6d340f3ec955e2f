"""The site in a browser: readable, searchable, silent, and asking nobody else for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.site.browser import WAIT, assert_calm, overflow, search, set_screen
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1360, 390])
def test_start_page_and_plan_page(browser: Chrome, samples: str, width: int, scheme: str) -> None:
    set_screen(browser, width, scheme)
    browser.get(samples)
    assert browser.find_elements(By.CSS_SELECTOR, ".poc-docs-attention tbody tr")
    assert overflow(browser) == 0
    browser.get(f"{samples}all-plans/")
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
    # Also of those in folded parts, which have no visible text.
    texts = [badge.get_attribute("textContent") or "" for badge in badges]
    assert [text for text in texts if len(text.split()) < 2] == []


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


@pytest.mark.parametrize("width", [1280, 390])
def test_no_sign_of_a_search_is_shown_where_there_is_none(
    browser: Chrome, sample_site: Path, samples: str, width: int
) -> None:
    shown = """return [...document.querySelectorAll("[for=__search], .md-search__input")]
        .filter((each) => each.checkVisibility({visibilityProperty: true})).length"""
    set_screen(browser, width)
    browser.get(samples)
    WebDriverWait(browser, WAIT).until(lambda b: b.execute_script(shown))
    browser.get((sample_site / "index.html").as_uri())
    WebDriverWait(browser, WAIT).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".md-search[hidden]"))
    assert browser.execute_script(shown) == 0
