"""Recovery: what the framework advises against a pitfall, as commands for one plan."""

from __future__ import annotations

import datetime as dt
import shlex
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.signals import Pitfall, Strategy, recovery
from tests.portfolio.signal_cases import SOUND, cases
from tests.portfolio.typed_commands import assert_taken, words

if TYPE_CHECKING:
    from poc_docs.portfolio.signals.recovery import Recovery

DAY = dt.date(2026, 3, 23)
PLANS = [SOUND, *dict.fromkeys(case.text for case in cases())]


def strategy(name: Strategy, pitfall: Pitfall, text: str = SOUND, day: dt.date = DAY) -> Recovery:
    found = [each for each in recovery(read_plan(text), day, pitfall) if each.strategy is name]
    assert len(found) == 1
    return found[0]


def test_each_strategy_of_the_framework_helps_against_some_pitfall() -> None:
    plan = read_plan(SOUND)
    advised = {each.strategy for pitfall in Pitfall for each in recovery(plan, DAY, pitfall)}
    assert advised == set(Strategy)
    assert [each.value for each in Strategy] == [
        "mid-PoC recalibration",
        "executive escalation",
        "additional resource allocation",
        "success criteria refinement",
    ]


@pytest.mark.parametrize("pitfall", Pitfall)
def test_every_command_can_be_typed(pitfall: Pitfall) -> None:
    for text in PLANS:
        for each in recovery(read_plan(text), DAY, pitfall):
            assert each.what
            assert each.commands
            for command in each.commands:
                assert_taken(command)


def test_recalibration_writes_out_new_dates() -> None:
    (command,) = strategy(Strategy.RECALIBRATION, Pitfall.TIMELINE_DRIFT).commands
    arguments = words(command)
    assert arguments[arguments.index("--duration") + 1] == "5 weeks, starting 2026-03-09"
    assert arguments[arguments.index("--decision-date") + 1] == "2026-04-17"


@pytest.mark.parametrize(
    ("duration", "day", "longer", "decision"),
    [
        ("4 weeks", "2026-04-05", "5 weeks", "2026-04-17"),
        ("4 weeks", "2026-04-06", "6 weeks", "2026-04-24"),
        ("28 days", "2026-04-06", "42 days", "2026-04-24"),
        ("1 month", "2026-04-06", "2 months", "2026-05-13"),
        ("1 week", "2026-03-10", "2 weeks", "2026-04-17"),
        ("4 weeks", "2026-07-01", "18 weeks", "2026-07-17"),
    ],
)
def test_the_new_end_lies_ahead_and_the_decision_behind_it(
    duration: str, day: str, longer: str, decision: str
) -> None:
    text = SOUND.replace("**Duration:** 4 weeks", f"**Duration:** {duration}")
    found = strategy(Strategy.RECALIBRATION, Pitfall.TIMELINE_DRIFT, text, dt.date.fromisoformat(day))
    arguments = words(found.commands[0])
    assert arguments[arguments.index("--duration") + 1] == f"{longer}, starting 2026-03-09"
    assert arguments[arguments.index("--decision-date") + 1] == decision


@given(st.sampled_from([*Pitfall]), st.dates(), st.integers(1, 9999), st.sampled_from(["days", "weeks"]))
def test_no_date_is_too_late(pitfall: Pitfall, day: dt.date, count: int, unit: str) -> None:
    plan = read_plan(SOUND.replace("**Duration:** 4 weeks", f"**Duration:** {count} {unit}"))
    assert recovery(plan, day, pitfall)


def test_escalation_names_the_path_that_was_agreed() -> None:
    found = strategy(Strategy.ESCALATION, Pitfall.RESOURCE_GAPS)
    assert found.what == "the escalation path is: Ines Falk, then Arne Moen"
    assert shlex.split(found.commands[0])[4] == "Escalated to Ines Falk, then Arne Moen"
    assert shlex.split(found.commands[0])[-1] == "Ines Falk"


def test_without_a_path_it_is_the_decision_maker_and_without_one_nobody() -> None:
    without = SOUND.replace("- **Escalation:** Ines Falk, then Arne Moen\n", "")
    found = strategy(Strategy.ESCALATION, Pitfall.RESOURCE_GAPS, without)
    assert "the decision maker is Arne Moen, head of operations" in found.what
    bare = without.replace("- **Decision maker:** Arne Moen, head of operations\n", "")
    bare = bare.replace("## Resource Alignment", "## People")
    found = strategy(Strategy.ESCALATION, Pitfall.RESOURCE_GAPS, bare)
    assert found.what == "the plan names neither an escalation path nor a decision maker"
    assert found.commands[1].startswith("poc-docs add halden-route-planning resource-alignment")


def test_more_resources_name_who_may_top_up_where_there_are_credits() -> None:
    found = strategy(Strategy.RESOURCES, Pitfall.RESOURCE_GAPS)
    assert "top up the credits (Ines Falk may)" in found.what
    assert "--top-up" in found.commands[0]
    without = strategy(Strategy.RESOURCES, Pitfall.RESOURCE_GAPS, SOUND.replace("## Credits", "## Budget"))
    assert not any("--top-up" in command for command in without.commands)


def test_after_a_success_resources_are_the_people_who_lead_to_the_contract() -> None:
    text = SOUND.replace("## Conversion", "## Afterwards")
    found = strategy(Strategy.RESOURCES, Pitfall.WEAK_CONVERSION, text)
    assert found.commands[0] == "poc-docs add halden-route-planning conversion"


def test_before_the_signature_criteria_are_refined_in_the_plan_and_then_by_amendment() -> None:
    planning = SOUND.replace("status: Active", "status: Planning")
    before = strategy(Strategy.REFINEMENT, Pitfall.UNCLEAR_CRITERIA, planning)
    assert not any("amend" in command for command in before.commands)
    after = strategy(Strategy.REFINEMENT, Pitfall.UNCLEAR_CRITERIA)
    assert after.commands[0].startswith("poc-docs amend halden-route-planning --reason")


def test_an_open_amendment_is_settled_first() -> None:
    opened = next(case for case in cases() if case.signal == "amendment-unsigned" and case.says)
    found = strategy(Strategy.RECALIBRATION, Pitfall.SCOPE_CREEP, opened.text)
    assert found.what.startswith("settle the open amendment first")
    assert found.commands[1].endswith("--withdraw")
