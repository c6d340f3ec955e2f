"""The start page tells what ``health``, ``diff`` and ``metrics`` tell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from poc_docs.exports.change_text import is_told
from poc_docs.exports.health_json import plan_health
from poc_docs.exports.metrics_json import metrics_json
from poc_docs.portfolio.attention import Concern
from poc_docs.portfolio.digest import ChangesSince, changed_plans, note
from poc_docs.portfolio.metrics import metrics
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.portfolio.versions import compare_versions, read_version
from poc_docs.site.addresses import START_PAGE
from poc_docs.site.edition import Source
from poc_docs.site.pages import PAGES
from poc_docs.site.start_page.attention import HEADINGS
from poc_docs.site.start_page.filtered import SHOWN
from poc_docs.site.start_page.page import OTHERS
from poc_docs.site.view import View
from tests.site.hostile import hostile_files
from tests.site.rendered import FILES, TODAY, edition_of, money, pages_of
from tests.site.rendered import PAGES as SAMPLE
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.site.parsed import Page

MONDAY = dt.date(2026, 11, 16)
RED = "plans/vlierhaven-gate-damage.md"
CALM = "plans/norrbygd-ticket-routing.md"


def start_page(files: Mapping[str, bytes] = FILES, today: dt.date = TODAY, **more: Any) -> Page:
    return pages_of(files, today, **more)["index.md"]


def told(page: Page, concern: Concern) -> list[list[str]]:
    """Give the lines of a concern: plan, what with its command, due, owner."""
    return page.rows(HEADINGS[concern])


def named(page: Page, concern: Concern) -> list[str]:
    """Give the plans below a concern's heading: those with a row, then those that are told above."""
    found: list[str] = []
    is_below = False
    for tag in page.tags:
        if tag.name in {"h2", "h3"}:
            is_below = tag.text.startswith(f"{HEADINGS[concern]} ")
        elif is_below and tag.name == "a" and not tag.text.startswith(HEADINGS[concern]):
            found.append(tag.text)
    return [name for name in found if not name.isdigit()]


def news(before: Mapping[str, bytes], after: Mapping[str, bytes] = FILES) -> ChangesSince:
    versions = [[read_version(*each) for each in files.items()] for files in (before, after)]
    return ChangesSince(MONDAY, changed_plans(compare_versions(*versions), is_told))


def replaced(path: str, *pairs: tuple[str, str]) -> dict[str, bytes]:
    """Give the sample plans with other words in one of them."""
    text = FILES[path].decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return {**FILES, path: text.encode()}


def copies(number: int, path: str = RED) -> dict[str, bytes]:
    """Give so many plans that differ in id and prospect alone."""
    text = FILES[path].decode()
    name = path.removeprefix("plans/").removesuffix(".md")
    return {
        f"plans/c{n:03}.md": text.replace(name, f"c{n:03}")
        .replace("Vlierhaven Terminals", f"Deal {n:03}")
        .encode()
        for n in range(number)
    }


# What needs attention


def test_every_plan_with_a_health_that_is_not_green_is_told_once_for_it() -> None:
    page = start_page()
    versions = [read_version(*each) for each in FILES.items()]
    healths = [plan_health(each.path, each.plan, TODAY) for each in versions if each.plan]
    found = {each["prospect"]: each["health"] for each in healths}
    for concern, health in ((Concern.RED, "Red"), (Concern.YELLOW, "Yellow")):
        assert sorted(named(page, concern)) == sorted(name for name, each in found.items() if each == health)


def test_every_plan_has_one_row_that_tells_all_its_concerns() -> None:
    page = start_page()
    rows = [row for concern in Concern for row in told(page, concern)]
    view = View(edition_of())
    assert sorted(row[0] for row in rows) == sorted(of.entry.prospect for of in view.plans if of.matters)
    said = {row[0]: row[1] for row in rows}
    assert sum(len(of.matters) > 1 for of in view.plans) > 4
    for of in view.plans:
        for matter in of.matters:
            assert of.entry.prospect in named(page, matter.concern)
            row = said[of.entry.prospect].casefold()
            assert " ".join(matter.what.split()).casefold() in row
            assert all(command.split("   # ")[0].casefold() in row for command in matter.commands[:1])


