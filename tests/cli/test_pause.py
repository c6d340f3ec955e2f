"""The clock is stopped and started: what moves is said, and what people wrote down stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.bare_plans import make_bare
from tests.cli.running_plan import PLAN, halden, refused, running_plan
from tests.cli.three_plans import ACTIVE, copy_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository

FREEZE = ("pause", "marlowe", "--reason", "Peak freeze")
TODAY = "2026-11-22"


@pytest.fixture(scope="module")
def made(three_plans: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``undated`` gives a copy of."""
    repository = copy_of(three_plans, tmp_path_factory.mktemp("undated") / "pocs")
    text = re.sub(
        r"\| 2026-11-2[67] \|            \|",
        "|            |            |",
        text_of(make_bare(repository), ACTIVE),
    )
    repository.write(ACTIVE, text)
    repository.commit("Due dates follow from the weeks", passes=True)
    return repository


@pytest.fixture
def undated(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository whose Active plan computes the due dates of its open milestones."""
    return copy_of(made, tmp_path / "pocs")


def test_an_open_pause_moves_what_is_computed_day_by_day(undated: Repository) -> None:
    before = text_of(undated, ACTIVE)
    said = undated.poc_docs(*FREEZE, "--by", "Gwen Tregear")
    assert "the clock stands still from 2026-11-22 on: Peak freeze (Gwen Tregear)." in said
    assert "End of the work: 2026-11-29 -> 2026-11-30, and a day further with each day of the pause." in said
    assert "  due 2026-11-29 -> 2026-11-30: Offline comparison with the rule table\n" in said
    assert "Shadow run" not in said, "it is done"
    assert "The decision date stays: 2026-12-09." in said
    assert "amend" not in said
    item = "pauses:\n  - from: 2026-11-22\n    to:\n    reason: Peak freeze\n    requested_by: Gwen Tregear\n"
    assert text_of(undated, ACTIVE).replace(item, "") == before
    undated.commit("Stopped")
    said = undated.poc_docs("resume", "marlowe", today="2026-12-03")
    assert "the clock runs again from 2026-12-03; it stood still for 11 days." in said
    assert "End of the work: 2026-11-29 -> 2026-12-10.\n" in said
    assert "due 2026-11-29 -> 2026-12-10: Results review" in said
    assert "The work now ends after it. If both sides want to move it:" in said
    assert (
        '  poc-docs amend marlowe-pike-substitution-ranking --reason "…" --decision-date 2026-12-20' in said
    )
    ended = item.replace("to:", "to: 2026-12-02")
    assert text_of(undated, ACTIVE).replace(ended, "") == before
    undated.commit("Works again")
    assert "pause" in undated.poc_docs("history", "marlowe")


def test_dates_that_people_wrote_stay(begun: Repository) -> None:
    said = begun.poc_docs(*FREEZE, "--date", "2026-11-23", "--until", "2026-11-27")
    assert "from 2026-11-23 to 2026-11-27: Peak freeze (Marlowe & Pike Stores)." in said
    assert "End of the work: 2026-11-29 -> 2026-12-04.\n" in said
    assert "  due " not in said


def test_the_amendment_that_pause_names_can_be_typed(begun: Repository) -> None:
    said = begun.poc_docs(*FREEZE, "--until", "2026-12-18")
    (line,) = [line for line in said.splitlines() if "poc-docs amend" in line]
    assert "--decision-date 2027-01-05" in line
    begun.poc_docs("amend", "marlowe", "--reason", "Freeze", "--decision-date", line.split()[-1])


def test_a_pause_may_be_written_down_later_and_before_another(begun: Repository) -> None:
    begun.poc_docs(*FREEZE, "--date", "2026-11-16", "--until", "2026-11-17")
    begun.commit("One")
    begun.poc_docs(*FREEZE, "--date", "2026-11-10", "--until", "2026-11-10")
    begun.commit("And one before")
    begun.poc_docs(*FREEZE)
    begun.commit("And an open one")
    begun.poc_docs("resume", "marlowe", today="2026-11-23")
    begun.commit("That ends")
    assert text_of(begun, ACTIVE).count("requested_by: Marlowe & Pike Stores") == 3
    assert "no errors" in begun.poc_docs("check")


def test_the_gate_lets_a_pause_end_and_nothing_else_of_it_change(begun: Repository) -> None:
    begun.poc_docs(*FREEZE)
    begun.commit("Stopped")
    stopped = text_of(begun, ACTIVE)
    item = "  - from: 2026-11-22\n    to:\n    reason: Peak freeze\n"
    edits = {
        item: ["  - from: 2026-11-20\n    to:\n    reason: Peak freeze\n", item.replace("Peak", "Late")],
        "requested_by: Marlowe & Pike Stores": ["requested_by: Gwen Tregear"],
        f"pauses:\n{item}    requested_by: Marlowe & Pike Stores\n": [""],
    }
    for old, news in edits.items():
        for new in news:
            begun.write(ACTIVE, stopped.replace(old, new))
            assert "POC502" in begun.commit("Edited", passes=False)
    begun.write(ACTIVE, stopped.replace("to:\n", "to: 2026-11-24\n"))
    begun.commit("Ended by hand")
    begun.write(ACTIVE, stopped.replace("to:\n", "to: 2026-11-25\n"))
    assert "POC502" in begun.commit("Moved its end", passes=False)


@pytest.mark.parametrize(
    ("arguments", "message", "advice"),
    [
        (
            ("--date", "2026-11-01"),
            "outside the PoC, which runs from 2026-11-02 to 2026-12-01",
            "--date 2026-11-02",
        ),
        (
            ("--date", "2026-12-02", "--until", "2026-12-03"),
            "which runs from 2026-11-02 to 2026-12-01",
            "--date",
        ),
        (("--until", "2026-11-21"), "--until 2026-11-21 is before 2026-11-22", "last day without work"),
        (("--date", "2026-11-23"), "2026-11-23 lies in the future", "add --until"),
        (
            ("--date", "2026-11-10"),
            "stands still from 2026-11-12 to 2026-11-13 already (Audit)",
            "--until 2026-11-11",
        ),
        (
            ("--date", "2026-11-13"),
            "stands still from 2026-11-12 to 2026-11-13 already (Audit)",
            "--date 2026-11-14",
        ),
        (("--by", "…"), "does not say who asked for it", "--by"),
        (("--reason", " "), "say why the clock stops", "--reason"),
        (("--reason", "a\u200bb"), "POC002", ""),
    ],
)
def test_pause_refuses(begun: Repository, arguments: tuple[str, ...], message: str, advice: str) -> None:
    audit = ("--reason", "Audit", "--date", "2026-11-12", "--until", "2026-11-13")
    begun.poc_docs("pause", "marlowe", *audit)
    before = text_of(begun, ACTIVE)
    # Each option takes the place of the one of that name.
    kept = [] if "--reason" in arguments else ["--reason", "Peak freeze"]
    said = begun.poc_docs("pause", "marlowe", *kept, *arguments, code=2)
    assert message in said
    assert advice in said.split("->")[1]
    assert text_of(begun, ACTIVE) == before


def test_the_clock_is_stopped_once(begun: Repository) -> None:
    begun.poc_docs(*FREEZE)
    before = text_of(begun, ACTIVE)
    said = begun.poc_docs("pause", "marlowe", "--reason", "Another", code=2)
    assert "the clock stands still already, since 2026-11-22 (Peak freeze)" in said
    assert "-> poc-docs resume marlowe" in said
    assert text_of(begun, ACTIVE) == before


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("fastighetsregisterverket", "is Planning; only the clock of an Active plan"),
        ("belrive", "is Complete; only"),
    ],
)
def test_only_an_active_plan_is_paused(begun: Repository, name: str, message: str) -> None:
    assert message in begun.poc_docs("pause", name, "--reason", "x", code=2)
    assert "a resume without a pause" in begun.poc_docs("resume", name, code=2)


def test_a_closed_plan_stands_still_for_good(begun: Repository) -> None:
    begun.poc_docs("close", "marlowe", "--reason", "withdrew")
    assert "is closed" in begun.poc_docs(*FREEZE, code=2)


def test_resume_refuses(begun: Repository) -> None:
    assert "a resume without a pause\n  -> poc-docs pause" in begun.poc_docs("resume", "marlowe", code=2)
    begun.poc_docs(*FREEZE, "--date", "2026-11-18")
    before = text_of(begun, ACTIVE)
    for date, message, advice in (
        ("2026-11-23", "lies in the future", "today (2026-11-22) or earlier"),
        ("2026-11-18", "2026-11-18 is not after that", "2026-11-19 or later"),
        ("2026-11-01", "2026-11-01 is not after that", "2026-11-19 or later"),
    ):
        said = begun.poc_docs("resume", "marlowe", "--date", date, code=2)
        assert message in said
        assert advice in said
        assert text_of(begun, ACTIVE) == before
    begun.poc_docs("resume", "marlowe", "--date", "2026-11-20")
    assert "to: 2026-11-19\n" in text_of(begun, ACTIVE)
    said = begun.poc_docs("resume", "marlowe", code=2)
    assert "a resume without a pause; the last pause ended on 2026-11-19" in said


def test_why_work_goes_on_stands_in_the_decision_timeline(begun: Repository) -> None:
    begun.poc_docs(*FREEZE, "--by", "Gwen Tregear")
    begun.commit("Stopped", passes=True)
    why = ("resume", "marlowe", "--reason", "The peak is | over")
    assert "+| 2026-11-24 | Clock runs again" in begun.poc_docs(*why, "--diff", today="2026-11-24")
    said = begun.poc_docs(*why, today="2026-11-24")
    assert "the clock runs again from 2026-11-24" in said
    assert "Decision Timeline: 2026-11-24, Clock runs again: The peak is | over (Gwen Tregear)\n" in said
    row = r"\| 2026-11-24 +\| Clock runs again: The peak is \\\| over +\| Gwen Tregear +\|\n"
    assert re.search(row, text_of(begun, ACTIVE))
    begun.poc_docs("check", "marlowe")
    begun.commit("Resumed", passes=True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--reason", "[why]"), "'[why]' does not say why work goes on"),
        (("--reason", " "), "say why work goes on"),
        (("--reason", "over", "--by", "NAME"), "'NAME' does not say who said so"),
        (("--by", "Gwen Tregear"), "--by says who gave the reason, and there is none"),
    ],
)
def test_resume_refuses_a_reason_that_says_nothing(
    begun: Repository, options: tuple[str, ...], message: str
) -> None:
    begun.poc_docs(*FREEZE)
    before = text_of(begun, ACTIVE)
    assert message in begun.poc_docs("resume", "marlowe", *options, code=2, today="2026-11-24")
    assert text_of(begun, ACTIVE) == before


def test_a_pause_that_began_today_tells_the_way_out(begun: Repository) -> None:
    begun.poc_docs(*FREEZE)
    said = begun.poc_docs("resume", "marlowe", code=2)
    assert "taken out of 'pauses' by hand" in said


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-30"])
def test_the_end_of_the_calendar_is_no_stumbling_block(begun: Repository, day: str) -> None:
    item = f"pauses: [{{from: {day}, to: , reason: x, requested_by: y}}]\ncrm:"
    begun.write(ACTIVE, text_of(begun, ACTIVE).replace("crm:", item, 1))
    assert "internal error" not in begun.poc_docs("resume", "marlowe", code=2)
    begun.write(ACTIVE, text_of(begun, ACTIVE).replace(f"from: {day}, to: ", f"from: {TODAY}, to: {day}"))
    assert "internal error" not in begun.poc_docs(*FREEZE, code=2)


def test_the_diff_writes_nothing(begun: Repository) -> None:
    before = text_of(begun, ACTIVE)
    assert "+  - from: 2026-11-22" in begun.poc_docs(*FREEZE, "--diff")
    assert text_of(begun, ACTIVE) == before


def test_a_planned_pause_has_not_begun_and_is_not_resumed(repository: Repository) -> None:
    repository.write(PLAN, running_plan())
    halden(repository, "pause", "--reason", "Freeze", "--date", "2026-03-23", "--until", "2026-03-27")
    said = refused(repository, "resume")
    assert "the pause from 2026-03-23 to 2026-03-27 has not begun (Freeze)" in said
    assert "delete it by hand from 'pauses' in plans/halden.md" in said
