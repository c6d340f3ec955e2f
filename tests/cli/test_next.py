"""``poc-docs next``: what plans need now, with its day and its command."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.portfolio.signal_cases import SOUND
from tests.surroundings import PROJECT

if TYPE_CHECKING:
    from tests.surroundings import Repository

DAY = ("--today", "2026-03-30")


@pytest.fixture
def running(repository: Repository) -> Repository:
    """Give a repository with an Active plan, another one, and one that ended long ago."""
    repository.write("plans/halden.md", SOUND)
    issue = "| 2 | 2026-03-18 | Orders of Moss arrive twice | Ines Falk | |"
    moss = SOUND.replace("id: halden-route-planning", "id: moss").replace(
        issue, issue.replace("| |", "| 2026-03-19 |")
    )
    repository.write("plans/moss.md", moss.replace("Halden Logistics", "Moss Logistics"))
    ended = SOUND.replace("id: halden-route-planning", "id: ended")
    ended = ended.replace(
        "status: Active", "status: Active\nclosed: {date: 2025-03-18, by: A, reason: withdrew}"
    )
    repository.write("plans/ended.md", ended.replace("- [ ] Accounts", "- [x] Accounts"))
    return repository


def as_json(repository: Repository, *arguments: str) -> Any:
    return json.loads(repository.poc_docs("next", *arguments, "--format", "json"))


def test_each_item_has_its_day_its_owner_and_its_command(running: Repository) -> None:
    said = running.poc_docs("next", "halden", "--today", "2026-03-20")
    assert said == (
        "Halden Logistics -- Route planning at warehouse scale (plans/halden.md): week 2 of 4\n"
        "  1. by 2026-03-22, in 2 days: criterion 3 has no value of week 2\n"
        '     -> poc-docs measure halden-route-planning 3 "…"\n'
        "  2. issue 2 is open since 2026-03-18: Orders of Moss arrive twice (Ines Falk)\n"
        "     -> poc-docs issue halden-route-planning close 2\n"
        "\n"
        'Next: poc-docs measure halden-route-planning 3 "…"\n'
    )


def test_at_most_seven_items_are_shown_and_all_with_all(running: Repository) -> None:
    late = ("--today", "2026-04-12")
    for done in ("| 2026-03-13 | 2026-03-12 |", "| 2026-03-20 | 2026-03-19 |"):
        running.replace("plans/halden.md", done, f"{done[:14]} |")
    running.replace("plans/halden.md", "| [High] |", "| High |")
    value = as_json(running, "halden", *late)
    total = len(value["plans"][0]["items"])
    assert total > 7
    short = running.poc_docs("next", "halden", *late)
    assert f"     and {total - 7} more: poc-docs next halden-route-planning --all\n" in short
    assert re.findall(r"(?m)^ *(\d+)\. ", short) == [str(number) for number in range(1, 8)]
    whole = running.poc_docs("next", "halden", "--all", *late)
    assert re.findall(r"(?m)^ *(\d+)\. ", whole) == [str(number) for number in range(1, total + 1)]
    assert " more: " not in whole


def test_without_a_plan_it_is_all_that_need_something_the_most_urgent_first(running: Repository) -> None:
    running.replace("plans/moss.md", "TBD | ≤ 12 minutes | |", "14 minutes | ≤ 12 minutes | Fail |")
    value = as_json(running, *DAY)
    assert [plan["path"] for plan in value["plans"]] == ["plans/moss.md", "plans/halden.md"]
    assert value["plans"][0]["items"][0]["severity"] == "Red"


def test_a_plan_that_needs_nothing_says_until_when(running: Repository) -> None:
    text = SOUND.replace("status: Active", "status: Planning").replace("started: {", "x-started: {")
    running.write("plans/planned.md", text.replace("id: halden-route-planning", "id: planned"))
    said = running.poc_docs("next", "planned", "--today", "2026-03-06")
    assert "     nothing needs you before 2026-03-09: both sides agreed; work can start\n" in said
    assert said.endswith("\nNext: poc-docs health\n")
    assert "     nothing needs you\n" in running.poc_docs("next", "ended", *DAY)
    assert "plans/ended.md" not in running.poc_docs("next", *DAY)


def test_an_owner_is_asked_for_by_a_part_of_the_name(running: Repository) -> None:
    running.replace("plans/halden.md", "| 2026-03-20 | 2026-03-19 |", "| 2026-03-20 | |")
    value = as_json(running, "--owner", " tove ", *DAY)
    assert [plan["path"] for plan in value["plans"]] == ["plans/halden.md"]
    assert [item["owner"] for item in value["plans"][0]["items"]] == ["Tove Brandt"]
    assert value["owner"] == "tove"
    said = running.poc_docs("next", "moss", "--owner", "Tove", *DAY)
    assert said.startswith("Nothing needs Tove on 2026-03-30.\n"), "another plan knows her"


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_owner_whom_no_plan_names_is_refused_with_those_there_are(running: Repository, form: str) -> None:
    said = running.poc_docs("next", "--owner", "Nobody Atall", "--format", form, *DAY, code=2)
    assert "no sales engineer is called 'Nobody Atall'" in said
    assert "the sales engineers are: Ines Falk" in said


def test_a_plan_that_cannot_be_read_is_named_and_stops_no_other(running: Repository) -> None:
    running.write("plans/latin.md", "caf\u00e9".encode("latin-1"))
    said = running.poc_docs("next", *DAY)
    assert "?       plans/latin.md can't be read: the file is not UTF-8" in said
    assert "plans/moss.md" in said
    assert [each["path"] for each in as_json(running, *DAY)["unreadable"]] == ["plans/latin.md"]


def test_a_file_that_is_no_plan_yet_says_what_to_type(running: Repository) -> None:
    running.write("plans/notes.md", "# Notes\n")
    assert "the plan has no front matter\n     -> poc-docs check plans/notes.md" in running.poc_docs(
        "next", *DAY
    )


def test_of_a_plan_whose_front_matter_cant_be_read_only_that_is_to_be_done(running: Repository) -> None:
    running.replace("plans/halden.md", "status: Active", "x: [\nstatus: Active")
    said = running.poc_docs("next", "halden", *DAY)
    assert "  1. front matter: front matter must be YAML" in said
    assert re.findall(r"poc-docs .*", said) == ["poc-docs check plans/halden.md"] * 2


def test_of_a_plan_that_lost_its_front_matter_only_that_is_to_be_done(running: Repository) -> None:
    whole = (running.root / "plans/halden.md").read_text(encoding="utf-8")
    running.write("plans/halden.md", whole.split("\n---\n", 1)[1])
    said = running.poc_docs("next", "halden", *DAY)
    assert "  1. the plan has no front matter" in said
    assert re.findall(r"poc-docs .*", said) == ["poc-docs check plans/halden.md"] * 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nobody",), "there is no plan 'nobody'"),
        (("--owner", " "), "--owner needs a name"),
        (("--today", "soon"), "not a day of the calendar"),
    ],
)
def test_refused(running: Repository, arguments: tuple[str, ...], message: str) -> None:
    assert message in running.poc_docs("next", *arguments, code=2)


def test_the_json_has_the_described_keys(running: Repository) -> None:
    page = (PROJECT / "docs" / "json.md").read_text(encoding="utf-8")
    section = page.split("## `poc-docs next --format json`")[1].split("\n## ")[0]
    described = set(re.findall(r"`(\w+)`", section))
    value = as_json(running, "--today", "2026-03-26")
    assert keys(value) <= described
    assert value["version"] == 1
    plan = value["plans"][0]
    assert (plan["phase"], plan["stands"]) == ("running", "week 3 of 4")
    assert plan["later"]["begins"] > "2026-03-26"
    assert [item["days"] for item in plan["items"] if item["due"] == "2026-03-27"] == [1]


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys(each)}
    if isinstance(value, list):
        return {key for each in value for key in keys(each)}
    return set()
