"""The agenda: what a plan needs now, from what its file lacks, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Health
from poc_docs.portfolio.agenda.item import Agenda, Phase
from poc_docs.portfolio.agenda.listing import SOURCES
from poc_docs.portfolio.agenda.today import agenda
from poc_docs.portfolio.signals import computed_health, signals
from tests.portfolio.signal_cases import GREEN_ON, SOUND, cases
from tests.portfolio.typed_commands import assert_taken
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

PLANS = [SOUND, *(p.read_text(encoding="utf-8") for p in SAMPLES), *dict.fromkeys(c.text for c in cases())]
plan_of = lru_cache(maxsize=None)(read_plan)
DAYS = st.dates(dt.date(2026, 2, 1), dt.date(2027, 3, 1))
PLANNING = re.sub(r"(?m)^started: .*\n", "", SOUND.replace("status: Active", "status: Planning"))
UNSIGNED = re.sub(r"(?s)signatures:\n.*?(?=---\n)", "", PLANNING)
COMPLETE = SOUND.replace("status: Active", "status: Complete\ncompleted: 2026-04-10").replace(
    "**Outcome:** [Proceed / Conditional / No-go]", "**Outcome:** Proceed"
)


def on(day: str, text: str = SOUND, *edits: tuple[str, str], owner: str = "") -> Agenda:
    """Give the agenda of a plan on a day, after edits."""
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return agenda(read_plan(text), dt.date.fromisoformat(day), owner=owner)


def asked(found: Agenda) -> list[str]:
    return [item.what for item in found.items]


def item_of(found: Agenda, what: str) -> tuple[str, str]:
    """Give day and command of the one item that says this."""
    (item,) = [each for each in found.items if what in each.what]
    return str(item.due or ""), (*item.commands, "")[0]


@given(st.sampled_from(PLANS), DAYS)
def test_what_is_not_green_needs_somebody(text: str, day: dt.date) -> None:
    plan = plan_of(text)
    found = agenda(plan, day)
    assert found.items or computed_health(plan, day) is Health.GREEN
    assert agenda(read_plan(text), day) == found
    asked_for = {item.commands[0] for item in found.items if item.commands}
    for each in signals(plan, day):
        assert each.name == "stated-too-green" or each.commands[0] in asked_for


@given(st.sampled_from(PLANS), st.dates())
def test_no_day_is_too_much_and_each_item_has_its_place_and_begins_by_then(text: str, day: dt.date) -> None:
    found = agenda(plan_of(text), day)
    for item in found.items:
        assert item.what
        assert 0 <= item.span.start < item.span.end <= len(text)
        assert item.begins is None or item.begins <= day
    if found.later:
        assert found.later.begins
        assert found.later.begins > day


@pytest.mark.parametrize("text", PLANS, ids=lambda text: f"plan-{PLANS.index(text)}")
def test_every_command_can_be_typed(text: str) -> None:
    plan = plan_of(text)
    for day in ("2026-03-01", "2026-03-30", "2026-04-12", "2026-11-22"):
        for item in agenda(plan, dt.date.fromisoformat(day)).items:
            for command in item.commands:
                assert_taken(command)


@given(st.sampled_from(PLANS), DAYS)
def test_nothing_is_asked_for_twice(text: str, day: dt.date) -> None:
    first = [item.commands[0] for item in agenda(plan_of(text), day).items if item.commands]
    assert len(first) == len(set(first))


def test_each_source_says_what_is_lacking() -> None:
    assert all((source.__doc__ or "").endswith(".") for source in SOURCES)


@pytest.mark.parametrize(
    ("day", "text", "phase", "stands"),
    [
        ("2026-03-01", PLANNING, Phase.PLANNING, "planning, work begins on 2026-03-09"),
        ("2026-03-12", PLANNING, Phase.PLANNING, "planning, work was to begin on 2026-03-09"),
        ("2026-03-06", SOUND, Phase.RUNNING, "agreed, work begins on 2026-03-09"),
        ("2026-03-09", SOUND, Phase.RUNNING, "week 1 of 4"),
        ("2026-03-20", SOUND, Phase.RUNNING, "week 2 of 4"),
        ("2026-04-06", SOUND, Phase.DECISION, "decision, due on 2026-04-10, in 4 days"),
        ("2026-04-10", SOUND, Phase.DECISION, "decision, due on 2026-04-10, today"),
        ("2026-04-11", SOUND, Phase.DECISION, "decision, due on 2026-04-10, 1 day ago"),
        ("2026-04-13", COMPLETE, Phase.CONVERSION, "conversion, 3 days since the moment of success"),
        (
            "2026-04-13",
            COMPLETE.replace("**Outcome:** Proceed", "**Outcome:** No-go"),
            Phase.CONVERSION,
            "ended on 2026-04-10 with No-go",
        ),
        (
            "2026-03-24",
            SOUND.replace(
                "status: Active",
                "status: Active\npauses: [{from: 2026-03-23, to: , reason: A, requested_by: B}]",
            ),
            Phase.PAUSED,
            "paused since 2026-03-23 (A)",
        ),
        (
            "2026-03-24",
            SOUND.replace(
                "status: Active", "status: Active\nclosed: {date: 2026-03-20, by: A, reason: withdrew}"
            ),
            Phase.CLOSED,
            "closed on 2026-03-20 (withdrew)",
        ),
        ("2026-03-24", "# Notes\n", Phase.UNKNOWN, "no status that can be read"),
        (
            "2026-03-01",
            PLANNING.replace("4 weeks, starting 2026-03-09", "[e.g., 2 weeks, starting YYYY-MM-DD]"),
            Phase.PLANNING,
            "planning, without dates",
        ),
    ],
)
def test_where_a_plan_is(day: str, text: str, phase: Phase, stands: str) -> None:
    found = on(day, text)
    assert (found.phase, found.stands) == (phase, stands)


# Before


def test_blanks_come_first_and_nobody_signs_them() -> None:
    found = on("2026-02-20", UNSIGNED, ("≥ 6% | Required", "[e.g., >99.5%] | Required"))
    due, command = item_of(found, "fill in 1 blank: Success Criteria (1)")
    assert (due, command) == ("2026-03-09", "poc-docs check halden-route-planning")
    assert not any("signs" in what for what in asked(found))


def test_then_each_party_signs() -> None:
    found = on("2026-02-20", UNSIGNED)
    assert item_of(found, "the vendor signs the plan")[1].endswith('--party vendor --by "NAME"')
    assert "--evidence" in item_of(found, "the prospect signs the plan")[1]


def test_who_signed_another_text_signs_anew() -> None:
    found = on("2026-02-20", PLANNING, ("≥ 6% | Required", "≥ 7% | Required"))
    assert "the prospect signs the plan anew, since its text changed" in asked(found)


def test_once_both_agreed_nothing_is_needed_before_work_starts() -> None:
    found = on("2026-03-06", PLANNING)
    assert found.items == ()
    assert found.later
    assert str(found.later.begins) == "2026-03-09"
    assert found.later.what == "both sides agreed; work can start"
    assert item_of(on("2026-03-09", PLANNING), "work can start")[1].endswith("Active")


def test_infrastructure_is_prepared_from_two_weeks_before_the_start() -> None:
    undone = (
        "- [x] Accounts provisioned -- Tove Brandt, 2026-03-09, done 2026-03-09",
        "- [ ] Accounts provisioned",
    )
    found = on("2026-02-23", PLANNING, undone)
    assert item_of(found, "'Accounts provisioned'") == (
        "2026-03-09",
        "poc-docs done halden-route-planning 'Accounts provisioned'",
    )
    assert not any("Accounts" in what for what in asked(on("2026-02-22", PLANNING, undone)))


def test_a_party_without_a_contact_and_a_bullet_that_says_nothing() -> None:
    found = on(
        "2026-02-20",
        UNSIGNED,
        ("| Tove Brandt | prospect | Head of platform | tove.brandt@example.com |\n", ""),
        ("- **Channel:** #halden-poc-general\n", ""),
    )
    assert "--party prospect" in item_of(found, "names nobody for the prospect")[1]
    assert "Resource Alignment does not say: Channel" in asked(found)
    without = on("2026-02-20", UNSIGNED, ("## Resource Alignment", "## People"))
    assert not any("Resource Alignment" in what for what in asked(without))


def test_a_file_that_is_no_plan_yet_says_what_to_type() -> None:
    assert item_of(on("2026-03-01", "# Notes\n"), "no front matter")[1].startswith("poc-docs check")
    found = on("2026-03-01", SOUND, ("status: Active", "status: Runing"))
    assert asked(found)[0] == "the status is none of the format"
    assert item_of(on("2026-03-01", SOUND, ("id: halden", "id: a\nid: halden")), "front matter:")


# While it runs


def test_a_milestone_is_shown_from_a_week_before_its_day() -> None:
    assert not any("Results review" in what for what in asked(on("2026-03-26")))
    found = on("2026-03-27")
    assert item_of(found, "milestone 'Results review'") == (
        "2026-04-03",
        "poc-docs done halden-route-planning 'Results review'",
    )


def test_setup_steps_are_due_in_week_1() -> None:
    found = on("2026-03-10", SOUND, ("3. [x] Invite", "3. [ ] Invite"))
    assert item_of(found, "1 of 3 setup steps not ticked")[0] == "2026-03-15"


def test_criteria_have_a_value_each_week_where_values_are_logged() -> None:
    found = on("2026-03-20")
    due, command = item_of(found, "criterion 3 has no value of week 2")
    assert (due, command) == ("2026-03-22", 'poc-docs measure halden-route-planning 3 "…"')
    assert "criteria 1, 2 and 3 have no value of week 3" in asked(on("2026-03-23"))
    without = on("2026-03-23", SOUND, ("## Metric Log", "## Values"))
    assert not any("no value of" in what for what in asked(without))


def test_an_open_issue_is_its_owners() -> None:
    (item,) = [each for each in on("2026-03-20").items if "issue 2" in each.what]
    assert (item.owner, item.commands[0]) == ("Ines Falk", "poc-docs issue halden-route-planning close 2")


def test_a_checkpoint_is_due_a_cadence_after_the_last_one() -> None:
    assert not any("checkpoint" in what for what in asked(on("2026-03-25")))
    assert item_of(on("2026-03-26"), "a checkpoint; the last one is of 2026-03-20") == (
        "2026-03-27",
        "poc-docs checkpoint halden-route-planning",
    )
    monthly = on("2026-03-26", SOUND, ("weekly progress call", "monthly call"))
    assert not any("checkpoint" in what for what in asked(monthly))


def test_the_first_checkpoint_is_due_after_the_first_week() -> None:
    none_yet = SOUND.replace("### 2026-03-13", "### 2027-03-13").replace("### 2026-03-20", "### 2027-03-20")
    assert item_of(on("2026-03-14", none_yet), "a checkpoint; there is none yet")[0] == "2026-03-15"


def test_a_logged_value_is_offered_as_result_in_the_last_week() -> None:
    assert not any("result" in what for what in asked(on("2026-03-29")))
    found = on("2026-03-30")
    what = "no result yet, only logged values: criteria 1 (11.5 minutes, 2026-03-19) and 2 (5.1%, 2026-03-19)"
    assert item_of(found, what) == ("2026-04-05", "poc-docs results halden-route-planning --from-log")
    assert item_of(found, "criterion 3 (Driver app) has no result")[1].endswith('--set 3="…"')


def test_a_result_that_nobody_judged_needs_a_judge_at_once() -> None:
    found = on("2026-03-20", SOUND, ("| 3 | Driver app | |", "| 3 | Driver app | four of six |"))
    assert "Judged by NAME (prospect)" in item_of(found, "a result that nobody judged: four of six")[1]


def test_while_the_clock_stands_still_nothing_is_due() -> None:
    pause = (
        "status: Active",
        "status: Active\npauses: [{from: 2026-03-23, to: , reason: A, requested_by: B}]",
    )
    closed = ("| Ines Falk | |\n\n## Decision Timeline", "| Ines Falk | 2026-03-20 |\n\n## Decision Timeline")
    found = on("2026-03-30", SOUND, pause, closed)
    assert [what for what in asked(found) if "the decision" not in what] == []
    assert found.later
    resumed = on("2026-04-06", SOUND, pause, closed)
    assert (
        item_of(resumed, "paused since 2026-03-23, for 14 days")[1] == "poc-docs resume halden-route-planning"
    )


# The decision, and after it


JUDGED = (
    (
        "| 1 | Planning time | TBD | ≤ 12 minutes | | |",
        "| 1 | Planning time | 9 minutes | ≤ 12 minutes | Pass | |",
    ),
    ("| 2 | Distance driven | TBD | ≥ 6% | | |", "| 2 | Distance driven | 7% | ≥ 6% | Pass | |"),
    (
        "| 3 | Driver app | | Drivers want to keep it | | |",
        "| 3 | Driver app | all | Drivers want to keep it | Pass | Judged by Tove Brandt (prospect): all |",
    ),
)


def test_once_all_is_judged_the_decision_is_written() -> None:
    found = on("2026-03-30", SOUND, *JUDGED)
    assert found.phase is Phase.DECISION
    due, command = item_of(found, "the decision; the outcome is computed: Proceed")
    assert (due, command) == ("2026-04-10", "poc-docs decide halden-route-planning")
    outcome = ("**Outcome:** [Proceed / Conditional / No-go]", "**Outcome:** Proceed")
    feedback = ("[Summary of customer's assessment]", "Faster than today.")
    decided = on("2026-03-30", SOUND, *JUDGED, outcome)
    command = item_of(decided, "Proceed is written")[1]
    assert command == 'poc-docs decide halden-route-planning --feedback "…"'
    whole = on("2026-03-30", SOUND, *JUDGED, outcome, feedback)
    assert item_of(whole, "Proceed is written")[1] == "poc-docs status halden-route-planning Complete"


def test_a_required_criterion_that_failed_asks_for_its_gap_once() -> None:
    found = on(
        "2026-03-30",
        SOUND,
        JUDGED[0],
        (JUDGED[1][0], "| 2 | Distance driven | 3% | ≥ 6% | Fail | |"),
        JUDGED[2],
    )
    (item,) = [each for each in found.items if "--workaround 2=" in "".join(each.commands)]
    assert item.signal == "required-unmet"


def test_the_prospect_confirms_and_somebody_says_what_became_of_the_deal() -> None:
    found = on("2026-04-18", COMPLETE)
    assert "--results --party prospect" in item_of(found, "the prospect confirms results")[1]
    assert item_of(found, "what became of the deal")[1] == "poc-docs business halden-route-planning pending"
    assert not any("confirms" in what for what in asked(on("2026-07-18", COMPLETE)))


def test_conversion_items_are_shown_from_a_week_before_their_day() -> None:
    assert not any("Procurement" in what for what in asked(on("2026-04-16", COMPLETE)))
    assert item_of(on("2026-04-17", COMPLETE), "'Procurement' of Conversion")[0] == "2026-04-24"
    assert "'Accounts closed' of the close-out" in asked(on("2026-04-11", COMPLETE))
    lost = on(
        "2026-04-17", COMPLETE, ("completed:", "business: {outcome: lost, date: 2026-04-15}\ncompleted:")
    )
    assert asked(lost) == ["the prospect confirms results and outcome", "'Accounts closed' of the close-out"]


def test_a_success_without_conversion_asks_for_it_and_a_no_go_does_not() -> None:
    without = COMPLETE.replace("## Conversion", "## Afterwards")
    assert item_of(on("2026-04-11", without), "nothing plans the way")[1].endswith("conversion")
    no_go = without.replace("**Outcome:** Proceed", "**Outcome:** No-go")
    assert not any("contract" in what for what in asked(on("2026-04-11", no_go)))


# Order and owners


def test_red_comes_first_then_what_is_due_first() -> None:
    found = on("2026-04-12")
    colours = [item.severity is Health.RED for item in found.items]
    assert colours == sorted(colours, reverse=True)
    assert colours[0]
    dues = [item.due for item in found.items if item.due and item.severity is not Health.RED]
    assert dues == sorted(dues)


def test_an_owner_sees_what_is_theirs_and_the_engineer_what_is_nobodys() -> None:
    text = SOUND.replace("| 2026-03-20 | 2026-03-19 |", "| 2026-03-20 | |")
    theirs = on("2026-03-23", text, owner="tove")
    assert [item.owner for item in theirs.items] == ["Tove Brandt"]
    ours = on("2026-03-23", text, owner="Falk")
    everybody = on("2026-03-23", text)
    assert len(ours.items) + len(theirs.items) == len(everybody.items)
    assert on("2026-03-23", text, owner="Nobody Atall").items == ()


def test_the_sound_plan_needs_little() -> None:
    assert len(on(GREEN_ON.isoformat()).items) == 2


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_ends_of_the_calendar_are_days_like_any_other(path: Path, day: dt.date) -> None:
    found = agenda(read_plan(path.read_text("utf-8")), day)
    assert all(item.begins is None or item.begins <= day for item in found.items)


def test_a_start_that_is_overdue_is_asked_for_once() -> None:
    found = on("2026-04-07", PLANNING)
    starts = [item for item in found.items if item.commands[0].endswith(" Active")]
    assert [(item.signal, item.due) for item in starts] == [("start-overdue", dt.date(2026, 3, 9))]
    assert [i.signal for i in on("2026-03-09", PLANNING).items if i.commands[0].endswith(" Active")] == [""]
