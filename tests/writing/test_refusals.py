"""What can't be written is refused with words that say where and why, and the plan stays as it is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.gap_register import read_register
from poc_docs.plan.library import named
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import ISSUE_LOG, RESOURCES
from poc_docs.repository.library import packaged_library
from poc_docs.text.front_matter import Mapping
from poc_docs.writing import metadata
from poc_docs.writing.amending import AmendmentDetails
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.correcting import correct, withdraw_correction
from poc_docs.writing.gap_register import link_gap, set_gap
from poc_docs.writing.lifecycle import complete
from poc_docs.writing.migrating import migrate
from poc_docs.writing.new import NewPlan, new_plan
from poc_docs.writing.ready_criteria import add_criteria
from poc_docs.writing.results import Recording
from poc_docs.writing.running.filling import filling
from poc_docs.writing.running.metric_log import Measured, log_value
from poc_docs.writing.running.sections import add_row, set_cells
from poc_docs.writing.signed_texts import results_edits, text_edits
from tests.checks.reference import plan_of, text_of
from tests.plan.plan_files import CRITERIA, OVERVIEW, RESULTS, plan_text
from tests.portfolio.gap_plans import REGISTER
from tests.writing.plans import TEMPLATE, edited

if TYPE_CHECKING:
    from collections.abc import Callable

    from poc_docs.plan.library import ReadyCriterion
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit

BELL = "a\x07b"
"""A control character, which no cell can hold."""
BROKEN = "a\ud800b"
"""Half of a character, which UTF-8 and so front matter can't hold."""
DAY = dt.date(2026, 3, 30)
CHANGED = plan_text(criteria=CRITERIA.replace("< 15", "< 14"))
DETAILS = AmendmentDetails(DAY, "Ines Falk", "The report said 86%")
NO_CELL = r"must not hold the hidden character U\+0007"
PLAN = plan_text()
SIGN_ON = named(packaged_library().criteria, "Single sign-on")[0]
ISSUE = {"Id": "I-1", "Opened": "2026-03-30", "Issue": "Slow", "Owner": "Ada", "Closed": ""}
WITH_ISSUE = edited(read_plan(PLAN), add_row(read_plan(PLAN), ISSUE_LOG, ISSUE))


def hidden(ready: ReadyCriterion) -> ReadyCriterion:
    measurement = ready.criterion.measurement._replace(value=BELL, source=BELL)
    return replace(ready, criterion=replace(ready.criterion, measurement=measurement))


def first_gap(text: str, **values: str) -> list[Edit]:
    register = read_register(text)
    return set_gap(register, register.gaps[0], values)


CELLS: dict[str, Callable[[], object]] = {
    "a gap of the register": lambda: first_gap(REGISTER, Status=BELL),
    "the id of a gap": lambda: link_gap(read_plan(PLAN), 0, BELL),
    "a signed text": lambda: text_edits(read_plan(PLAN), {"criterion 1 target": BELL}),
    "a copy of a signed text": lambda: results_edits(
        read_plan(PLAN), {"criterion 1 target": "< 15 minutes"}, read_plan(CHANGED.replace("< 14", BELL))
    ),
    "the first row of a section": lambda: add_row(read_plan(PLAN), ISSUE_LOG, {"Issue": BELL}),
    "a further row of a section": lambda: add_row(WITH_ISSUE, ISSUE_LOG, {"Issue": BELL}),
    "a cell of a section": lambda: set_cells(WITH_ISSUE, ISSUE_LOG, 0, {"Issue": BELL}),
    "a value of the metric log": lambda: log_value(read_plan(PLAN), Measured(date=DAY, number=1, value=BELL)),
    "what a section begins with": lambda: filling(
        read_plan(plan_text(overview=f"{OVERVIEW}- **Decision maker:** {BELL}\n")), RESOURCES
    ),
    "a ready criterion": lambda: add_criteria(read_plan(PLAN.replace("| Single ", "| ")), [hidden(SIGN_ON)]),
}


@pytest.mark.parametrize("what", CELLS)
def test_a_hidden_character_gets_into_no_table(what: str) -> None:
    with pytest.raises(RefusedEdit, match=NO_CELL):
        CELLS[what]()


FRONT: dict[str, tuple[str, Callable[[Plan], object], str]] = {
    "a key where braces hold all": (
        "{id: a}",
        lambda plan: metadata.add_key(plan, "title", "x"),
        "one key on each line, without braces",
    ),
    "an item where there is no list": (
        "id: a\npauses: x",
        lambda plan: metadata.append_item(plan, "pauses", {"since": "x"}),
        "'pauses' must hold a list",
    ),
    "another text of an item that has no keys": (
        "id: a\npauses: [x]",
        lambda plan: metadata.set_item(plan, "pauses", 0, {"since": "x"}),
        "'pauses' must hold a list of keys and values",
    ),
    "one value for lines of their own": (
        "id: a\ncrm:\n  stage: x",
        lambda plan: metadata.set_scalar(plan, "crm", "x"),
        "'crm' holds lines of its own",
    ),
    "a key in what holds none": (
        "id: a\ncrm: x",
        lambda plan: metadata.set_nested(plan, "crm", "stage", "x"),
        "'crm' must hold keys and values",
    ),
    "a key that is not there": (
        "id: a\ncrm: {stage: x}",
        lambda plan: metadata.set_entry(plan, front(plan, "crm"), "amount", "x"),
        "'amount' is not in the front matter",
    ),
    "the only key": ("id: a", lambda plan: metadata.remove_key(plan, "id"), "'id' is the only key"),
    "the last item of no list": (
        "id: a\npauses: x",
        lambda plan: metadata.remove_last_item(plan, "pauses"),
        "'pauses' must hold a list with an item",
    ),
}


