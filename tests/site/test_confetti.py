"""The moment of success: said on the plan's own page, celebrated there once, and never in print."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.support.wait import WebDriverWait

from poc_docs.portfolio.signals.situation import Situation
from tests.site.browser import WAIT, logged, set_screen
from tests.site.rendered import FILES, PAGES, TODAY, edition_of, pages_of

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

    from tests.site.parsed import Page

PROCEED = "plans/drumlane-milk-intake"
OTHER = "plans/vlierhaven-gate-damage"

COUNT = """
window.celebrated = 0;
new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
  if (node.nodeName === "CANVAS") window.celebrated += 1;
}))).observe(document, { childList: true, subtree: true });
"""
BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
FALLING = "return document.querySelectorAll('canvas').length"


def line_of(page: Page) -> list[str]:
    return [
        " ".join(tag.text.split()) for tag in page.tags if tag.attributes.get("class") == "poc-docs-success"
    ]


def with_script(browser: Chrome, *scripts: str) -> None:
    for script in scripts:
        browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})


def celebrated(browser: Chrome) -> int:
    """Give how often the open page celebrated since it was loaded, all its scripts being done."""
    WebDriverWait(browser, WAIT).until(lambda b: b.execute_script("return document.readyState") == "complete")
    return int(browser.execute_script("return window.celebrated"))


def test_exactly_the_plans_whose_outcome_is_proceed_say_when_it_was_reached() -> None:
    said = {path: line_of(PAGES[path]) for path in FILES}
    entries = {entry.path: entry for entry in edition_of().portfolio.entries}
    for path, entry in entries.items():
        assert entry.plan
        day = Situation(entry.plan, TODAY).success
        assert said[path] == ([f"Proceed was reached on {day}"] if day and not entry.errors else []), path
    assert said[f"{PROCEED}.md"] == ["Proceed was reached on 2026-10-07"]


def test_a_plan_with_errors_has_no_moment() -> None:
    text = FILES[f"{PROCEED}.md"].decode().replace("status: Complete", "status: Complet")
    assert line_of(pages_of({"plans/x.md": text.encode()})["plans/x.md"]) == []


def test_a_day_to_come_is_no_moment_yet() -> None:
    pages = pages_of({f"{PROCEED}.md": FILES[f"{PROCEED}.md"]}, dt.date(2026, 10, 6))
    assert line_of(pages[f"{PROCEED}.md"]) == []


@pytest.mark.browser
def test_a_plan_celebrates_once_and_disturbs_nothing(browser: Chrome, samples: str) -> None:
    set_screen(browser, 1360)
    with_script(browser, COUNT)
    browser.get(f"{samples}{PROCEED}/")
    assert celebrated(browser) == 1
    canvas = "const c = document.querySelector('canvas'), s = getComputedStyle(c);"
    look = (
        "return [c.getAttribute('aria-hidden'), s.position, s.pointerEvents, document.activeElement.tagName]"
    )
    assert browser.execute_script(canvas + look) == ["true", "fixed", "none", "BODY"]
    WebDriverWait(browser, WAIT).until(lambda b: b.execute_script(FALLING) == 0)
    browser.refresh()
    assert celebrated(browser) == 0
    assert [entry for entry in logged(browser, "browser") if entry["level"] == "SEVERE"] == []


@pytest.mark.browser
def test_no_other_page_celebrates(browser: Chrome, samples: str) -> None:
    with_script(browser, COUNT)
    for page in ("", f"{OTHER}/"):
        browser.get(f"{samples}{page}")
        assert celebrated(browser) == 0


@pytest.mark.browser
def test_who_prefers_less_motion_reads_a_quiet_line(browser: Chrome, samples: str) -> None:
    with_script(browser, COUNT)
    media = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    browser.get(f"{samples}{PROCEED}/")
    assert celebrated(browser) == 0
    line = "return document.querySelector('.poc-docs-success').checkVisibility()"
    assert browser.execute_script(line)


@pytest.mark.browser
def test_confetti_is_in_no_print(browser: Chrome, samples: str) -> None:
    browser.get(f"{samples}{PROCEED}/")
    WebDriverWait(browser, WAIT).until(lambda b: b.execute_script(FALLING) == 1)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = (
        "return [...document.querySelectorAll('canvas')].every((c) => getComputedStyle(c).display === 'none')"
    )
    assert browser.execute_script(hidden)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.execute_cdp_cmd("Page.printToPDF", {})
    assert browser.execute_script(FALLING) == 0


@pytest.mark.browser
def test_a_browser_that_stores_nothing_celebrates_too(browser: Chrome, samples: str) -> None:
    with_script(browser, COUNT, BLOCKED)
    browser.get(f"{samples}{PROCEED}/")
    assert celebrated(browser) == 1