def test_a_row_stands_under_the_first_concern_and_names_the_others() -> None:
    (row,) = [row for row in told(start_page(), Concern.DEAL_REVIEW) if row[0] == "Vlierhaven Terminals"]
    parts = (
        "Raise Deal Review",
        "Decision: the decision was due",
        "Red: the work ended",
        "News: no news for",
    )
    places = [row[1].casefold().index(part.casefold()) for part in parts]
    assert places == sorted(places)
    assert row[1].endswith("and 9 further signals")


def test_every_signal_of_a_plan_is_told_or_counted_in_one_place() -> None:
    for of in View(edition_of()).plans:
        by_signal = [each for each in of.matters if each.signal]
        counted = sum(each.further for each in of.matters)
        assert len(by_signal) + counted == len(of.signals), of.entry.path


def test_decisions_are_those_of_the_weekly_mail() -> None:
    portfolio = read_portfolio(FILES, TODAY)
    due = [noted.decision for entry in portfolio.entries if (noted := note(entry, TODAY)).decision]
    titles = {entry.path: entry.prospect for entry in portfolio.entries}
    page = start_page()
    assert sorted(named(page, Concern.DECISION)) == sorted(titles[each.name.path] for each in due)
    said = {row[0]: row[1] for concern in Concern for row in told(page, concern)}
    assert "poc-docs decide vlierhaven-gate-damage" in said["Vlierhaven Terminals"]
    expected = "due in 11 days: the decision; 2 criteria are without a verdict; computed so far: No-go"
    assert expected in said["Moravská energetická síť"]


def test_the_day_of_a_row_is_the_next_of_all_that_it_tells() -> None:
    rows = {row[0]: row for concern in Concern for row in told(start_page(), concern)}
    assert rows["Vlierhaven Terminals"][2:] == ["2026-11-15 8 days ago", "Mireille Achterberg"]
    review = told(start_page(), Concern.DEAL_REVIEW)
    days = [row[2][:10] for row in review if row[2]]
    assert days == sorted(days)
    assert [row[2] for row in review][len(days) :] == [""] * (len(review) - len(days))


def test_a_line_says_the_reason_the_owner_and_what_to_type() -> None:
    page = start_page()
    (row,) = told(page, Concern.AMENDMENT)
    assert row[0] == "Klinikverbund Westerland"
    assert row[1].startswith("the amendment of 2026-11-18 is open for 5 days: the prospect did not sign it")
    assert "poc-docs agree westerland-triage-coding --party prospect" in row[1]
    assert row[3] == "Mireille Achterberg"
    signature = {row[0]: row[1] for row in told(page, Concern.SIGNATURE)}
    assert "the vendor and the prospect did not sign" in signature["Tallaroo Copper"]
    review = {row[0]: row[1] for row in told(page, Concern.DEAL_REVIEW)}
    assert review["Brightwater Sports Network"].startswith("Deal Review is raised for 540,000 USD")
    assert "Signature: the prospect signs the plan" in review["Fastighetsregisterverket"]
    assert review["Vlierhaven Terminals"].startswith("raise Deal Review: its health is Red")


def test_notes_behind_a_command_are_no_part_of_what_is_typed() -> None:
    typed = start_page().texts("code")
    assert "poc-docs crm brightwater-live-captions --no-deal-review" in typed
    assert not [text for text in typed if "once" in text]


def test_what_is_told_above_is_not_told_again() -> None:
    (of,) = View(edition_of({RED: FILES[RED]}, dt.date(2026, 11, 21))).plans
    page = start_page({RED: FILES[RED]}, dt.date(2026, 11, 21))
    messages = [each.what for each in of.matters if each.what]
    everything = " ".join(" ".join(row) for concern in Concern for row in told(page, concern))
    assert len(messages) == len(set(messages)) > 2
    for message in messages:
        assert everything.count(" ".join(message.split())) == 1


def test_a_plan_is_named_under_each_further_concern() -> None:
    only = FILES["plans/westerland-triage-coding.md"].decode()
    text = only[: only.index("\n## Checkpoints")] + "\n"
    page = start_page({"plans/x.md": text.encode()}, dt.date(2026, 11, 19))
    assert len(told(page, Concern.AMENDMENT)) == 1
    assert told(page, Concern.YELLOW) == []
    assert "Told above: Klinikverbund Westerland." in page.texts("p")


