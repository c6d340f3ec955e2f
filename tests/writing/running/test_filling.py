"""A section begins with what the plan knows, and is read back as just that."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.checks import check_plan
from poc_docs.plan import vocabulary as words
from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.derived import known_from
from poc_docs.plan.vocabulary import Party
from poc_docs.writing.applied import RefusedEdit, rewritten
from poc_docs.writing.running.checklists import CONVERSION_ITEMS, INFRASTRUCTURE_ITEMS, working_day
from poc_docs.writing.running.contacts import Person, decision_maker, known_people
from poc_docs.writing.running.decisions import known_decisions
from poc_docs.writing.running.filling import filling
from poc_docs.writing.running.sections import add_section
from tests.checks.reference import plan_of
from tests.plan.plan_files import DECISION, FRONT_MATTER, OVERVIEW, plan_text
from tests.writing.plans import SAMPLES, manners

SIGNED = (
    FRONT_MATTER.replace("Planning", "Active")
    + """\
signatures:
  - party: prospect
    name: Tove Brandt
    date: 2026-03-05
    parameters: v1:sha256:{0}
  - party: vendor
    name: INES FALK
    role: Lead engineer
    date: 2026-03-04
    parameters: v1:sha256:{0}
started: {{date: 2026-03-09, parameters: "v1:sha256:{0}"}}
""".format("0" * 64)
)
DECIDES = "- **Decision maker:** Tove Brandt, head of platform\n"


def filled(text: str, *wanted: words.SectionFormat):  # type: ignore[no-untyped-def]  # noqa: ANN201
    plan = read_plan(text)
    for section in wanted:
        plan = rewritten(plan, add_section(plan, section, filling(plan, section)))
    return plan


def test_everybody_the_plan_names_is_a_contact_once() -> None:
    plan = filled(plan_text(front_matter=SIGNED, overview=OVERVIEW + DECIDES), words.RESOURCES)
    rows = [
        (c.name.value, c.party.value, c.role.value, c.mail.value) for c in plan.running.alignment.contacts
    ]
    assert rows == [
        ("Ines Falk", Party.VENDOR, "Lead engineer", ""),
        ("Tove Brandt", Party.PROSPECT, "Head of platform", ""),
    ]
    alignment = plan.running.alignment
    assert alignment.channel
    assert alignment.channel.value == "#halden-logistics-poc-general"
    assert [each.value for each in alignment.escalation] == ["Ines Falk -- Tove Brandt"]


@pytest.mark.parametrize(
    ("said", "name", "role"),
    [
        ("Tove Brandt", "Tove Brandt", "Decision maker"),
        ("Tove Brandt, head of platform, Oslo", "Tove Brandt", "Head of platform, Oslo"),
        ("Tove Brandt (CTO)", "Tove Brandt", "CTO"),
        ("Tove Brandt (CTO), Oslo", "Tove Brandt (CTO), Oslo", "Decision maker"),
    ],
)
def test_the_decision_makers_role_stands_behind_the_name(said: str, name: str, role: str) -> None:
    plan = read_plan(plan_text(overview=f"{OVERVIEW}- **Decision maker:** {said}\n"))
    assert decision_maker(plan) == Person(name=name, party=Party.PROSPECT, role=role)


def test_what_is_not_known_is_left_out() -> None:
    unknown = FRONT_MATTER.replace("Halden Logistics", '"[Prospect Name]"').replace("Ines Falk", '"[Name]"')
    plan = filled(
        plan_text(front_matter=unknown, overview="", decision=""),
        words.RESOURCES,
        words.CREDITS,
        words.CONVERSION,
    )
    alignment = plan.running.alignment
    assert (alignment.contacts, alignment.channel, alignment.escalation) == ((), None, ())
    assert alignment.cadence
    assert plan.running.top_up_by is None
    assert {(task.owner, task.due) for task in plan.running.conversion} == {("", None)}
    assert known_people(plan) == ()
    added = plan.document.text.removeprefix(plan_text(front_matter=unknown, overview="", decision=""))
    assert "TBD" not in added


def test_lists_have_owner_and_due_date_and_are_ticked_where_the_fact_is_known() -> None:
    plan = filled(plan_text(), words.INFRASTRUCTURE, words.CONVERSION)
    assert [task.what for task in plan.running.infrastructure] == list(INFRASTRUCTURE_ITEMS)
    items = [(group, what) for group, whats in CONVERSION_ITEMS for what, _ in whats]
    assert [(task.group, task.what) for task in plan.running.conversion] == items
    for task in (*plan.running.infrastructure, *plan.running.conversion):
        assert task.owner == "Ines Falk"
        assert task.done is bool(known_from(plan, task.what))
        assert task.finished is None
    assert {task.due for task in plan.running.infrastructure} == {dt.date(2026, 3, 9)}
    due = {task.what: task.due for task in plan.running.conversion}
    assert due["Results acknowledged by the prospect"] == dt.date(2026, 4, 13), "the Monday after a Friday"
    assert due["Contract signed"] == dt.date(2026, 5, 11)


def test_the_conversion_counts_from_the_day_of_the_decision_and_without_one_from_the_planned_day() -> None:
    early = DECISION.replace("2026-04-10", "2026-04-01")
    for decision, due in ((early, dt.date(2026, 4, 2)), ("", dt.date(2026, 4, 13))):
        plan = filled(plan_text(decision=decision), words.CONVERSION)
        assert plan.running.conversion[0].due == due


@given(st.dates(), st.integers(0, 60))
def test_proposed_days_are_working_days(start: dt.date, days: int) -> None:
    day = working_day(start, days)
    if day is None:
        assert (dt.date.max - start).days < days + 2
    else:
        assert day.weekday() < 5
        assert days <= (day - start).days <= days + 2


@pytest.mark.parametrize(
    "name", ["Falk, Ines", "Ines -- Falk", "2026-01-01", "done 2026-01-01", "I | F", "*I*"]
)
def test_an_owner_is_read_back_or_left_out(name: str) -> None:
    front_matter = FRONT_MATTER.replace("sales_engineer: Ines Falk", f'sales_engineer: "{name}"')
    plan = filled(plan_text(front_matter=front_matter), words.INFRASTRUCTURE)
    owners = {(task.what, task.owner, task.due) for task in plan.running.infrastructure}
    kept = name if name in {"Falk, Ines", "I | F", "*I*"} else ""
    assert owners == {(what, kept, dt.date(2026, 3, 9)) for what in INFRASTRUCTURE_ITEMS}


def test_the_decision_timeline_tells_what_was_decided_by_date() -> None:
    ended = """\
