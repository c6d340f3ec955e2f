"""The registers say what the commands say, of every plan there is, and something sensible of none."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from poc_docs.exports.gaps_json import gaps_json
from poc_docs.exports.metrics_json import metrics_json
from poc_docs.plan.gap_register import read_register
from poc_docs.plan.library import ready_criteria
from poc_docs.portfolio.gap_register.joining import join
from poc_docs.portfolio.metrics import metrics
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.portfolio.signals import Situation
from poc_docs.repository.library import packaged_library
from poc_docs.site.pages import PAGES as SITE
from poc_docs.site.view import View
from tests.site.hostile import hostile_files
from tests.site.rendered import FILES, TODAY, edition_of, money, parsed
from tests.surroundings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.site.parsed import Page

REGISTER = read_register((PROJECT / "gaps.md").read_text(encoding="utf-8"))
READY = ready_criteria([packaged_library()])
METRICS = metrics_json(metrics(read_portfolio(FILES, TODAY), TODAY, by_quarter=True))
REGISTERS = tuple(f"registers/{name}.md" for name in ("gaps", "criteria", "people", "calendar", "metrics"))
SHOWN = ("High severity", "Medium severity", "Low severity", "No severity is written", "Named by no plan")


def sample(name: str) -> str:
    return FILES[f"plans/{name}.md"].decode()


def text_of(path: str, files: Mapping[str, bytes] = FILES, **more: Any) -> str:
    return dict(SITE)[path](View(edition_of(files, **more)))


def page(name: str, files: Mapping[str, bytes] = FILES, **more: Any) -> Page:
    return parsed(text_of(f"registers/{name}.md", files, **more))


def rows(found: Page, label: str) -> list[list[str]]:
    """Give the rows of a table with those that are folded."""
    return [*found.rows(label), *found.rows(f"{label}, continued")]


def words(found: Page) -> str:
    return " ".join(" ".join(tag.text for tag in found.tags if not tag.inside).split())


def like(path: str, number: int) -> dict[str, bytes]:
    """Give so many plans that differ from a sample only in what must differ."""
    text = FILES[path].decode()
    made = {}
    for each in range(number):
        other = re.sub(r"(?m)^(id: .*)$", rf"\1-{each}", text, count=1)
        other = re.sub(r"(?m)^(opportunity: .*)$", rf"\g<1>{each}", other, count=1)
        made[f"plans/p{each:04}.md"] = other.encode()
    return made


PAGES = {path: page(path[10:-3], register=REGISTER, ready=READY) for path in REGISTERS}


# Gaps


def test_every_gap_of_the_register_stands_once_with_the_deals_and_amounts_of_the_command() -> None:
    report = join(REGISTER, read_portfolio(FILES, TODAY))
    value = gaps_json(report, REGISTER, report.registered)
    found = {row[0]: (label, row) for label in SHOWN for row in rows(PAGES["registers/gaps.md"], label)}
    assert len(found) == len(value["gaps"]) > 5
    for gap in value["gaps"]:
        label, row = found[f"{gap['id']}: {gap['gap']}"]
        severities = [plan["severity"] for plan in gap["plans"]]
        worst = next((level for level in ("High", "Medium", "Low") if level in severities), None)
        assert label == (f"{worst} severity" if worst else "Named by no plan")
        assert gap["status"] in row[1]
        assert (gap["release"] or "") in row[1]
        assert row[2] == f"{gap['area']} {gap['owner']}"
        if gap["plans"]:
            deals = "1 deal" if gap["deals"] == 1 else f"{gap['deals']} deals"
            assert row[3].startswith(deals)
        for amount in gap["amounts"]:
            assert money(amount["amount"], amount["currency"]) in row[3]
        for plan in gap["plans"]:
            assert plan["prospect"] in row[5]
            for each in plan["rows"]:
                assert (each["workaround"] or "") in row[4]


def test_gaps_outside_the_register_and_look_alikes_are_named() -> None:
    portfolio = read_portfolio(FILES, TODAY)
    report = join(None, portfolio)
    found = page("gaps")
    others = (*report.unregistered, *report.unknown)
    named = [f"{gap.id}: {gap.title}" if gap.id else gap.title for gap in others]
    assert sorted(row[0] for row in rows(found, "Not in the register")) == sorted(named)
    assert "There is no register of gaps yet" in words(found)
    text = sample("tranvik-arrival-prediction").replace(
        "No map view of predicted arrivals in the product", "Map view of arrivals"
    )
    assert "GAP-2" in text
    alike = page("gaps", {"plans/x.md": text.replace("| GAP-2 |", "| |").encode()}, register=REGISTER)
    assert any("GAP-2" in item and "gaps link" in item for item in alike.texts("li"))


def test_deals_that_a_shipped_gap_may_change_stand_first_with_their_outcome() -> None:
    found = PAGES["registers/gaps.md"]
    assert found.texts("h2")[0].startswith("Deals to look at again")
    report = join(REGISTER, read_portfolio(FILES, TODAY))
    value = gaps_json(report, REGISTER, report.registered)
    expected = [
        (plan["prospect"], gap["id"])
        for gap in value["gaps"]
        if gap["status"] == "Shipped"
        for plan in gap["plans"]
        if plan["to_revisit"]
    ]
    assert expected
    shown = rows(found, "Deals to look at again")
    assert sorted((row[0], row[2].split(":")[0]) for row in shown) == sorted(expected)
    assert all(row[1].startswith(("No-go", "Conditional")) for row in shown)


def test_a_register_with_errors_says_so_and_one_that_cannot_be_read_says_why() -> None:
    faulty = read_register(
        (PROJECT / "gaps.md").read_text(encoding="utf-8").replace("| GAP-2 |", "| GAP-1 |")
    )
    assert "gaps.md has 1 error" in words(page("gaps", register=faulty))
    said = words(page("gaps", faults={"gaps.md": "it is no UTF-8; save it as UTF-8"}))
    assert "gaps.md can't be read: it is no UTF-8; save it as UTF-8." in said


def test_only_web_addresses_of_the_register_become_links() -> None:
    text = (PROJECT / "gaps.md").read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.startswith("| GAP-1 |"))
    for link, is_link in (("https://issues.example.com/7", True), ("javascript:alert(1)", False)):
        row = first.rstrip("| ") + f" | {link} |"
        found = page("gaps", register=read_register(text.replace(first, row)))
        assert (link in {tag.attributes.get("href") for tag in found.named("a")}) is is_link
        assert is_link or link in words(found)


# Criteria


def test_verdicts_of_all_criteria_add_up_to_the_pass_rate_of_the_metrics() -> None:
    found = PAGES["registers/criteria.md"]
    total = METRICS["numbers"]["pass_rate"]["all"]
    met = [
        row[3]
        for label in ("Performance", "Integration", "Cost", "User experience", "No kind")
        for row in rows(found, label)
    ]
    parts = [re.search(r": (\d+) of (\d+)", each) for each in met]
    assert sum(int(part[1]) for part in parts if part) == total["numerator"]
    assert sum(int(part[2]) for part in parts if part) == total["denominator"]
    by_kind = {row[0]: row[3] for row in found.rows("By kind")}
    assert f"{total['numerator']} of {total['denominator']}" in by_kind["All"]


def test_only_one_text_or_one_ready_criterion_make_two_criteria_one() -> None:
    first = sample("tallaroo-fatigue-alerts")
    name = "Time to the control room"
    assert name in first

    def other(number: int, text: str) -> bytes:
        return re.sub(r"(?m)^id: .*$", f"id: other-{number}", first.replace(name, text), count=1).encode()

    files = {
        "plans/a.md": first.encode(),
        "plans/b.md": other(1, f"**{name}**."),
        "plans/c.md": other(2, "Time to the central control room"),
        "plans/d.md": other(3, "Response time under load"),
        "plans/e.md": other(4, "Response Time Under Load"),
    }
    found = page("criteria", files, ready=READY)
    table = {row[0]: row for row in rows(found, "No kind")}
    (same,) = [row for key, row in table.items() if key.startswith(name)]
    assert same[2] == "0 of 2"
    (ready,) = [row for key, row in table.items() if key.startswith("Response time under load a ready")]
    assert ready[2] == "0 of 2"
    (alike,) = [row for key, row in table.items() if key.startswith("Time to the central control room")]
    assert alike[2] == "0 of 1"
    assert any(f"{name} (no kind) – Time to the central" in item for item in found.texts("li"))
    assert not any("Response time under load" in item and "–" in item for item in found.texts("li"))


def test_a_verdict_of_a_plan_that_runs_is_one_so_far_and_counts_for_nothing() -> None:
    found = page("criteria", {"plans/a.md": sample("marlowe-pike-substitution-ranking").encode()})
    shown = [row for label in ("Performance", "Integration", "Cost") for row in rows(found, label)]
    assert any("Pass so far" in row[4] for row in shown)
    assert {row[3] for row in shown} == {"–"}


# People


def test_the_load_is_that_of_the_metrics() -> None:
    keys = ("running", "planned", "decisions_next_30_days", "decisions_overdue")
    expected = [[each["owner"], *(str(each[key]) for key in keys)] for each in METRICS["load"]]
    assert PAGES["registers/people.md"].rows("Load") == expected


def test_everybody_has_their_plans_with_health_and_what_the_agenda_says_is_due() -> None:
    found = PAGES["registers/people.md"]
    for entry in read_portfolio(FILES, TODAY).entries:
        plan = entry.plan
        assert plan
        assert plan.metadata
        assert plan.metadata.sales_engineer
        owner = plan.metadata.sales_engineer.value
        at = Situation(plan, TODAY)
        named = [row for row in rows(found, f"Plans of {owner}") if row[0].startswith(entry.prospect)]
        assert bool(named) is (at.is_planning or at.is_active)


def test_what_a_plan_asks_of_another_sales_engineer_stands_with_both() -> None:
    text = sample("marlowe-pike-substitution-ranking").replace(
        "Gwen Tregear (Marlowe & Pike)", "Tomasz Bielak"
    )
    files = {**FILES, "plans/marlowe-pike-substitution-ranking.md": text.encode()}
    found = page("people", files)
    for person in ("Daniel Osei", "Tomasz Bielak"):
        assert any("Offline comparison" in row[1] for row in rows(found, f"Due for {person}"))


# Calendar


def test_a_date_stands_in_its_week_until_it_is_done_and_open_ones_of_two_weeks_stand_first() -> None:
    found = PAGES["registers/calendar.md"]
    assert found.texts("h2")[0].startswith("Still open from the last two weeks")
    past = rows(found, "Still open")
    assert past
    assert all("2026-11-09" <= row[0][:10] < "2026-11-23" for row in past)
    week = rows(found, "This week, 2026-11-23 to 2026-11-29")
    assert any("Offline comparison with the rule table" in row[1] for row in week)
    assert all("2026-11-23" <= row[0][:10] <= "2026-11-29" for row in week)
    text = sample("marlowe-pike-substitution-ranking")
    done = re.sub(r"(Offline comparison with the rule table .*)\|  +\|", r"\1| 2026-11-20 |", text)
    assert done != text
    later = page("calendar", {"plans/a.md": done.encode()})
    assert "Offline comparison with the rule table" not in words(later)


def test_tasks_of_lists_stand_there_until_they_are_done() -> None:
    found = PAGES["registers/calendar.md"]
    week = rows(found, "This week, 2026-11-23 to 2026-11-29")
    task = "Implementation team named"
    (row,) = [row for row in week if task in row[1]]
    assert row == ["2026-11-27 Fri", f"□ {task} task", "Assurances Belrive", "Mireille Achterberg"]
    text = sample("belrive-claims-intake")
    assert f"- [ ] {task}" in text
    done = text.replace(f"- [ ] {task}", f"- [x] {task}")
    assert task not in words(page("calendar", {"plans/a.md": done.encode()}))


def test_of_plans_that_ended_only_tasks_are_to_come() -> None:
    ended = {
        path: data for path, data in FILES.items() if b"status: Complete" in data or b"\nclosed:" in data
    }
    assert len(ended) > 3
    found = page("calendar", ended)
    titles = [title for title in found.texts("h2") if not title.startswith("Later")]
    dates = [row for title in titles for row in rows(found, title.partition(" from the last")[0].rstrip("¶"))]
    assert dates
    assert all(row[1].endswith(" task") for row in dates)


@pytest.mark.parametrize(
    ("directory_urls", "address"), [(True, "../../calendar.ics"), (False, "../calendar.ics")]
)
def test_the_page_links_to_the_feed_with_how_to_subscribe(directory_urls: bool, address: str) -> None:
    found = page("calendar", directory_urls=directory_urls)
    assert address in {tag.attributes.get("href") for tag in found.named("a")}
    assert "subscribe to it" in words(found)


# Metrics


def test_every_number_of_the_metrics_stands_there_with_what_it_is() -> None:
    found = PAGES["registers/metrics.md"]
    shown = {row[0]: row for row in found.rows("All numbers")}
    numbers = METRICS["numbers"]
    for name, ratio in (
        ("Win rate", numbers["win_rate"]),
        ("Technical wins", numbers["technical_win_rate"]),
        ("Agreed before the start", numbers["agreed_before_start"]),
        ("Decided on time", numbers["decided_on_time"]["against_present"]),
        ("Decided by the day first agreed", numbers["decided_on_time"]["against_first_agreed"]),
        ("Plans without an amendment", numbers["amendments"]["plans_with_none"]),
        ("Criteria passed", numbers["pass_rate"]["all"]),
        *((f"Criteria passed, {weight}", rate) for weight, rate in numbers["pass_rate"]["by_weight"].items()),
    ):
        said = f"{ratio['percent']:g}%: {ratio['numerator']} of {ratio['denominator']}"
        assert shown[name][1].startswith(said)
        assert ("small" in shown[name][1]) is ratio["small"]
    for name in ("status", "outcomes", "closed", "business"):
        label = {"status": "Plans"}.get(name, name.capitalize())
        assert shown[label][1] == ", ".join(f"{word} {count}" for word, count in numbers[name].items())
    spread = numbers["time_to_decision"]
    assert shown["Days to the decision"][1].startswith(f"{spread['median']:g} days")
    assert found.rows("Open deals") == [
        [each["category"] or "no category", money(each["amount"], each["currency"]), f"{each['deals']}"]
        for each in numbers["pipeline"]
    ]
    assert shown["Funnel"][1] == ", ".join(f"{step} {count}" for step, count in METRICS["funnel"].items())
    assert all(row[2] for row in shown.values())


def test_quarters_are_drawn_with_their_numbers_as_a_table() -> None:
    found = PAGES["registers/metrics.md"]
    by_quarter = {each["quarter"]: each["numbers"] for each in METRICS["quarters"]}
    drawn = dict(found.rows("Criteria passed by quarter"))
    assert drawn
    for quarter, said in drawn.items():
        rate = by_quarter[quarter]["pass_rate"]["all"]
        assert said.startswith(f"{rate['percent']:g}%" if rate["denominator"] else "no data")
    assert max(drawn) <= "2026-Q4"
    head = [tag.text for tag in found.named("th") if tag.attributes.get("scope") == "col"]
    assert Counter(head)["2026-Q4"] == 1
    lines = {row[0]: row[1:] for row in found.rows("All numbers by quarter")}
    assert "Win rate" in lines


def test_what_is_left_out_is_named_with_the_reason() -> None:
    found = page("metrics", {**FILES, "plans/a.md": b"\xff", "plans/b.md": b"---\nstatus: Active\n---\n"})
    assert "2 plans with errors or without a status in no number" in words(found)
    assert any(heading.endswith(": in no number") for heading in found.texts("h3"))
    assert {"plans/a.md", "plans/b.md"} & set(found.texts("li"))


def test_dates_too_far_apart_are_said_and_the_other_numbers_stay() -> None:
    far = sample("tranvik-arrival-prediction").replace("\ndate: 2026", "\ndate: 1026")
    found = page("metrics", {**FILES, "plans/tranvik-arrival-prediction.md": far.encode()})
    assert "There are no quarters to show" in words(found)
    assert found.rows("All numbers")


def test_the_definitions_are_linked_only_where_the_site_has_them() -> None:
    linked = page("metrics", guides=frozenset({"metrics.md"}))
    assert "../../metrics/" in {tag.attributes.get("href") for tag in linked.named("a")}
    assert "../../metrics/" not in {
        tag.attributes.get("href") for tag in PAGES["registers/metrics.md"].named("a")
    }


# All of them


@pytest.mark.parametrize("path", REGISTERS)
def test_without_plans_each_page_says_so_in_a_sentence(path: str) -> None:
    found = parsed(text_of(path, {}))
    assert not found.named("table")
    said = [text for text in found.texts("p") if not text.startswith("As of")]
    assert any(re.search(r"\b[Nn]o(body)?\b|no plans", text) for text in said)


@pytest.mark.parametrize("path", REGISTERS)
def test_one_plan_and_one_that_cannot_be_read_give_every_page(path: str) -> None:
    files = {"plans/a.md": sample("tranvik-arrival-prediction").encode(), "plans/b.md": b"\xff"}
    found = parsed(text_of(path, files, register=REGISTER, ready=READY))
    assert len(found.texts("h1")) == 1
    assert not found.repeated_ids


@pytest.mark.parametrize("path", REGISTERS)
def test_no_text_of_a_plan_becomes_markup(path: str) -> None:
    found = parsed(text_of(path, hostile_files()))
    assert not found.named("script")
    assert not found.named("img")
    assert not [tag for tag in found.tags if any(name.startswith("on") for name in tag.attributes)]
    assert not [
        tag for tag in found.named("a") if tag.attributes.get("href", "").lower().startswith("javascript")
    ]


@pytest.mark.parametrize("path", REGISTERS)
def test_many_plans_fold_and_a_page_stays_of_a_size_that_opens(path: str) -> None:
    names = {"criteria": "tallaroo-fatigue-alerts", "gaps": "belrive-claims-intake"}
    name = names.get(path[10:-3], "marlowe-pike-substitution-ranking")
    files = like(f"plans/{name}.md", 120)
    text = text_of(path, files, register=REGISTER, ready=READY)
    assert len(text) < 400_000
    assert parsed(text).named("details")


def test_links_of_the_registers_lead_to_pages_of_the_site() -> None:
    view = View(edition_of(FILES, directory_urls=False, register=REGISTER))
    known = {path[:-3] + ".html" for path in (*dict(SITE), *view.addresses.pages.values())}
    pages = {path: parsed(dict(SITE)[path](view)) for path in REGISTERS}
    for path in REGISTERS:
        for tag in pages[path].named("a"):
            target = tag.attributes["href"].partition("#")[0].partition("?")[0]
            if target and not target.endswith(".ics"):
                assert target.removeprefix("../") in known, f"{path} links to {target}"
