"""The clock against an oracle that knows no arithmetic: it walks the calendar day by day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.metadata import Metadata, Pause
from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.clock import Clock, clock_of, due_date, open_pause

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

_ACTIVE = (Path(__file__).parents[2] / "plans" / "active.md").read_text(encoding="utf-8")
_PLAN = read_plan(_ACTIVE)
_DURATION = _PLAN.overview.duration
assert _DURATION
assert _DURATION.value
START, END = _DURATION.value.start, _DURATION.value.end
DAY = dt.timedelta(days=1)


def _with_pauses(*pauses: tuple[int, int | None]) -> Plan:
    """Give the plan with pauses, by their first and last day counted from the start."""
    assert isinstance(_PLAN.metadata, Metadata)
    found = tuple(
        Pause(
            since=START + DAY * first,
            until=None if last is None else START + DAY * last,
            reason="Freeze",
            requested_by="Tove Brandt",
        )
        for first, last in pauses
    )
    return replace(_PLAN, metadata=replace(_PLAN.metadata, pauses=found))


def _clock(plan: Plan, today: dt.date) -> Clock:
    clock = clock_of(plan, today)
    assert clock
    return clock


_CLOSED = st.tuples(st.integers(-20, 90), st.integers(0, 20)).map(lambda p: (p[0], p[0] + p[1]))
_PAUSES = st.lists(_CLOSED, max_size=5)
_OPEN = st.none() | st.integers(0, 90)


def _paused(pauses: list[tuple[int, int]], still: int | None, today: int) -> set[int]:
    """Give the days on which nobody works, one by one."""
    days = {day for first, last in pauses for day in range(first, last + 1)}
    return days | (set(range(still, today + 1)) if still is not None else set())


@given(_PAUSES, _OPEN, st.integers(0, 150), st.integers(0, 120))
def test_a_planned_day_comes_when_as_many_days_were_worked_as_planned(
    pauses: list[tuple[int, int]], still: int | None, today: int, planned: int
) -> None:
    ended: list[tuple[int, int | None]] = [*pauses]
    plan = _with_pauses(*ended, *([(still, None)] if still is not None else []))
    clock = _clock(plan, START + DAY * today)
    off = _paused(pauses, still, today)
    day, worked = -1, 0
    while worked <= planned:
        day += 1
        worked += day not in off
    assert clock.moved(START + DAY * planned) == START + DAY * day


@given(_PAUSES, _OPEN, st.integers(0, 150), st.integers(-10, 150))
def test_days_weeks_and_pauses_agree_with_a_calendar(
    pauses: list[tuple[int, int]], still: int | None, today: int, asked: int
) -> None:
    ended: list[tuple[int, int | None]] = [*pauses]
    plan = _with_pauses(*ended, *([(still, None)] if still is not None else []))
    clock = _clock(plan, START + DAY * today)
    off = _paused(pauses, still, today)
    day = START + DAY * asked
    worked = [d for d in range(asked + 1) if d not in off]
    assert clock.days(day) == len(worked)
    assert clock.paused_days(day) == len([d for d in range(asked + 1) if d in off])
    assert clock.is_paused(day) == (asked >= 0 and asked in off)
    if asked < 0:
        assert clock.week(day) is None
    else:
        assert clock.week(day) == max(0, len(worked) - 1) // 7 + 1


def test_without_pauses_nothing_moves() -> None:
    clock = _clock(_with_pauses(), END)
    assert clock.end == END
    assert clock.weeks * 7 >= clock.total_days > (clock.weeks - 1) * 7


def test_a_pause_of_a_week_moves_the_end_by_a_week_and_its_own_days_count() -> None:
    clock = _clock(_with_pauses((7, 13)), END)
    assert clock.end == END + 7 * DAY
    assert clock.week_ends(1) == START + 6 * DAY, "week 1 was over when the pause began"
    assert clock.week_ends(2) == START + 20 * DAY
    assert clock.week(START + 10 * DAY) == 1, "the clock was stopped at the end of week 1"


def test_an_open_pause_moves_the_end_day_by_day() -> None:
    plan = _with_pauses((3, None))
    ends = [_clock(plan, START + DAY * today).end for today in (3, 4, 5)]
    assert ends == [END + DAY, END + 2 * DAY, END + 3 * DAY]
    assert open_pause(plan)


def test_a_pause_that_is_still_to_come_moves_nothing_before_it() -> None:
    clock = _clock(_with_pauses((5, 6)), START)
    assert clock.moved(START + 4 * DAY) == START + 4 * DAY
    assert clock.moved(START + 5 * DAY) == START + 7 * DAY


def test_a_pause_before_the_start_counts_for_nothing() -> None:
    assert _clock(_with_pauses((-9, -2)), END).end == END


@pytest.mark.parametrize(
    ("week", "days"),
    [
        ("1", 6),
        ("Week 2", 13),
        ("1-2", 13),
        ("weeks 2 \u2013 3", 20),
        ("0", None),
        ("soon", None),
    ],
)
def test_a_milestone_is_due_at_the_end_of_its_last_week(week: str, days: int | None) -> None:
    milestone = _PLAN.milestones[0]
    named = replace(milestone, week=milestone.week._replace(value=week), due=None)
    wanted = None if days is None else START + DAY * days
    assert due_date(named, _clock(_with_pauses(), START)) == wanted


def test_a_date_that_people_wrote_is_not_moved() -> None:
    milestone = _PLAN.milestones[0]
    written = replace(milestone, due=_PLAN.overview.decision_date._replace(value=START))  # type: ignore[union-attr]
    assert due_date(written, _clock(_with_pauses((0, 30)), END)) == START


@pytest.mark.parametrize("due", ["20.03.2026", "next Friday", "-"])
def test_a_due_date_that_can_not_be_read_is_not_the_end_of_the_week(due: str) -> None:
    assert due_date(read_plan(_with_due(due)).milestones[0], _clock(_with_pauses(), START)) is None


def test_a_due_date_that_is_still_a_blank_is_the_end_of_the_week() -> None:
    for blank in ("", "YYYY-MM-DD", "[date]"):
        milestone = read_plan(_with_due(blank)).milestones[0]
        assert due_date(milestone, _clock(_with_pauses(), START)) == START + 6 * DAY


def _with_due(due: str) -> str:
    """Give the plan with a Timeline of one milestone."""
    before, _, rest = _ACTIVE.partition("## Timeline\n")
    head = "| Week | Milestone | Owner | Deliverable | Due |\n|---|---|---|---|---|\n"
    after = rest.partition("## Risk")[2]
    return f"{before}## Timeline\n\n{head}| 1 | First | Ines Falk | Guide | {due} |\n\n## Risk{after}"


@given(_PAUSES, _OPEN, st.integers(0, 150), st.integers(-20, 120), st.integers(0, 60))
def test_days_of_work_between_two_days_agree_with_a_calendar(
    pauses: list[tuple[int, int]], still: int | None, today: int, first: int, length: int
) -> None:
    ended: list[tuple[int, int | None]] = [*pauses]
    plan = _with_pauses(*ended, *([(still, None)] if still is not None else []))
    off = {day for day in _paused(pauses, still, today) if day >= 0}
    worked = [day for day in range(first, first + length + 1) if day not in off]
    found = _clock(plan, START + DAY * today).worked(START + DAY * first, START + DAY * (first + length))
    assert found == len(worked)


def test_a_plan_without_a_duration_has_no_clock() -> None:
    plan = replace(_PLAN, overview=replace(_PLAN.overview, duration=None))
    assert clock_of(plan, START) is None
    assert due_date(replace(_PLAN.milestones[0], due=None), None) is None


def test_the_calendar_has_an_end() -> None:
    clock = Clock(START, dt.date.max - DAY, ((START, START + 9 * DAY),))
    assert clock.end == dt.date.max
