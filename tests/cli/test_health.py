"""``poc-docs health``: the colours of plans, with their reasons, for people and for programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.portfolio.signal_cases import SOUND, cases
from tests.portfolio.typed_commands import words
from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from pathlib import Path

LATE = (
    "| 1 | First plan | Ines Falk | Plan for Halden | 2026-03-13 | 2026-03-12 |",
    "| 1 | First plan | Ines Falk | Plan for Halden | 2026-03-13 | |",
)
DAY = ("--today", "2026-03-20")


@pytest.fixture
def running(repository: Repository) -> Repository:
    """Give a repository with a Green plan, a Yellow, a Red and a Complete one on 2026-03-20."""
    repository.write("plans/green.md", SOUND)
    repository.write("plans/yellow.md", other("yellow").replace(*LATE))
    red = "| 1 | Planning time | 14 minutes | ≤ 12 minutes | Fail | |"
    failed = other("red").replace("| 1 | Planning time | TBD | ≤ 12 minutes | | |", red)
    repository.write("plans/red.md", failed)
    complete = other("complete").replace("status: Active", "status: Complete\ncompleted: 2026-03-18")
    repository.write("plans/complete.md", complete)
    return repository


def other(name: str) -> str:
    return SOUND.replace("id: halden-route-planning", f"id: {name}")


def as_json(repository: Repository, *arguments: str) -> Any:
    return json.loads(repository.poc_docs("health", *arguments, "--format", "json", *DAY))


def test_a_plan_whose_front_matter_cant_be_read_raises_no_signal_and_is_checked_first(
    running: Repository,
) -> None:
    running.replace("plans/red.md", "status: Active", "x: [\nstatus: Active")
    said = running.poc_docs("health", *DAY)
    assert "?       plans/red.md" in said
    assert said.endswith("Next: poc-docs check plans/red.md\n")
    assert [plan["signals"] for plan in as_json(running, "red")["plans"]] == [[]]


def test_the_worst_plan_comes_first_with_its_reasons(running: Repository) -> None:
    said = running.poc_docs("health", *DAY)
    places = [said.index(name) for name in ("plans/red.md)", "plans/yellow.md)", "plans/green.md)")]
    assert places == sorted(places)
    assert "plans/complete.md" not in said
    assert said.startswith("Red     Halden Logistics -- Route planning at warehouse scale (plans/red.md)\n")
    assert (
        "        week 2 of 4; decision on 2026-04-10, in 21 days; stated Green on 2026-03-20, which differs"
        in said
    )
    assert (
        "  Red     criterion 1 (Planning time) is Critical and Fail: 14 minutes, where the target is ≤ 12"
        in said
    )
    assert re.search(
        r"          plans/red\.md:\d+  critical-failed\n          -> poc-docs decide red\n", said
    )
    assert "stated Green on 2026-03-20; no signals\n" in said
    assert "\n3 plans: 1 Red, 1 Yellow, 1 Green\n" in said
    assert said.endswith("\nNext: poc-docs next red\n")


def test_the_line_is_that_of_the_evidence(running: Repository) -> None:
    for plan in as_json(running)["plans"]:
        lines = (running.root / plan["path"]).read_text(encoding="utf-8").splitlines()
        for signal in plan["signals"]:
            if signal["name"] == "milestone-late":
                assert lines[signal["line"] - 1].startswith("| 1 | First plan")
                assert lines[signal["line"] - 1][signal["column"] - 1 :].startswith("First plan")


def test_a_plan_that_is_named_is_shown_even_if_it_ended(running: Repository) -> None:
    said = running.poc_docs("health", "complete", "green", *DAY)
    assert "Ended   Halden Logistics -- Route planning at warehouse scale (plans/complete.md)" in said
    assert "2 plans: 1 Green, 1 ended" in said
    assert said.count("plans/green.md)") == 1
    assert running.poc_docs("health", "green", "green", *DAY).count("plans/green.md)") == 1


def test_an_ended_plan_is_shown_while_it_raises_something(running: Repository) -> None:
    said = running.poc_docs("health", "--today", "2026-04-20")
    assert "plans/complete.md" in said
    assert "close-out-open" in said


def test_recovery_is_shown_when_asked_for(running: Repository) -> None:
    assert "Recovery" not in running.poc_docs("health", "yellow", *DAY)
    said = running.poc_docs("health", "yellow", "--recovery", *DAY)
    assert "  Recovery from timeline drift:\n" in said
    assert "mid-PoC recalibration" in said
    assert (
        "    -> poc-docs amend yellow --reason \"…\" --duration '5 weeks, starting 2026-03-09'"
        " --decision-date 2026-04-17\n"
    ) in said
    assert "the escalation path is: Ines Falk, then Arne Moen" in said
    assert "-> poc-docs results red --set" not in running.poc_docs("health", "red", *DAY)
    assert "-> poc-docs results red --set" in running.poc_docs("health", "red", "--recovery", *DAY)


def test_next_leads_to_recovery_where_there_is_any(running: Repository) -> None:
    assert running.poc_docs("health", "yellow", *DAY).endswith("Next: poc-docs health yellow --recovery\n")
    assert running.poc_docs("health", "green", *DAY).endswith("Next: poc-docs next\n")


def test_the_colour_is_a_word_with_and_without_colours(running: Repository) -> None:
    assert "\x1b" not in running.poc_docs("health", *DAY)


def test_a_plan_that_cannot_be_read_is_named_and_stops_no_other(running: Repository, tmp_path: Path) -> None:
    running.write("plans/latin.md", "caf\u00e9".encode("latin-1"))
    outside = tmp_path / "outside.md"
    outside.write_text(SOUND, encoding="utf-8")
    (running.root / "plans" / "link.md").symlink_to(outside)
    said = running.poc_docs("health", *DAY)
    assert "?       plans/latin.md can't be read: the file is not UTF-8" in said
    assert "?       plans/link.md can't be read: " in said
    assert "3 plans: 1 Red, 1 Yellow, 1 Green" in said
    assert [each["path"] for each in as_json(running)["unreadable"]] == ["plans/latin.md", "plans/link.md"]
    assert "can't be read" in running.poc_docs("health", "plans/latin.md", "green", *DAY)


def test_what_is_no_plan_has_no_health(running: Repository) -> None:
    running.write("plans/notes.md", "# Notes\n")
    running.write("plans/twice.md", SOUND.replace("id: halden", "id: a\nid: halden"))
    found = {plan["path"]: plan for plan in as_json(running)["plans"]}
    for name in ("plans/notes.md", "plans/twice.md"):
        assert (found[name]["health"], found[name]["phase"], found[name]["signals"]) == (None, "unknown", [])
        assert found[name]["stands"] == "no status that can be read"


def test_without_plans_there_is_nothing_to_show(repository: Repository) -> None:
    repository.write("plans/.keep", "")
    assert "0 plans" in repository.poc_docs("health")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nobody",), "there is no plan 'nobody'"),
        (("green", "--today", "soon"), "not a day of the calendar"),
        (("--format", "xml"), "'xml' is not one of"),
    ],
)
def test_refused(running: Repository, arguments: tuple[str, ...], message: str) -> None:
    assert message in running.poc_docs("health", *arguments, code=2)


def test_colours_never_fail_a_pipe_and_nothing_is_written(running: Repository) -> None:
    before = {path: path.read_bytes() for path in (running.root / "plans").iterdir()}
    running.poc_docs("health", "--today", "2027-12-31")
    assert {path: path.read_bytes() for path in (running.root / "plans").iterdir()} == before


def test_the_json_has_the_described_keys(running: Repository) -> None:
    page = (PROJECT / "docs" / "json.md").read_text(encoding="utf-8")
    section = page.split("## `poc-docs health --format json`")[1].split("\n## ")[0]
    described = set(re.findall(r"`(\w+)`", section))
    value = as_json(running)
    assert keys(value) <= described
    assert value["version"] == 1
    red = value["plans"][0]
    assert (red["health"], red["stated"]["health"], red["differs"]) == ("Red", "Green", True)
    assert (red["week"], red["weeks"], red["end"]) == (2, 4, "2026-04-05")
    assert (red["decision_date"], red["days_to_decision"]) == ("2026-04-10", 21)
    assert red["signals"][0]["commands"][0] == "poc-docs decide red"


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys(each)}
    if isinstance(value, list):
        return {key for each in value for key in keys(each)}
    return set()


TRIED = {"done", "measure", "checkpoint", "issue", "credits", "add", "contact", "resume", "note", "business"}


@pytest.mark.parametrize("case", [case for case in cases() if case.says], ids=str)
def test_the_first_command_of_each_signal_does_what_it_says(repository: Repository, case: Any) -> None:
    """Type what ``health`` says, with a value where it leaves one open; nothing is written."""
    repository.write("plans/halden-route-planning.md", case.text)
    value = json.loads(repository.poc_docs("health", "--format", "json", "--today", str(case.day)))
    (plan,) = value["plans"] or [{"signals": []}]
    for signal in plan["signals"]:
        _, name, *arguments = words(signal["commands"][0])
        if signal["name"] == case.signal and name in TRIED:
            filled = ["kari@example.com" if each in {"…", "NAME"} else each for each in arguments]
            said = repository.poc_docs(name, *filled, "--diff", "--today", str(case.day))
            assert "+++ b/plans/halden-route-planning.md" in said
