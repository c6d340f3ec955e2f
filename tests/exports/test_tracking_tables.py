"""The tables hold what ``show --format json`` says and what stands in the plan, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from poc_docs.exports.plan_json import plan_json
from poc_docs.exports.portfolio_json import entry_json
from poc_docs.exports.tracking.measured import measured_number
from poc_docs.exports.tracking.table import ColumnKind
from poc_docs.exports.tracking.tables import TABLES
from poc_docs.exports.tracking.timeline import KINDS
from tests.exports.running_plan import NAME, TODAY, everything, portfolio, running_text, sheets_of
from tests.plan.plan_files import FRONT_MATTER, plan_text

Record = dict[str, Any]
ALL = everything()


def records(found: Any = ALL, today: dt.date = TODAY) -> dict[str, list[Record]]:
    """Give every table as a list of records, with dates and numbers as JSON has them."""
    return {
        sheet.table.name: [
            {
                column.name: str(value) if isinstance(value, dt.date | Decimal) else value
                for column, value in zip(sheet.table.columns, row, strict=True)
            }
            for row in sheet.rows
        ]
        for sheet in sheets_of(found, today)
    }


def shown(entry: Any) -> Any:
    """Give what ``show --format json`` prints of a plan, as a program reads it."""
    return json.loads(json.dumps(plan_json(entry.plan, entry.findings, today=TODAY)))


def of_plan(table: str, key: str) -> list[Record]:
    return [record for record in records()[table] if record["plan"] == key]


def written(heading: str) -> list[list[str]]:
    """Give the cells of a table as they stand in the running plan's text."""
    lines = running_text().split(f"## {heading}\n")[1].split("\n## ")[0].splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_plans_equal_what_show_says() -> None:
    for entry, record in zip(ALL.entries, records()["plans"], strict=True):
        value = shown(entry)
        same = (
            "title",
            "prospect",
            "sales_engineer",
            "opportunity",
            "status",
            "date",
            "completed",
            "confetti",
        )
        assert {key: record[key] for key in same} == {key: value[key] for key in same}
        assert record["plan"] == value["id"]
        overview = value["overview"]
        for column, key in {"starts_on": "start", "ends_on": "end"}.items():
            assert record[column] == overview[key]
        for key in ("objective", "scope", "decision_date", "decision_maker"):
            assert record[key] == overview[key]
        assert record["agreement"] == value["agreement"]["state"]
        assert record["agreed_code"] == value["agreement"]["short_code"]
        assert (record["results_confirmed_by"] or "") == ", ".join(value["agreement"]["results_confirmed_by"])
        decision = value["decision"]
        assert [record[key] for key in ("outcome", "decided_on", "decision_reason", "customer_feedback")] == [
            decision[key] for key in ("outcome", "decided_on", "reason", "customer_feedback")
        ]
        assert record["computed_outcome"] == value["computed"]["outcome"]
        crm, amount = value["crm"] or {}, (value["crm"] or {}).get("amount") or {}
        assert (record["amount"], record["currency"]) == (amount.get("amount"), amount.get("currency"))
        keys = {"crm_stage": "stage", "forecast_category": "forecast_category", "close_date": "close_date"}
        assert {column: record[column] for column in keys} == {c: crm.get(k) for c, k in keys.items()}
        assert record["deal_review"] == crm.get("deal_review")
        business, closed = value["business"] or {}, value["closed"] or {}
        assert (record["business"], record["business_date"]) == (
            business.get("outcome"),
            business.get("date"),
        )
        assert (record["closed"], record["close_reason"]) == (closed.get("date"), closed.get("reason"))
        assert record["started"] == (value["started"] or {}).get("date")
        verdicts = [criterion["verdict"] for criterion in value["criteria"]]
        words = {"passed": "Pass", "failed": "Fail", "partial": "Partial", "undecided": None}
        assert {key: record[key] for key in words} == {key: verdicts.count(w) for key, w in words.items()}
        assert record["criteria"] == len(verdicts)


