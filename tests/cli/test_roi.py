"""Gain, cost and return as people read them, with every formula."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.running_plan import PLAN, halden, refused, running_plan, text_of

if TYPE_CHECKING:
    from tests.surroundings import Repository

HEAD = "\n## Cost and ROI\n\n| Item | Value |\n|------|-------|\n"
END = f"""
## Metric Log

| Date | # | Value | Note |
|------|---|-------|------|
| 2026-03-18 | 1 | 14 minutes | |

## Credits

| Date | Entry | Amount | Note |
|------|-------|--------|------|
| 2026-03-13 | Usage | 310.40 EUR | |
{HEAD}\
| Unit of work | planned route |
| Units in the PoC | 970 |
| Months | 12 |

## Learnings

- Order data first
- [Learning]
"""


@pytest.fixture
def running(repository: Repository) -> Repository:
    repository.write(PLAN, with_baselines(running_plan(END)))
    return repository


def with_baselines(text: str) -> str:
    """Give the plan with a column Baseline: one that is measured, one that is not, and none."""
    for old, new in (
        ("| Target | Weight |\n|---|-----------|-------------|--------|--------|",
         "| Target | Weight | Baseline |\n|---|-----------|-------------|--------|--------|---|"),
        ("| Critical |\n", "| Critical | 56 minutes |\n"),
        ("| Required |\n", "| Required | 3% |\n"),
        ("| Optional |\n", "| Optional | TBD |\n"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_gain_cost_and_learnings_stand_with_their_formulas(running: Repository) -> None:
    assert halden(running, "roi").startswith("""\
Performance against the baseline
  1. Planning time: 14 minutes (Metric Log, 2026-03-18), baseline 56 minutes: 75.0% lower, better
  2. Distance saved: not measured yet, baseline 3%
  Without a baseline: 3. Single sign-on

Cost and return, per planned route
  Cost per unit: 0.32 EUR
      credits used / units in the PoC = 310.40 EUR / 970
  Cost per month: needs 'Units per month'
      cost per unit x units per month
  Cost per month today: needs 'Cost per unit today' and 'Units per month'
      cost per unit today x units per month
  Saving per month: needs 'Cost per unit today' and 'Units per month'
      (cost per unit today - cost per unit) x units per month
  ROI: needs 'One-time cost' and 'Cost per unit today' and 'Units per month'
      (return - invested) / invested
  Payback: needs 'One-time cost' and 'Cost per unit today' and 'Units per month'
      one-time cost / saving per month

Learnings
  - Order data first

Next: poc-docs roi halden --set "Units per month=…"   # a number above zero such as 2,000,000
""")


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("70 minutes", "70 minutes, baseline 56 minutes: 25.0% higher, worse"),
        ("56 minutes", "56 minutes, baseline 56 minutes: unchanged"),
        ("a quarter of an hour", "baseline 56 minutes: the two can't be compared"),
    ],
)
def test_how_a_result_lies_to_its_baseline(running: Repository, result: str, said: str) -> None:
    running.replace(PLAN, "| 1 | Planning time | TBD |", f"| 1 | Planning time | {result} |")
    assert said in halden(running, "roi")


def test_items_are_written_and_the_figures_follow(running: Repository) -> None:
    before = text_of(running)
    said = halden(
        running, "roi", "--set", "units per month=26,000", "--set", "Cost per unit today=0.85 EUR",
        "--set", "One-time cost=12000 EUR", "--set", "Unit of work=planned *route* | day",
    )  # fmt: skip
    assert "ROI: 137.1%" in said
    assert "Cost and return, per planned *route* | day" in said
    new = """\
