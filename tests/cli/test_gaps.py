"""A gap row for each Required criterion that is not met, written by ``results`` and ``decide``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conversation import CTRL_C, converse
from tests.cli.three_plans import copy_of
from tests.surroundings import BY_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository

SAMPLE = BY_NAME["marlowe"]
PLAN = f"plans/{SAMPLE.name}"

HEAD = "| Gap | Severity | Workaround | Reported To | Criterion |"
ROW = "| Prices lag | Medium | Refresh before each peak | Product | 3 |"
MEASURED = ("--set", "2=74%", "--set", "3=7 minutes", "--set", "5=2100.00 GBP")
OPTIONS = (
    "--gap", "3=Prices lag", "--severity", "3=medium", "--workaround", "3=Refresh before each peak",
    "--reported-to", "3=Product",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``failed`` gives a copy of."""
    repository = copy_of(pristine, tmp_path_factory.mktemp("failed") / "pocs")
    repository.write(PLAN, SAMPLE.read_bytes())
    repository.poc_docs("results", "marlowe", *MEASURED)
    return repository


@pytest.fixture
def failed(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository whose Active plan fails a Required criterion, and passes all others."""
    return copy_of(made, tmp_path / "pocs")


def text_of(repository: Repository) -> str:
    return (repository.root / PLAN).read_text()


def test_results_says_what_is_missing_and_what_to_type(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    said = repository.poc_docs("results", "marlowe", *MEASURED)
    assert "Outcome so far: undecided" in said
    assert "it needs a workaround; one makes it Conditional" in said
    command = 'results marlowe-pike-substitution-ranking --gap 3="…" --severity 3=Medium'
    assert f'Next: poc-docs {command} --workaround 3="…" --reported-to 3="…"' in said
    assert HEAD not in text_of(repository)


def test_results_writes_a_gap_row_and_no_other_byte(failed: Repository) -> None:
    before = text_of(failed)
    said = failed.poc_docs("results", "marlowe", *OPTIONS)
    assert "Gap of 3: Prices lag; severity: Medium; workaround: Refresh before each peak" in said
    assert "Outcome so far: Conditional" in said
    assert "Next: poc-docs decide marlowe-pike-substitution-ranking" in said
    after = text_of(failed)
    table = f"{HEAD}\n|-----|----------|------------|-------------|-----------|\n{ROW}\n"
    start, end = "### Gaps Identified\n\n", "\n### Decision"
    assert after == before.split(start)[0] + start + table + end + before.split(end)[1]
    assert "Nothing to change" in failed.poc_docs("results", "marlowe", *OPTIONS)
    assert text_of(failed) == after


def test_a_gap_is_changed_in_its_row(failed: Repository) -> None:
    failed.poc_docs("results", "marlowe", "--gap", "3=Prices lag")
    said = failed.poc_docs("show", "marlowe")
    assert '--severity 3=Medium --workaround 3="…" --reported-to 3="…"' in " ".join(said.split())
    failed.poc_docs("results", "marlowe", *OPTIONS[2:])
    assert ROW in text_of(failed)
    failed.poc_docs("results", "marlowe", "--set", "3=8 minutes", "--workaround", "3=none")
    assert "| Prices lag | Medium | none | Product | 3 |" in text_of(failed)
    assert text_of(failed).count("Prices lag") == 1


def test_a_workaround_without_severity_is_not_the_end(failed: Repository) -> None:
    said = failed.poc_docs("results", "marlowe", "--gap", "3=Prices lag", "--workaround", "3=Refresh")
    assert "still open: severity, reported to" in said
    assert "Outcome so far: Conditional" in said
    assert (
        'Next: poc-docs results marlowe-pike-substitution-ranking --severity 3=Medium --reported-to 3="…"'
        in said
    )


def test_result_and_gap_in_one_call(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    said = repository.poc_docs("results", "marlowe", *MEASURED, *OPTIONS)
    assert "Outcome so far: Conditional" in said


def test_decide_takes_a_gap_and_the_outcome_is_conditional(failed: Repository) -> None:
    said = failed.poc_docs("decide", "marlowe", "--feedback", "Good.", code=2)
    assert "the outcome is undecided" in said
    assert 'poc-docs results marlowe --gap 3="…" --severity 3=Medium' in said
    said = failed.poc_docs("decide", "marlowe", "--feedback", "Good.", *OPTIONS)
    assert "Wrote the decision: Conditional" in said
    assert ROW in text_of(failed)
    failed.poc_docs("status", "marlowe", "Complete")
    failed.commit("Conditional at Marlowe")


def test_an_outcome_that_differs_needs_a_reason(failed: Repository) -> None:
    call = ("decide", "marlowe", "--feedback", "Good.", "--outcome", "Proceed")
    assert "is not the computed outcome (none), and that needs a reason" in failed.poc_docs(*call, code=2)
    failed.poc_docs(*call, "--reason", "The board accepts the lag")
    assert "**Reason:** The board accepts the lag" in text_of(failed)


def test_gaps_stay_free_after_complete(failed: Repository) -> None:
    failed.poc_docs("decide", "marlowe", "--feedback", "Good.", *OPTIONS)
    failed.poc_docs("status", "marlowe", "Complete")
    failed.commit("Conditional at Marlowe")
    failed.poc_docs(
        "results", "marlowe", "--reported-to", "3=Product, ticket 41", "--gap", "5=Priced per run",
        "--severity", "5=Low", "--reported-to", "5=Finance",
    )  # fmt: skip
    assert "| Refresh before each peak | Product, ticket 41 | 3 |" in text_of(failed)
    failed.commit("Where the gaps went")
    said = failed.poc_docs("results", "marlowe", "--set", "2=80%", "--reported-to", "3=Product", code=2)
    assert "is Complete" in said
    said = failed.poc_docs("results", "marlowe", "--workaround", "3=none", code=2)
    assert "nothing was written" in said


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--gap", "9=x"), "there is no criterion 9"),
        (("--gap", "x"), "must be a criterion's number"),
        (("--gap", "3=a", "--gap", "3=b"), "--gap names criterion 3 twice"),
        (("--severity", "3=Huge"), "'Huge' is not a severity"),
        (("--workaround", "3=by hand"), "criterion 3 has no gap row yet"),
    ],
)
@pytest.mark.parametrize("command", ["results", "decide"])
def test_refused(failed: Repository, command: str, options: tuple[str, ...], message: str) -> None:
    before = text_of(failed)
    assert message in failed.poc_docs(command, "marlowe", *options, code=2)
    assert text_of(failed) == before


def test_json_shows_the_gap_with_its_criterion(failed: Repository) -> None:
    failed.poc_docs("results", "marlowe", *OPTIONS)
    value = json.loads(failed.poc_docs("show", "marlowe", "--format", "json"))
    assert value["gaps"] == [
        {
            "gap": "Prices lag",
            "severity": "Medium",
            "workaround": "Refresh before each peak",
            "reported_to": "Product",
            "id": None,
            "criterion": 3,
        }
    ]
    assert value["computed"]["outcome"] == "Conditional"


def test_results_asks_for_the_gap_on_a_terminal(failed: Repository) -> None:
    answers = [
        *[("Result", "\n")] * 5,
        ("Gap: what is missing", "Prices lag\n"),
        ("Workaround", "Refresh before each peak\n"),
        ("Severity", "medium\n"),
        ("Reported to", "Product\n"),
    ]
    code, said = converse(failed, ["results", "marlowe"], answers)
    assert code == 0, said
    assert "Criterion 3, Freshness of price and stock: Required and Fail." in said
    assert "makes the outcome Conditional; without one there is no outcome" in said
    assert "Outcome so far: Conditional" in said
    assert ROW in text_of(failed)


def test_enter_skips_and_a_row_without_workaround_is_asked_for_what_it_lacks(failed: Repository) -> None:
    code, said = converse(failed, ["results", "marlowe", "--set", "1=150 ms"], [("Gap", "\n")])
    assert code == 0, said
    assert HEAD not in text_of(failed)
    failed.poc_docs("results", "marlowe", "--gap", "3=Prices lag", "--severity", "3=Medium")
    answers = [("Workaround", "Refresh before each peak\n"), ("Reported to", "Product\n")]
    code, said = converse(failed, ["results", "marlowe", "--set", "1=151 ms"], answers)
    assert code == 0, said
    assert ROW in text_of(failed)
    code, said = converse(failed, ["results", "marlowe", "--set", "1=152 ms"], [])
    assert code == 0, said
    assert "Workaround: how" not in said


def test_decide_asks_for_the_gap_and_then_proposes_conditional(failed: Repository) -> None:
    answers = [
        ("Gap: what is missing", "Prices lag\n"),
        ("Workaround", "Refresh before each peak\n"),
        ("Severity", "Medium\n"),
        ("Reported to", "Product\n"),
        ("Outcome", "\n"),
        ("What does the customer say", "We like it.\n"),
    ]
    code, said = converse(failed, ["decide", "marlowe"], answers)
    assert code == 0, said
    assert "Wrote the decision: Conditional" in said
    assert ROW in text_of(failed)


def test_control_c_at_a_gap_writes_nothing(failed: Repository) -> None:
    before = text_of(failed)
    answers = [("Gap: what", "Prices lag\n"), ("Workaround", CTRL_C)]
    code, said = converse(failed, ["results", "marlowe", "--set", "1=150 ms"], answers)
    assert code == 2
    assert "nothing was written" in said
    assert text_of(failed) == before
