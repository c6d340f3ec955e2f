"""Signals: each is raised where it should be and nowhere near, on any day, by the file alone."""

from __future__ import annotations

import datetime as dt
import inspect
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from poc_docs.checks import check_plan
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import OPTIONAL, Health
from poc_docs.portfolio.signals import (
    Pitfall,
    Situation,
    all_signals,
    computed_health,
    signals,
    stated_health,
    worst,
)
from poc_docs.portfolio.signals.cadence import cadence_days
from poc_docs.text.reading import read_document
from tests.portfolio.signal_cases import GREEN_ON, SOUND, Case, cases
from tests.portfolio.typed_commands import assert_taken
from tests.surroundings import BY_NAME, PROJECT, SAMPLES

CASES = cases()
NAMES = [rule.name for rule in all_signals()]
WHOLE = [SOUND, *(path.read_text(encoding="utf-8") for path in SAMPLES)]
PLANS = [*WHOLE, *dict.fromkeys(case.text for case in CASES)]
DAYS = st.dates(dt.date(2026, 2, 1), dt.date(2027, 3, 1))
plan_of = lru_cache(maxsize=None)(read_plan)
"""Reading a plan takes longer than all its signals."""
ORDER = (Health.GREEN, Health.YELLOW, Health.RED)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_signal_says_what_is_written_or_is_silent(case: Case) -> None:
    found = [each.message for each in signals(plan_of(case.text), case.day) if each.name == case.signal]
    assert found == ([case.says] if case.says else [])


@pytest.mark.parametrize("name", NAMES)
def test_each_signal_has_a_case_that_raises_it_and_a_neighbour_that_does_not(name: str) -> None:
    said = [bool(case.says) for case in CASES if case.signal == name]
    assert {True, False} <= set(said)


def test_no_case_is_about_a_signal_that_there_is_not() -> None:
    assert {case.signal for case in CASES} == set(NAMES)
    assert len(set(NAMES)) == len(NAMES)


def test_the_sound_plan_is_sound_and_green() -> None:
    plan = read_plan(SOUND)
    assert not check_plan(plan)
    assert signals(plan, GREEN_ON) == ()
    assert computed_health(plan, GREEN_ON) is Health.GREEN
    assert all(section.heading in plan.sections for section in OPTIONAL if section.heading != "Cost and ROI")


def test_the_page_of_signals_is_the_list_of_signals() -> None:
    ((_, table),) = read_document((PROJECT / "docs" / "signals.md").read_text(encoding="utf-8")).tables
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows == [
        (rule.name, rule.severity.value, definition(rule.find), rule.pitfall or "") for rule in all_signals()
    ]


def definition(find: object) -> str:
    return " ".join((inspect.getdoc(find) or "").split("\n\n")[0].split())


@pytest.mark.parametrize("text", PLANS, ids=lambda text: f"plan-{PLANS.index(text)}")
def test_each_signal_has_a_place_in_the_file_and_commands_that_can_be_typed(text: str) -> None:
    for day in (dt.date(2026, 3, 30), dt.date(2026, 11, 22), dt.date(2027, 2, 1)):
        for each in signals(plan_of(text), day):
            assert 0 <= each.span.start < each.span.end <= len(text), each
            assert each.message == " ".join(each.message.split())
            assert each.commands
            for command in each.commands:
                assert_taken(command)


@given(st.sampled_from(PLANS), DAYS)
def test_signals_are_a_function_of_plan_and_day(text: str, day: dt.date) -> None:
    plan = plan_of(text)
    found = signals(plan, day)
    assert signals(read_plan(text), day) == found
    colours = [ORDER.index(each.severity) for each in found]
    assert colours == sorted(colours, reverse=True), "the most severe first"
    assert computed_health(plan, day) is worst(found) is ORDER[max(colours, default=0)]


@given(st.sampled_from(PLANS), st.dates())
def test_no_day_of_the_calendar_is_too_much(text: str, day: dt.date) -> None:
    assert computed_health(plan_of(text), day) in Health


@given(st.sampled_from(PLANS), DAYS)
def test_a_proposal_to_raise_deal_review_colours_no_plan(text: str, day: dt.date) -> None:
    found = signals(plan_of(text), day)
    others = [each for each in found if each.name != "deal-review"]
    assert worst(others) is worst(found)


ALLOWED_AT_THE_END = {
    "not-readable",
    "amendment-unsigned",
    "weak-conversion",
    "conversion-overdue",
    "close-out-open",
}


@given(st.sampled_from(PLANS), DAYS)
def test_a_plan_that_ended_raises_only_what_comes_after(text: str, day: dt.date) -> None:
    at = Situation(plan_of(text), day)
    raised = {each.name for each in signals(at.plan, day)}
    if at.closed:
        assert raised <= {"close-out-open"}
    elif at.is_complete:
        assert raised <= ALLOWED_AT_THE_END
    elif not at.is_active and not at.is_planning:
        assert not raised


@given(st.sampled_from(WHOLE), st.sampled_from(OPTIONAL), DAYS)
def test_to_lack_a_section_is_never_worse_than_to_have_it_empty(
    text: str, section: object, day: dt.date
) -> None:
    heading = getattr(section, "heading", "")
    empty, absent = without(text, heading, keep_heading=True), without(text, heading, keep_heading=False)
    assert heading in plan_of(empty).sections or heading not in plan_of(text).sections
    assert heading not in plan_of(absent).sections
    assert rank(absent, day) <= rank(empty, day)
    assert names(absent, day) <= names(empty, day)


