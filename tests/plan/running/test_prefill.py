"""What a checkpoint can say already: what happened, what comes next, what is in the way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.prefill import Proposals, last_checkpoint, open_issues, proposals
from tests.plan.plan_files import CRITERIA, plan_text

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

TIMELINE = """\
| Week | Milestone | Owner | Deliverable | Due | Done |
|------|-----------|-------|-------------|-----|------|
| 1 | Environment | Ines Falk | Access guide | | 2026-03-12 |
| 2 | Tuning | Ines Falk | Report | 2026-03-19 | |
| 3 | Full tests | Tove Brandt | Results | | |
| 4 | [Milestone] | | | | |
"""
END = """
## Infrastructure Setup

- [x] Accounts provisioned -- Ines Falk, 2026-03-11, done 2026-03-11
- [x] Network opened, done 2026-03-11
- [ ] Baseline metrics captured -- Tove Brandt, 2026-03-13

## Checkpoints

### 2026-03-13

- **Health:** Green
- **Achievements:**
  - milestone: Environment
  - issue 1 closed: No access
- **Focus:** Tuning
- **Blockers:** none

## Metric Log

| Date | # | Value | Note |
|------|---|-------|------|
| 2026-03-11 | 1 | 20 minutes | |
| 2026-03-13 | 2 | 3% | |
| 2026-03-18 | 1 | 16 minutes | |
| 2026-03-19 | 1 | 14 minutes | |
| 2026-03-25 | 1 | 11 minutes | |

## Issue Log