def test_plans_with_errors_are_named_with_the_first_error() -> None:
    page = start_page({CALM: FILES[CALM], "plans/a b.md": b"\xff"})
    (row,) = page.rows("Plans with errors")
    assert row[0] == "plans/a b.md"
    assert row[1].endswith("poc-docs check 'plans/a b.md'")
    assert "Nothing needs attention today." not in page.texts("p")


def test_a_plan_whose_front_matter_cant_be_read_has_its_path_for_a_name_and_is_only_to_be_checked() -> None:
    torn = FILES[RED].replace(b"\nstatus:", b"\nx: [\nstatus:", 1)
    page = start_page({RED: FILES[RED], "plans/copy.md": torn})
    (row,) = page.rows("Plans with errors")
    assert row[0] == "plans/copy.md"
    assert row[1].endswith("poc-docs check plans/copy.md")
    assert not [row for concern in HEADINGS for row in told(page, concern) if row[0] == "plans/copy.md"]


def test_a_calm_portfolio_says_so() -> None:
    page = start_page({CALM: FILES[CALM]})
    assert "Nothing needs attention today." in page.texts("p")
    assert not [heading for heading in page.texts("h3") if heading in HEADINGS.values()]


def test_links_lead_to_sections_that_are_there() -> None:
    links = [tag.attributes["href"] for tag in SAMPLE["index.md"].named("a")]
    ids = {tag.attributes.get("id") for tag in SAMPLE["index.md"].tags}
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    sections = [link.split("/#") for link in links if "/#" in link]
    assert len(sections) > 2
    for plan, section in sections:
        ids = {tag.attributes.get("id") for tag in SAMPLE[f"{plan}.md"].tags}
        assert section in ids, (plan, section)


def test_a_long_list_ends_with_a_link_to_the_filtered_table() -> None:
    page = start_page(copies(SHOWN + 37))
    assert len(told(page, Concern.DEAL_REVIEW)) == SHOWN
    more = {(tag.text, tag.attributes["href"]) for tag in page.named("a")}
    assert ("37 more", "all-plans/?about=deal-review") in more
    assert (f"{37 - SHOWN} more", "all-plans/?about=decision") in more


def test_a_plan_whose_row_is_cut_off_is_told_under_its_next_concern() -> None:
    page = start_page(copies(SHOWN + 5))
    review, decision = (
        [row[0] for row in told(page, each)] for each in (Concern.DEAL_REVIEW, Concern.DECISION)
    )
    assert (len(review), len(decision)) == (SHOWN, 5)
    assert not set(review) & set(decision)
    assert sorted(named(page, Concern.DECISION)) == sorted([*review, *decision])


def test_a_plan_with_errors_that_needs_attention_has_one_row_too() -> None:
    text = FILES[RED].decode().replace("| Critical |", "| Essential |", 1)
    page = start_page({RED: text.encode()})
    (row,) = [row for label in (*HEADINGS.values(), "Plans with errors") for row in page.rows(label)]
    assert "Errors: " in row[1]
    assert "poc-docs check plans/vlierhaven-gate-damage.md" in row[1]
    assert page.texts("p").count("Told above: Vlierhaven Terminals.") > 1


# What changed


def test_changes_stand_under_what_they_are_about() -> None:
    path = "plans/marlowe-pike-substitution-ranking.md"
    before = replaced(path, ("| 146 ms |", "| TBD |"))
    page = start_page(news=news(before))
    assert "Results and verdicts" in page.texts("h3")
    assert "Marlowe & Pike Stores: result of 1 recorded: 146 ms, Pass" in page.texts("li")


def test_a_moved_date_and_a_new_signature_are_told() -> None:
    path = "plans/moravska-load-forecast.md"
    before = replaced(path, ("**Decision date:** 2026-12-04", "**Decision date:** 2026-11-30"))
    page = start_page(news=news(before))
    assert "Dates" in page.texts("h3")
    said = "Moravská energetická síť: Decision date '2026-11-30' → '2026-12-04'"
    assert [text for text in page.texts("li") if text.startswith(said)]


def test_small_changes_are_counted_by_where_they_are() -> None:
    path = "plans/brightwater-live-captions.md"
    rows = [line for line in FILES[path].decode().split("\n") if line.startswith("| 2026-11-")][:2]
    before = replaced(path, *[(f"{row}\n", "") for row in rows])
    page = start_page(news=news(before))
    assert "Smaller changes" in page.texts("h3")
    assert "Brightwater Sports Network: 2 in logged values" in page.texts("li")


