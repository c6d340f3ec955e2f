"""The moment in which a plan becomes Proceed: told with joy, and kept in the plan once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conversation import converse
from tests.cli.three_plans import copy_of
from tests.surroundings import BY_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository

SAMPLE = BY_NAME["marlowe"]
PLAN = f"plans/{SAMPLE.name}"

ESCAPE = "\x1b["
SAID = "Proceed, reached on 2026-11-22: all that had to pass has passed."
LINE = "confetti: 2026-11-22\n"


@pytest.fixture(scope="module")
def made(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``measured`` gives a copy of."""
    repository = copy_of(pristine, tmp_path_factory.mktemp("measured") / "pocs")
    repository.write(PLAN, SAMPLE.read_bytes())
    repository.poc_docs("results", "marlowe", "--set", "5=2100.00 GBP")
    repository.commit("Nearly there")
    return repository


@pytest.fixture
def measured(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository whose Active plan lacks one verdict."""
    return copy_of(made, tmp_path / "pocs")


def text_of(repository: Repository) -> str:
    return (repository.root / PLAN).read_text()


def test_the_last_verdict_is_the_moment_and_the_plan_keeps_its_day(measured: Repository) -> None:
    before = text_of(measured)
    said = measured.poc_docs("results", "marlowe", "--set", "2=74%")
    assert f"Outcome so far: Proceed\n{SAID}\n" in said
    assert ESCAPE not in said
    after = text_of(measured)
    assert after.count(LINE) == 1
    assert after.replace(LINE, "").replace("| 74%    |", "|        |").replace(
        "| Pass   |", "|        |"
    ) == (before.replace("| Pass   |", "|        |"))
    measured.commit("Proceed at Marlowe")
    assert "Proceed reached on 2026-11-22" in measured.poc_docs("history", "marlowe")


def test_it_comes_once_and_stays(measured: Repository) -> None:
    measured.poc_docs("results", "marlowe", "--set", "2=74%")
    said = measured.poc_docs("results", "marlowe", "--set", "2=60%", "--today", "2026-11-24")
    assert "Outcome so far: No-go" in said
    assert LINE in text_of(measured)
    shown = " ".join(measured.poc_docs("show", "marlowe", "--today", "2026-11-25").split())
    assert "Proceed reached on 2026-11-22, 3 days ago; the outcome is another now" in shown
    said = measured.poc_docs("results", "marlowe", "--set", "2=75%", "--today", "2026-11-26")
    assert "reached on" not in said
    assert text_of(measured).count("confetti:") == 1
    measured.poc_docs("decide", "marlowe", "--feedback", "Good.", "--today", "2026-11-27")
    assert LINE in text_of(measured)


@pytest.mark.parametrize(
    ("today", "days", "words"),
    [
        ("2026-11-22", 0, "Proceed reached on 2026-11-22, today"),
        ("2026-11-23", 1, "Proceed reached on 2026-11-22, 1 day ago"),
        ("2026-12-06", 14, "Proceed reached on 2026-11-22, 14 days ago"),
        ("2026-11-20", None, "Proceed reached on 2026-11-22"),
    ],
)
def test_the_days_are_counted(measured: Repository, today: str, days: int | None, words: str) -> None:
    measured.poc_docs("results", "marlowe", "--set", "2=74%")
    said = measured.poc_docs("show", "marlowe", "--today", today)
    assert f"Confetti:       {words}\n" in said
    value = json.loads(measured.poc_docs("show", "marlowe", "--today", today, "--format", "json"))
    assert (value["confetti"], value["days_since_confetti"]) == ("2026-11-22", days)


def test_without_the_moment_nothing_is_shown(measured: Repository) -> None:
    assert "Confetti" not in measured.poc_docs("show", "marlowe")
    value = json.loads(measured.poc_docs("show", "marlowe", "--format", "json"))
    assert (value["confetti"], value["days_since_confetti"]) == (None, None)


def test_diff_shows_it_and_writes_nothing(measured: Repository) -> None:
    before = text_of(measured)
    said = measured.poc_docs("results", "marlowe", "--set", "2=74%", "--diff")
    assert f"+{LINE}" in said
    assert SAID not in said
    assert text_of(measured) == before


def test_conditional_is_no_moment(measured: Repository) -> None:
    gap = ("--gap", "3=Prices lag", "--workaround", "3=Refresh by hand")
    said = measured.poc_docs("results", "marlowe", "--set", "2=74%", "--set", "3=7 minutes", *gap)
    assert "Outcome so far: Conditional" in said
    assert "confetti" not in text_of(measured)


def test_a_plan_in_planning_or_with_errors_has_no_moment(measured: Repository) -> None:
    measured.replace(PLAN, "<180ms", "<190ms")
    said = measured.poc_docs("results", "marlowe", "--set", "2=74%")
    assert "Outcome so far: Proceed" in said
    assert "not the ones that both sides signed" in said
    assert "confetti" not in text_of(measured)


def test_results_written_by_hand_have_their_moment_when_the_decision_is(measured: Repository) -> None:
    row = "|        | ≥ 72%          |        |"
    measured.replace(PLAN, row, "| 74%    | ≥ 72%          | Pass   |")
    assert "confetti" not in text_of(measured)
    measured.poc_docs("results", "marlowe", "--evidence", "2=report.pdf")
    assert "confetti" not in text_of(measured)
    measured.poc_docs("decide", "marlowe", "--outcome", "No-go", "--reason", "Budget", "--feedback", "Sorry.")
    assert "confetti" not in text_of(measured)
    said = measured.poc_docs("decide", "marlowe", "--outcome", "Proceed", "--feedback", "Good.")
    assert SAID in said
    assert LINE in text_of(measured)
    assert "reached" not in measured.poc_docs("decide", "marlowe", "--feedback", "Very good.")


def test_the_signature_that_closes_an_amendment_may_be_the_moment(measured: Repository) -> None:
    measured.poc_docs(
        "amend", "marlowe", "--reason", "Two months of data", "--set", "criterion 2 target=≥ 70%"
    )
    measured.poc_docs("results", "marlowe", "--set", "2=71%")
    assert "confetti" not in text_of(measured)
    measured.poc_docs("agree", "marlowe", "--party", "vendor", "--by", "Daniel Osei")
    said = measured.poc_docs(
        "agree", "marlowe", "--party", "prospect", "--by", "Gwen Tregear", "--evidence", "mail of 2026-11-22"
    )
    assert SAID in said
    assert LINE in text_of(measured)
    measured.commit("Amended and through")


def test_an_amendment_signed_in_the_same_call_may_be_the_moment(measured: Repository) -> None:
    measured.poc_docs("results", "marlowe", "--set", "2=71%")
    said = measured.poc_docs(
        "amend", "marlowe", "--reason", "Two months of data", "--set", "criterion 2 target=≥ 70%",
        "--vendor", "Daniel Osei", "--prospect", "Gwen Tregear", "--evidence", "mail of 2026-11-22",
    )  # fmt: skip
    assert SAID in said
    assert LINE in text_of(measured)


def test_withdrawing_an_amendment_may_be_the_moment(measured: Repository) -> None:
    measured.poc_docs("amend", "marlowe", "--reason", "Later", "--decision-date", "2026-12-16")
    measured.poc_docs("results", "marlowe", "--set", "2=74%")
    assert SAID in measured.poc_docs("amend", "marlowe", "--withdraw")
    assert LINE in text_of(measured)


def test_on_a_terminal_it_is_colourful(measured: Repository) -> None:
    code, said = converse(measured, ["results", "marlowe", "--set", "2=74%"], [])
    assert code == 0, said
    assert SAID in said
    assert said.count(ESCAPE) > 10
    assert "Strike while the iron is hot" in said


@pytest.mark.parametrize(("name", "cheerful"), [("NO_COLOR", True), ("CI", False)])
def test_no_colour_and_no_joy_where_they_are_not_wanted(
    measured: Repository, monkeypatch: pytest.MonkeyPatch, name: str, cheerful: bool
) -> None:
    monkeypatch.setenv(name, "1")
    code, said = converse(measured, ["results", "marlowe", "--set", "2=74%"], [], keep=(name,))
    assert code == 0, said
    assert ESCAPE not in said
    assert SAID in said
    assert ("Strike while the iron is hot" in said) == cheerful