| Id | Opened | Issue | Owner | Closed |
|----|--------|-------|-------|--------|
| 1 | 2026-03-10 | No access | Tove Brandt | 2026-03-13 |
| 2 | 2026-03-12 | Orders are late | [Owner] | 2026-03-20 |
| 3 | 2026-03-16 | Certificate expired | Tove Brandt | |
| 4 | 2026-03-24 | Licence | | |
| 5 | | [Issue] | | |
"""


def plan() -> Plan:
    text = plan_text(end=END, results=RESULTS)
    before, _, rest = text.partition("## Timeline\n\n")
    return read_plan(f"{before}## Timeline\n\n{TIMELINE}\n{rest[rest.index('## Risk') :]}")


RESULTS = """\
| # | Criterion | Result | Target | Status |
|---|-----------|--------|--------|--------|
| 1 | Planning time | TBD | < 15 minutes | |
"""


def test_the_first_checkpoint_looks_back_to_the_beginning() -> None:
    assert proposals(plan(), dt.date(2026, 3, 12)) == Proposals(
        achievements=(
            "milestone: Environment",
            "done: Accounts provisioned",
        ),
        focus=(
            "Tuning, due 2026-03-19",
            "bring criterion 1 to its target: 20 minutes (target < 15 minutes)",
            "first value of criterion 2: Distance saved",
            "first value of criterion 3: Single sign-on",
        ),
        blockers=("issue 1: No access (Tove Brandt)", "issue 2: Orders are late"),
    )


def test_a_value_that_misses_its_target_is_no_achievement_and_one_that_meets_it_partly_is() -> None:
    text = plan().document.text
    assert "criterion 2" not in "".join(proposals(plan(), dt.date(2026, 3, 20)).achievements)
    met = read_plan(text.replace("| 2026-03-13 | 2 | 3% |", "| 2026-03-13 | 2 | 4% |"))
    assert "criterion 2: 4% (target >= 4%)" in proposals(met, dt.date(2026, 3, 20)).achievements
    later = read_plan(text.replace("| 2026-03-19 | 1 | 14 minutes |", "| 2026-03-19 | 1 | 17 minutes |"))
    assert not [each for each in proposals(later, dt.date(2026, 3, 20)).achievements if "criterion 1" in each]


def test_what_misses_its_target_comes_next_until_it_meets_it_or_a_result_settles_it() -> None:
    text, day = plan().document.text, dt.date(2026, 3, 20)
    missed = text.replace("| 2026-03-19 | 1 | 14 minutes |", "| 2026-03-19 | 1 | 17 minutes |")
    said = "bring criterion 1 to its target: 17 minutes (target < 15 minutes)"
    assert said in proposals(read_plan(missed), day).focus
    assert said not in proposals(read_plan(missed), dt.date(2026, 3, 18)).focus
    assert "criterion 1" not in "".join(proposals(read_plan(missed), dt.date(2026, 3, 25)).focus)
    for result in ("11 minutes", "Not tested: no data"):
        settled = read_plan(missed.replace("| Planning time | TBD |", f"| Planning time | {result} |"))
        assert "criterion 1" not in "".join(proposals(settled, day).focus)
    failed = read_plan(missed.replace("| Planning time | TBD |", "| Planning time | 18 minutes |"))
    assert said in proposals(failed, day).focus


def test_later_ones_look_back_to_the_one_before_and_say_nothing_twice() -> None:
    assert proposals(plan(), dt.date(2026, 3, 20)) == Proposals(
        achievements=(
            "criterion 1: 14 minutes (target < 15 minutes)",
            "issue 2 closed: Orders are late",
        ),
        focus=(
            "Tuning, overdue since 2026-03-19",
            "bring criterion 2 to its target: 3% (target >= 4%)",
            "first value of criterion 3: Single sign-on",
        ),
        blockers=("issue 3: Certificate expired (Tove Brandt)",),
    )


def test_due_dates_that_are_computed_move_with_the_pauses() -> None:
    text = plan().document.text
    assert "Full tests, due 2026-03-29" in proposals(plan(), dt.date(2026, 3, 22)).focus
    pause = "{from: 2026-03-16, to: 2026-03-18, reason: Freeze, requested_by: Tove Brandt}"
    paused = text.replace("status: Planning\n", f"status: Planning\npauses:\n  - {pause}\n")
    moved = read_plan(paused)
    assert moved.metadata
    assert moved.metadata.pauses
    assert not [text for text in proposals(moved, dt.date(2026, 3, 22)).focus if "Full tests" in text]
    assert "Full tests, due 2026-04-01" in proposals(moved, dt.date(2026, 3, 25)).focus


def test_a_plan_that_says_nothing_proposes_its_milestones_and_criteria_only() -> None:
    found = proposals(read_plan(plan_text(results="")), dt.date(2026, 3, 9))
    assert found.achievements == found.blockers == ()
    assert found.focus == (
        "Environment, due 2026-03-13",
        "first value of criterion 1: Planning time",
        "first value of criterion 2: Distance saved",
        "first value of criterion 3: Single sign-on",
    )


@pytest.mark.parametrize("result", ["9 minutes", "Not tested: no data"])
def test_a_criterion_with_a_result_needs_no_first_value(result: str) -> None:
    results = RESULTS.replace("TBD", result)
    found = proposals(read_plan(plan_text(results=results)), dt.date(2026, 3, 9))
    assert not [text for text in found.focus if "criterion 1" in text]


def test_of_a_criterion_without_a_number_no_value_is_asked_for() -> None:
    plan = read_plan(plan_text(criteria=CRITERIA.replace("| 1 | Planning", "| one | Planning"), results=""))
    asked = [text for text in proposals(plan, dt.date(2026, 3, 9)).focus if text.startswith("first value")]
    assert asked == [
        "first value of criterion 2: Distance saved",
        "first value of criterion 3: Single sign-on",
    ]


def test_the_checkpoint_before_and_the_issues_open_on_a_day() -> None:
    assert last_checkpoint(plan(), dt.date(2026, 3, 13)) is None
    found = last_checkpoint(plan(), dt.date(2026, 3, 14))
    assert found
    assert found.date.value == dt.date(2026, 3, 13)
    for day, ids in ((9, []), (12, ["1", "2"]), (13, ["2"]), (20, ["3"]), (30, ["3", "4"])):
        assert [each.id.value for each in open_issues(plan(), dt.date(2026, 3, day))] == ids


def test_the_calendar_has_an_end() -> None:
    assert proposals(plan(), dt.date.max).blockers
    assert proposals(plan(), dt.date.min).achievements == ()