def test_plans_with_small_changes_are_found_in_the_table_of_all_plans() -> None:
    path = "plans/belrive-claims-intake.md"
    before = replaced(path, ("## Learnings\n\n- ", "## Learnings\n\n- Other words: "))
    pages = pages_of(news=news(before))
    assert "Assurances Belrive: 1 in learnings" in pages["index.md"].texts("li")
    about = [tag.attributes.get("data-about", "").split() for tag in pages["all-plans.md"].named("tr")]
    assert sum("new-small" in words for words in about) == 1


def test_health_is_told_then_and_now_also_of_plans_nobody_touched() -> None:
    page = start_page(news=news(FILES))
    moved = [text for text in page.texts("li") if "→" in text]
    view = View(edition_of())
    names = {of.entry.prospect for of in view.plans}
    then = {of.entry.prospect: of.running_health for of in View(edition_of(today=MONDAY)).plans}
    now = {of.entry.prospect: of.running_health for of in view.plans}
    expected = {name for name in names if then[name] and now[name] and then[name] is not now[name]}
    assert {text.split(":")[0] for text in moved} == expected
    for text in moved:
        name = text.split(":")[0]
        assert text.startswith(f"{name}: {then[name]} → {now[name]}: ")
    assert "Brightwater Sports Network" in expected


def test_a_young_history_says_how_many_plans_were_added() -> None:
    page = start_page(news=news({}))
    (line,) = [text for text in page.texts("p") if "were added" in text]
    assert line.startswith(f"{len(FILES)} plans were added: ")
    assert f"{len(FILES) - SHOWN} more" in page.texts("a")
    assert "Results and verdicts" not in page.texts("h3")


def test_a_plan_that_is_gone_is_named_without_a_link() -> None:
    page = start_page(
        {CALM: FILES[CALM]}, news=news({CALM: FILES[CALM], RED: FILES[RED]}, {CALM: FILES[CALM]})
    )
    (line,) = [tag for tag in page.named("li") if tag.text.startswith("Vlierhaven Terminals: ")]
    assert "gone" in line.text
    assert not [tag for tag in page.named("a") if tag.text == "Vlierhaven Terminals"]


def test_nothing_changed_is_said() -> None:
    page = start_page({CALM: FILES[CALM]}, news=news({CALM: FILES[CALM]}, {CALM: FILES[CALM]}))
    assert "Changed since Monday, 16 November 2026" in page.texts("h2")
    assert "No plan changed." in page.texts("p")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (None, "The plans are not in a git repository, which would tell what changed."),
        (Source("c" * 40, "c" * 9, changed=False), "This clone does not reach back so far"),
    ],
)
def test_without_history_there_is_one_quiet_line(source: Source | None, said: str) -> None:
    page = start_page(source=source)
    assert [text for text in page.texts("p") if text.startswith(said)]


# The portfolio at a glance


def test_the_numbers_are_those_of_the_metrics() -> None:
    page = start_page()
    found = metrics_json(metrics(read_portfolio(FILES, TODAY), TODAY))
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    for outcome, number in found["numbers"]["outcomes"].items():
        assert facts[f"Ended with {outcome}"] == str(number)
    won = found["numbers"]["win_rate"]
    assert facts["Win rate, won of won and lost"] == (
        f"{won['percent']:g}%: {won['numerator']} of {won['denominator']}, small (n={won['denominator']})"
    )
    steps = [int(row[1]) for row in page.rows("From Planning to a won deal")]
    assert steps == list(found["funnel"].values())
    amounts = {(row[0], row[1]): row[2:] for row in page.rows("Open deals by Forecast Category")}
    assert len(amounts) == len(found["numbers"]["pipeline"])
    for line in found["numbers"]["pipeline"]:
        amount, deals = amounts[line["currency"], line["category"]]
        assert amount == money(line["amount"], line["currency"])
        assert deals == str(line["deals"])


def test_plans_are_counted_by_stage_with_those_that_are_open_or_wrong() -> None:
    stems = ("marlowe", "westerland", "fastighets", "belrive", "serra", "kolmihaara")
    files = {path: data for path, data in FILES.items() if path.removeprefix("plans/").startswith(stems)}
    page = start_page({**files, "plans/a.md": b"\xff"})
    (line,) = [tag.text for tag in page.tags if tag.attributes.get("class") == "poc-docs-counts"]
    assert line == (
        "7 plans: 2 Active · 1 Planning · 2 Complete · 1 no readable status · 1 closed"
        " · 1 with an open amendment · 1 with errors"
    )


