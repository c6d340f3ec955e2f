"""The HTML page on a narrow screen: each row is a card, whole and readable, and paper stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from poc_docs.reports.html_page import html_page
from poc_docs.reports.kinds import KINDS
from poc_docs.reports.shared.allowed import shared
from poc_docs.reports.shared.page import shared_report
from tests.reports.subjects import long_plan, sample
from tests.site.browser import PHONE, opened, overflow, set_screen
from tests.site.test_accessibility import violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

    from poc_docs.reports.report import Report
    from poc_docs.reports.subject import Subject

pytestmark = pytest.mark.browser

TABLET = 641
"""The narrowest screen in pixels that shows tables as tables."""

OUTSIDE = """
const found = [];
for (const cell of document.querySelectorAll("tbody td, tbody th, dd, li, caption")) {
  const text = document.createRange();
  text.selectNodeContents(cell);
  const places = [...text.getClientRects()];
  if (cell.textContent && !places.length || places.some((at) => at.left < 0 || at.right > arguments[0]))
    found.push(cell.textContent);
}
return found;
"""
CARDS = """
return [...document.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => [
  cell.closest("table").tHead.rows[0].cells[cell.cellIndex].textContent,
  getComputedStyle(cell, "::before").content,
]));
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with opened(tmp_path_factory.mktemp("chromium") / "profile") as found:
        yield found


def share(subject: Subject) -> Report:
    return shared_report(shared(subject, None))


PAGES = {
    "share": share(sample("westerland")),
    "share with all sections": share(sample("serra")),
    "share of long words": share(long_plan("vorgangsbearbeitung")),
    "share of one word": share(long_plan("Wm@%" * 100)),
    "summary": KINDS["summary"](sample("serra")),
    "win": KINDS["win"](sample("serra")),
    "architecture": KINDS["architecture"](sample("serra")),
}


@pytest.fixture(params=PAGES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    page = tmp_path / "page.html"
    page.write_text(html_page(PAGES[request.param]), "utf-8")
    return page.as_uri()


@pytest.mark.parametrize("width", [320, PHONE, 480, TABLET])
def test_every_text_is_inside_the_screen(browser: Chrome, address: str, width: int) -> None:
    set_screen(browser, width)
    browser.get(address)
    assert browser.execute_script(OUTSIDE, width) == []
    assert overflow(browser) == 0


def test_each_cell_of_a_card_says_which_column_it_is_of(browser: Chrome, address: str) -> None:
    set_screen(browser, PHONE)
    browser.get(address)
    cards = browser.execute_script(CARDS)
    assert cards
    for card in cards:
        unlabelled = [column for column, label in card if label != f'"{column}"']
        named_by = [column for column in unlabelled if column != "#"]
        assert len(named_by) == 1 or unlabelled == ["#"], card


def test_what_names_a_row_heads_its_card(browser: Chrome, address: str) -> None:
    set_screen(browser, PHONE)
    browser.get(address)
    heads = browser.execute_script("""
      const top = (cell) => Math.round(cell.getBoundingClientRect().top);
      return [...document.querySelectorAll("tbody tr")].map((row) =>
        [top(row.querySelector("th")), Math.min(...[...row.cells].map(top))]);
    """)
    assert heads
    assert [head for head, highest in heads if head != highest] == []


def test_on_paper_and_on_a_wider_screen_a_table_is_a_table(browser: Chrome, address: str) -> None:
    def shown() -> list[list[str]]:
        shapes: list[list[str]] = browser.execute_script(
            "return [...document.querySelectorAll('table, tr, td, th')].map((each) =>"
            " [getComputedStyle(each).display, getComputedStyle(each, '::before').content])"
        )
        return shapes

    set_screen(browser, TABLET)
    browser.get(address)
    tables = shown()
    assert {display for display, _ in tables} == {"table", "table-row", "table-cell"}
    assert {label for _, label in tables} == {"none"}
    set_screen(browser, PHONE)
    assert shown() != tables
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert shown() == tables


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_cards(browser: Chrome, address: str, scheme: str) -> None:
    set_screen(browser, PHONE, scheme)
    assert violations(browser, address) == {}


def test_a_screen_reader_still_meets_tables_with_rows_and_their_names(browser: Chrome, address: str) -> None:
    set_screen(browser, PHONE)
    browser.get(address)
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = [node["role"]["value"] for node in tree if not node["ignored"]]
    count = browser.execute_script(
        "return ['table', 'tbody th', 'tbody td'].map((each) => document.querySelectorAll(each).length)"
    )
    assert [roles.count(role) for role in ("table", "rowheader", "cell")] == count