def test_criteria_gaps_and_milestones_equal_what_show_says() -> None:
    for entry in ALL.entries:
        value = shown(entry)
        for record, criterion in zip(of_plan("criteria", value["id"]), value["criteria"], strict=True):
            keys = {"criterion": "text", **{key: key for key in record if key in criterion}}
            keys = {column: key for column, key in keys.items() if column != "human_verdict"}
            assert {"number", "target", "baseline", "weight", "result", "verdict", "note"} <= keys.keys()
            assert {column: record[column] for column in keys} == {c: criterion[k] for c, k in keys.items()}
            human = criterion["human_verdict"] or dict.fromkeys(("verdict", "name", "party", "reason"))
            assert [
                record[key] for key in ("human_verdict", "judged_by", "judged_for", "judged_because")
            ] == [human[key] for key in ("verdict", "name", "party", "reason")]
        for record, gap in zip(of_plan("gaps", value["id"]), value["gaps"], strict=True):
            assert {**gap, "criterion": record["criterion_number"]} == {
                **{key: record[key] for key in gap if key != "criterion"},
                "criterion": gap["criterion"],
            }
        for record, milestone in zip(of_plan("milestones", value["id"]), value["timeline"], strict=True):
            same = ("week", "milestone", "owner", "deliverable", "done")
            assert {key: record[key] for key in same} == {key: milestone[key] for key in same}
            assert record["due_as_written"] == milestone["due"]


def test_the_sections_in_which_a_plan_is_run_stand_as_written() -> None:
    metrics = [[r["date"], str(r["number"]), r["value"], r["note"] or ""] for r in of_plan("metrics", NAME)]
    assert metrics == written("Metric Log")
    issues = [
        [r["id"], r["opened"], r["issue"], r["owner"], r["closed"] or ""] for r in of_plan("issues", NAME)
    ]
    assert issues == written("Issue Log")
    assert [r["is_open"] for r in of_plan("issues", NAME)] == [False, True]
    credit = of_plan("credits", NAME)
    assert [
        [r["date"], r["entry"], f"{r['amount']} {r['currency']}", r["note"] or ""] for r in credit
    ] == written("Credits")
    contacts = [[r["name"], r["party"], r["role"], r["mail"]] for r in of_plan("contacts", NAME)]
    assert contacts == written("Resource Alignment")
    assert [(r["date"], r["week"], r["health"], r["achievements"]) for r in of_plan("checkpoints", NAME)] == [
        ("2026-03-13", 1, "Green", "Instance is up"),
        ("2026-03-23", 2, "Red", "First night; Second night"),
    ]
    tasks = [(r["section"], r["item"], r["owner"], r["due"], r["is_done"]) for r in of_plan("tasks", NAME)]
    assert tasks == [
        ("Infrastructure Setup", "Accounts provisioned", "Ines Falk", "2026-03-06", True),
        ("Infrastructure Setup", "Credits allocated", "Ines Falk", None, True),
        ("Conversion", "Order form", "Tove Brandt", "2026-04-17", False),
    ]
    assert of_plan("tasks", NAME)[1]["known_from"] == "Credits has an allocation of 1,000 EUR"
    assert of_plan("tasks", NAME)[2]["heading"] == "After the decision:"


def test_a_logged_value_stands_beside_its_target_with_number_unit_and_verdict() -> None:
    assert [
        (r["criterion"], r["target"], r["value_number"], r["value_unit"], r["verdict"])
        for r in of_plan("metrics", NAME)
    ] == [
        ("Planning time", "< 15 minutes", "16", "minutes", "Fail"),
        ("Planning time", "< 15 minutes", "12.5", "minutes", "Pass"),
        ("Distance saved", ">= 4%", "-3.2", "%", "Fail"),
        ("Single sign-on", "Pass/Fail", None, None, "Pass"),
    ]


def test_milestones_are_due_at_the_end_of_their_week_moved_by_pauses() -> None:
    text = running_text().replace("| 2026-03-13 |\n", "| |\n| 2 | First nights | Ines Falk | Report | |\n")
    due = [record["due"] for record in records(portfolio(text))["milestones"]]
    assert due == ["2026-03-15", "2026-03-24"]
    plan = records(portfolio(text))["plans"][0]
    assert (plan["ends_on"], plan["ends_with_pauses"]) == ("2026-04-05", "2026-04-07")


def test_an_open_pause_lasts_up_to_today() -> None:
    text = running_text().replace("to: 2026-03-19", "to: ")
    ends = [
        records(portfolio(text), day)["plans"][0]["ends_with_pauses"] for day in (TODAY, dt.date(2026, 3, 30))
    ]
    assert ends == ["2026-04-15", "2026-04-18"]