def test_the_first_line_says_what_can_not_wait_and_leads_to_its_heading() -> None:
    page = start_page()
    (line,) = [tag.text for tag in page.tags if tag.attributes.get("class") == "poc-docs-counts"]
    red = len(set(named(page, Concern.RED)))
    plans = View(edition_of()).plans
    overdue = sum(any(each.name == "decision-overdue" for each in of.signals) for of in plans)
    assert red
    assert overdue
    assert line.endswith(f" · {red} Red · {overdue} decision{'' if overdue == 1 else 's'} overdue")
    ids = {tag.attributes.get("id"): tag.text for tag in page.named("h3")}
    by_text = {tag.text: tag.attributes["href"] for tag in page.named("a")}
    assert ids[by_text[f"{red} Red"].removeprefix("#")].startswith("Red ")
    assert HEADINGS[Concern.DECISION] in ids["now-decision"]
    assert "overdue" not in start_page({CALM: FILES[CALM]}).texts("p")[0]


def test_a_decision_that_is_told_above_has_its_day_below_the_heading_of_decisions() -> None:
    said = start_page().texts("p")
    assert [text for text in said if text.startswith("Told above: ") and "Terminals (2026-11-20)" in text]


def test_each_count_leads_to_the_plans_that_it_counts() -> None:
    pages = pages_of({**FILES, "plans/a.md": b"\xff"})
    lines = [tag.attributes for tag in pages["all-plans.md"].named("tr") if "data-status" in tag.attributes]
    for tag in pages["index.md"].named("a"):
        address = tag.attributes["href"]
        if address.startswith("all-plans/?") and tag.text.split()[0].isdigit():
            asked = [part.split("=") for part in address.partition("?")[2].split("&")]
            fit = [
                line
                for line in lines
                if all(
                    word in (line["data-about"].split() if name == "about" else [line[f"data-{name}"]])
                    for name, word in asked
                )
            ]
            assert len(fit) == int(tag.text.split()[0]), address


def test_the_timeline_has_every_plan_that_runs_by_its_decision_date() -> None:
    page = start_page()
    rows = page.rows("Proofs of concept that run, by their decision date")
    active = [of for of in View(edition_of()).plans if of.line.stage_word == "Active"]
    assert {row[0] for row in rows} == {of.entry.prospect for of in active}
    assert [row[3] for row in rows] == sorted(row[3] for row in rows)
    by_name = {of.entry.prospect: of for of in active}
    for row in rows:
        clock = by_name[row[0]].at.clock
        assert clock
        assert row[1:3] == [str(clock.start), str(clock.end)]
        assert row[4] == by_name[row[0]].health


def test_a_date_centuries_away_breaks_no_drawing() -> None:
    files = replaced(RED, ("**Decision date:** 2026-11-20", "**Decision date:** 9999-12-31"))
    page = start_page(files)
    assert [
        row
        for row in page.rows("Proofs of concept that run, by their decision date")
        if row[3] == "9999-12-31"
    ]
    marks = [tag for tag in page.tags if "poc-docs-mark" in tag.attributes.get("class", "")]
    assert len(marks) == sum(b"status: Active" in data for data in FILES.values())


def test_hostile_plans_break_nothing() -> None:
    page = start_page(hostile_files())
    assert not page.named("script")
    assert not page.repeated_ids
    assert len(page.rows("Plans with errors")) == SHOWN


def test_every_sample_is_reached_from_the_table_or_the_lists() -> None:
    linked = {tag.attributes["href"].partition("#")[0] for tag in start_page().named("a")}
    plans = {link for link in linked if link.startswith("plans/")}
    assert plans <= {f"plans/{path.stem}/" for path in SAMPLES}
    assert "all-plans/" in {link.partition("?")[0] for link in linked}


def test_every_page_that_is_no_plans_is_reached_from_here_whatever_a_navigation_names() -> None:
    assert [START_PAGE, *OTHERS] == [path for path, _ in PAGES]
    links = [tag.attributes.get("href", "") for tag in start_page().tags if tag.name == "a"]
    assert {path.removesuffix(".md") + "/" for path in OTHERS} <= set(links)
