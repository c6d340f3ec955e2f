"""A pause is one item of the front matter, and only its end is ever written into it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.checks import check_change, check_plan
from poc_docs.plan.metadata import Pause
from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.clock import open_pause
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.running.pauses import begin_pause, end_pause, overlapping
from tests.checks.mutations import MUTATIONS, mutate
from tests.checks.reference import STAGES, text_of
from tests.plan.plan_files import FRONT_MATTER, plan_text
from tests.reliability.sizes import inputs
from tests.writing.plans import SAMPLES, edited, manners


def pause(since: str, until: str = "", reason: str = "Freeze", by: str = "Tove Brandt") -> Pause:
    day = dt.date.fromisoformat
    return Pause(since=day(since), until=day(until) if until else None, reason=reason, requested_by=by)


def with_pauses(source: str) -> str:
    return plan_text(front_matter=FRONT_MATTER + source)


def test_an_open_pause_has_an_empty_end_that_is_filled_in_later() -> None:
    plan = read_plan(plan_text())
    stopped = edited(plan, begin_pause(plan, pause("2026-03-16")))
    item = "pauses:\n  - from: 2026-03-16\n    to:\n    reason: Freeze\n    requested_by: Tove Brandt\n"
    assert stopped.document.text == with_pauses(item)
    running = edited(stopped, end_pause(stopped, dt.date(2026, 3, 21)))
    assert running.document.text == with_pauses(item.replace("to:", "to: 2026-03-20"))
    assert open_pause(running) is None


FLOW = "{from: 2026-03-09, to: 2026-03-10, reason: a, requested_by: b}"
ITEM = "- from: 2026-03-16\n  to:\n  reason: Freeze\n  requested_by: Tove Brandt\n"
ADDED = "{from: 2026-03-16, to: , reason: Freeze, requested_by: Tove Brandt}"
INDENTED = "".join(f"  {line}\n" for line in ITEM.splitlines())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pauses: []\n", f"pauses:\n{INDENTED}"),
        (f"pauses: [{FLOW}] # two\n", f"pauses: [{FLOW}, {ADDED}] # two\n"),
        (f"pauses:\n- {FLOW}\nx-own: 1\n", f"pauses:\n- {FLOW}\n{ITEM}x-own: 1\n"),
    ],
)
def test_a_pause_is_added_below_the_others(before: str, after: str) -> None:
    plan = read_plan(with_pauses(before))
    assert edited(plan, begin_pause(plan, pause("2026-03-16"))).document.text == with_pauses(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("to: # not known", "to: 2026-03-20 # not known"),
        ('to: ""', 'to: "2026-03-20"'),
        ("to: ''", "to: '2026-03-20'"),
    ],
)
def test_the_end_is_written_in_the_authors_manner(before: str, after: str) -> None:
    item = (
        "pauses:\n  - reason: a # theirs\n    {}\n    x-own: 5\n    from: 2026-03-16\n    requested_by: b\n"
    )
    plan = read_plan(with_pauses(item.format(before)))
    text = edited(plan, end_pause(plan, dt.date(2026, 3, 21))).document.text
    assert text == with_pauses(item.format(after))


def test_the_end_finds_its_pause_beside_one_that_can_not_be_read() -> None:
    source = (
        "pauses:\n  - {from: soon, to: , reason: a, requested_by: b}\n"
        "  - {from: 2026-03-16, to: , x-ticket: 5, reason: a, requested_by: b}\n"
    )
    plan = read_plan(with_pauses(source))
    text = edited(plan, end_pause(plan, dt.date(2026, 3, 21))).document.text
    assert text == with_pauses(source.replace("2026-03-16, to: ", "2026-03-16, to: 2026-03-20"))


HELD = "pauses: [{from: 2026-03-16, to: 2026-03-20, reason: a, requested_by: b}]\n"


@pytest.mark.parametrize(
    ("since", "until", "shares"),
    [
        ("2026-03-20", "", True),
        ("2026-03-14", "2026-03-16", True),
        ("2026-03-14", "", True),
        ("2026-03-17", "2026-03-18", True),
        ("2026-03-21", "", False),
        ("2026-03-14", "2026-03-15", False),
    ],
)
def test_two_pauses_share_no_day(since: str, until: str, shares: bool) -> None:
    plan = read_plan(with_pauses(HELD))
    wanted = pause(since, until)
    assert bool(overlapping(plan, wanted.since, wanted.until)) is shares
    if shares:
        with pytest.raises(RefusedEdit, match="from 2026-03-16 to 2026-03-20 already"):
            begin_pause(plan, wanted)
    else:
        after = edited(plan, begin_pause(plan, wanted))
        assert "POC408" not in {finding.code for finding in check_plan(after)}


def test_refused() -> None:
    plan = read_plan(plan_text())
    with pytest.raises(RefusedEdit, match="before it begins"):
        begin_pause(plan, pause("2026-03-16", "2026-03-15"))
    with pytest.raises(RefusedEdit, match="no pause is open"):
        end_pause(plan, dt.date(2026, 3, 21))
    stopped = edited(plan, begin_pause(plan, pause("2026-03-16")))
    with pytest.raises(RefusedEdit, match="to now already"):
        begin_pause(stopped, pause("2026-03-25"))
    with pytest.raises(RefusedEdit, match="not after that"):
        end_pause(stopped, dt.date(2026, 3, 16))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("manner", range(4))
def test_sample_plans_are_stopped_and_go_on(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    if open_pause(plan):
        plan = edited(plan, end_pause(plan, dt.date(2027, 6, 1)))
    stopped = edited(plan, begin_pause(plan, pause("2027-06-01", reason='No: "freeze" # 1', by="[x]")))
    running = edited(stopped, end_pause(stopped, dt.date(2027, 6, 5)))
    assert check_change(plan, stopped) == []
    assert check_change(stopped, running) == []
    assert running.metadata
    assert running.metadata.pauses[-1] == pause("2027-06-01", "2027-06-04", 'No: "freeze" # 1', "[x]")
    item = running.document.text.replace("to: 2027-06-04", "to:")
    assert item == stopped.document.text


@settings(max_examples=inputs(60, 10_000))
@pytest.mark.parametrize("stage", STAGES)
@given(mutations=MUTATIONS, days=st.integers(0, 40))
def test_only_the_front_matter_changes(
    stage: str, mutations: list[tuple[str, int, int, str]], days: int
) -> None:
    text = mutate(text_of(stage), mutations)
    plan = read_plan(text)
    day = dt.date(2026, 3, 10) + dt.timedelta(days=days)
    try:
        stopped = edited(plan, begin_pause(plan, pause(str(day))))
        running = edited(stopped, end_pause(stopped, day + dt.timedelta(days=2)))
    except RefusedEdit:
        return
    lines = running.document.text.splitlines(keepends=True)
    kept = iter(lines)
    assert all(line in kept for line in text.splitlines(keepends=True) if "pauses:" not in line)
    assert running.metadata
    assert running.metadata.pauses[-1].until == day + dt.timedelta(days=1)
    assert check_change(plan, running) == check_change(plan, plan)
