"""On a terminal the commands ask; a person answers line by line, or gives up with Ctrl-C."""

from __future__ import annotations

import pytest

from tests.cli.conversation import CTRL_C, CTRL_D, converse
from tests.surroundings import BY_NAME, Repository

SAMPLE = BY_NAME["marlowe"]
PLAN = f"plans/{SAMPLE.name}"


def test_new_asks_for_what_is_missing(repository: Repository) -> None:
    answers = [
        ("Prospect", "Halden Logistics\n"),
        ("Title", "Route planning\n"),
        ("Sales engineer", "Ines Falk\n"),
        ("Opportunity", "\n"),
        ("First day", "next week\n"),
        ("First day", "2027-01-11\n"),
        ("How many weeks", "\n"),
        ("Ready criteria", "teleport\n"),
        ("Ready criteria", "single sign-on, cost per\n"),
    ]
    code, said = converse(repository, ["new"], answers)
    assert code == 0
    assert "'next week' is not a date" in said
    assert "there is no ready criterion 'teleport'" in said
    text = (repository.root / "plans/halden-logistics-route-planning.md").read_text()
    assert "sales_engineer: Ines Falk" in text
    assert '"[Deal ID or opportunity name]"' in text
    assert "4 weeks, starting 2027-01-11" in text
    assert "| 1 | Single sign-on |" in text
    assert "| 2 | Cost per request |" in text


def test_results_walks_through_the_criteria_and_proposes_verdicts(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    answers = [
        ("Result", "\n"),
        ("Result", "about 73%\n"),
        ("Verdict of a person", "Pass\n"),
        ("Judged by", "Farah Siddiqui\n"),
        ("vendor or the prospect", "prospect\n"),
        ("Because", "the panel agreed\n"),
        ("Result", "\n"),
        ("Result", "\n"),
        ("Result", "2310.00 GBP\n"),
    ]
    code, said = converse(repository, ["results", "marlowe"], answers)
    assert code == 0
    assert "-> undecided" in said
    assert "-> Pass" in said
    assert "Outcome so far: Proceed" in said
    text = (repository.root / PLAN).read_text()
    assert "Judged by Farah Siddiqui (prospect): the panel agreed" in text


def test_control_c_stops_and_writes_nothing(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    code, said = converse(
        repository, ["results", "marlowe"], [("Result", "\n"), ("Result", "74%\n"), ("Result", CTRL_C)]
    )
    assert code == 2
    assert "Traceback" not in said
    assert "nothing was written" in said
    assert (repository.root / PLAN).read_bytes() == SAMPLE.read_bytes()


def test_who_gives_up_while_deciding_is_told_that_nothing_was_written(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    code, said = converse(repository, ["decide", "marlowe", "--outcome", "No-go"], [("Why, as", CTRL_C)])
    assert code == 2
    assert "nothing was written" in said
    assert (repository.root / PLAN).read_bytes() == SAMPLE.read_bytes()


def test_decide_asks_for_outcome_and_feedback(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    repository.poc_docs("results", "marlowe", "--set", "2=74%")
    answers = [("Outcome", "\n"), ("What does the customer say", "We like it.\n")]
    code, said = converse(repository, ["decide", "marlowe"], answers)
    assert code == 0, said
    assert "**Customer feedback:** We like it." in (repository.root / PLAN).read_text()


LEFT, BACKSPACE = "\x1b[D", "\x7f"


def test_an_answer_is_edited_with_the_arrow_keys(repository: Repository) -> None:
    pytest.importorskip("readline", reason="this Python edits no lines")
    repository.write(PLAN, SAMPLE.read_bytes())
    typed = f"150 mzs{LEFT}{BACKSPACE}\n"
    answers = [("Result", typed), ("Result", "74%\n"), ("Result", "\n"), ("Result", "\n"), ("Result", "\n")]
    code, said = converse(repository, ["results", "marlowe"], answers)
    assert code == 0, said
    assert "150 ms" in (repository.root / PLAN).read_text()


def test_a_hidden_character_in_an_answer_is_named_at_once_and_asked_for_again(repository: Repository) -> None:
    answers = [
        ("Prospect", "Halden\u200b Logistics\n"),
        ("Prospect", "   \n"),
        ("Prospect", "Halden Logistics\n"),
        ("Title", "Route planning\n"),
        ("Sales engineer", "Ines\u202e Falk\n"),
        ("Sales engineer", "Ines Falk\n"),
        ("Opportunity", "\n"),
        ("First day", "2027-01-11\n"),
        ("How many weeks", "4\u200b\n"),
        ("How many weeks", "4\n"),
        ("Ready criteria", "\n"),
    ]
    code, said = converse(repository, ["new"], answers)
    assert code == 0, said
    assert said.count("hidden character U+200B") == 2
    assert said.count("hidden character U+202E") == 1
    text = (repository.root / "plans/halden-logistics-route-planning.md").read_text()
    assert "prospect: Halden Logistics\n" in text
    assert "sales_engineer: Ines Falk\n" in text
    assert "4 weeks, starting 2027-01-11" in text


@pytest.mark.parametrize(
    ("command", "question"),
    [
        (["new"], "Prospect"),
        (["agree", "marlowe"], "Who signs"),
        (["amend", "marlowe"], "Why"),
        (["init"], "What calls the gate"),
        (["init", "--hooks", "git", "--ci", "none", "--owner", "@a"], "Do this?"),
    ],
)
@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
def test_who_gives_up_at_any_question_is_told_that_nothing_was_written(
    repository: Repository, command: list[str], question: str, key: str
) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    repository.git("config", "--unset", "core.hooksPath")
    repository.commit("A plan")
    code, said = converse(repository, command, [(question, key)])
    assert code == 2, said
    assert said.count("Aborted: nothing was written.") == 1
    assert repository.git("status", "--short") == ""