completed: 2026-04-12
pauses: [{from: 2026-03-16, to: 2026-03-20, reason: Freeze, requested_by: Tove Brandt}]
business: {outcome: won, date: 2026-05-04}
"""
    text = plan_text(front_matter=SIGNED.replace("Active", "Complete") + ended, overview=OVERVIEW + DECIDES)
    plan = filled(text, words.DECISION_TIMELINE)
    rows = [(str(d.date.value), d.decision.value, d.who.value) for d in plan.running.decisions]
    assert rows == [
        ("2026-03-04", "Criteria agreed", "INES FALK (vendor)"),
        ("2026-03-05", "Criteria agreed", "Tove Brandt (prospect)"),
        ("2026-03-09", "Work started", "Tove Brandt, INES FALK"),
        ("2026-03-16", "Clock stopped: Freeze", "Tove Brandt"),
        ("2026-04-10", "Outcome: Proceed", "Tove Brandt"),
        ("2026-04-12", "Completed: Proceed", ""),
        ("2026-05-04", "Business outcome: won", ""),
    ]


def test_amendments_and_the_end_without_an_outcome_are_decisions_too() -> None:
    plan = plan_of("active")
    told = [each.decision for each in known_decisions(plan)]
    assert told[0] == "Criteria agreed"
    assert [each for each in told if each.startswith("Amendment")] == [
        f"Amendment: {plan.metadata.amendments[0].reason}",  # type: ignore[union-attr]
        "Amendment agreed",
        "Amendment agreed",
    ]
    closed = "closed: {date: 2026-03-20, by: Ines Falk, reason: withdrew}\n"
    ended = read_plan(plan_text(front_matter=FRONT_MATTER + closed, decision=""))
    assert [(d.decision, d.who) for d in known_decisions(ended)] == [
        ("Closed without an outcome: withdrew", "Ines Falk")
    ]


def test_learnings_begin_with_the_gaps_or_not_at_all() -> None:
    plan = filled(plan_text(), words.LEARNINGS)
    assert [each.value for each in plan.running.learnings] == ["Gap: Bulk export; workaround: Manual export"]
    assert filling(read_plan(plan_text(gaps="")), words.LEARNINGS) == ""
    assert filling(plan, words.CHECKPOINTS) == ""


def test_costs_say_nothing_but_the_months() -> None:
    plan = filled(plan_text(), words.COST_AND_ROI)
    values = {item.item.value: item.value.value for item in plan.running.costs}
    assert values == dict.fromkeys(words.COST_ITEMS, "") | {"Months": "12"}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("manner", range(4))
def test_a_sample_plan_takes_every_section_and_no_other_byte(name: str, manner: int) -> None:
    text = manners(SAMPLES[name])[manner]
    plan = read_plan(text)
    errors = {finding.code for finding in check_plan(plan)}
    for section in words.OPTIONAL:
        before = plan.document.text
        if section.heading in plan.sections:
            with pytest.raises(RefusedEdit, match="already, on line"):
                add_section(plan, section, "x")
            continue
        body = filling(plan, section)
        if body:
            edits = add_section(plan, section, body)
            plan = rewritten(plan, edits)
            (edit,) = edits
            assert edit.start == edit.end
            assert plan.document.text == before[: edit.start] + edit.replacement + before[edit.start :]
    assert {finding.code for finding in check_plan(plan)} <= errors


def test_decision_words_stand_in_the_file_as_they_were_said() -> None:
    text = plan_text(decision=DECISION, front_matter=FRONT_MATTER.replace("Ines Falk", "I*n*es | Falk"))
    plan = filled(text, words.RESOURCES)
    assert plan.running.alignment.contacts[0].name.value == "I*n*es | Falk"
