"""The calendar, read by icalendar: every day at its place, and events that keep their identity."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.exports.tracking.calendar_file import calendar_text
from poc_docs.exports.tracking.ics_text import LONGEST_LINE, content_lines, escaped
from tests.exports.running_plan import HEAD, TODAY, everything, portfolio, running_text, sheets_of
from tests.surroundings import BY_NAME

ALL = everything()


def read(text: str) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    events = calendar.walk("VEVENT")
    assert not [event.errors for event in events if event.errors]
    return list(events)


def of(*texts: str, today: dt.date = TODAY) -> list[Any]:
    return read(calendar_text(portfolio(*texts).entries, today))


def days(events: list[Any], kind: str) -> list[tuple[str, dt.date]]:
    found = [event for event in events if event["CATEGORIES"].cats == [kind]]
    return [(str(event["SUMMARY"]), event["DTSTART"].dt) for event in found]


def test_milestones_decision_and_check_ins_of_a_plan() -> None:
    events = of(running_text())
    assert days(events, "milestone") == [("Halden Logistics: Environment", dt.date(2026, 3, 13))]
    assert days(events, "decision") == [("Halden Logistics: decision", dt.date(2026, 4, 10))]
    assert days(events, "check-in") == [
        ("Halden Logistics: check-in 3", dt.date(2026, 3, 27)),
        ("Halden Logistics: check-in 4", dt.date(2026, 4, 3)),
    ]
    for event in events:
        assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(days=1)
        assert str(event["TRANSP"]) == "TRANSPARENT"
        assert "Plan: plans/0.md" in str(event["DESCRIPTION"])


def test_every_milestone_and_decision_date_of_the_portfolio_is_there() -> None:
    events = read(calendar_text(ALL.entries, TODAY))
    sheets = {sheet.table.name: sheet for sheet in sheets_of(ALL)}
    for table, column, kind in (("milestones", "due", "milestone"), ("plans", "decision_date", "decision")):
        names = [each.name for each in sheets[table].table.columns]
        wanted = [row[names.index(column)] for row in sheets[table].rows]
        assert sorted(day for _, day in days(events, kind)) == sorted(day for day in wanted if day)


def test_it_has_the_same_bytes_each_time_and_every_event_an_identifier_of_its_own() -> None:
    text = calendar_text(ALL.entries, TODAY)
    assert text == calendar_text(everything().entries, TODAY)
    entries = portfolio(running_text()).entries
    assert calendar_text(entries, TODAY) == calendar_text(entries, dt.date(2030, 1, 1))
    identifiers = [str(event["UID"]) for event in read(text)]
    assert len(set(identifiers)) == len(identifiers)


def test_an_event_keeps_its_identifier_when_its_day_moves() -> None:
    before = {str(event["SUMMARY"]): event for event in of(running_text())}
    moved = running_text().replace(
        "Ines Falk | Access guide | 2026-03-13", "Tove Brandt | Guide | 2026-03-16"
    )
    later = HEAD.replace(
        "pauses:\n", 'pauses:\n  - {from: 2026-03-25, to: 2026-03-25, reason: "x", requested_by: y}\n'
    )
    after = {str(event["SUMMARY"]): event for event in of(moved.replace(HEAD, later))}
    assert {name: str(event["UID"]) for name, event in before.items()} == {
        name: str(event["UID"]) for name, event in after.items()
    }
    milestone = "Halden Logistics: Environment"
    assert after[milestone]["DTSTART"].dt == dt.date(2026, 3, 16)
    assert (before[milestone]["SEQUENCE"], after[milestone]["SEQUENCE"]) == (2, 4)
    assert before[milestone]["DTSTAMP"].dt == dt.datetime(2026, 4, 10, tzinfo=dt.UTC)


def test_the_identifiers_are_those_of_the_first_release() -> None:
    assert [str(event["UID"]) for event in of(running_text())][:2] == [
        "96c12ce5-1a6b-5dd3-abe5-42b376c3c8a9",
        "8b2a69c9-8779-5b03-ae4d-314b852baaf3",
    ]


def test_two_milestones_of_one_name_are_two_events() -> None:
    text = running_text().replace(
        "| 2026-03-13 |\n", "| 2026-03-13 |\n| 2 | Environment | Ines | Again | 2026-03-20 |\n"
    )
    events = [event for event in of(text) if "Environment" in event["SUMMARY"]]
    assert len({str(event["UID"]) for event in events}) == 2


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        ("weekly, Friday 11:00", ["2026-03-27", "2026-04-03"]),
        ("every two weeks on Thursdays", ["2026-04-02"]),
        ("daily stand-up, weekly call", ["2026-03-24", "2026-03-31", "2026-04-07"]),
        ("Weekly, Monday or Tuesday", ["2026-03-24", "2026-03-31", "2026-04-07"]),
        ("Wednesdays, weekly", ["2026-03-25", "2026-04-01"]),
        ("fortnightly", ["2026-03-24", "2026-04-07"]),
        ("daily", []),
        ("when there is something to say", []),
        ("[e.g. weekly]", []),
        ("", []),
    ],
)
def test_check_ins_follow_the_cadence_after_the_latest_checkpoint(cadence: str, expected: list[str]) -> None:
    """The plan runs from 2026-03-09 to 2026-04-07, paused on 18 and 19 March, reviewed on the 23rd."""
    events = of(running_text().replace("weekly, Friday 11:00", cadence))
    assert [str(day) for _, day in days(events, "check-in")] == expected


def test_a_plan_that_is_over_has_no_check_ins_and_a_closed_one_is_cancelled() -> None:
    complete = running_text(front_matter=HEAD.replace("Active", "Complete"))
    assert not days(of(complete), "check-in")
    closed = f"{HEAD}closed: {{date: 2026-03-24, by: Ines Falk, reason: withdrew}}\n"
    events = of(running_text(front_matter=closed, decision=""))
    assert not days(events, "check-in")
    assert {str(event["STATUS"]) for event in events} == {"CANCELLED"}
    assert {str(event["STATUS"]) for event in of(running_text())} == {"CONFIRMED"}
    planned = of(running_text(front_matter=HEAD.replace("Active", "Planning")))
    assert {str(event["STATUS"]) for event in planned} == {"TENTATIVE"}


@pytest.mark.parametrize(
    "text",
    [
        "a, b; c\\d",
        "a\\nb",
        "x\x1b]0;owned\x07",
        "BEGIN:VEVENT",
        "\u202e\u05d0\u05d1\u05d2",
        "\u65e5\u672c\u8a9e" * 60,
        "\U0001f680" * 40,
        "&lt;b&gt;",
    ],
)
def test_a_milestone_reads_back_whatever_it_is_called(text: str) -> None:
    found = portfolio(running_text().replace("Environment | Ines", f"{text} | Ines"))
    (milestone,) = found.entries[0].plan.milestones if found.entries[0].plan else ()
    name = re.sub(r"[\x00-\x1f]", " ", milestone.milestone.value)
    assert name
    events = read(calendar_text(found.entries, TODAY))
    assert days(events, "milestone") == [(f"Halden Logistics: {name}", dt.date(2026, 3, 13))]


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_text_reads_back_from_its_folded_lines(text: str) -> None:
    lines = content_lines([f"SUMMARY:{escaped(text)}"])
    assert all(len(line.encode()) <= LONGEST_LINE for line in lines.split("\r\n"))
    assert lines.replace("\r\n ", "").endswith("\r\n")
    whole = lines.replace("\r\n ", "").removesuffix("\r\n").removeprefix("SUMMARY:")
    back = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], whole)
    clean = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert back == clean


def test_days_at_the_edges_of_the_calendar_hold() -> None:
    text = running_text().replace("2026-03-13 |", "9999-12-31 |")
    assert days(of(text), "milestone") == [("Halden Logistics: Environment", dt.date(9999, 12, 31))]


def test_without_plans_it_is_an_empty_calendar() -> None:
    assert read(calendar_text((), TODAY)) == []


def test_days_that_a_pause_moves_every_day_are_tentative_and_say_so() -> None:
    paused = BY_NAME["shunan"].read_text("utf-8")
    events = of(paused, today=dt.date(2026, 11, 23))
    moving = [event for event in events if "(paused: its day moves)" in str(event["SUMMARY"])]
    assert moving
    assert {str(event["STATUS"]) for event in moving} == {"TENTATIVE"}
    assert {event["CATEGORIES"].cats[0] for event in moving} == {"milestone", "check-in"}
    resumed = of(paused.replace("    to:\n", "    to: 2026-11-20\n", 1), today=dt.date(2026, 11, 23))
    assert not [event for event in resumed if "paused" in str(event["SUMMARY"])]


def test_tasks_with_a_day_are_events_until_they_are_done() -> None:
    task, text = "Halden Logistics: Order form", running_text()
    (event,) = [event for event in of(text) if event["CATEGORIES"].cats == ["task"]]
    assert (str(event["SUMMARY"]), event["DTSTART"].dt) == (task, dt.date(2026, 4, 17))
    assert "Owner: Tove Brandt" in str(event["DESCRIPTION"])
    later = text.replace("Tove Brandt, 2026-04-17", "Tove Brandt, 2026-04-24")
    (moved,) = [event for event in of(later) if str(event["SUMMARY"]) == task]
    assert (moved["UID"], moved["DTSTART"].dt) == (event["UID"], dt.date(2026, 4, 24))
    for other in ("- [x] Order form", "- [ ] [e.g. Order form]"):
        assert days(of(text.replace("- [ ] Order form", other)), "task") == []
    twice = text.replace(
        "- [ ] Order form -- Tove", "- [ ] Order form -- Ines, 2026-04-18\n- [ ] Order form -- Tove"
    )
    events = [event for event in of(twice) if str(event["SUMMARY"]) == task]
    assert len({str(event["UID"]) for event in events}) == 2
