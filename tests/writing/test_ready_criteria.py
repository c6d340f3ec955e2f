"""Ready criteria go where they belong, and no other byte changes."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pytest

from poc_docs.checks import check_plan
from poc_docs.checks.finding import Severity
from poc_docs.plan.library import named, read_library
from poc_docs.plan.reading import read_plan
from poc_docs.repository.library import packaged_library
from poc_docs.text.edits import apply_edits
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.ready_criteria import add_criteria, with_only_criteria
from tests.plan.plan_files import CRITERIA, plan_text
from tests.writing.plans import SAMPLES, TEMPLATE, manners

if TYPE_CHECKING:
    from poc_docs.plan.library import ReadyCriterion

PACKAGED = packaged_library().criteria
SIGN_ON = named(PACKAGED, "Single sign-on")[0]
COST = named(PACKAGED, "Cost against")[0]
LOST = named(PACKAGED, "Nothing lost")[0]
PLANNING = SAMPLES["fastighetsregisterverket-deed-classification"]


def added(text: str, *ready: ReadyCriterion) -> list[str]:
    """Give the lines that are new, with a minus the lines that are gone."""
    after = apply_edits(text, add_criteria(read_plan(text), ready))
    lines = difflib.ndiff(text.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_a_row_below_the_others_and_one_in_results() -> None:
    assert added(PLANNING, LOST) == [
        f"+ | 6 | Nothing lost in a restart | {LOST.criterion.measurement.value} | = 0 records | Critical |",
        "+ | 6 | Nothing lost in a restart | | = 0 records | |",
    ]


def test_a_target_that_is_a_blank_is_not_copied_into_results() -> None:
    row = next(line for line in added(PLANNING, named(PACKAGED, "Cold start")[0]) if "[Target]" in line)
    assert row == "+ | 6 | Cold start | | [Target] | |"
    after = apply_edits(PLANNING, add_criteria(read_plan(PLANNING), [named(PACKAGED, "Cold start")[0]]))
    filled = after.replace("[e.g., ≤ 60 s]", "≤ 45 s")
    assert not [f for f in check_plan(read_plan(filled)) if f.severity is Severity.ERROR]


def test_blank_rows_of_the_template_are_used_first() -> None:
    lines = added(TEMPLATE, SIGN_ON, LOST)
    assert [line[:21] for line in lines if line[0] == "+"] == [
        "+ | 1 | Single sign-o",
        "+ | 2 | Nothing lost ",
    ]
    assert [line[:14] for line in lines if line[0] == "-"] == ["- | 1 | [e.g.,", "- | 2 | [e.g.,"]
    four = added(TEMPLATE, SIGN_ON, LOST, *named(PACKAGED, "Failover"), *named(PACKAGED, "Rollback"))
    assert [line[:7] for line in four if line[0] == "+"] == ["+ | 1 |", "+ | 2 |", "+ | 3 |", "+ | 4 |"]


def test_a_row_of_results_that_stands_already_is_no_second_one() -> None:
    blank = "| 2 | [Criterion] | [How] | [Target] |"
    text = plan_text(
        criteria=CRITERIA.replace("| 2 | Distance saved | Against the plan of the same day | >= 4% |", blank)
    )
    lines = added(text, LOST)
    assert [line[:14] for line in lines] == ["- | 2 | [Crite", "+ | 2 | Nothin"]


def test_a_row_that_somebody_began_is_kept() -> None:
    vale = SAMPLES["vale-atlantico-research-inference"]
    lines = added(vale, SIGN_ON, LOST)
    assert [line[:7] for line in lines if line[0] == "+"] == ["+ | 4 |", "+ | 5 |"]
    assert [line[:14] for line in lines if line[0] == "-"] == ["- | 4 | [e.g.,"]


def test_a_new_plan_has_the_ready_criteria_alone() -> None:
    plan = with_only_criteria(read_plan(TEMPLATE), [COST])
    assert [criterion.text.value for criterion in plan.criteria] == ["Cost against the present platform"]
    assert (
        "## Success Criteria\n\n| # | Criterion | Measurement | Target | Weight | Baseline |\n"
        in plan.document.text
    )
    assert plan.criteria[0].baseline
    assert plan.criteria[0].baseline.value == "[e.g., 3150.00 EUR]"
    assert plan.results[0].criterion.value == "[Criterion]"


@pytest.mark.parametrize(
    "ready", [(SIGN_ON,), (COST, LOST), (SIGN_ON, COST, LOST, named(PACKAGED, "Rollback")[0])]
)
@pytest.mark.parametrize("name", ["planning", "template", "vale"])
def test_in_every_manner_of_writing_the_other_lines_stay(
    ready: tuple[ReadyCriterion, ...], name: str
) -> None:
    text = {"planning": PLANNING, "template": TEMPLATE, "vale": SAMPLES["vale-atlantico-research-inference"]}[
        name
    ]
    for manner in manners(text):
        before = read_plan(manner)
        after = read_plan(apply_edits(manner, add_criteria(before, ready)))
        kept = [c.text.value for c in before.criteria if not c.text.value.startswith("[")]
        assert [c.text.value for c in after.criteria][: len(kept)] == kept
        assert ("\r\n" in manner) == ("\r\n" in after.document.text)
        assert after.document.text.count("\n") - after.document.text.count("\r\n") == (
            0 if "\r\n" in manner else after.document.text.count("\n")
        )
        assert [(r.criterion.value, r.result.value) for r in after.results][: len(before.results)] == [
            (r.criterion.value, r.result.value) for r in before.results
        ]


def test_the_next_number_is_above_all_that_are_mentioned() -> None:
    text = PLANNING.replace(
        "| 5 | Effort in the review queue | Median", "| 12 | Effort in the review queue | Median"
    )
    text = text.replace("| 5 | Effort in the review queue | |", "| 14 | Effort in the review queue | |")
    assert next(line[:8] for line in added(text, SIGN_ON)) == "+ | 15 |"


def test_columns_of_the_plan_are_filled_wherever_they_stand() -> None:
    text = "## Success Criteria\n\n| Kind | # | Target | Owner | Criterion | Weight | Measurement |\n"
    text += "|-|-|-|-|-|-|-|\n| cost | 1 | < 2 EUR | Jo | Charge | Critical | Invoice |\n"
    (line,) = (line for line in added(text, SIGN_ON) if line[0] == "+")
    assert line.startswith("+ | integration | 2 | Pass/Fail | | Single sign-on | Required | [e.g., Login")


@pytest.mark.parametrize(
    ("text", "ready", "reason"),
    [
        (
            PLANNING.replace("Nightly batch", "SINGLE sign-on"),
            (SIGN_ON,),
            "criterion 3 is 'Single sign-on' already",
        ),
        (PLANNING, (SIGN_ON, SIGN_ON), "another of the criteria to add is 'Single sign-on' already"),
        (PLANNING.replace("## Success Criteria", "## Criteria"), (SIGN_ON,), "must have its table"),
        (PLANNING.replace("| Weight |", "| Rank |"), (SIGN_ON,), "must have its table"),
    ],
)
def test_refused(text: str, ready: tuple[ReadyCriterion, ...], reason: str) -> None:
    with pytest.raises(RefusedEdit, match=reason):
        add_criteria(read_plan(text), ready)


def test_a_link_whose_address_stands_elsewhere_in_the_library_is_refused() -> None:
    text = (
        "## Success Criteria\n\n| Criterion | Measurement | Target | Weight | Kind |\n|---|---|---|---|---|\n"
        "| Pages | As in [the guide][g] | ≥ 98% | Critical | performance |\n\n[g]: https://example.com\n"
    )
    with pytest.raises(RefusedEdit, match="would read otherwise"):
        add_criteria(read_plan(PLANNING), read_library(text, "templates/criteria.md").criteria)