def test_the_decision_timeline_holds_every_dated_fact_by_day() -> None:
    assert [(r["date"], r["kind"], r["who"]) for r in of_plan("decisions", NAME)] == [
        ("2026-03-10", "decision row", "Tove Brandt"),
        ("2026-03-18", "pause", "Tove Brandt"),
        ("2026-03-19", "resumed", None),
        ("2026-03-20", "business", None),
        ("2026-04-10", "decision", None),
    ]
    found = records()
    for entry in ALL.entries:
        value = shown(entry)
        mine = [record for record in found["decisions"] if record["plan"] == value["id"]]
        dates = [record["date"] for record in mine]
        assert dates == sorted(dates)
        facts = [s["date"] for s in value["agreement"]["signatures"]]
        facts += [link["date"] for link in value["agreement"]["amendments"]]
        facts += [value[key]["date"] for key in ("started", "closed") if value[key]]
        facts += [value[key] for key in ("completed", "confetti") if value[key]]
        facts += [pause["since"] for pause in value["pauses"]]
        facts += [pause["until"] for pause in value["pauses"] if pause["until"]]
        facts += filter(None, [value["decision"]["decided_on"], (value["business"] or {}).get("date")])
        rows = [record["date"] for record in mine if record["kind"] == "decision row"]
        assert sorted(dates) == sorted(facts + rows)
        assert {record["kind"] for record in mine} <= KINDS.keys()


def test_plans_with_errors_are_there_and_nothing_is_computed_from_them() -> None:
    broken = running_text().replace("| Critical |", "| Vital |")
    found = portfolio(broken, b"\xff\xfe", "", plan_text())
    plans = records(found)["plans"]
    assert [plan["path"] for plan in plans] == ["plans/0.md", "plans/2.md", "plans/3.md"]
    assert all(plan["errors"] and plan["computed_outcome"] is None for plan in plans)
    told = [entry_json(entry, TODAY) for entry in found.entries]
    assert [plan and plan["path"] for plan in told] == ["plans/0.md", None, "plans/2.md", "plans/3.md"]


def test_a_plan_without_an_id_of_its_own_is_named_by_its_path() -> None:
    other = plan_text(front_matter=FRONT_MATTER.replace(NAME, "plans/0.md"))
    found = portfolio(plan_text(), plan_text(), other, "# A note\n", plan_text().replace(NAME, "own"))
    keys = [plan["plan"] for plan in records(found)["plans"]]
    assert keys == ["plans/0.md", "plans/1.md", "plans/2.md", "plans/3.md", "own"]


def test_the_json_is_what_show_prints() -> None:
    for entry in ALL.entries:
        plan = entry_json(entry, TODAY)
        assert plan is not None
        assert plan.pop("path") == entry.path
        check = plan["computed"]["not_computed"]
        assert check is None or entry.path.removeprefix("plans/").removesuffix(".md") in check
        told = shown(entry)
        told["computed"]["not_computed"] = plan["computed"]["not_computed"] = None
        assert json.loads(json.dumps(plan)) == told


@pytest.mark.parametrize(
    ("value", "target", "number", "unit"),
    [
        ("187 ms", "< 200 ms", "187", "ms"),
        ("-5", ">= 0", "-5", None),
        ("1h 45m", "< 2 hours", "6300", "s"),
        ("p95 187 ms (3 runs)", "p95 < 200 ms", "187", "ms"),
        ("4.5/5", ">= 4/5", "4.5", "/5"),
        ("24.60 USD", "<= 21.00 USD", "24.6", "USD"),
        ("1.187 s", "< 2.5 s", "1.187", "s"),
        ("1.187 users", ">= 1.000 users", None, None),
        ("1187,5 ms", "< 2.000 ms", "1187.5", "ms"),
        ("< 7 s", "< 10 s", None, None),
        ("15-20 ms", "< 30 ms", None, None),
        ("42 s \u00b1 3 s", "< 60 s", None, None),
        ("187, 192 and 201 ms", "< 200 ms", None, None),
        ("it went well", "< 200 ms", None, None),
        ("Pass", "Pass/Fail", None, None),
        ("", "< 200 ms", None, None),
        ("Not tested: no time", "< 200 ms", None, None),
        ("1234567890.1234567", "> 1", None, None),
        ("1e300", "> 1", None, None),
    ],
)
def test_the_number_of_a_value_is_the_one_that_the_judge_reads(
    value: str, target: str, number: str | None, unit: str | None
) -> None:
    assert measured_number(value, target) == (Decimal(number) if number else None, unit)


def test_names_of_tables_and_columns_fit_every_format() -> None:
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() and name.islower() for name in (table.name, *names))
        assert 0 < len(table.title) <= 31
        assert not set(table.title) & set("[]:*?/\\'")


def test_every_value_is_of_the_kind_of_its_column() -> None:
    types = {
        ColumnKind.TEXT: str,
        ColumnKind.DATE: dt.date,
        ColumnKind.COUNT: int,
        ColumnKind.NUMBER: Decimal,
        ColumnKind.AMOUNT: Decimal,
        ColumnKind.FLAG: bool,
    }
    for sheet in sheets_of(ALL):
        assert sheet.rows
        for row in sheet.rows:
            for column, value in zip(sheet.table.columns, row, strict=True):
                assert value is None or type(value) is types[column.kind], (sheet.table.name, column.name)
