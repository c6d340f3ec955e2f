"""How milestones stand on a day: planned, done, late, or unknown, never late where nobody keeps account."""

from __future__ import annotations

import datetime as dt

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.milestones import MilestoneOnDay, milestones_on
from poc_docs.portfolio.signals.situation import Situation
from tests.surroundings import PROJECT

GATE = (PROJECT / "plans" / "vlierhaven-gate-damage.md").read_text("utf-8")
TODAY = dt.date(2026, 11, 23)
TEST_SYSTEM = 2


def on_day(text: str = GATE, today: dt.date = TODAY) -> list[MilestoneOnDay]:
    return list(milestones_on(Situation(read_plan(text), today)))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 10, 28), "to come"),
        (dt.date(2026, 10, 29), "1 day late"),
        (dt.date(2026, 11, 1), "4 days late"),
        (dt.date(2026, 11, 2), "done 5 days late"),
        (dt.date(2027, 1, 1), "done 5 days late"),
    ],
)
def test_a_milestone_is_late_from_the_day_after_it_was_due_until_it_is_done(day: dt.date, words: str) -> None:
    assert on_day(today=day)[TEST_SYSTEM].words == words


def test_what_is_done_in_time_is_done() -> None:
    assert [each.words for each in on_day()[:2]] == ["done", "done"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: Active", "status: Complete"),
        ("status: Active", "closed: {date: 2026-11-01, by: A, reason: withdrew}\nstatus: Active"),
        ("started:", "pauses:\n  - {from: 2026-10-20, to:, reason: a, requested_by: b}\nstarted:"),
    ],
)
def test_a_plan_that_does_not_run_has_no_late_milestones(before: str, after: str) -> None:
    assert "not marked as done" in {each.words for each in on_day(GATE.replace(before, after))}
    assert not any(each.days_late and not each.done for each in on_day(GATE.replace(before, after)))


@pytest.mark.parametrize(
    ("week", "begins"),
    [("4", 26), ("week 4", 26), ("3-4", 19), ("weeks 3 – 4", 19), ("0", None), ("soon", None)],
)
def test_a_milestone_is_planned_from_the_first_day_of_its_first_week(week: str, begins: int | None) -> None:
    text = GATE.replace("| 4    | Test system connected", f"| {week} | Test system connected")
    expected = dt.date(2026, 10, begins) if begins else None
    assert on_day(text)[TEST_SYSTEM].begins == expected


def test_a_pause_moves_the_weeks_behind_it() -> None:
    pause = "pauses:\n  - {from: 2026-10-20, to: 2026-10-22, reason: a, requested_by: b}\nstarted:"
    begins = [each.begins for each in on_day(GATE.replace("started:", pause))]
    assert begins[1] == dt.date(2026, 10, 12)
    assert begins[2] == dt.date(2026, 10, 29)


def test_a_blank_of_the_template_is_no_milestone() -> None:
    assert len(on_day(GATE.replace("Results review     ", "[e.g., Kick-off]   "))) == len(on_day()) - 1
