"""Values over time, and beside what was there before."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.performance import performance
from poc_docs.plan.running.trend import (
    Better,
    better,
    change_against,
    heads_away,
    latest,
    logged,
    shortfall,
)
from tests.plan.plan_files import plan_text

if TYPE_CHECKING:
    from poc_docs.plan.model import Criterion, Plan

START = dt.date(2026, 3, 9)


def plan_of(target: str, *values: tuple[str, str], baseline: str = "", result: str = "") -> Plan:
    criteria = f"""\
| # | Criterion | Measurement | Target | Weight | Baseline |
|---|-----------|-------------|--------|--------|----------|
| 1 | Planning time | P95 | {target} | Critical | {baseline} |
"""
    results = f"""\
| # | Criterion | Result | Target | Status |
|---|-----------|--------|--------|--------|
| 1 | Planning time | {result} | {target} | |
"""
    rows = "".join(f"| {date} | 1 | {value} | |\n" for date, value in values)
    log = f"\n## Metric Log\n\n| Date | # | Value | Note |\n|---|---|---|---|\n{rows}"
    return read_plan(plan_text(criteria=criteria, results=results, end=log))


def criterion_of(target: str) -> Criterion:
    return plan_of(target).criteria[0]


def test_values_stand_by_day_and_of_one_day_in_the_order_of_the_file() -> None:
    rows = [("2026-03-12", "3"), ("2026-03-10", "1"), ("2026-03-12", "4"), ("2026-03-11", "TBD"),
            ("soon", "9"), ("2026-03-10", "2")]  # fmt: skip
    plan = plan_of("< 200 ms", *rows)
    assert [each.line.value.value for each in logged(plan, 1)] == ["1", "2", "3", "4"]
    found = latest(plan, 1)
    assert found
    assert (found.date, found.line.value.value) == (dt.date(2026, 3, 12), "4")
    earlier = latest(plan, 1, dt.date(2026, 3, 11))
    assert earlier
    assert earlier.line.value.value == "2"
    assert latest(plan, 1, dt.date(2026, 3, 9)) is None
    assert logged(plan, 2) == ()


@pytest.mark.parametrize(
    ("target", "direction"),
    [
        ("< 200 ms", Better.LOWER),
        ("≥ 99.5%", Better.HIGHER),
        ("≥ 30% reduction vs. baseline", Better.LOWER),
        ("≤ 120% of baseline", Better.LOWER),
        ("15–20 ms", None),
        ("99% ± 1%", None),
        ("RTO ≤ 120s, RPO = 0", None),
        ("Pass/Fail", None),
        ("fast enough", None),
        ("", None),
    ],
)
def test_which_way_is_better(target: str, direction: Better | None) -> None:
    assert better(criterion_of(target)) is direction


@pytest.mark.parametrize(
    ("target", "value", "distance"),
    [
        ("< 200 ms", "0.187 s", "0"),
        ("< 200 ms", "200 ms", "0"),
        ("< 200 ms", "0.25 s", "0.05"),
        ("≥ 99.5%", "99%", "0.5"),
        ("15–20 ms", "22 ms", "0.002"),
        ("15–20 ms", "12 ms", "0.003"),
        ("15–20 ms", "17 ms", "0"),
        ("≤ 1,5 s", "1,75 s", "0.25"),
        ("≤ 1,5 s", "1,2 s", "0"),
        ("< 200 ms", "250", None),
        ("< 200 ms", "≤ 250 ms", None),
        ("< 200 ms", "about right", None),
        ("< 1.500 s", "1.400 s", None),
        ("≥ 30% reduction vs. baseline", "30 min", None),
        ("Pass/Fail", "Pass", None),
        ("RTO ≤ 120s, RPO = 0", "RTO 100s", None),
    ],
)
def test_how_far_a_value_misses_its_target(target: str, value: str, distance: str | None) -> None:
    assert shortfall(criterion_of(target), value) == (Fraction(distance) if distance else None)


@given(st.lists(st.integers(100, 400), max_size=6))
def test_three_misses_in_a_row_that_come_no_nearer_head_away(values: list[int]) -> None:
    rows = [(str(START + dt.timedelta(days=day)), f"{value} ms") for day, value in enumerate(values)]
    plan = plan_of("≤ 200 ms", *rows)
    found = [int(each.line.value.value.split()[0]) for each in heads_away(plan, plan.criteria[0])]
    last = values[-3:]
    away = len(last) == 3 and all(value > 200 for value in last) and last[0] <= last[-1]
    assert found == (last if away else [])


@pytest.mark.parametrize(
    ("baseline", "value", "change"),
    [
        ("200 ms", "0.15 s", "-1/4"),
        ("47 min", "30 min", "-17/47"),
        ("90%", "95%", "1/18"),
        ("1,5 s", "1,2 s", "-1/5"),
        ("-10 EUR", "-5 EUR", "1/2"),
        ("€1200", "1000.00 EUR", "-1/6"),
        ("200 ms", "200 ms", "0"),
        ("0", "5", None),
        ("1.500", "1.200", "-1/5"),
        ("1.500", "1,2", None),
        ("20 °C", "22 °C", None),
        ("200 ms", "5%", None),
        ("200 ms", "Pass", None),
        ("< 200 ms", "150 ms", None),
        ("", "150 ms", None),
    ],
)
def test_the_change_is_a_share_of_the_baseline(baseline: str, value: str, change: str | None) -> None:
    assert change_against(baseline, value) == (Fraction(change) if change else None)


@pytest.mark.parametrize(
    ("target", "baseline", "result", "rows", "expected"),
    [
        ("≤ 12 min", "47 min", "9.4 min", [], ("9.4 min", None, Fraction(-4, 5), True)),
        ("≤ 12 min", "47 min", "94 min", [], ("94 min", None, Fraction(1), False)),
        ("≤ 12 min", "47 min", "47 min", [], ("47 min", None, Fraction(0), None)),
        ("≤ 12 min", "47 min", "TBD", [("2026-03-10", "23.5 min")],
         ("23.5 min", dt.date(2026, 3, 10), Fraction(-1, 2), True)),
        ("≤ 12 min", "47 min", "9.4 min", [("2026-03-10", "23.5 min")],
         ("9.4 min", None, Fraction(-4, 5), True)),
        ("≤ 12 min", "47 min", "Not tested: no time", [], ("", None, None, None)),
        ("≤ 12 min", "TBD", "9 min", [], ("9 min", None, None, None)),
        ("fast", "47 min", "23.5 min", [], ("23.5 min", None, Fraction(-1, 2), None)),
    ],
)  # fmt: skip
def test_performance_against_the_baseline(
    target: str,
    baseline: str,
    result: str,
    rows: list[tuple[str, str]],
    expected: tuple[str, dt.date | None, Fraction | None, bool | None],
) -> None:
    plan = plan_of(target, *rows, baseline=baseline, result=result)
    (found,) = performance(plan)
    assert (found.value, found.logged_on, found.change, found.is_better) == expected
    assert found.baseline == ("" if baseline == "TBD" else baseline)


def test_a_criterion_without_a_baseline_column_has_none() -> None:
    assert [each.baseline for each in performance(read_plan(plan_text()))] == ["", "", ""]
