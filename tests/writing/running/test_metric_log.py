"""Values go to their day in the Metric Log; what stands there stays."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.text.inline import fold
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.literal import markdown_of
from poc_docs.writing.running.logged_results import logged_results
from poc_docs.writing.running.metric_log import Measured, log_value, same_day
from tests.plan.plan_files import plan_text
from tests.reliability.sizes import inputs
from tests.writing.plans import SAMPLES, edited, manners

HEAD = "| Date | # | Value | Note |\n|------|---|-------|------|\n"
MARCH_13 = dt.date(2026, 3, 13)
VALUE = Measured(date=MARCH_13, number=2, value="5.5%")
ROW = "| 2026-03-13 | 2 | 5.5% | |\n"
EARLY, LATE = "| 2026-03-10 | 1 | 9 min | |\n", "| 2026-03-20 | 1 | 8 min | k6 |\n"


def with_log(rows: str, head: str = HEAD) -> str:
    return plan_text(end=f"\n## Metric Log\n\n{head}{rows}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ROW),
        (EARLY, EARLY + ROW),
        (LATE, ROW + LATE),
        (EARLY + LATE, EARLY + ROW + LATE),
        (EARLY + "| soon | 1 | 7 | |\n" + LATE, EARLY + "| soon | 1 | 7 | |\n" + ROW + LATE),
        ("| 2026-03-13 | 2 | 6% | |\n", "| 2026-03-13 | 2 | 6% | |\n" + ROW),
        ("| 2026-03-13 | 1 | 5.5% | |\n", "| 2026-03-13 | 1 | 5.5% | |\n" + ROW),
        (ROW, ROW),
        ("| 2026-03-13 | 2 | 5.5% | by night |\n", "| 2026-03-13 | 2 | 5.5% | by night |\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_value_stands_by_its_day(before: str, after: str, newline: str) -> None:
    plan = read_plan(with_log(before).replace("\n", newline))
    new = edited(plan, log_value(plan, VALUE))
    assert new.document.text == with_log(after).replace("\n", newline)
    assert log_value(new, VALUE) == []


def test_the_section_is_added_with_the_first_value() -> None:
    plan = read_plan(plan_text())
    assert edited(plan, log_value(plan, VALUE)).document.text == with_log(ROW)


def test_a_note_fills_an_empty_one_and_is_never_written_over_another() -> None:
    noted = Measured(date=MARCH_13, number=2, value="5.5%", note="k6")
    plan = read_plan(with_log(ROW))
    filled = edited(plan, log_value(plan, noted))
    assert filled.document.text == with_log("| 2026-03-13 | 2 | 5.5% | k6 |\n")
    assert log_value(filled, noted) == []
    other = Measured(date=MARCH_13, number=2, value="5.5%", note="wrk")
    both = edited(filled, log_value(filled, other))
    assert [line.note.value for line in same_day(both, other)] == ["k6", "wrk"]


def test_columns_of_the_author_s_own_stay_and_stand_anywhere() -> None:
    plan = read_plan(with_log("", "| # | Who | Value | Date | Note |\n|---|---|---|---|---|\n"))
    new = edited(plan, log_value(plan, VALUE))
    assert new.document.text.endswith("| 2 | | 5.5% | 2026-03-13 | |\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (with_log("", "| Date | Value |\n|---|---|\n"), "no column '#'"),
        (plan_text(end=f"\n## Metric Log\n\n{HEAD}\n## Metric Log\n"), "already, on line"),
        (plan_text(end=f"\n## Metric Log\n\n{HEAD}\n{HEAD}"), "can't be read"),
    ],
)
def test_a_log_that_can_not_be_read_is_not_written_to(text: str, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        log_value(read_plan(text), VALUE)


def test_a_number_that_is_no_criterion_s_is_refused() -> None:
    with pytest.raises(RefusedEdit, match=r"there is no criterion 9 \(there: 1, 2, 3\)"):
        log_value(read_plan(plan_text()), Measured(date=MARCH_13, number=9, value="1"))


@pytest.mark.parametrize(("name", "manner"), [(name, at % 4) for at, name in enumerate(SAMPLES)])
def test_sample_plans_take_a_value_of_each_criterion(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    after = plan
    for criterion in plan.criteria:
        value = Measured(date=dt.date(2031, 1, 3), number=criterion.number.value or 0, value="&lt;5 a|b")
        after = edited(after, log_value(after, value))
        (line,) = same_day(after, value)
        assert line.value.value == "<5 a|b"
    assert len(after.running.metric_log) == len(plan.running.metric_log) + len(plan.criteria)


@settings(max_examples=inputs(100, 10_000))
@given(
    st.text(st.sampled_from("ab1 .|\\`*_[]()<>&;~!:-#=+%"), min_size=1, max_size=12).map(lambda t: f"{t}5"),
    st.integers(0, 20),
)
def test_any_value_reads_back_as_it_was_typed(typed: str, day: int) -> None:
    plan = read_plan(with_log(EARLY + LATE))
    value = Measured(date=dt.date(2026, 3, 5) + dt.timedelta(days=day), number=2, value=markdown_of(typed))
    edits = log_value(plan, value)
    assert all(edit.start == edit.end for edit in edits), "nothing that was there is touched"
    after = edited(plan, edits)
    assert [line.value.value for line in same_day(after, value)] == [fold(typed)]
    days = [line.date.value for line in after.running.metric_log]
    assert days == sorted(day for day in days if day)


RESULTS = """\
| # | Criterion | Result | Target | Status |
|---|-----------|--------|--------|--------|
| 1 | Planning time | {} | < 15 minutes | |
"""


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("TBD", {1: ("8 min", "Metric Log, 2026-03-20")}),
        ("", {1: ("8 min", "Metric Log, 2026-03-20")}),
        ("9 minutes", {}),
        ("Not tested: no data", {}),
    ],
)
def test_logged_results_are_the_latest_where_there_is_none(
    result: str, expected: dict[int, tuple[str, str]]
) -> None:
    log = f"\n## Metric Log\n\n{HEAD}{EARLY}{LATE}| 2026-04-01 | 1 | 7 min | |\n"
    plan = read_plan(plan_text(results=RESULTS.format(result), end=log))
    found = logged_results(plan, dt.date(2026, 3, 22))
    assert {number: (each.result, each.evidence) for number, each in found.items()} == expected


def test_a_logged_value_is_taken_over_as_markdown() -> None:
    log = f"\n## Metric Log\n\n{HEAD}| 2026-03-20 | 1 | `a\\|b` \\*x\\* &lt;5 min | |\n"
    plan = read_plan(plan_text(results=RESULTS.format("TBD"), end=log))
    assert logged_results(plan, MARCH_13 + dt.timedelta(days=9))[1].result == "`a|b` \\*x\\* &lt;5 min"
