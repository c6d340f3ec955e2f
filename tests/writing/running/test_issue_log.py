"""Issues get the next number, are closed once, and not before they were opened."""

from __future__ import annotations

import datetime as dt

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.running.issue_log import close_issue, find_issue, next_id, open_issue
from tests.plan.plan_files import plan_text
from tests.writing.plans import SAMPLES, edited, manners

MARCH_13 = dt.date(2026, 3, 13)
HEAD = "| Id | Opened | Issue | Owner | Closed |\n|----|--------|-------|-------|--------|\n"
OPEN = "| 1 | 2026-03-10 | No access | Tove Brandt | |\n"
CLOSED = "| 2 | 2026-03-11 | Licence | | 2026-03-12 |\n"


def with_log(rows: str) -> str:
    return plan_text(end=f"\n## Issue Log\n\n{HEAD}{rows}")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_issue_is_opened_and_closed(newline: str) -> None:
    plan = read_plan(with_log(OPEN + CLOSED).replace("\n", newline))
    opened = edited(plan, open_issue(plan, "VPN <slow> | *x*", "Ines Falk", MARCH_13))
    row = "| 3 | 2026-03-13 | VPN <slow> \\| \\*x\\* | Ines Falk | |\n".replace("<slow", "&lt;slow")
    assert opened.document.text == with_log(OPEN + CLOSED + row).replace("\n", newline)
    assert opened.running.issues[-1].issue.value == "VPN <slow> | *x*"
    closed = edited(opened, close_issue(opened, "3", MARCH_13))
    assert closed.document.text == opened.document.text.replace(
        "| Ines Falk | |", "| Ines Falk | 2026-03-13 |"
    )


def test_the_section_is_added_with_the_first_issue() -> None:
    plan = read_plan(plan_text())
    new = edited(plan, open_issue(plan, "No access", "Tove Brandt", dt.date(2026, 3, 10)))
    assert new.document.text == with_log(OPEN)


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ("", 1),
        (OPEN + CLOSED, 3),
        ("| 7 | | a | | |\n| 3 | | b | | |\n", 8),
        ("| A-9 | | a | | |\n", 1),
        ("| 007 | | a | | |\n", 8),
        (f"| {'9' * 50} | | a | | |\n", 1),
        ("| \u0663 | | a | | |\n", 1),
    ],
)
def test_the_next_number(rows: str, number: int) -> None:
    assert next_id(read_plan(with_log(rows))) == number


def test_saying_it_again_opens_no_second_one() -> None:
    plan = read_plan(with_log(OPEN + CLOSED))
    assert open_issue(plan, " NO  access", "", MARCH_13) == []
    assert open_issue(plan, "Licence", "", MARCH_13), "that one is closed: it came back"


@pytest.mark.parametrize("name", ["1", "#1", "01"])
def test_an_issue_is_found_by_its_id(name: str) -> None:
    plan = read_plan(with_log(OPEN.replace("| 1 |", "| 01 |" if name == "01" else "| 1 |")))
    assert find_issue(plan, name) == 0


@pytest.mark.parametrize(
    ("rows", "name", "message"),
    [
        (OPEN, "4", "there is no issue 4"),
        (OPEN, "", "there is no issue"),
        (OPEN, "#", "there is no issue"),
        (OPEN + OPEN, "1", "issue 1 stands 2 times in 'Issue Log'"),
        (CLOSED, "2", "issue 2 was closed on 2026-03-12 already"),
        ("| 5 | 2026-03-14 | x | | |\n", "5", "was opened on 2026-03-14, and can't be closed on 2026-03-13"),
        ("", "1", "there is no issue 1"),
    ],
)
def test_what_can_not_be_closed(rows: str, name: str, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        close_issue(read_plan(with_log(rows)), name, MARCH_13)


def test_a_close_on_the_day_of_opening_is_none_too_early() -> None:
    plan = read_plan(with_log(OPEN))
    new = edited(plan, close_issue(plan, "1", dt.date(2026, 3, 10)))
    assert new.running.issues[0].closed.value == dt.date(2026, 3, 10)


@pytest.mark.parametrize(("name", "manner"), [(name, at % 4) for at, name in enumerate(SAMPLES)])
def test_sample_plans_open_and_close_one(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    number = str(next_id(plan))
    opened = edited(plan, open_issue(plan, "Nobody has thought of that", "", MARCH_13))
    closed = edited(opened, close_issue(opened, number, MARCH_13))
    assert len(closed.running.issues) == len(plan.running.issues) + 1
    assert closed.running.issues[find_issue(closed, number)].closed.value == MARCH_13
    assert [each.is_open for each in closed.running.issues[:-1]] == [i.is_open for i in plan.running.issues]
