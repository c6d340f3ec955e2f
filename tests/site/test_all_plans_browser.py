"""The table of all plans in a browser: filter and order work, and stand in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from tests.site.browser import assert_calm, overflow, set_screen
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = pytest.mark.browser

RED = [
    "Damage detection at the truck gate",
    "Load forecast at substation level",
    "Live captions for sports broadcasts",
]


def titles(browser: Chrome) -> list[str]:
    """Give the titles of the rows that can be seen, in their order."""
    links = browser.find_elements(By.CSS_SELECTOR, ".poc-docs-all tbody th a")
    return [link.text for link in links if link.is_displayed()]


def field(browser: Chrome, name: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, f".poc-docs-filter [name={name}]")


def choose(browser: Chrome, name: str, value: str) -> None:
    Select(field(browser, name)).select_by_value(value)


def chosen(browser: Chrome, name: str) -> str:
    return str(field(browser, name).get_property("value"))


def count(browser: Chrome) -> str:
    return browser.find_element(By.CSS_SELECTOR, ".poc-docs-count").text


def head(browser: Chrome, key: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, f".poc-docs-all th[data-key={key}]")


def column(browser: Chrome, name: str) -> list[str]:
    cells = browser.find_elements(By.CSS_SELECTOR, f".poc-docs-all tbody [data-label='{name}']")
    return [cell.text for cell in cells if cell.is_displayed()]


def query(browser: Chrome) -> str:
    return str(browser.execute_script("return location.search"))


def test_a_link_with_a_filter_shows_what_it_names(browser: Chrome, samples: str) -> None:
    set_screen(browser, 1360)
    browser.get(f"{samples}all-plans/?health=Red")
    assert titles(browser) == RED
    assert chosen(browser, "health") == "Red"
    assert count(browser) == f"3 of {len(SAMPLES)} plans"
    assert_calm(browser, samples)


def test_every_link_of_the_start_page_shows_as_many_plans_as_it_says(browser: Chrome, samples: str) -> None:
    set_screen(browser, 1360)
    browser.get(samples)
    links = browser.find_elements(By.CSS_SELECTOR, ".poc-docs h3 a, .poc-docs-counts a:not([href^='#'])")
    asked = {str(link.get_property("href")): int(link.text.split()[0]) for link in links}
    assert len(asked) > 8
    for address, number in asked.items():
        browser.get(address)
        assert len(titles(browser)) == number, address


def test_filters_join_and_stand_in_the_address(browser: Chrome, samples: str) -> None:
    set_screen(browser, 1360)
    browser.get(f"{samples}all-plans/")
    assert len(titles(browser)) == len(SAMPLES)
    choose(browser, "status", "Active")
    choose(browser, "owner", "Daniel Osei")
    assert titles(browser) == [
        "Substitution ranking for online grocery",
        "Live captions for sports broadcasts",
    ]
    field(browser, "text").send_keys("BRIGHT captions")
    assert titles(browser) == ["Live captions for sports broadcasts"]
    assert query(browser) == "?text=BRIGHT+captions&status=Active&owner=Daniel+Osei"
    browser.refresh()
    assert titles(browser) == ["Live captions for sports broadcasts"]
    assert chosen(browser, "text") == "BRIGHT captions"


def test_the_back_button_undoes_a_filter_and_a_whole_text(browser: Chrome, samples: str) -> None:
    browser.get(f"{samples}all-plans/")
    choose(browser, "health", "Red")
    field(browser, "text").send_keys("moravsk")
    assert titles(browser) == ["Load forecast at substation level"]
    browser.back()
    assert titles(browser) == RED
    assert chosen(browser, "text") == ""
    browser.back()
    assert len(titles(browser)) == len(SAMPLES)
    browser.forward()
    assert titles(browser) == RED


def test_a_heading_sorts_and_says_how(browser: Chrome, samples: str) -> None:
    set_screen(browser, 1360)
    browser.get(f"{samples}all-plans/")
    assert head(browser, "decision").get_attribute("aria-sort") == "none"
    head(browser, "decision").find_element(By.TAG_NAME, "button").click()
    days = column(browser, "Decision date")
    assert days[-1] == "to be filled in"
    assert days[:-1] == sorted(days[:-1])
    assert head(browser, "decision").get_attribute("aria-sort") == "ascending"
    head(browser, "decision").find_element(By.TAG_NAME, "button").click()
    days = column(browser, "Decision date")
    assert days[-1] == "to be filled in"
    assert days[:-1] == sorted(days[:-1], reverse=True)
    assert head(browser, "decision").get_attribute("aria-sort") == "descending"
    assert query(browser) == "?sort=-decision"
    browser.back()
    assert head(browser, "decision").get_attribute("aria-sort") == "ascending"
    browser.back()
    assert head(browser, "decision").get_attribute("aria-sort") == "none"


def test_the_keyboard_sorts_and_numbers_are_compared_as_numbers(browser: Chrome, samples: str) -> None:
    browser.get(f"{samples}all-plans/")
    head(browser, "progress").find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    shares = [int(done) / int(of) for done, _, of in map(str.split, column(browser, "Progress"))]
    assert shares == sorted(shares)
    head(browser, "health").find_element(By.TAG_NAME, "button").send_keys(Keys.SPACE)
    words = [text.split()[-1] for text in column(browser, "Health")]
    order = ["Red", "Yellow", "Green", "–"]
    assert words == sorted(words, key=order.index)
    assert len(set(words)) == len(order)


def test_where_no_plan_fits_there_is_a_way_back(browser: Chrome, samples: str) -> None:
    browser.get(f"{samples}all-plans/?owner=Nobody+Known")
    assert titles(browser) == []
    nothing = browser.find_element(By.CSS_SELECTOR, ".poc-docs-nothing")
    assert nothing.is_displayed()
    assert nothing.text.startswith("No plan fits.")
    assert chosen(browser, "owner") == "Nobody Known"
    nothing.find_element(By.TAG_NAME, "button").click()
    assert len(titles(browser)) == len(SAMPLES)
    assert query(browser) == ""
    assert not nothing.is_displayed()


def test_without_javascript_the_whole_table_stands_there(browser: Chrome, samples: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{samples}all-plans/?health=Red")
    assert len(titles(browser)) == len(SAMPLES)
    assert not browser.find_element(By.CSS_SELECTOR, ".poc-docs-filter").is_displayed()
    assert not browser.find_elements(By.CSS_SELECTOR, ".poc-docs-all thead button")


@pytest.mark.parametrize("width", [360, 800, 1000, 1360])
def test_the_page_is_no_wider_than_the_screen(browser: Chrome, samples: str, width: int) -> None:
    set_screen(browser, width)
    for page in ("", "all-plans/"):
        browser.get(f"{samples}{page}")
        assert overflow(browser) == 0, page


def test_hostile_values_in_plans_and_in_the_address_are_texts(browser: Chrome, hostile: str) -> None:
    set_screen(browser, 390)
    browser.get(f"{hostile}all-plans/?owner=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&sort=%22&text=%3Cscript%3E")
    browser.get(f"{hostile}all-plans/?text=%3Cscript%3E")
    assert titles(browser)
    assert overflow(browser) == 0
    browser.get(hostile)
    assert overflow(browser) == 0
    assert not browser.find_elements(By.CSS_SELECTOR, "article img, article script, [onclick], [onerror]")
    assert_calm(browser, hostile)
