"""What few plans do wrong is found too, and said with what to write instead."""

from __future__ import annotations

import re

import pytest

from poc_docs.checks import check_plan
from poc_docs.plan.reading import read_plan
from poc_docs.text.table_edits import TableChange, table_edits
from tests.checks.reference import TODAY, text_of
from tests.plan.agreed_plan import AGREED, TEXT, both, plan_with, signature
from tests.plan.plan_files import RESULTS
from tests.writing.plans import edited

PAUSES = """\
pauses:
  - {from: 2026-03-23, to: , reason: Stocktaking, requested_by: Tove Brandt}
  - {from: 2026-03-30, to: 2026-03-31, reason: Stocktaking, requested_by: Tove Brandt}
---
"""
ACTIVE = text_of("active")
TWO_PAUSES = ACTIVE[: ACTIVE.index("pauses:")] + PAUSES + ACTIVE[ACTIVE.index("---\n\n# POC") + 4 :]
CASES = {
    "an escaped pipe in code": (
        text_of("planning").replace("| Two edge boxes at gate 2 |", r"| Two `edge \| boxes` |"),
        "POC208",
        r"a row must not hold '\|' between backticks: some readers show the backslash",
        r"write '\|' without backticks",
    ),
    "a blank without a break behind the last pipe of a header": (
        text_of("planning").replace(
            "| Week | Milestone | Owner | Deliverable |", "| Week | Milestone | Owner | Deliverable |\u00a0"
        ),
        "POC208",
        "a row must have no blanks but ordinary ones before its first and behind its last '|'",
        "delete the blanks there: for some readers they are a cell",
    ),
    "a wide blank before the first pipe of a row": (
        text_of("planning").replace("| Deployment |", "\u3000| Deployment |"),
        "POC208",
        "a row must have no blanks but ordinary ones before its first and behind its last '|'",
        "delete the blanks there: for some readers they are a cell",
    ),
    "a day of decision that is none": (
        text_of("planning").replace("- **Decision date:** 2026-", "- **Decision date:** some day in 2026-"),
        "POC210",
        "must begin with a date",
        "write for example '2026-03-27 (steering committee)'",
    ),
    "a day of decision as it is written in German": (
        re.sub(r"(\*\*Decision date:\*\*) [-0-9]+", r"\1 23.12.2026 (board)", text_of("planning"), count=1),
        "POC210",
        "must begin with a date",
        "write '2026-12-23 (board)'",
    ),
    "a day of decision that may be two days": (
        re.sub(r"(\*\*Decision date:\*\*) [-0-9]+", r"\1 03/04/2026", text_of("planning"), count=1),
        "POC210",
        "must begin with a date",
        "write '2026-04-03' or '2026-03-04'",
    ),
    "a start as it is written in German": (
        re.sub(r"(\*\*Duration:\*\* [^,]*), .*", r"\1, starting 9.3.2026", text_of("planning"), count=1),
        "POC210",
        "Duration must read",
        "write '3 weeks, starting 2026-03-09'",
    ),
    "a pause that holds while the next one begins": (
        TWO_PAUSES,
        "POC408",
        "a pause must have ended before the next one begins",
        "write the day on which it ended at 'to'",
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_it_is_found_and_says_what_to_write(what: str) -> None:
    text, code, message, advice = CASES[what]
    found = [each for each in check_plan(read_plan(text), TODAY) if message in each.message]
    assert [(each.code, each.advice) for each in found] == [(code, advice)]


def test_a_tag_at_the_beginning_of_a_line_is_told_once() -> None:
    text = text_of("planning").replace("- **Duration:**", "  and\n  <b>more</b>\n- **Duration:**")
    found = [each.message for each in check_plan(read_plan(text), TODAY) if "<b>" in each.message]
    assert found == ["a plan must not hold raw HTML: '<b>'"]


def test_a_new_column_ends_rows_that_end_without_a_pipe() -> None:
    plan = read_plan("## Timeline\n\n| Week | Owner\n|---|---\n| 1 | Ada\n| 2 | Bo\n")
    (table,) = (table for _, table in plan.document.tables)
    after = edited(plan, table_edits(plan.document, table, TableChange({(0, 2): "x"}, ["Note"])))
    assert after.document.text == (
        "## Timeline\n\n| Week | Owner | Note\n|---|---|------\n| 1 | Ada | x\n| 2 | Bo | |\n"
    )


def test_html_at_the_beginning_of_a_line_is_told_once() -> None:
    text = text_of("planning").rstrip("\n") + "\n\n## Own\n\n<div>x</div>\n"
    assert len([each for each in check_plan(read_plan(text), TODAY) if "raw HTML" in each.message]) == 1


def test_a_present_text_that_lacks_a_signature_is_no_fault_of_the_start() -> None:
    half = plan_with(signature("vendor", "Ines Falk", AGREED))
    found = [each.message for each in check_plan(half, TODAY)]
    assert not [message for message in found if "'started' must name" in message]
    assert [message for message in found if "prospect" in message]


def test_without_a_table_of_results_no_correction_is_looked_for() -> None:
    plan = plan_with(both(AGREED), text=TEXT.replace(RESULTS, ""))
    assert not [each for each in check_plan(plan, TODAY) if "correction" in each.message]