@given(st.sampled_from(WHOLE), DAYS)
@example(BY_NAME["brightwater"].read_text(encoding="utf-8"), dt.date(2026, 11, 26))
def test_a_plan_without_any_section_of_its_own_is_no_worse_for_it(text: str, day: dt.date) -> None:
    bare = text
    for section in OPTIONAL:
        bare = without(bare, section.heading, keep_heading=False)
    there = {"weak-conversion"}  # what was done about a deal stood there
    if plan_of(text).running.metric_log:
        there |= {"timeline-drift"}  # the values that are not in Results yet stood there
    assert names(bare, day) <= names(text, day) | there


def without(text: str, heading: str, *, keep_heading: bool) -> str:
    """Give a plan without a section, or with nothing below its heading."""
    plan = plan_of(text)
    section = plan.sections.get(heading)
    if section is None:
        return text
    others = [s for s in plan.document.sections if s.span.start > section.span.start]
    end = next((s.span.start for s in others if s.heading.level <= section.heading.level), len(text))
    begin = plan.document.lines.start(section.heading.line - 1)
    return text[:begin] + (f"## {heading}\n\n" if keep_heading else "") + text[end:]


def names(text: str, day: dt.date) -> set[str]:
    return {each.name for each in signals(plan_of(text), day)}


def rank(text: str, day: dt.date) -> int:
    return ORDER.index(computed_health(plan_of(text), day))


def test_the_stated_health_is_that_of_the_latest_checkpoint_which_states_one() -> None:
    plan = read_plan(
        SOUND.replace("### 2026-03-13\n\n- **Health:** Green", "### 2026-03-13\n\n- **Health:** Red")
    )
    latest = stated_health(plan)
    assert latest
    assert (str(latest.date.value), latest.health and latest.health.value) == ("2026-03-20", Health.GREEN)
    earlier = stated_health(plan, dt.date(2026, 3, 19))
    assert earlier
    assert earlier.health
    assert earlier.health.value is Health.RED
    silent = read_plan(
        SOUND.replace("- **Health:** Green\n- **Achievements:** Both", "- **Achievements:** Both")
    )
    stated = stated_health(silent)
    assert stated
    assert str(stated.date.value) == "2026-03-13"
    assert stated_health(read_plan(SOUND.replace("## Checkpoints", "## Calls"))) is None


def test_what_is_dated_in_the_future_says_nothing_yet() -> None:
    plan = read_plan(SOUND.replace("### 2026-03-20", "### 2062-03-20"))
    assert "no-news" in {each.name for each in signals(plan, dt.date(2026, 3, 30))}
    assert stated_health(plan, dt.date(2026, 3, 30)) != stated_health(plan)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Daily stand-up thread, weekly progress call", 7),
        ("daily", 1),
        ("every two weeks on Tuesday", 14),
        ("Every other week", 14),
        ("bi-weekly call", 14),
        ("fortnightly", 14),
        ("every fortnight", 14),
        ("weekly, and a monthly steering committee", 7),
        ("every 10 days", 10),
        ("every 3 weeks", 21),
        ("once a week", 7),
        ("each Tuesday", None),
        ("every 0 days", 1),
        ("when needed", None),
        ("", None),
    ],
)
def test_the_cadence_is_the_shortest_interval_of_a_week_or_more(text: str, days: int | None) -> None:
    assert cadence_days(text) == days


def test_each_pitfall_of_the_framework_has_a_signal() -> None:
    assert {rule.pitfall for rule in all_signals() if rule.pitfall} == set(Pitfall)
    framework = ["unclear criteria", "scope creep", "resource gaps", "timeline drift", "weak conversion"]
    assert [each.value for each in Pitfall] == framework


def test_a_plan_without_an_id_is_called_plan() -> None:
    plan = read_plan(SOUND.replace("id: halden-route-planning\n", ""))
    found = signals(plan, dt.date(2026, 4, 12))
    assert all(
        command.startswith("poc-docs ") and " PLAN" in command
        for each in found
        for command in each.commands[:1]
    )


def test_a_hostile_id_stays_one_word_of_a_shell() -> None:
    plan = read_plan(SOUND)
    assert plan.metadata
    assert plan.metadata.id
    hostile = plan.metadata.id._replace(value="a; rm -rf ~")
    changed = replace(plan, metadata=replace(plan.metadata, id=hostile))
    found = signals(changed, dt.date(2026, 4, 12))
    assert found
    assert all("'a; rm -rf ~'" in each.commands[0] for each in found)
    milestone = SOUND.replace("Results review", "Review; `x` $(y) 'z'")
    for each in signals(read_plan(milestone), dt.date(2026, 4, 12)):
        for command in each.commands:
            assert_taken(command)


def test_a_top_up_is_enough_for_the_days_of_work_that_are_left() -> None:
    case = next(case for case in CASES if case.signal == "credits-short" and "pauses:" in case.text)
    (found,) = (each for each in signals(plan_of(case.text), case.day) if each.name == case.signal)
    left_to_work = (dt.date(2026, 4, 10) - dt.date(2026, 3, 20)).days - 1  # the audit on 2026-03-26
    assert f"'{left_to_work * 106.30 - 649.60:.2f} EUR'" in found.commands[0]
