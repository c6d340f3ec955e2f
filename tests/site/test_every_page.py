"""Every kind of page in a browser: on a phone, in the dark, in print, by keyboard, by a link to a section."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from poc_docs.site.plan_page.page import SECTIONS
from tests.site.browser import DESKTOP, PHONE, assert_calm, overflow, search, set_screen

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

OF_ALL_PLANS = (
    "",
    "all-plans/",
    "registers/gaps/",
    "registers/criteria/",
    "registers/people/",
    "registers/calendar/",
    "registers/metrics/",
    "playbook/phases/",
    "playbook/pitfalls/",
    "playbook/emails/",
)
"""The pages that are no plan's."""

PLAN = "plans/vlierhaven-gate-damage/"
PAGES = (
    *OF_ALL_PLANS,
    PLAN,
    "plans/drumlane-milk-intake/",
    "plans/lakshya-disruption-rebooking/",
    "plans/serra-verde-fraud-scoring/",
    "plans/tallaroo-fatigue-alerts/",
    "plans/westerland-triage-coding/",
)

LIGHTNESS = """
const [r, g, b] = getComputedStyle(arguments[0]).getPropertyValue(arguments[1]).match(/[\\d.]+/g).map(Number);
return (r + g + b) / 765;
"""
BEYOND = """
const screen = document.documentElement.clientWidth;
const article = document.querySelector("article").getBoundingClientRect().right;
const inOwnBox = (element) => {
  for (let each = element; each && each !== document.body; each = each.parentElement)
    if (["auto", "scroll", "hidden"].includes(getComputedStyle(each).overflowX)) return true;
  return false;
};
const beyond = (element) => {
  const box = element.getBoundingClientRect();
  return box.right > (element.matches("table, figure, pre, dl") ? article : screen) + 1 || box.left < -1;
};
return [...document.querySelectorAll("article *")]
  .filter((each) => each.checkVisibility() && beyond(each) && !inOwnBox(each))
  .map((each) => each.outerHTML.slice(0, 200));
"""
"""What reaches beyond the screen, and tables that reach beyond the words: the theme has more beside those."""

PRINTED_TOO_WIDE = """
const room = document.querySelector("article").getBoundingClientRect().right;
return [...document.querySelectorAll("article table, article svg, article pre, article figure")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > room + 1)
  .map((each) => each.outerHTML.slice(0, 200));
"""


def printed(browser: Chrome) -> bytes:
    options: dict[str, Any] = {"paperWidth": 8.27, "paperHeight": 11.69}
    return base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", options)["data"])


def media(browser: Chrome, name: str) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": name})


@pytest.mark.parametrize("width", [360, PHONE, 768, DESKTOP])
def test_no_page_is_wider_than_the_screen(browser: Chrome, samples: str, width: int) -> None:
    set_screen(browser, width)
    for page in PAGES:
        browser.get(samples + page)
        assert overflow(browser) == 0, page
        assert browser.execute_script(BEYOND) == [], page
    assert_calm(browser, samples)


def test_every_page_is_dark_where_the_system_is(browser: Chrome, samples: str) -> None:
    set_screen(browser, DESKTOP, "dark")
    for page in PAGES:
        browser.get(samples + page)
        body = browser.find_element(By.TAG_NAME, "body")
        assert browser.execute_script(LIGHTNESS, body, "background-color") < 0.25, page
        words = browser.find_elements(
            By.CSS_SELECTOR, ".poc-docs p, .poc-docs td, .poc-docs th, .poc-docs dd"
        )
        assert all(browser.execute_script(LIGHTNESS, each, "color") > 0.5 for each in words[:20]), page
    assert_calm(browser, samples)


def test_every_section_of_a_plan_can_be_linked_to(browser: Chrome, samples: str) -> None:
    set_screen(browser, DESKTOP)
    browser.get(samples + PLAN)
    links = browser.find_elements(By.CSS_SELECTOR, ".md-nav--secondary .md-nav__link")
    addresses = {link.text: str(link.get_property("href")) for link in links if link.text}
    assert set(addresses) <= {name for name, _ in SECTIONS}
    assert {"Agreement", "Criteria", "Decision", "Timeline", "The plan as written"} <= set(addresses)
    for name, address in addresses.items():
        browser.get("about:blank")
        browser.get(address)
        heading = browser.find_element(By.CSS_SELECTOR, ":target")
        assert heading.text.startswith(name)
        place = browser.execute_script("return arguments[0].getBoundingClientRect().top", heading)
        assert 0 <= place < 900, name


def test_a_link_leads_to_a_heading_of_the_plan_s_own_text(browser: Chrome, samples: str) -> None:
    set_screen(browser, DESKTOP)
    browser.get(f"{samples}{PLAN}#as-written-success-criteria")
    assert browser.find_element(By.CSS_SELECTOR, ":target").text == "Success Criteria"