| Unit of work | planned \\*route\\* \\| day |
| Units in the PoC | 970 |
| Units per month | 26,000 |
| Cost per unit today | 0.85 EUR |
| One-time cost | 12000.00 EUR |
| Months | 12 |
"""
    old = "| Unit of work | planned route |\n| Units in the PoC | 970 |\n| Months | 12 |\n"
    assert text_of(running) == before.replace(old, new)
    assert "Nothing to change" in halden(running, "roi", "--set", "Months=12")
    halden(running, "roi", "--set", "Months=")
    assert "| Months | |\n" in text_of(running)


def test_the_first_item_brings_the_section(running: Repository) -> None:
    running.write(PLAN, running_plan())
    halden(running, "roi", "--set", "Months=12")
    assert text_of(running) == running_plan(f"{HEAD}| Months | 12 |\n")


def test_diff_writes_nothing(running: Repository) -> None:
    before = text_of(running)
    assert "+| Months | 24 |" in halden(running, "roi", "--set", "Months=24", "--diff")
    assert text_of(running) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--set", "Month=12"], 'did you mean --set "Months=…"?'),
        (["--set", "Licences=12"], "the items are Unit of work, Units in the PoC, Cost per unit,"),
        (["--set", "=12"], "'' is not an item of Cost and ROI"),
        (["--set", "Months"], "'Months' has no '=' and value"),
        (["--set", "Months=a year"], "must be a number above zero such as 2,000,000, not 'a year'"),
        (["--set", "Months=0"], '--set "Months=…"'),
        (["--set", "One-time cost=12"], "must be an amount such as 1250.00 EUR, not '12'"),
        (["--set", "One-time cost=5.000 EUR"], "it may be 5000.00 EUR or 5.00 EUR"),
        (["--set", "Units per month=10.000"], "it may be 10,000 or 10; write the one that is meant"),
        (["--set", "One-time cost=12 XYZ"], '--set "One-time cost=…"'),
        (["--set", "Unit of work=…"], "'Unit of work' must be a text"),
        (["--set", "Unit of work=TBD"], "'Unit of work' must be a text"),
        (["--set", "Months=12", "--set", "months=24"], "--set names 'Months' twice"),
        (["--set", "Months=12", "--set", "One-time cost=x"], "must be an amount"),
        (["--set", "Months=12", "--format", "json"], "--format json shows the figures"),
        (["--diff"], "--diff goes with --set"),
    ],
)
def test_a_refusal_says_what_to_type_and_writes_nothing(
    running: Repository, options: list[str], message: str
) -> None:
    assert message in refused(running, "roi", *options)


def test_an_item_that_stands_twice_is_not_written(running: Repository) -> None:
    running.write(PLAN, running_plan(f"{HEAD}| Months | 12 |\n| months | 24 |\n"))
    assert "stands 2 times in 'Cost and ROI'" in refused(running, "roi", "--set", "Months=6")
    assert "needs " in halden(running, "roi")


@pytest.mark.parametrize(("item", "value"), [("One-time cost", "5.000 EUR"), ("Months", "1.200")])
def test_nothing_counts_with_a_value_of_two_readings(running: Repository, item: str, value: str) -> None:
    running.write(PLAN, running_plan(f"{HEAD}| {item} | {value} |\n"))
    said = halden(running, "roi")
    assert f"'{item}' as a" in said
    assert value not in said


def test_json_holds_the_same(running: Repository) -> None:
    value = json.loads(halden(running, "roi", "--format", "json"))
    assert (value["version"], value["id"], value["unit_of_work"]) == (
        1,
        "halden-route-planning",
        "planned route",
    )
    assert value["performance"][0] == {
        "criterion": 1,
        "text": "Planning time",
        "target": "< 15 minutes",
        "baseline": "56 minutes",
        "value": "14 minutes",
        "logged_on": "2026-03-18",
        "change_percent": "-75.0",
        "is_better": True,
    }
    assert value["figures"][0] == {
        "name": "Cost per unit",
        "value": "0.32",
        "unit": "EUR",
        "formula": "credits used / units in the PoC = 310.40 EUR / 970",
        "missing": [],
    }
    assert value["figures"][4]["value"] is None
    assert value["figures"][4]["missing"] == ["'One-time cost'", "'Cost per unit today'", "'Units per month'"]
    assert value["learnings"] == ["Order data first"]


def test_a_plan_with_nothing_in_it_says_so(running: Repository) -> None:
    running.write(PLAN, running_plan())
    said = halden(running, "roi")
    assert "Without a baseline: 1. Planning time; 2. Distance saved; 3. Single sign-on" in said
    assert "none are written down yet" in said
    assert 'Next: poc-docs roi halden --set "Cost per unit=…"' in said


def test_an_amount_is_typed_as_it_is_shown_and_written_as_files_have_it(running: Repository) -> None:
    halden(running, "roi", "--set", "One-time cost=12,500 EUR")
    assert "| 12500.00 EUR |" in text_of(running)
