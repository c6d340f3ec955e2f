"""A plan's credits say what `poc-docs credits` says, and nothing where nothing can be added up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from poc_docs.exports.credits_json import credits_json
from poc_docs.plan.reading import read_plan
from tests.site.placed import shapes
from tests.site.rendered import FILES, PAGES, TODAY, money, pages_of
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from tests.site.parsed import Page

GATE = FILES["plans/vlierhaven-gate-damage.md"].decode()


def page_of(text: str, today: dt.date = TODAY) -> Page:
    return pages_of({"plans/x.md": text.encode()}, today)["plans/x.md"]


def facts_of(page: Page) -> dict[str, str]:
    return dict(zip(page.texts("dt"), page.texts("dd"), strict=True))


@pytest.mark.parametrize("path", [f"plans/{path.name}" for path in SAMPLES])
def test_amounts_are_those_of_the_json_form(path: str) -> None:
    account = credits_json(read_plan(FILES[path].decode()), TODAY)["account"]
    page = PAGES[path]
    assert ("Credits" in page.texts("h2")) is (account is not None)
    if account is None:
        return
    said, currency = facts_of(page), account["currency"]
    assert said["Granted"] == money(account["granted"], currency)
    assert said["Used"] == f"{money(account['used'], currency)} ({account['used_percent']}%)"
    assert said["Left"].removeprefix("▲ ") == money(account["balance"], currency)
    assert account["exhausted_on"] in said["Runs out"]
    assert page.rows("Balances") == [
        [each["date"], money(each["balance"], currency)] for each in account["days"]
    ]
    assert len(shapes(page, "poc-docs-burn-down")) == 1


def test_what_is_used_beyond_what_was_granted_is_said_in_words() -> None:
    page = PAGES["plans/vlierhaven-gate-damage.md"]
    assert "500.35 EUR more are used than were granted" in " ".join(page.texts("figcaption"))


def test_entries_of_days_to_come_are_not_counted_and_said() -> None:
    page = page_of(GATE, dt.date(2026, 11, 6))
    assert facts_of(page)["Left"] == "369.65 EUR"
    assert "1 entry with a later date than 2026-11-06, not counted." in page.texts("p")


def test_a_row_that_cannot_be_read_stops_the_sum_and_says_where() -> None:
    page = page_of(GATE.replace("480.00 EUR", "480 euros "))
    (line,) = [text for text in page.texts("p") if "The balance can't be told" in text]
    assert f"line {GATE[: GATE.index('480.00 EUR')].count(chr(10)) + 1}: it has amount '480 euros'" in line
    assert page.rows("Balances") == []


def test_without_a_duration_there_is_no_even_pace() -> None:
    page = page_of(GATE.replace("6 weeks, starting 2026-10-05", "[e.g., 2 weeks]"))
    assert shapes(page, "poc-docs-even") == []
    assert len(shapes(page, "poc-docs-balance")) == 2