def front(plan: Plan, key: str) -> Mapping:
    assert plan.document.front_matter
    node = plan.document.front_matter.root.get(key)
    assert isinstance(node, Mapping)
    return node


@pytest.mark.parametrize("what", FRONT)
def test_front_matter_that_has_another_form_is_left_alone(what: str) -> None:
    content, change, message = FRONT[what]
    with pytest.raises(RefusedEdit, match=message):
        change(read_plan(f"---\n{content}\n---\n"))


def test_half_a_character_gets_into_no_front_matter() -> None:
    table = f"# POC Plan: A -- B\n\n## Metadata\n\n| Field | Value |\n|---|---|\n| Team | {BROKEN} |\n"
    with pytest.raises(RefusedEdit, match=r"broken character U\+D800"):
        migrate(read_plan(table), "a-plan")


WITHOUT_RESULTS = PLAN.replace(RESULTS, "")
TWO_FIRST = PLAN.replace("| 2 | Distance saved | Ag", "| 1 | Distance saved | Ag")
PLACES: dict[str, tuple[Callable[[], object], str]] = {
    "a gap of a register without a table": (
        lambda: set_gap(read_register("# Gaps\n"), read_register(REGISTER).gaps[0], {"Status": "Open"}),
        "the register has no table",
    ),
    "a cell of a section without a table": (
        lambda: set_cells(read_plan(PLAN + "\n## Issue Log\n\nNone.\n"), ISSUE_LOG, 0, ISSUE),
        "section 'Issue Log' has no table",
    ),
    "a target where criteria have no table": (
        lambda: text_edits(read_plan(PLAN.replace(CRITERIA, "None.\n")), {"criterion 1 target": "3"}),
        "section 'Success Criteria' has no table",
    ),
    "a target where a number stands twice": (
        lambda: text_edits(read_plan(TWO_FIRST), {"criterion 1 target": "3"}),
        "# '1' stands twice in 'Success Criteria'",
    ),
    "a text that a reader sees as nothing": (
        lambda: text_edits(read_plan(PLAN), {"criterion 1 target": "  "}),
        "criterion 1 target would read as nothing",
    ),
    "a text that no command writes": (
        lambda: text_edits(read_plan(PLAN), {"criterion one target": "3"}),
        "'criterion one target' can't be written by a command",
    ),
    "the end of a plan that has ended": (
        lambda: complete(
            read_plan(text_of("active").replace("---\n\n", "completed: 2026-03-30\n---\n\n", 1)), DAY
        ),
        "must not have been completed",
    ),
    "who decides, where nothing says when": (
        lambda: new_plan(
            "\n".join(line for line in TEMPLATE.split("\n") if "**Decision date:**" not in line),
            NewPlan(id="a", decision_maker="Tove Brandt"),
        ),
        "needs a bullet '- \\*\\*Decision date",
    ),
    "setup steps where the template has no list": (
        lambda: new_plan(re.sub(r"(?m)^\d\. .*\n", "", TEMPLATE), NewPlan(id="a", like=read_plan(PLAN))),
        "the template needs a list under 'Setup Steps'",
    ),
    "a decision that is none": (
        lambda: correct(plan_of("complete"), None, DETAILS, {}, {"outcome": "Perhaps"}),
        "needs an outcome and a date",
    ),
}


@pytest.mark.parametrize("what", PLACES)
def test_what_has_no_place_is_refused_with_the_place_that_is_missing(what: str) -> None:
    change, message = PLACES[what]
    with pytest.raises(RefusedEdit, match=message):
        change()


def test_results_that_changed_after_a_correction_are_neither_corrected_nor_taken_back() -> None:
    plan = plan_of("complete")
    result = next(each for each in plan.results if each.number.value == 1)
    once = edited(plan, correct(plan, None, DETAILS, {1: Recording("1 ms")}, {}))
    changed = read_plan(once.document.text.replace("| 1 ms |", "| 2 ms |"))
    assert result.result.source not in {"1 ms", "2 ms"}
    assert changed.document.text != once.document.text
    with pytest.raises(RefusedEdit, match="changed after the last correction; restore them"):
        correct(changed, None, DETAILS, {1: Recording("3 ms")}, {})
    with pytest.raises(RefusedEdit, match="changed after the correction; correct them again"):
        withdraw_correction(changed)


def test_a_plan_without_a_table_of_results_has_no_copies_to_follow() -> None:
    assert results_edits(read_plan(WITHOUT_RESULTS), {}, read_plan(WITHOUT_RESULTS)) == []
