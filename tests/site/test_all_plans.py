"""The table of all plans says of each what is computed, and carries what its script filters and sorts by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.exports.list_json import list_json
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.standings import standings
from poc_docs.portfolio.attention import Concern
from poc_docs.portfolio.listing import in_order, listed_plan
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.portfolio.stages import by_stage
from poc_docs.site.assets import SCRIPT, static_files
from poc_docs.site.view import View
from tests.site.hostile import VECTORS, hostile_files
from tests.site.rendered import FILES, TODAY, edition_of, money, pages_of
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.site.parsed import Page, Tag

HEALTH, AGREEMENT, DECISION, PROGRESS, OUTCOME, AMOUNT = range(4, 10)


def all_plans(files: Mapping[str, bytes] = FILES, **more: Any) -> Page:
    return pages_of(files, **more)["all-plans.md"]


def lines(page: Page) -> list[Tag]:
    return [tag for tag in page.named("tr") if "data-status" in tag.attributes]


def options(page: Page, name: str) -> list[str]:
    """Give the values that a list of the filter offers."""
    found: list[str] = []
    inside = ""
    for tag in page.tags:
        if tag.name == "select":
            inside = tag.attributes["name"]
        elif tag.name == "option" and inside == name:
            found.append(tag.attributes["value"])
    return found


def test_every_plan_is_listed_in_order_with_what_is_computed() -> None:
    rows = all_plans().rows("All plans")
    for entry, row in zip(by_stage(read_portfolio(FILES)), rows, strict=True):
        plan = entry.plan
        assert plan
        assert plan.metadata
        assert plan.metadata.sales_engineer
        decided = [s for s in standings(plan) if s.verdict]
        assert row[:3] == [entry.title, entry.prospect, plan.metadata.sales_engineer.value]
        assert row[PROGRESS] == f"{len(decided)} of {len(plan.criteria)}"
        outcome = compute_outcome(plan).outcome
        assert (outcome.value if outcome else "") in row[OUTCOME]


def test_every_value_is_that_of_list_as_json() -> None:
    every = in_order(listed_plan(entry, TODAY) for entry in read_portfolio(FILES, TODAY).entries)
    page = all_plans()
    values = list_json(every, every, TODAY)["plans"]
    for row, tag, plan in zip(page.rows("All plans"), lines(page), values, strict=True):
        assert row[HEALTH].rpartition(" ")[2] == (plan["health"] or "–")
        assert row[DECISION] == (plan["decision_date"] or "to be filled in")
        assert row[PROGRESS] == f"{plan['criteria_decided']} of {plan['criteria']}"
        amount = plan["amount"]
        assert row[AMOUNT] == (money(amount["amount"], amount["currency"]) if amount else "–")
        assert tag.attributes["data-status"] == plan["status"]
        assert tag.attributes["data-owner"] == (plan["sales_engineer"] or "")
        assert tag.attributes["data-health"] == (plan["health"] or "")
        assert tag.attributes["data-outcome"] == (plan["outcome"] or plan["computed_outcome"] or "none")
        for text in (
            plan["id"],
            plan["prospect"],
            plan["title"],
            plan["sales_engineer"],
            plan["opportunity"],
        ):
            assert text is None or text in tag.attributes["data-text"]


def test_open_amendments_closed_plans_and_who_has_to_sign_are_named() -> None:
    rows = {row[0]: row for row in all_plans().rows("All plans")}
    amended = rows["Coding of emergency triage notes"]
    assert (amended[3], amended[AGREEMENT]) == ("Active, amendment open", "◐ waiting for prospect")
    assert rows["Chat moderation for live matches"][3] == "closed: no-decision"
    assert rows["Chat moderation for live matches"][OUTCOME] == "–"
    assert rows["Deed classification with data kept in Sweden"][AGREEMENT] == "◔ waiting for prospect"
    assert rows["Load forecast at substation level"][OUTCOME] == "✗ No-go computed"
    assert rows["Shared inference for research groups"][DECISION] == "to be filled in"


def test_a_file_that_can_not_be_read_has_its_line_too() -> None:
    page = all_plans({**FILES, "plans/a.md": b"\xff"})
    row = next(row for row in page.rows("All plans") if row[0].startswith("plans/a.md"))
    assert row == ["plans/a.md ▲ 1 error", "–", "–", "▲ no readable status", *["–"] * 6]
    (tag,) = [tag for tag in lines(page) if tag.attributes["data-status"] == "unreadable"]
    assert tag.attributes["data-about"] == "errors"


def test_each_plan_is_linked() -> None:
    links = {tag.attributes["href"] for tag in all_plans().named("a")}
    assert links == {f"../plans/{path.stem}/" for path in SAMPLES}


def test_progress_is_a_bar_and_a_text() -> None:
    bars = [tag.attributes for tag in all_plans().named("progress")]
    assert {"max": "6", "value": "6", "aria-hidden": "true"} in bars
    assert len(bars) == len(FILES)


def test_the_filter_offers_every_word_that_a_line_has() -> None:
    page = all_plans({**FILES, "plans/a.md": b"\xff"})
    for name in ("status", "owner", "outcome", "health", "about"):
        offered = set(options(page, name))
        had = {tag.attributes[f"data-{name}"] for tag in lines(page)}
        assert {
            word for words in had for word in (words.split() if name == "about" else [words])
        } <= offered, name


def test_a_plan_is_found_by_every_concern_that_it_raises() -> None:
    view = View(edition_of())
    found = {tag.attributes["data-text"]: tag.attributes["data-about"].split() for tag in lines(all_plans())}
    concerns = {concern for of in view.plans for concern in _concerns_of(found, of.plan.id)}
    for of in view.plans:
        assert _concerns_of(found, of.plan.id) == {each.concern.value for each in of.matters}
    assert concerns == {each.value for each in Concern}


def _concerns_of(found: Mapping[str, list[str]], name: str) -> set[str]:
    (words,) = [words for text, words in found.items() if name in text]
    return set(words)


def test_numbers_and_days_are_sorted_by_values_and_what_is_missing_has_none() -> None:
    page = all_plans()
    heads = [(tag.attributes["data-key"], tag.attributes["data-kind"]) for tag in page.named("th")[:9]]
    assert heads[4:8] == [
        ("health", "number"),
        ("agreement", "text"),
        ("decision", "text"),
        ("progress", "number"),
    ]
    cells = [tag for tag in page.tags if "data-sort" in tag.attributes]
    values = {
        column: {
            tag.text.strip(): tag.attributes["data-sort"]
            for tag in cells
            if tag.attributes["data-label"] == column
        }
        for column in ("Health", "Progress", "Decision date", "Amount")
    }
    health = {words.split()[-1]: value for words, value in values["Health"].items()}
    assert health == {"Red": "0", "Yellow": "1", "Green": "2", "–": ""}
    amounts = sorted((value, words) for words, value in values["Amount"].items() if words.endswith("EUR"))
    assert [words.removesuffix(",000 EUR") for _, words in amounts[:4]] == ["64", "96", "118", "184"]
    assert values["Amount"]["–"] == ""
    assert values["Decision date"]["to be filled in"] == ""
    assert values["Decision date"]["2026-12-04"] == "2026-12-04"
    assert float(values["Progress"]["2 of 6"]) < float(values["Progress"]["3 of 5"]) < 1


def test_without_a_script_there_is_the_whole_table_and_no_filter_that_does_nothing() -> None:
    page = all_plans()
    (form,) = page.named("form")
    assert "hidden" in form.attributes
    assert not [tag for tag in lines(page) if "hidden" in tag.attributes]
    assert not [tag for tag in page.named("button") if "thead" in tag.inside]
    (count,) = [tag for tag in page.tags if tag.attributes.get("role") == "status"]
    assert count.text == f"{len(FILES)} plans"


def test_the_script_writes_no_markup() -> None:
    script = static_files()[SCRIPT]
    assert "poc-docs-filter" in script
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "fetch(", "http"):
        assert word not in script


def test_hostile_texts_stay_texts() -> None:
    page = all_plans(hostile_files())
    assert len(lines(page)) == len(hostile_files())
    titles = [row[0] for row in page.rows("All plans")]
    assert not page.named("script")
    for text in VECTORS:
        shown = " ".join("".join(char for char in text if char.isprintable()).split())
        assert any(shown in title for title in titles), text[:40]


def test_without_plans_there_is_no_empty_table() -> None:
    page = all_plans({})
    assert "There are no plans yet." in page.texts("p")
    assert not page.named("table")
    assert not page.named("form")
