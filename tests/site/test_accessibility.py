"""The site for people who use a keyboard or a screen reader: axe-core finds nothing in what is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from selenium_axe_python.axe import Axe

from tests.site.browser import DESKTOP, PHONE, set_screen

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "all-plans/",
    "registers/gaps/",
    "registers/criteria/",
    "registers/people/",
    "registers/calendar/",
    "registers/metrics/",
    "plans/marlowe-pike-substitution-ranking/",
    "plans/vlierhaven-gate-damage/",
    "plans/lakshya-disruption-rebooking/",
    "plans/westerland-triage-coding/",
)
BARE = "guide/"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    "resultTypes": ["violations"],
}


def violations(browser: Chrome, address: str) -> dict[str, list[Any]]:
    """Give the places that violate each rule."""
    browser.get(address)
    axe = Axe(browser)
    axe.inject()  # type: ignore[no-untyped-call]
    found = axe.run(options=RULES)["violations"]
    return {each["id"]: sorted(str(node["target"]) for node in each["nodes"]) for each in found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_no_page_has_a_fault_that_a_bare_page_of_the_theme_has_not(
    browser: Chrome,
    samples: str,
    width: int,
    scheme: str,
) -> None:
    set_screen(browser, width, scheme)
    bare = violations(browser, samples + BARE)
    found = {page: violations(browser, samples + page) for page in PAGES}
    ours = {
        f"{page}: {rule}": places
        for page, rules in found.items()
        for rule, places in rules.items()
        if len(places) > len(bare.get(rule, []))
    }
    assert ours == {}
