"""The SQLite file, read by SQLite: the tables as they are, keys that hold, and views that count right."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections import Counter
from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from poc_docs.exports.plan_json import plan_json
from poc_docs.exports.tracking.database import APPLICATION_ID, MICROS, SCHEMA_VERSION, fill_database
from poc_docs.exports.tracking.table import ColumnKind
from poc_docs.exports.tracking.views import VIEWS
from tests.exports.running_plan import HEAD, NAME, TODAY, everything, portfolio, running_text, sheets_of
from tests.surroundings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.exports.tracking.table import Sheet

ALL = everything()
SHEETS = sheets_of(ALL)


def database(sheets: Sequence[Sheet]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    fill_database(connection, sheets)
    connection.row_factory = sqlite3.Row
    return connection


@pytest.fixture(scope="module")
def whole() -> Iterator[sqlite3.Connection]:
    with closing(database(SHEETS)) as connection:
        yield connection


def asked(connection: sqlite3.Connection, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query)]


def of_running_plan(connection: sqlite3.Connection, view: str) -> list[dict[str, Any]]:
    found = asked(connection, f"SELECT * FROM {view}")  # noqa: S608 -- names of our own
    return [row for row in found if row["plan"] == NAME]


def test_it_is_sound_and_says_what_it_is(whole: sqlite3.Connection) -> None:
    assert asked(whole, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert asked(whole, "PRAGMA foreign_key_check") == []
    assert asked(whole, "PRAGMA application_id") == [{"application_id": APPLICATION_ID}]
    assert asked(whole, "PRAGMA user_version") == [{"user_version": SCHEMA_VERSION}]
    for sheet in SHEETS[1:]:
        (key,) = asked(whole, f"PRAGMA foreign_key_list({sheet.table.name})")
        assert (key["table"], key["from"], key["to"]) == ("plans", "plan", "plan")


def test_every_value_is_there(whole: sqlite3.Connection) -> None:
    for sheet in SHEETS:
        found = asked(whole, f"SELECT * FROM {sheet.table.name}")  # noqa: S608 -- names of our own
        wanted = [
            {
                column.name: stored(column.kind, value)
                for column, value in zip(sheet.table.columns, row, strict=True)
            }
            for row in sheet.rows
        ]
        for record in found:
            for name in [name for name in record if name.endswith("_micros")]:
                micros, text = record.pop(name), record[name.removesuffix("_micros")]
                assert micros == (None if text is None else Decimal(text) * MICROS)
                record[name.removesuffix("_micros")] = text and Decimal(text)
        ordered = sorted(wanted, key=lambda each: (each["plan"], each.get("position")))
        assert sorted(found, key=lambda each: (each["plan"], each.get("position"))) == ordered


def stored(kind: ColumnKind, value: object) -> object:
    if isinstance(value, Decimal) and kind is ColumnKind.NUMBER:
        return float(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def test_it_has_the_same_bytes_each_time() -> None:
    with closing(database(SHEETS)) as one, closing(database(sheets_of(everything()))) as other:
        assert one.serialize() == other.serialize()


@pytest.mark.parametrize(
    ("amount", "micros"),
    [
        ("0.000001", 1),
        ("0.0000001", None),
        ("12.5", 12_500_000),
        ("9223372036854.775807", 2**63 - 1),
        ("9223372036854.775808", None),
        (f"1{'0' * 400}", None),
    ],
)
def test_an_amount_is_whole_millionths_or_only_its_text(amount: str, micros: int | None) -> None:
    text = running_text(front_matter=HEAD.replace("180000.50", amount))
    with closing(database(sheets_of(portfolio(text)))) as connection:
        (row,) = asked(connection, "SELECT amount, amount_micros, currency FROM plans")
    assert row == {"amount": amount, "amount_micros": micros, "currency": "EUR"}


def shown() -> list[Any]:
    return [plan_json(entry.plan, entry.findings, today=TODAY) for entry in ALL.entries if entry.plan]


def quarter(day: str) -> str:
    return f"{day[:4]}-Q{(int(day[5:7]) - 1) // 3 + 1}"


def test_win_rate_is_won_of_won_and_lost_by_quarter(whole: sqlite3.Connection) -> None:
    ends: dict[str, Counter[str]] = {}
    for value in shown():
        business = value["business"] or {}
        if business.get("outcome") in {"won", "lost"} and not value["closed"]:
            ends.setdefault(quarter(business["date"]), Counter())[business["outcome"]] += 1
    assert ends
    assert asked(whole, "SELECT * FROM v_win_rate") == [
        {"quarter": when, "won": n["won"], "lost": n["lost"], "win_rate": n["won"] / n.total()}
        for when, n in sorted(ends.items())
    ]


def test_technical_win_rate_and_pass_rate_are_those_of_complete_plans(whole: sqlite3.Connection) -> None:
    ends: dict[str, Counter[str]] = {}
    kinds: dict[str | None, Counter[str | None]] = {}
    for value in shown():
        if value["status"] == "Complete" and not value["closed"] and not value["computed"]["not_computed"]:
            decision = value["decision"]
            ends.setdefault(quarter(decision["decided_on"]), Counter())[decision["outcome"]] += 1
            for criterion in value["criteria"]:
                kinds.setdefault(criterion["kind"], Counter())[criterion["verdict"]] += 1
    found = asked(whole, "SELECT * FROM v_technical_win_rate")
    assert {row["quarter"]: (row["proceed"], row["decided"]) for row in found} == {
        when: (outcomes["Proceed"], outcomes.total()) for when, outcomes in ends.items()
    }
    found = asked(whole, "SELECT * FROM v_pass_rate")
    assert {row["kind"]: (row["passed"], row["with_verdict"], row["without_verdict"]) for row in found} == {
        kind: (verdicts["Pass"], verdicts.total() - verdicts[None], verdicts[None])
        for kind, verdicts in kinds.items()
    }


def test_plans_with_errors_and_closed_ones_count_in_no_rate() -> None:
    won = HEAD.replace("pending", "won")
    broken = running_text(front_matter=won).replace("| Critical |", "| Vital |")
    closed = f"{won}closed: {{date: 2026-03-24, by: Ines Falk, reason: withdrew}}\n"
    for text in (broken, running_text(front_matter=closed)):
        with closing(database(sheets_of(portfolio(text)))) as connection:
            assert asked(connection, "SELECT business FROM plans") == [{"business": "won"}]
            assert asked(connection, "SELECT * FROM v_win_rate") == []


def test_open_gaps_are_those_of_deals_that_are_open(whole: sqlite3.Connection) -> None:
    wanted = [
        (value["id"], gap["gap"])
        for value in shown()
        for gap in value["gaps"]
        if not value["closed"]
        and (value["business"] or {}).get("outcome") not in {"won", "lost"}
        and gap["gap"]
    ]
    found = asked(whole, "SELECT plan, gap, severity FROM v_open_gaps")
    assert sorted((row["plan"], row["gap"]) for row in found) == sorted(wanted)
    order = ["High", "Medium", "Low", None]
    assert [row["severity"] for row in found] == sorted((r["severity"] for r in found), key=order.index)


def test_issues_metrics_and_credits_of_the_running_plan(whole: sqlite3.Connection) -> None:
    assert [row["id"] for row in of_running_plan(whole, "v_open_issues")] == ["2"]
    latest = of_running_plan(whole, "v_latest_metrics")
    assert [(row["number"], row["value"], row["verdict"]) for row in latest] == [
        (1, "12.5 minutes", "Pass"),
        (2, "-3.2%", "Fail"),
        (3, "Pass", "Pass"),
    ]
    (row,) = of_running_plan(whole, "v_credits")
    assert (row["currency"], row["not_counted"]) == ("EUR", 0)
    assert [row[f"{key}_micros"] / MICROS for key in ("allocated", "topped_up", "used", "left")] == [
        1000,
        0,
        250.25,
        749.75,
    ]


def test_what_is_to_come_is_sorted_by_day(whole: sqlite3.Connection) -> None:
    found = asked(whole, "SELECT date, plan, kind, what FROM v_upcoming")
    assert [row["date"] for row in found] == sorted(row["date"] for row in found)
    open_plans = {v["id"] for v in shown() if v["status"] != "Complete" and not v["closed"]}
    assert {row["plan"] for row in found} <= open_plans
    assert {row["kind"] for row in found} == {"milestone", "decision"}


def test_every_view_answers(whole: sqlite3.Connection) -> None:
    for view in VIEWS:
        assert asked(whole, f"SELECT * FROM {view.name}"), view.name  # noqa: S608 -- names of our own


def test_the_questions_of_the_page_are_answered(whole: sqlite3.Connection) -> None:
    page = (PROJECT / "docs" / "exporting.md").read_text()
    questions = re.findall(r"^```sql\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    # The page asks about the plan that the tour makes; here it is one that is run.
    answers = [asked(whole, each.replace("halden-logistics-route-planning", NAME)) for each in questions]
    assert len(answers) == 4
    assert answers[0]
    assert [row["value_number"] for row in answers[3]] == [16, 12.5]
