"""Single cases: a stage, what is replaced by what in its reference plan, and the codes that come of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from poc_docs.checks import check_change, check_plan, check_portfolio
from poc_docs.plan.reading import read_plan
from tests.checks.reference import STAGES, TODAY, plan_of, text_of

if TYPE_CHECKING:
    from poc_docs.checks.finding import Finding

TABLE = """\
| Component | Details |
|-----------|---------|
| Deployment | Two edge boxes at gate 2 |
| Data | Camera pictures of the trial only, deleted after 30 days |
"""
DETAILS = "| Two edge boxes at gate 2 |"
STEP = "1. Mount three cameras"
RISK = "| Drivers miss the training | Low | Medium | Second date in week 2 |"
NOTE = "Judged by Liv Aasen (prospect): two of three want to keep it"
CLOSED = "closed: {date: 2026-03-20, by: Ines Falk, reason: withdrew}"
FROM_ROUTES = "- **Objective:** Prove that routes"
CASES = [
    # What is written may be legal where it looks dangerous.
    ("planning", STEP, "1. Mount three cameras <!-- gates 1 to 3 -->", ""),
    ("planning", STEP, "1. Mount three cameras<br>on each gate", ""),
    ("planning", STEP, "1. Mount three cameras (P95 <200 ms, <https://example.com>)", ""),
    ("planning", STEP, "1. שלוש מצלמות", ""),
    ("planning", STEP, "1. Mount three cameras 🚀 ✅", ""),
    ("planning", STEP, "1. Mount three cameras\n\n<!-- a note\n\nin two parts -->", ""),
    ("planning", STEP, "1. Mount three cameras <!--> <script> -->", "POC003 POC003"),
    ("planning", STEP, "1. Mount three cameras <!-- a --!> <b>", "POC003"),
    ("planning", STEP, "1. Mount three cameras </div>", "POC003"),
    ("planning", STEP, r"1. Mount \<img src=x onerror=alert(1)> three", "POC003"),
    ("planning", DETAILS, r"| Two \<b>edge\</b> boxes |", "POC003"),
    ("planning", STEP, r"1. Mount `\<b>` in \<5 days &lt;b> 1 < 2", ""),
    ("planning", STEP, "1. Mount three cameras \u202e\u202e", "POC002"),
    ("planning", STEP, "1. Mount three cameras \x00", "POC002"),
    ("planning", STEP, "1. Mount three cameras 👩\u200d🔧", "POC002"),
    # Front matter.
    ("planning", "title: Pallet", "title: \x01Pallet", "POC101"),
    ("planning", "---\nid", "id", "POC101"),
    ("planning", "}\n---\n", "}\n...\n", "POC101"),
    ("planning", "status: Planning", "status: Plannning", "POC104"),
    ("planning", "opportunity: OPP-31002", "opportunity:", ""),
    ("active", "opportunity: OPP-20417", "opportunity:", "POC103"),
    ("active", "opportunity: OPP-20417", "opportunity: TBD", "POC203"),
    ("active", "opportunity: OPP-20417", "opportunity: OPP-20417\ntags: [poc]\nx-region: north", ""),
    ("planning", "# POC Plan: Transports Vauquelin -- ", "# POC Plan: **Transports  Vauquelin** — ", ""),
    ("planning", "# POC Plan: Transports Vauquelin -- ", "# POC plan: Transports Vauquelin -- ", "POC106"),
    ("planning", "# POC Plan: Transports Vauquelin -- ", "## POC Plan: Transports Vauquelin -- ", "POC106"),
    # Layout.
    ("planning", "## Timeline\n", "## Notes\n\nOur own.\n\n## Timeline\n", ""),
    ("planning", "## Timeline\n", "# Notes\n\n## Timeline\n", "POC204"),
    ("planning", "## Timeline\n", "### Decision\n\n## Timeline\n", "POC202"),
    ("planning", "### Setup Steps", "#### Setup Steps", "POC204"),
    ("planning", "## Results (Post-POC)", "## Results", "POC201 POC204 POC204"),
    ("planning", "| Component | Details |", "| Component | details |", "POC204"),
    ("planning", "| Component | Details |", "| **Component** | Details |", ""),
    ("planning", "- **Scope:** Included", "**Scope:** Included", "POC209"),
    ("planning", "- **Scope:** Included", "- **scope:** Included", "POC204"),
    ("planning", "- **Scope:** Included", "- __Scope__: Included", ""),
    # Tables.
    ("planning", TABLE, TABLE.replace("|\n", "| |\n").replace("--| |", "--|---|"), ""),
    ("planning", TABLE, "".join(f"> {line}\n" for line in TABLE.splitlines()), "POC205"),
    ("planning", TABLE, "```\n" + TABLE + "```\n", "POC205"),
    ("planning", TABLE, TABLE + "\nAnd more.\n", ""),
    ("planning", TABLE, TABLE + "And more.\n", "POC207"),
    ("planning", TABLE, TABLE + "### Notes\n", "POC207"),
    ("planning", "\n" + TABLE, TABLE, "POC207"),
    ("planning", DETAILS, r"| Two \| three edge boxes |", ""),
    ("planning", DETAILS, r"| Two \\| three edge boxes |", "POC208"),
    ("planning", DETAILS, "| Two `edge boxes |", "POC208"),
    ("planning", DETAILS, "| Two ``edge ` boxes`` |", ""),
    ("planning", DETAILS, r"| Two \` edge `boxes\` |", ""),
    ("planning", DETAILS, "| Two `edge | boxes` |", "POC206 POC208"),
    # Words, dates, placeholders.
    ("planning", "| Medium | High | Hood", "| | | Hood", ""),
    ("active", RISK, "| Drivers miss the training | | Medium | Second date in week 2 |", "POC211"),
    ("active", RISK, "| Drivers miss the training | [Low] | Medium | ... |", "POC203 POC203"),
    ("active", RISK, "| Drivers miss the training | Low | Medium | [the plan](https://example.com) |", ""),
    ("active", "| 9.5 minutes |", "| [Actual measurement] |", "POC305"),
    ("active", "2026-03-12 |", "12 March |", "POC210"),
    ("complete", "**Decided on:** 2026-02-27", "**Decided on:** end of February", "POC210"),
    ("complete", "**Decided on:** 2026-02-27", "**Decided on:** YYYY-MM-DD", "POC203"),
    ("complete", "**Decided on:** 2026-02-27", "**Decided on:**", "POC307"),
    ("complete", "**Outcome:** Conditional", "**Outcome:**", "POC307"),
    ("complete", "**Outcome:** Conditional", "**Outcome:** conditional", "POC211"),
    ("complete", "**Outcome:** Conditional\n", "**Outcome:** No-go\n\n**Reason:** Budget is gone.\n", ""),
    # Results.
    ("planning", "| 1 | Counting accuracy |", "| 9 | Counting accuracy |", ""),
    ("active", "| 2 | Distance driven | TBD |", "| 1 | Distance driven | TBD |", "POC303 POC304 POC304"),
    ("active", "| TBD | ≥ 6% | |", "| TBD | ≥ 6% | Pass |", "POC305"),
    ("active", "| TBD | ≥ 6% | |", "| about 7% | ≥ 6% | |", ""),
    ("active", "| TBD | ≥ 6% | |", "| about 7% | ≥ 6% | Pass |", "POC305"),
    ("complete", f"| Pass | {NOTE} |", "| Pass | |", "POC305"),
    ("complete", f"| Pass | {NOTE} |", "| | |", "POC306"),
    ("complete", "| 11 s | ≤ 20 s | Pass |", "| 11 s | ≤ 20 s | |", "POC306"),
    (
        "complete",
        "| ≥ 90% | Fail | |",
        "| ≥ 90% | Pass | Judged by Marek Dvorak (vendor): nearly |",
        "POC305",
    ),
    ("complete", "| Product Management | 3 |", "| | 3 |", "POC308"),
    ("complete", "| Medium | Clerks type", "| | Clerks type", "POC308"),
    # Agreement.
    ("planning", "status: Planning", "status: Active", "POC203 POC203 POC203 POC402 POC402 POC404"),
    ("active", "status: Active", f"status: Active\n{CLOSED}", ""),
    ("active", "status: Active", "status: Planning", "POC404"),
    ("active", FROM_ROUTES, "- **Objective:** Show that routes", "POC402"),
    ("active", FROM_ROUTES, "- **Objective:** Prove that *routes*", ""),
    ("complete", "status: Complete", f"status: Complete\n{CLOSED}", "POC407"),
    ("complete", "completed: 2026-02-27\n", "", "POC407"),
    ("complete", "completed: 2026-02-27", "completed: soon", "POC104"),
    ("complete", "started: {date: 2026-01-26", "started: {date: January", "POC104"),
    ("complete", "    date: 2026-01-23", "    date: January", "POC104"),
]


def codes(findings: list[Finding]) -> str:
    return " ".join(sorted(finding.code for finding in findings))


@pytest.mark.parametrize(("stage", "old", "new", "expected"), CASES)
def test_cases(stage: str, old: str, new: str, expected: str) -> None:
    text = text_of(stage)
    assert old in text
    assert codes(check_plan(read_plan(text.replace(old, new, 1)))) == expected


@pytest.mark.parametrize("stage", STAGES)
def test_line_breaks_and_byte_order_mark_mean_nothing(stage: str) -> None:
    text = "\ufeff" + text_of(stage).replace("\n", "\r\n")
    assert check_plan(read_plan(text), TODAY) == []


def test_template_before_its_migration_has_one_finding() -> None:
    text = text_of("planning")
    body = text[text.index("# POC Plan") :]
    table = "## Metadata\n\n| Field | Value |\n|---|---|\n| Status | Active |\n| Prospect | Vauquelin |\n\n"
    findings = check_plan(read_plan(body.replace("## POC Overview", table + "## POC Overview")))
    assert {f.code for f in findings} == {"POC105", "POC203"}
    assert "poc-docs migrate" in next(f.advice for f in findings if f.code == "POC105")


def test_what_is_missing_is_said_in_plain_words() -> None:
    text = text_of("active").replace("- **Objective:** Prove", "- **Objective:** Show", 1)
    (finding,) = check_plan(read_plan(text))
    assert finding.message == (
        "the text must be as both parties signed it; it changed since they did on 2026-03-19"
    )
    planning = text_of("planning").replace("status: Planning", "status: Active", 1)
    unsigned = [f for f in check_plan(read_plan(planning)) if f.code == "POC402"]
    assert [f.message for f in unsigned] == [
        "a plan that is Active must be signed by both parties: no vendor signature yet",
        "a plan that is Active must be signed by both parties: no prospect signature yet",
    ]
    command = 'poc-docs agree orleans-pallet-counting --party prospect --by "NAME" --evidence "…"'
    assert unsigned[1].advice == f"type '{command}'"


SIGNED = "  - party: prospect\n    name: Tove Brandt\n    role: Head of platform\n    date: 2026-03-19\n"
CHANGES = [
    ("active", "status: Active", "status: Complete", ""),
    ("planning", "status: Planning", "status: Active", ""),
    ("planning", "status: Planning", "status: Complete", "POC501"),
    ("active", "status: Active", "status: Planning", "POC501"),
    ("planning", "id: orleans-pallet-counting", "id: orleans", ""),
    ("complete", "id: sandvika-invoice-reading", "id: sandvika", "POC503"),
    ("active", "started: {date: 2026-03-09", "started: {date: 2026-03-10", "POC502"),
    ("active", SIGNED, "  - party: prospect\n    name: Somebody\n    date: 2026-03-19\n", "POC502"),
    ("active", "reason: The depot at Moss", "reason: The depot in Moss", "POC502"),
    ("active", "reason: Stocktaking", "reason: Stocks", "POC502"),
    ("active", "    to: 2026-03-27", "    to:", "POC502"),
    ("active", "requested_by: Tove Brandt\n", "requested_by: Tove Brandt\nconfetti: 2026-03-30\n", ""),
    ("active", "| Low | Medium |", "| Low | Low |", ""),
    ("active", "---\nid:", "id:", ""),
]


@pytest.mark.parametrize(("stage", "old", "new", "expected"), CHANGES)
def test_changes(stage: str, old: str, new: str, expected: str) -> None:
    before = plan_of(stage)
    assert old in before.document.text
    after = read_plan(before.document.text.replace(old, new, 1))
    assert codes(check_change(before, after)) == expected


def test_an_open_pause_may_end_and_an_open_amendment_be_withdrawn() -> None:
    text = text_of("active")
    paused = read_plan(text.replace("    to: 2026-03-27", "    to:", 1))
    assert check_change(paused, plan_of("active")) == []
    amended = read_plan(text.replace(SIGNED, SIGNED.replace("prospect", "vendor").replace("Tove", "Ines"), 1))
    start, end = text.index("amendments:"), text.index("pauses:")
    withdrawn = amended.document.text.replace(text[start:end], "", 1)
    assert check_change(amended, read_plan(withdrawn)) == []
    assert codes(check_change(plan_of("active"), read_plan(text.replace(text[start:end], "", 1)))) == "POC502"


@pytest.mark.parametrize(
    ("stage", "expected"), [("planning", ""), ("active", "POC503"), ("complete", "POC503")]
)
def test_a_plan_that_vanishes(stage: str, expected: str) -> None:
    assert codes(check_change(plan_of(stage), None)) == expected


def test_a_new_plan_changes_nothing() -> None:
    assert check_change(None, plan_of("active")) == []


def test_a_shared_id_is_told_in_both_plans() -> None:
    found = check_portfolio(
        {"a.md": plan_of("active"), "b.md": plan_of("active"), "c.md": plan_of("planning")}
    )
    assert {name: codes(findings) for name, findings in found.items()} == {"a.md": "POC601", "b.md": "POC601"}


def test_time_gives_advice_only_when_a_date_is_given() -> None:
    plan = plan_of("active")
    assert check_plan(plan) == []
    assert codes(check_plan(plan, dt.date(2026, 4, 11))) == "POC906"
    assert codes(check_plan(plan, dt.date(2026, 3, 18))) == "POC907"
    closed = read_plan(plan.document.text.replace("status: Active", f"status: Active\n{CLOSED}"))
    assert check_plan(closed, dt.date(2027, 1, 1)) == []