@pytest.mark.parametrize(
    "page", ["", "all-plans/", PLAN, "plans/serra-verde-fraud-scoring/", "registers/gaps/"]
)
def test_a_page_prints_within_its_margins_with_all_its_words(
    browser: Chrome, samples: str, page: str
) -> None:
    set_screen(browser, 700)
    browser.get(samples + page)
    media(browser, "print")
    assert browser.execute_script(PRINTED_TOO_WIDE) == []
    shown = browser.find_element(By.TAG_NAME, "article").text
    for heading in browser.find_elements(By.CSS_SELECTOR, "article h2"):
        assert heading.text in shown
    assert not browser.find_element(By.CSS_SELECTOR, ".md-header").is_displayed()
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert printed(browser).startswith(b"%PDF-")
    assert_calm(browser, samples)


def test_a_print_of_a_dark_page_is_black_on_white(browser: Chrome, samples: str) -> None:
    set_screen(browser, DESKTOP, "dark")
    browser.get(samples + PLAN)
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": features})
    word = browser.find_element(By.CSS_SELECTOR, ".poc-docs-standing strong")
    assert browser.execute_script(LIGHTNESS, word, "color") < 0.4


def test_search_finds_a_plan_by_its_prospect(browser: Chrome, samples: str) -> None:
    set_screen(browser, DESKTOP)
    browser.get(f"{samples}registers/gaps/")
    assert any("Vlierhaven Terminals" in found for found in search(browser, "Vlierhaven"))
    browser.find_element(By.CSS_SELECTOR, ".md-search-result__item a").click()
    assert PLAN in browser.current_url
    assert_calm(browser, samples)


def focused(browser: Chrome, most: int = 150) -> list[str]:
    """Press the tabulator from the top of the page to its end, and give what was reached inside of it."""
    reached: list[str] = []
    for _ in range(most):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        found = browser.execute_script(
            "const at = document.activeElement;"
            "return at.closest('.poc-docs') ? `${at.tagName} ${at.textContent.trim()}` : at.tagName"
        )
        if found == "BODY" and reached:
            break
        reached.append(str(found))
    return reached


def test_the_keyboard_reaches_what_is_folded_and_opens_it(browser: Chrome, samples: str) -> None:
    set_screen(browser, DESKTOP)
    browser.get(samples + PLAN)
    reached = focused(browser)
    folded = browser.find_elements(By.CSS_SELECTOR, ".poc-docs summary")
    assert len(folded) >= 4
    assert [name for name in reached if name.startswith("SUMMARY ")] == [
        f"SUMMARY {each.text}" for each in folded
    ]
    folded[0].send_keys(Keys.ENTER)
    assert browser.execute_script("return arguments[0].parentElement.open", folded[0])
    drawings = browser.find_elements(By.CSS_SELECTOR, ".poc-docs-scrolled")
    assert len([name for name in reached if name.startswith("DIV ")]) == len(drawings)


def test_the_keyboard_reaches_filter_order_and_plans(browser: Chrome, samples: str) -> None:
    set_screen(browser, DESKTOP)
    browser.get(f"{samples}all-plans/")
    reached = focused(browser)
    for tag, selector in (
        ("SELECT", ".poc-docs-filter select"),
        ("BUTTON", ".poc-docs-all thead button"),
        ("A", ".poc-docs-all tbody a"),
    ):
        wanted = browser.find_elements(By.CSS_SELECTOR, selector)
        assert wanted
        assert len([name for name in reached if name.startswith(f"{tag} ")]) >= len(wanted), tag


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_hostile_plans_break_out_of_no_page(browser: Chrome, hostile: str, width: int) -> None:
    set_screen(browser, width)
    for page in OF_ALL_PLANS:
        browser.get(hostile + page)
        assert overflow(browser) == 0, page
        assert browser.execute_script(BEYOND) == [], page
        own = (
            "article img, article script, article [onclick], article [onerror], article a[href^='javascript']"
        )
        assert not browser.find_elements(By.CSS_SELECTOR, own), page
    assert_calm(browser, hostile)


def test_the_keyboard_reaches_a_wide_table_of_the_plan_s_own(browser: Chrome, samples: str) -> None:
    set_screen(browser, PHONE)
    browser.get(samples + PLAN)
    boxes = browser.find_elements(By.CSS_SELECTOR, ".poc-docs .md-typeset__scrollwrap")
    wide = [box for box in boxes if box.get_property("scrollWidth") > box.get_property("clientWidth")]  # type: ignore[operator]
    assert wide
    assert all(box.get_property("tabIndex") == 0 for box in wide)
