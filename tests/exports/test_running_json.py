"""``show`` tells how the work goes on, from the same values as its JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest

from poc_docs.exports.plan_json import plan_json
from poc_docs.exports.plan_text import plan_text
from poc_docs.plan.reading import read_plan
from tests.checks.reference import text_of
from tests.surroundings import PROJECT
from tests.writing.plans import TEMPLATE

ACTIVE = text_of("active")
DAY = dt.date(2026, 3, 25)


def value_of(text: str, today: dt.date | None = DAY) -> dict[str, Any]:
    value = plan_json(read_plan(text), today=today)
    assert json.loads(json.dumps(value)) == value
    return value


def lines_of(text: str, today: dt.date | None = DAY) -> list[str]:
    shown = plan_text(value_of(text, today), 1000).split("\n")
    return [" ".join(line.split()) for line in shown]


def test_the_text_says_how_the_work_goes_on() -> None:
    lines = lines_of(ACTIVE)
    at = lines.index("Clock: week 2 of 4, to 2026-04-10 with its pauses (planned: 2026-04-05)")
    assert lines[at - 1 : lines.index("Outcome: undecided")] == [
        "",
        "Clock: week 2 of 4, to 2026-04-10 with its pauses (planned: 2026-04-05)",
        "paused: from 2026-03-23 to 2026-03-27 (Stocktaking in all depots; asked for by Tove Brandt)",
        "Checkpoint: 2026-03-16, Yellow",
        "achievements: First plan for Halden; Drivers of Halden trained",
        "focus: Orders of Moss",
        "blockers: Nightly copy from Moss fails",
        "Issues: 1 open",
        "2: Orders of Moss are incomplete (Ines Falk, since 2026-03-12)",
        "Metric log: 3 values, the latest for criterion 2 on 2026-03-13: 3.1%",
        "Credits: 1,189.60 EUR left of 1,500 EUR",
        "Infrastructure: 2 of 3 done; next: Baseline metrics captured",
        "Conversion: 0 of 2 done; next: Results acknowledged by the prospect",
        "ROI: 137.1%",
        "Learnings: 1",
        "",
    ]


def test_a_plan_without_optional_sections_says_nothing_of_them() -> None:
    for text in (TEMPLATE, text_of("planning"), text_of("complete")):
        running = value_of(text)["running"]
        assert not any(
            running[key] for key in running if key not in {"clock", "alignment", "credits", "costs"}
        )
        assert running["costs"] == {"items": [], "figures": []}
        labels = {line.partition(":")[0] for line in lines_of(text)}
        assert not labels & {
            "Clock",
            "Checkpoint",
            "Issues",
            "Metric log",
            "Credits",
            "Conversion",
            "Learnings",
        }


PAUSES = [
    ("    to: 2026-03-27", "    to:", "paused: the clock stands still since 2026-03-23"),
    ("status: Active", "status: Complete", "paused: from 2026-03-23 to 2026-03-27"),
    (
        "status: Active",
        "status: Active\nclosed: {date: 2026-03-24, by: Ines Falk, reason: withdrew}",
        "paused: from 2026-03-23 to 2026-03-27",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), PAUSES)
@pytest.mark.parametrize("today", [DAY, None])
def test_pauses_are_always_shown(old: str, new: str, expected: str, today: dt.date | None) -> None:
    lines = lines_of(ACTIVE.replace(old, new, 1), today)
    assert f"{expected} (Stocktaking in all depots; asked for by Tove Brandt)" in lines


def test_a_pause_that_was_never_ended_is_no_clock_that_stands_still_once_the_plan_has_ended() -> None:
    text = ACTIVE.replace("    to: 2026-03-27", "    to:", 1).replace("status: Active", "status: Complete", 1)
    assert any(line.startswith("paused: since 2026-03-23, and not resumed") for line in lines_of(text))


def test_the_clock_is_moved_by_pauses_and_stops_at_its_end() -> None:
    clock = value_of(ACTIVE)["running"]["clock"]
    assert clock == {
        "start": "2026-03-09",
        "planned_end": "2026-04-05",
        "end": "2026-04-10",
        "weeks": 4,
        "week": 2,
        "is_over": False,
        "paused_days": 3,
        "is_paused": True,
        "paused_since": None,
    }
    after = value_of(ACTIVE, dt.date(2026, 7, 1))["running"]["clock"]
    assert (after["week"], after["is_over"], after["paused_days"]) == (4, True, 5)
    assert "Clock: all 4 weeks are over, to 2026-04-10 with its pauses (planned: 2026-04-05)" in lines_of(
        ACTIVE, dt.date(2026, 7, 1)
    )
    before = value_of(ACTIVE, dt.date(2026, 3, 1))["running"]["clock"]
    assert (before["week"], before["is_paused"]) == (None, False)
    still = value_of(ACTIVE.replace("    to: 2026-03-27", "    to:", 1))["running"]["clock"]
    assert (still["end"], still["paused_since"]) == ("2026-04-08", "2026-03-23")
    assert value_of(ACTIVE, None)["running"]["clock"] is None


def test_a_milestone_is_due_as_written_or_at_the_end_of_its_week() -> None:
    text = ACTIVE.replace("| Plan for both depots | 2026-03-27 |", "| Plan for both depots | |", 1)
    assert [row["due_on"] for row in value_of(text)["timeline"]] == ["2026-03-13", "2026-04-03", "2026-04-03"]


def test_what_follows_from_elsewhere_is_done_and_says_from_where() -> None:
    first = value_of(ACTIVE)["running"]["infrastructure"][0]
    assert (first["ticked"], first["done"]) == (False, True)
    assert first["known_from"] == "Credits has an allocation of 1,500 EUR"


def test_placeholders_are_null_and_money_is_exact() -> None:
    text = ACTIVE.replace("310.40 EUR", "0.0000001 EUR", 1).replace(
        "| 2 | 3.1% | Halden alone |", "| [#] | TBD | |"
    )
    running = value_of(text)["running"]
    assert running["credits"]["entries"][1]["amount"] == {"amount": "0.0000001", "currency": "EUR"}
    assert running["credits"]["account"]["balance"] == "1499.9999999"
    assert running["metric_log"][2] == {"date": "2026-03-13", "number": None, "value": None, "note": None}
    assert running["alignment"]["links"] == ["[run book](https://example.com/halden)"]


def test_credits_that_can_not_be_added_up_are_not() -> None:
    text = ACTIVE.replace("310.40 EUR", "310.40 USD", 1)
    found = value_of(text)["running"]["credits"]
    assert found["account"] is None
    line = text[: text.index("310.40 USD")].count("\n") + 1
    assert found["problem"]["line"] == line
    reason = "it is in USD, and the rows above it are in EUR"
    assert f"Credits: can't be added up because of the row on line {line}: {reason}" in lines_of(text)


def test_many_open_issues_are_counted() -> None:
    row = "| 2 | 2026-03-12 | Orders of Moss are incomplete | Ines Falk | |\n"
    rows = "".join(f"| {number} | | Slow | | |\n" for number in range(3, 10))
    lines = lines_of(ACTIVE.replace(row, row + rows, 1))
    assert "Issues: 8 open" in lines
    assert lines[lines.index("Issues: 8 open") + 6] == "and 3 more"


def test_every_key_of_running_is_described() -> None:
    page = (PROJECT / "docs/json.md").read_text(encoding="utf-8")
    section = page.split("\n`running`; ")[1].split("\n## ")[0]
    described = set(re.findall(r"`(\w+)`", section))
    running = value_of(ACTIVE)["running"]
    assert set(running) <= described
    elsewhere = {"account", "figures"}
    inner = {key: value for key, value in running.items() if key != "clock"}
    for each in (running["clock"], *_objects(inner, elsewhere)):
        assert set(each) - {"currency"} <= described, each


def _objects(value: object, skipped: set[str]) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for each in value for found in _objects(each, skipped)]
    if not isinstance(value, dict):
        return []
    inner = [found for key, each in value.items() if key not in skipped for found in _objects(each, skipped)]
    return [value, *inner]
