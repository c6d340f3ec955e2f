"""Two people change one plan: nothing is lost, nothing is invented, and only a real clash is a conflict."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.text.reading import read_document
from poc_docs.writing.merging import UnmergeableError, merge_plans
from poc_docs.writing.parts import cut
from tests.plan.plan_files import FRONT_MATTER, plan_text
from tests.writing.plans import SAMPLES, TEMPLATE, manners

BASE = plan_text(front_matter=FRONT_MATTER + "crm: {stage: Validation, amount: 1250.00 EUR}\n")


def edited(text: str, *edits: tuple[str, str]) -> str:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


R1 = "| 1 | Planning time | 9 minutes | < 15 minutes | Pass |\n"
R2 = "| 2 | Distance saved | 5.5% | >= 4% | Pass |\n"
R3 = "| 3 | Single sign-on | Pass | Pass/Fail | Pass |\n"
HEAD = "| Criterion | Result | Target | Status |\n"
DASHES = "|---|-----------|--------|--------|--------|\n"
WIDER = [(HEAD, HEAD[:-1] + " Note |\n"), (DASHES, DASHES[:-1] + "---|\n"), (R1, R1[:-1] + " mean |\n")]
FASTER = ("9 minutes", "8 minutes")
UPTIME = "| 4 | Uptime | 100% | >= 99% | Pass |\n"
COST = "| 4 | Cost | 3 EUR | < 4 EUR | Pass |\n"
GAP = "| Bulk export | High | Manual export | Product Management | 2 |\n"

CLEAN = {
    "different rows of a table": (
        [FASTER],
        [("5.5%", "6.5%")],
        [FASTER, ("5.5%", "6.5%")],
    ),
    "different cells of a row": (
        [("5.5%", "3%"), (">= 4% | Pass", ">= 4% | Fail")],
        [("| 2 | Distance saved | 5.5%", "| 2 | Distance | 5.5%")],
        [(R2, "| 2 | Distance | 3% | >= 4% | Fail |\n")],
    ),
    "the same change": ([FASTER], [FASTER], [FASTER]),
    "neighbouring keys": (
        [("status: Planning", "status: Active")],
        [("date: 2026-03-02", "date: 2026-03-03")],
        [("status: Planning", "status: Active"), ("date: 2026-03-02", "date: 2026-03-03")],
    ),
    "keys inside of braces": (
        [("stage: Validation", "stage: Closing")],
        [("1250.00 EUR", "1500.00 EUR, deal_review: true")],
        [("stage: Validation", "stage: Closing"), ("1250.00 EUR", "1500.00 EUR, deal_review: true")],
    ),
    "neighbouring bullets": (
        [("Two depots", "Three depots")],
        [("400 vans", "500 vans")],
        [("Two depots", "Three depots"), ("400 vans", "500 vans")],
    ),
    "neighbouring setup steps, one ticked and one reworded": (
        [("1. Provision", "1. [x] Provision")],
        [("Load the vans", "Load all vans")],
        [("1. Provision", "1. [x] Provision"), ("Load the vans", "Load all vans")],
    ),
    "a step ticked by one and reworded by the other": (
        [("2. [x] Load", "2. [ ] Load")],
        [("Load the vans", "Load all vans")],
        [("[x] Load the vans", "[ ] Load all vans")],
    ),
    "a step that became a value, its neighbour ticked": (
        [("2. [x] Load the vans", "2. **Vans:** loaded")],
        [("1. Provision", "1. [x] Provision")],
        [("2. [x] Load the vans", "2. **Vans:** loaded"), ("1. Provision", "1. [x] Provision")],
    ),
    "a row each at the end": (
        [(R3, R3 + UPTIME)],
        [(R3, R3 + "| 5 | Cost | 3 EUR | < 4 EUR | Pass |\n")],
        [(R3, R3 + "| 4 | Uptime | 100% | >= 99% | Pass |\n| 5 | Cost | 3 EUR | < 4 EUR | Pass |\n")],
    ),
    "a row deleted, another changed": ([(R1, "")], [("5.5%", "6.5%")], [(R1, ""), ("5.5%", "6.5%")]),
    "a column added, a cell changed and a row added": (
        [*WIDER, (R2, R2[:-1] + " |\n"), (R3, R3[:-1] + " |\n")],
        [("5.5%", "6.5%"), (R3, R3 + UPTIME)],
        [
            *WIDER,
            (R2, "| 2 | Distance saved | 6.5% | >= 4% | Pass | |\n"),
            (R3, R3[:-1] + " |\n" + UPTIME[:-1] + " |\n"),
        ],
    ),
    "a table laid out anew, a cell changed": (
        [("| Low | High | Refresh in week 1 |", "| Low        | High   | Refresh in week 1 |")],
        [("| Low | High |", "| Medium | High |")],
        [("| Low | High | Refresh in week 1 |", "| Medium | High   | Refresh in week 1 |")],
    ),
    "a milestone renamed by one and moved by the other": (
        [("| Environment | Ines", "| Environment ready | Ines")],
        [("2026-03-13", "2026-03-19")],
        [("| Environment | Ines", "| Environment ready | Ines"), ("2026-03-13", "2026-03-19")],
    ),
    "a gap each": (
        [(GAP, GAP + "| Audit log | Low | None | Product Management | 3 |\n")],
        [(GAP, GAP + "| Dark mode | Low | None | Product Management |  |\n")],
        [(GAP, GAP + "| Audit log | Low | None | Product Management | 3 |\n"
          "| Dark mode | Low | None | Product Management |  |\n")],
    ),
    "a heading renamed, what stands below it changed": (
        [("## Risk Assessment", "## Risks")],
        [("Refresh in week 1", "Refresh in week 2")],
        [("## Risk Assessment", "## Risks"), ("Refresh in week 1", "Refresh in week 2")],
    ),
    "a section each": (
        [("## Risk", "## Learnings\n\nOne.\n\n## Risk")],
        [("## Decision Framework", "## Credits\n\nTwo.\n\n## Decision Framework")],
        [("## Risk", "## Learnings\n\nOne.\n\n## Risk"),
         ("## Decision Framework", "## Credits\n\nTwo.\n\n## Decision Framework")],
    ),
    "a label added, its neighbour changed": (
        [("**Decided on:**", "**Sponsor:** Tove.\n\n**Decided on:**")],
        [("**Outcome:** Proceed", "**Outcome:** No-go")],
        [("**Outcome:** Proceed", "**Outcome:** No-go"),
         ("**Decided on:**", "**Sponsor:** Tove.\n\n**Decided on:**")],
    ),
    "one outcome, and its reason on one side": (
        [("**Outcome:** Proceed", "**Outcome:** No-go")],
        [("**Outcome:** Proceed", "**Outcome:** No-go"),
         ("**Decided on:**", "**Reason:** Too slow.\n\n**Decided on:**")],
        [("**Outcome:** Proceed", "**Outcome:** No-go"),
         ("**Decided on:**", "**Reason:** Too slow.\n\n**Decided on:**")],
    ),
    "an outcome and what the customer said": (
        [("**Outcome:** Proceed", "**Outcome:** No-go")],
        [("want to keep it", "want it gone")],
        [("**Outcome:** Proceed", "**Outcome:** No-go"), ("want to keep it", "want it gone")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_what_does_not_clash_is_merged(name: str) -> None:
    ours, theirs, expected = CLEAN[name]
    merged = merge_plans(BASE, edited(BASE, *ours), edited(BASE, *theirs))
    assert merged.text == edited(BASE, *expected)
    assert merged.conflicts == 0


@pytest.mark.parametrize(
    "name", [name for name in CLEAN if "row each" not in name and "gap each" not in name]
)
def test_the_order_of_the_sides_does_not_matter(name: str) -> None:
    ours, theirs, _ = CLEAN[name]
    one, other = edited(BASE, *ours), edited(BASE, *theirs)
    assert merge_plans(BASE, one, other) == merge_plans(BASE, other, one)


CLASHES = {
    "one cell": (
        [FASTER],
        [("9 minutes", "7 minutes")],
        [(R1, conflict(R1.replace("9", "8", 1), R1.replace("9", "7", 1)))],
    ),
    "one cell, and further ones that do not clash": (
        [FASTER],
        [(R1, "| 1 | Time | 16 minutes | < 15 minutes | Fail |\n"), ("5.5%", "6.5%")],
        [(R1, conflict("| 1 | Planning time | 8 minutes | < 15 minutes | Pass |\n",
                       "| 1 | Time | 16 minutes | < 15 minutes | Fail |\n")), ("5.5%", "6.5%")],
    ),
    "one key": (
        [("status: Planning", "status: Active")],
        [("status: Planning", "status: Complete")],
        [("status: Planning\n", conflict("status: Active\n", "status: Complete\n"))],
    ),
    "one bullet": (
        [("Two depots", "Three depots")],
        [("Two depots", "Four depots")],
        [("- **Scope:** Two depots. NOT included: live re-routing\n",
          conflict("- **Scope:** Three depots. NOT included: live re-routing\n",
                   "- **Scope:** Four depots. NOT included: live re-routing\n"))],
    ),
    "a bullet with a comment, and further fields that do not clash": (
        [("2. [x] Load the vans", "2. [ ] Load all vans")],
        [("2. [x] Load the vans", "3. [x] Load two vans")],
        [("2. [x] Load the vans\n", conflict("2. [ ] Load all vans\n", "3. [x] Load two vans\n"))],
    ),
    "braces, and further keys that do not clash": (
        [("stage: Validation, amount: 1250.00 EUR", "stage: Closing, amount: 1.00 EUR")],
        [("stage: Validation,", "stage: Lost,")],
        [("crm: {stage: Validation, amount: 1250.00 EUR}\n",
          conflict("crm: {stage: Closing, amount: 1.00 EUR}\n",
                   "crm: {stage: Lost, amount: 1250.00 EUR}\n"))],
    ),
    "a value here and a comment on it there": (
        [("status: Planning", "status: Active")],
        [("status: Planning", "status: Planning  # Tove said so")],
        [("status: Planning\n", conflict("status: Active\n", "status: Planning  # Tove said so\n"))],
    ),
    "the target under a judgement": (
        [(R1, "| 1 | Planning time | 9 minutes | < 5 minutes | Pass |\n")],
        [(R1, "| 1 | Planning time | Judged by Tove (prospect): fast | < 15 minutes | Pass |\n")],
        [(R1, conflict("| 1 | Planning time | 9 minutes | < 5 minutes | Pass |\n",
                       "| 1 | Planning time | Judged by Tove (prospect): fast | < 15 minutes | Pass |\n"))],
    ),
    "a workaround for a gap that became another": (
        [("| Bulk export | High | Manual export | Product Management | 2 |",
          "| Bulk export | High | Manual export | Product Management | 3 |")],
        [("Manual export", "By hand")],
        [(GAP, conflict("| Bulk export | High | Manual export | Product Management | 3 |\n",
                        "| Bulk export | High | By hand | Product Management | 2 |\n"))],
    ),
    "a line of prose": (
        [("They want to keep it.", "They want to keep it.\n\nOne.\nTwo.")],
        [("They want to keep it.", "They want to keep it.\n\nOne.\nThree.")],
        [("They want to keep it.\n", "They want to keep it.\n\nOne.\n" + conflict("Two.\n", "Three.\n"))],
    ),
    "a row deleted here and changed there": (
        [(R1, "")],
        [FASTER],
        [(R1, conflict("", R1.replace("9", "8", 1)))],
    ),
    "two new criteria of one number": (
        [(R3, R3 + UPTIME)],
        [(R3, R3 + COST)],
        [(R3, R3 + conflict(UPTIME, COST))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLASHES)
def test_a_clash_shows_both_versions_of_its_line_and_nothing_else(name: str) -> None:
    ours, theirs, expected = CLASHES[name]
    merged = merge_plans(BASE, edited(BASE, *ours), edited(BASE, *theirs))
    assert merged.text == edited(BASE, *expected)
    assert merged.conflicts == 1


def test_an_outcome_and_the_reason_of_another_one_clash() -> None:
    decided, reason = "**Outcome:** Proceed\n", "**Reason:** It is fast.\n"
    ours = edited(BASE, (decided, "**Outcome:** No-go\n"))
    theirs = edited(BASE, ("**Decided on:**", f"{reason}\n**Decided on:**"))
    merged = merge_plans(BASE, ours, theirs)
    assert conflict("**Outcome:** No-go\n", decided) in merged.text
    assert conflict("", reason) in merged.text


COLUMNS = ("#", "Criterion", "Result", "Target", "Status", "Note", "Evidence")
MEASURED = ("210 ms", "Fail", "", "")
FASTEST = ("150 ms", "Pass", "", "")
VERDICT = ("210 ms", "Fail", "Judged by Tove B (prospect): it stalls, a clear Fail", "")

VERDICTS = {
    "another result, and a judgement of the old one": (MEASURED, FASTEST, VERDICT, None),
    "another result, and evidence": (MEASURED, FASTEST, ("210 ms", "Fail", "", "run-7.csv"), None),
    "a status each from another result": (MEASURED, FASTEST, ("210 ms", "Partial", "", ""), None),
    "a note here, evidence there": (
        MEASURED, ("210 ms", "Fail", "three runs", ""), ("210 ms", "Fail", "", "run-7.csv"), None,
    ),
    "a note deleted, a result measured anew": (
        VERDICT, MEASURED, ("150 ms", "Pass", VERDICT[2], ""), None,
    ),
    "the same result, and its evidence": (
        MEASURED, FASTEST, ("150 ms", "Pass", "", "run-8.csv"), ("150 ms", "Pass", "", "run-8.csv"),
    ),
    "the same": (MEASURED, VERDICT, VERDICT, VERDICT),
    "a judgement alone": (MEASURED, MEASURED, VERDICT, VERDICT),
    "the first measurement, and a note on nothing": (
        ("TBD", "", "", ""), FASTEST, ("TBD", "", "after the update", ""), None,
    ),
}  # fmt: skip


def verdict_row(cells: tuple[str, ...], criterion: str = "Response") -> str:
    result, status, note, evidence = cells
    return f"| 1 | {criterion} | {result} | <200ms | {status} | {note} | {evidence} |\n"


def with_results(row: str) -> str:
    header = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    return plan_text(results=header + row)


@pytest.mark.parametrize("name", VERDICTS)
@pytest.mark.parametrize("renamed", ["Response", "Response under load"])
def test_result_status_note_and_evidence_are_one_statement(name: str, renamed: str) -> None:
    base, ours, theirs, expected = VERDICTS[name]
    rows = verdict_row(base), verdict_row(ours), verdict_row(theirs, renamed)
    old, one, other = map(with_results, rows)
    merged, mirrored = merge_plans(old, one, other), merge_plans(old, other, one)
    if expected:
        assert merged.text == mirrored.text == with_results(verdict_row(expected, renamed))
    else:
        assert merged.text == with_results(conflict(rows[1], rows[2]))
        assert mirrored.text == with_results(conflict(rows[2], rows[1]))


def test_a_conflict_shows_both_rows_in_the_columns_of_the_merged_table() -> None:
    wider = [*WIDER, (R2, R2[:-1] + " |\n"), (R3, R3[:-1] + " |\n")]
    ours, theirs = edited(BASE, *wider), edited(BASE, (R1, R1.replace("9 minutes", "7 minutes")))
    shown = conflict(R1[:-1] + " mean |\n", R1.replace("9 minutes", "7 minutes")[:-1] + " |\n")
    assert merge_plans(BASE, ours, theirs).text == edited(ours, (R1[:-1] + " mean |\n", shown))
    header = edited(
        BASE, (HEAD, HEAD.replace("Result", "**Result**")), (DASHES, DASHES.replace("--|\n", "-:|\n"))
    )
    clash = edited(ours, (HEAD[:-1], HEAD[:-1].replace("Result", "RESULT")))
    text = merge_plans(BASE, clash, header).text
    lines = [f"| # {HEAD[:-1].replace('Result', word)} Note |\n" for word in ("RESULT", "**Result**")]
    assert conflict(*lines) + DASHES.replace("--|\n", "-:|---|\n") in text


LOG = """
## Decision Timeline

| Date | Decision | Who |
|---|---|---|
| 2026-03-02 | Host it in Oslo | Tove |
"""
PEOPLE = """
## Resource Alignment

| Name | Party | Role | Mail |
|---|---|---|---|
| Tove | prospect | Owner | t@halden.example |
"""


@pytest.mark.parametrize(
    ("line", "ours", "theirs"),
    [
        ("| 2026-03-02 | Host it in Oslo | Tove |", ("Oslo", "Moss"), ("Tove", "Ines")),
        ("started: {date: 2026-03-04, by: Ines}", ("03-04", "03-05"), ("Ines", "Tove")),
        ("closed: {by: Ines, reason: withdrew}", ("withdrew", "superseded"), ("Ines", "Tove")),
        ("business:\n  outcome: won\n  date: 2026-03-04", ("won", "lost"), ("03-04", "03-05")),
        ("completed: 2026-03-04  # Ines", ("03-04", "03-05"), ("Ines", "Tove")),
        ("  - party: vendor\n    name: Ines\n    date: 2026-03-04", ("Ines", "Tove"), ("03-04", "03-05")),
        ("  - {from: 2026-03-04, to: 2026-03-09, reason: ill}", ("03-09", "03-10"), ("ill", "strike")),
    ],
)  # fmt: skip
def test_a_record_is_taken_as_a_whole(line: str, ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    above = "signatures:\n" if "party" in line else "pauses:\n" if "from" in line else ""
    base = edited(BASE + LOG, ("crm:", f"{above}{line}\ncrm:") if "|" not in line else ("", ""))
    one, other = (edited(base, (line, edited(line, change))) for change in (ours, theirs))
    merged = merge_plans(base, one, other)
    shown = conflict(*(edited(line, change) + "\n" for change in (ours, theirs)))
    assert merged.text == edited(base, (line + "\n", shown))
    assert merge_plans(base, one, base).text == one


RUNNING = """

---

## Conversion

- [ ] Legal review -- Arne Lie, 2026-04-17
- [ ] Security review -- Tove Brandt, 2026-04-17

---

## Checkpoints

### 2026-03-16

- **Health:** Green
- **Focus:** Orders of Moss

---

## Metric Log

| Date | # | Value | Note |
|------|---|-------|------|
| 2026-03-13 | 1 | 9 minutes | |

---

## Issue Log

| Id | Opened | Issue | Owner | Closed |
|----|--------|-------|-------|--------|
| 1 | 2026-03-12 | Orders are late | Ines Falk | |

---

## Credits

| Date | Entry | Amount | Note |
|------|-------|--------|------|
| 2026-03-09 | Allocation | 1500.00 EUR | |
"""
RUN = BASE.rstrip("\n") + RUNNING
LOGGED = "| 2026-03-13 | 1 | 9 minutes | |\n"
ISSUE = "| 1 | 2026-03-12 | Orders are late | Ines Falk | |\n"
GIVEN = "| 2026-03-09 | Allocation | 1500.00 EUR | |\n"
LEGAL = "- [ ] Legal review -- Arne Lie, 2026-04-17\n"
SECURITY = "- [ ] Security review -- Tove Brandt, 2026-04-17\n"
LEGAL_DONE = "- [x] Legal review -- Arne Lie, 2026-04-17, done 2026-04-15\n"
SECURITY_DONE = "- [x] Security review -- Tove Brandt, 2026-04-17, done 2026-04-16\n"
FOCUS = "- **Focus:** Orders of Moss\n"


def checkpoint(day: str, health: str = "Yellow") -> str:
    return f"\n### {day}\n\n- **Health:** {health}\n- **Blockers:**\n  - one of {day}\n  - two\n"


def logged(day: str, value: str, number: str = "1") -> str:
    return f"| {day} | {number} | {value} | |\n"


TOGETHER = {
    "values of different days, by date": (
        [(LOGGED, LOGGED + logged("2026-03-23", "7 minutes"))],
        [(LOGGED, LOGGED + logged("2026-03-20", "8 minutes") + logged("2026-03-20", "3%", "2"))],
        [(LOGGED, LOGGED + logged("2026-03-20", "8 minutes") + logged("2026-03-20", "3%", "2")
          + logged("2026-03-23", "7 minutes"))],
    ),
    "a value logged by both": (
        [(LOGGED, LOGGED + logged("2026-03-20", "8 minutes"))],
        [(LOGGED, LOGGED + logged("2026-03-20", "8 minutes") + logged("2026-03-23", "7 minutes"))],
        [(LOGGED, LOGGED + logged("2026-03-20", "8 minutes") + logged("2026-03-23", "7 minutes"))],
    ),
    "a value corrected, another logged": (
        [("9 minutes | |", "9.5 minutes | |")],
        [(LOGGED, LOGGED + logged("2026-03-20", "8 minutes"))],
        [(LOGGED, LOGGED.replace("9 min", "9.5 min") + logged("2026-03-20", "8 minutes"))],
    ),
    "credits used and topped up": (
        [(GIVEN, GIVEN + "| 2026-03-20 | Usage | 120.00 EUR | |\n")],
        [(GIVEN, GIVEN + "| 2026-03-18 | Top-up | 500.00 EUR | |\n")],
        [(GIVEN, GIVEN + "| 2026-03-18 | Top-up | 500.00 EUR | |\n| 2026-03-20 | Usage | 120.00 EUR | |\n")],
    ),
    "an issue closed, its text changed": (
        [(ISSUE, ISSUE.replace("| |\n", "| 2026-03-20 |\n"))],
        [(ISSUE, ISSUE.replace("late", "late every Monday"))],
        [(ISSUE, "| 1 | 2026-03-12 | Orders are late every Monday | Ines Falk | 2026-03-20 |\n")],
    ),
    "an issue closed, another opened": (
        [(ISSUE, ISSUE.replace("| |\n", "| 2026-03-20 |\n"))],
        [(ISSUE, ISSUE + "| 2 | 2026-03-19 | No power | | |\n")],
        [(ISSUE, ISSUE.replace("| |\n", "| 2026-03-20 |\n") + "| 2 | 2026-03-19 | No power | | |\n")],
    ),
    "an issue closed by both on one day": (
        [(ISSUE, ISSUE.replace("| |\n", "| 2026-03-20 |\n"))],
        [(ISSUE, ISSUE.replace("| |\n", "| 2026-03-20 |\n"))],
        [(ISSUE, ISSUE.replace("| |\n", "| 2026-03-20 |\n"))],
    ),
    "tasks ticked side by side": (
        [(LEGAL, LEGAL_DONE)],
        [(SECURITY, SECURITY_DONE)],
        [(LEGAL, LEGAL_DONE), (SECURITY, SECURITY_DONE)],
    ),
    "a task ticked with one added, and another one moved": (
        [(SECURITY, SECURITY_DONE + "- [ ] Reference call\n")],
        [(LEGAL, LEGAL.replace("04-17", "04-24"))],
        [(SECURITY, SECURITY_DONE + "- [ ] Reference call\n"), (LEGAL, LEGAL.replace("04-17", "04-24"))],
    ),
    "a task done, with another one added before it there and after it here": (
        [(SECURITY, SECURITY_DONE + "- [ ] Reference call\n")],
        [(SECURITY, "- [ ] Procurement\n" + SECURITY)],
        [(SECURITY, "- [ ] Procurement\n" + SECURITY_DONE + "- [ ] Reference call\n")],
    ),
    "checkpoints of different days, by date and with one rule below them": (
        [(FOCUS, FOCUS + checkpoint("2026-03-30"))],
        [(FOCUS, FOCUS + checkpoint("2026-03-23", "Red"))],
        [(FOCUS, FOCUS + checkpoint("2026-03-23", "Red") + checkpoint("2026-03-30"))],
    ),
    "a checkpoint, and the one before it changed": (
        [(FOCUS, FOCUS + checkpoint("2026-03-30"))],
        [("- **Health:** Green", "- **Health:** Yellow")],
        [("- **Health:** Green", "- **Health:** Yellow"), (FOCUS, FOCUS + checkpoint("2026-03-30"))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOGETHER)
def test_what_two_people_write_down_while_the_work_goes_on_is_merged(name: str) -> None:
    ours, theirs, expected = TOGETHER[name]
    one, other, wanted = (edited(RUN, *edits) for edits in (ours, theirs, expected))
    for text in (merge_plans(RUN, one, other), merge_plans(RUN, other, one)):
        assert text.text == wanted
        assert text.conflicts == 0
    base, one, other, wanted = (text.replace("\n", "\r\n") for text in (RUN, one, other, wanted))
    assert merge_plans(base, one, other).text == wanted


APART = {
    "one value of a day and criterion changed twice": (
        ("9 minutes | |", "8 minutes | |"), ("9 minutes | |", "7 minutes | |"),
    ),
    "an issue closed on two days": (
        (ISSUE, ISSUE.replace("| |\n", "| 2026-03-20 |\n")),
        (ISSUE, ISSUE.replace("| |\n", "| 2026-03-21 |\n")),
    ),
    "two issues of one id": (
        (ISSUE, ISSUE + "| 2 | 2026-03-19 | No power | | |\n"),
        (ISSUE, ISSUE + "| 2 | 2026-03-20 | No vans | | |\n"),
    ),
    "a task done on two days": (
        (LEGAL, LEGAL_DONE), (LEGAL, LEGAL_DONE.replace("04-15", "04-16")),
    ),
    "a checkpoint of one day with two healths": (
        (FOCUS, FOCUS + checkpoint("2026-03-23")), (FOCUS, FOCUS + checkpoint("2026-03-23", "Red")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", APART)
def test_two_values_of_one_fact_are_one_conflict(name: str) -> None:
    ours, theirs = (edited(RUN, edit) for edit in APART[name])
    merged = merge_plans(RUN, ours, theirs)
    assert merged.conflicts == 1
    assert BLOCK.sub(r"\1", merged.text) == ours
    assert BLOCK.sub(r"\2", merged.text) == theirs


def test_a_log_that_both_began_holds_the_rows_of_both() -> None:
    def begun(row: str) -> str:
        return f"{BASE}\n## Metric Log\n\n| Date | # | Value | Note |\n|---|---|---|---|\n{row}"

    one, other = logged("2026-03-20", "8 minutes"), logged("2026-03-18", "9 minutes")
    for ours, theirs in ((one, other), (other, one)):
        merged = merge_plans(BASE, begun(ours), begun(theirs))
        assert merged.text == begun(other + one)


def test_a_log_is_one_in_any_order_of_its_columns() -> None:
    base = (
        f"{BASE}\n## Metric Log\n\n| # | Value | Date | Note |\n|---|---|---|---|\n| 1 | 9 | 2026-03-13 | |\n"
    )
    ours, theirs = f"{base}| 2 | 3% | 2026-03-23 | |\n", f"{base}| 2 | 4% | 2026-03-20 | |\n"
    assert (
        merge_plans(base, ours, theirs).text
        == f"{base}| 2 | 4% | 2026-03-20 | |\n| 2 | 3% | 2026-03-23 | |\n"
    )


def test_sections_that_both_put_at_the_end_have_a_blank_line_between_them() -> None:
    log = "\n## Metric Log\n\n| Date | # | Value | Note |\n|---|---|---|---|\n| 2026-03-13 | 1 | 9 | |\n"
    for end in ("", "\n"):
        ours, theirs = BASE + log.rstrip("\n") + end, f"{BASE}\n## Learnings\n\n- One{end}"
        merged = merge_plans(BASE, ours, theirs)
        assert merged.text == f"{BASE}{log}\n## Learnings\n\n- One{end}"
        assert merge_plans(BASE, ours, BASE).text == merge_plans(BASE, BASE, ours).text == ours


def test_a_row_gets_its_last_pipe_with_the_column_of_the_other_side() -> None:
    closed = "| Component | Details |\n|-----------|---------|\n| Region | EU-West |\n"
    base = edited(BASE, (closed, "| Component | Details\n|-----------|---------\n| Region | EU-West\n"))
    ours = edited(base, ("| Region | EU-West\n", "| Region | EU-West\n| Size | 4 nodes\n"))
    wider = "| Component | Details | Note |\n|-----------|---------|------|\n| Region | EU-West | near |\n"
    theirs = edited(BASE, (closed, wider))
    merged = merge_plans(base, ours, theirs)
    assert (merged.text, merged.conflicts) == (edited(BASE, (closed, wider + "| Size | 4 nodes| |\n")), 0)


def test_a_pause_that_both_sides_took_out_is_gone() -> None:
    audit = "  - {from: 2026-03-10, to: 2026-03-11, reason: Audit, requested_by: Tove}\n"
    freeze = "  - {from: 2026-03-20, to: , reason: Freeze, requested_by: Tove}\n"
    base = edited(BASE, ("crm:", f"pauses:\n{audit}{freeze}crm:"))
    ours = edited(base, (freeze, ""))
    theirs = edited(ours, ("to: 2026-03-11", "to: 2026-03-12"))
    assert merge_plans(base, ours, theirs).text == theirs


def test_pauses_of_both_sides_stand_by_date() -> None:
    def paused(*days: str) -> str:
        items = "".join(f"  - {{from: {day}, to: {day}, reason: ill}}\n" for day in days)
        return edited(BASE, ("crm:", f"pauses:\n{items}crm:"))

    base, ours, theirs = (
        paused("2026-03-09"),
        paused("2026-03-09", "2026-03-20"),
        paused("2026-03-09", "2026-03-13"),
    )
    assert merge_plans(base, ours, theirs).text == paused("2026-03-09", "2026-03-13", "2026-03-20")


ROW_EDITS = st.lists(
    st.tuples(st.integers(9, 30), st.sampled_from("12"), st.integers(1, 9)),
    max_size=4,
    unique_by=lambda row: row,
)


@given(ours=ROW_EDITS, theirs=ROW_EDITS)
def test_rows_appended_to_a_log_are_never_lost_and_each_side_keeps_its_order(
    ours: list[tuple[int, str, int]], theirs: list[tuple[int, str, int]]
) -> None:
    def appended(rows: list[tuple[int, str, int]]) -> list[str]:
        return [
            logged(f"2026-03-{day:02}", f"{value} minutes", number) for day, number, value in sorted(rows)
        ]

    one, other = appended(ours), appended(theirs)
    ours_text, theirs_text = (edited(RUN, (LOGGED, LOGGED + "".join(rows))) for rows in (one, other))
    merged = merge_plans(RUN, ours_text, theirs_text)
    assert merged.conflicts == 0
    start, end = merged.text.index(LOGGED) + len(LOGGED), merged.text.index("\n---\n\n## Issue Log")
    rows = merged.text[start:end].splitlines(keepends=True)
    assert sorted(rows) == sorted({*one, *other})
    assert [row for row in rows if row in one] == one
    assert [row for row in rows if row in other] == other


def test_another_name_is_another_person() -> None:
    ours = edited(BASE + PEOPLE, ("| Tove |", "| Kari |"))
    theirs = edited(BASE + PEOPLE, ("t@halden", "tove@halden"))
    merged = merge_plans(BASE + PEOPLE, ours, theirs)
    assert conflict("", "| Tove | prospect | Owner | tove@halden.example |\n") in merged.text
    assert "| Kari | prospect | Owner | t@halden.example |\n" in merged.text


def signature(party: str, name: str, date: str) -> str:
    return f"  - party: {party}\n    name: {name}\n    date: {date}\n"


def with_signatures(*signatures: str) -> str:
    return edited(BASE, ("status: Planning\n", f"status: Planning\nsignatures:\n{''.join(signatures)}"))


FIRST = signature("vendor", "Ines Falk", "2026-03-04")
SECOND = signature("prospect", "Tove Brandt", "2026-03-06")
THIRD = signature("vendor", "Tom Berg", "2026-03-05")


def test_signatures_of_both_sides_stand_by_date() -> None:
    base, ours, theirs = with_signatures(FIRST), with_signatures(FIRST, SECOND), with_signatures(FIRST, THIRD)
    assert merge_plans(base, ours, theirs).text == with_signatures(FIRST, THIRD, SECOND)
    assert merge_plans(base, theirs, ours).text == with_signatures(FIRST, THIRD, SECOND)
    assert merge_plans(base, ours, ours).text == ours


def test_the_first_signatures_may_come_from_two_sides() -> None:
    merged = merge_plans(BASE, with_signatures(FIRST), with_signatures(SECOND))
    assert merged.text == with_signatures(FIRST, SECOND)


def test_two_amendments_of_one_text_exclude_each_other() -> None:
    def amended(date: str) -> str:
        item = f"amendments:\n  - date: {date}\n    by: Ines Falk\n    reason: Late\n"
        return edited(BASE, ("crm:", item + "crm:"))

    merged = merge_plans(BASE, amended("2026-03-10"), amended("2026-03-11"))
    assert merged.conflicts == 1
    assert "<<<<<<< ours\n  - date: 2026-03-10\n" in merged.text
    assert "    reason: Late\n>>>>>>> theirs\ncrm:" in merged.text


def test_the_rows_of_the_template_are_filled_in_by_two_people() -> None:
    row = "| 1 | [Criterion] | [Actual measurement] | [Target] | [Pass / Fail / Partial] |\n"
    gap = (
        "| [e.g., Missing bulk export API] | [High] | [Manual CSV export available] | [Product Management] |"
    )
    one = ("| 1 | Speed | 3 s | < 4 s | Pass |\n", "| Export | High | By hand | Anna |\n")
    other = ("| 2 | Login | Pass | Pass/Fail | Pass |\n", "| Audit | Low | None | Anna |\n")
    ours, theirs = (edited(TEMPLATE, (row, mine[0]), (gap, mine[1].rstrip())) for mine in (one, other))
    merged = merge_plans(TEMPLATE, ours, theirs)
    assert merged.text == edited(TEMPLATE, (row, one[0] + other[0]), (gap, one[1] + other[1].rstrip()))


@pytest.mark.parametrize(
    ("theirs", "reason"),
    [
        (BASE.replace("id: halden-route-planning", "id: oslo-port"), "these are different plans"),
        (BASE.replace("status: Planning", "status: ["), "front matter must be YAML"),
        (BASE.replace("## Risk", "<<<<<<< ours\n## Risk"), "it has conflict marks already"),
        (BASE + "x\n" * 20_000, "more lines than any plan"),
    ],
)
def test_what_can_not_be_merged_is_left_to_git(theirs: str, reason: str) -> None:
    with pytest.raises(UnmergeableError, match=reason):
        merge_plans(BASE, edited(BASE, FASTER), theirs)


@pytest.mark.parametrize("stem", SAMPLES)
def test_the_parts_of_a_plan_are_its_text(stem: str) -> None:
    for text in manners(SAMPLES[stem]):
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
        assert "".join(part.source for part in cut(plain)) == plain


@pytest.mark.parametrize("stem", SAMPLES)
def test_one_side_alone_is_taken_byte_for_byte(stem: str) -> None:
    base = SAMPLES[stem]
    for text in manners(base):
        assert merge_plans(base, text, base).text == text
        assert merge_plans(base, base, text).text == text
        assert merge_plans(text, text, text).text == text


def test_line_breaks_and_the_missing_last_one_survive() -> None:
    crlf, bare = BASE.replace("\n", "\r\n"), BASE.rstrip("\n")
    change = FASTER
    assert merge_plans(BASE, crlf, edited(BASE, change)).text == edited(crlf, change)
    assert (
        merge_plans(bare, bare + "\n\nMore.", edited(bare, change)).text == edited(bare, change) + "\n\nMore."
    )
    last = bare.replace("keep it.", "keep it. Now.")
    assert merge_plans(bare, last, edited(bare, change)).text == edited(last, change)


# A model: a plan is a dictionary of values, an edit sets one, adds a row or a column, drops a row, or signs.

Edit = tuple[str, str, str]
Place = tuple[str, ...]
Values = dict[Place, str]

MODELLED = plan_text(
    front_matter=FRONT_MATTER
    + "started: {date: 2026-03-09, parameters: none}\nbusiness:\n  outcome: won\n  date: 2026-04-20\n"
    + "crm: {stage: Validation, amount: 1250.00 EUR}\n",
    results=f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    "| 1 | Planning time | 9 minutes | < 15 minutes | Pass |  | night.csv |\n"
    "| 2 | Distance saved | 3% | >= 4% | Pass | Judged by Tove (prospect): enough |  |\n"
    "| 3 | Single sign-on | TBD | Pass/Fail |  |  |  |\n",
    decision="**Outcome:** Proceed\n\n**Decided on:** 2026-04-10\n\n**Reason:** Fast\n\n"
    "**Customer feedback:** Good\n",
)
RESULTS_TABLE = "Results (Post-POC)"
GAPS_TABLE = "Gaps Identified"
FIRST_COLUMN = {
    RESULTS_TABLE: "#",
    GAPS_TABLE: "Gap",
    "Success Criteria": "#",
    "Environment Specification": "Component",
    "Timeline": "Week",
    "Risk Assessment": "Risk",
    "Decision Framework": "Outcome",
}
CELLS = [
    *(f"{RESULTS_TABLE}/{n}/{column}" for n in "1234" for column in COLUMNS[1:]),
    *(f"Success Criteria/{n}/{column}" for n in "12" for column in ("Measurement", "Target")),
    *(f"{GAPS_TABLE}/Bulk export/{column}" for column in ("Severity", "Workaround", "Criterion")),
]
KEYS = ["title", "sales_engineer", "opportunity", "status"]
LABELS = ["Objective", "Scope", "Decision date", "Customer feedback", "Outcome", "Decided on", "Reason"]
RECORDS = {
    "started date": r"(started: {date: )[^,}]*",
    "started parameters": r"(started: {.*parameters: )[^,}]*",
    "business outcome": r"(business:\n  outcome: ).*",
    "business date": r"(business:\n  outcome: .*\n  date: ).*",
}

EDIT = st.one_of(
    st.tuples(st.just("cell"), st.sampled_from(CELLS), st.sampled_from(["aaa", "bbb", "", "Judged by aaa"])),
    st.tuples(st.just("measure"), st.sampled_from("1234"), st.sampled_from(["aaa", "bbb"])),
    st.tuples(st.just("judge"), st.sampled_from("1234"), st.sampled_from(["aaa", "bbb"])),
    st.tuples(st.just("key"), st.sampled_from(KEYS), st.sampled_from(["Anna", "Berta", "Clara"])),
    st.tuples(st.just("record"), st.sampled_from(sorted(RECORDS)), st.sampled_from(["one", "two"])),
    st.tuples(st.just("label"), st.sampled_from(LABELS), st.sampled_from(["north", "south"])),
    st.tuples(st.just("row"), st.sampled_from("4567"), st.sampled_from(["ddd", "eee"])),
    st.tuples(st.just("column"), st.sampled_from(["Owner", "Source"]), st.just("fff")),
    st.tuples(st.just("drop"), st.sampled_from("123"), st.just("")),
    st.tuples(st.just("sign"), st.sampled_from(["Ole", "Pia", "Kim"]), st.sampled_from(["04", "05"])),
)


# Two people at the same few cells: here it is decided what is one statement.
CLOSE = [place for place in CELLS if place.startswith((f"{RESULTS_TABLE}/1/", GAPS_TABLE))]
CLOSE_EDIT = st.one_of(
    st.tuples(st.just("cell"), st.sampled_from(CLOSE), st.sampled_from(["aaa", "bbb"])),
    st.tuples(st.sampled_from(["measure", "judge"]), st.just("1"), st.sampled_from(["aaa", "bbb"])),
)


@lru_cache(maxsize=64)
def values(text: str) -> Values:
    """Read a plan as a dictionary: this is all that may ever change. An empty cell is none."""
    document = read_document(text)
    found = {}
    assert document.front_matter
    for key, value in document.front_matter.root.entries:
        if key.value == "signatures":
            for item in re.findall(r"name: (\w+)\n    date: (\S+)", value.span.of(text)):
                found["signature", *item] = "signed"
        else:
            found["key", key.value] = value.span.of(text)
    for section, table in document.tables:
        columns = [cell.text for cell in table.header.cells]
        for row in table.rows:
            for column, cell in zip(columns, row.cells, strict=True):
                found["cell", section.heading.text, row.cells[0].text, column] = cell.content
    for section in document.sections:
        for block in section.blocks:
            label, _, said = block.text.partition(":")
            found["label", section.heading.text, label] = said.strip()
    return {place: value for place, value in found.items() if value or place[0] != "cell"}


def applied(text: str, edit: Edit) -> str:
    """Make one edit as an editor would, line by line; one that does not fit any more changes nothing."""
    kind, where, value = edit
    if kind in MAKERS:
        return MAKERS[kind](text, where, value)
    head, results, rest = _results(text)
    return head + TABLE_MAKERS[kind](results, where, value) + rest


def _set_key(text: str, key: str, value: str) -> str:
    return re.sub(rf"(?m)^{key}: .*$", f"{key}: {value}", text, count=1)


def _set_in_record(text: str, where: str, value: str) -> str:
    return re.sub(RECORDS[where], rf"\g<1>{value}", text, count=1)


def _set_label(text: str, label: str, value: str) -> str:
    return re.sub(rf"\*\*{label}:\*\* .*", f"**{label}:** {value}", text, count=1)


def _measured(text: str, number: str, value: str) -> str:
    return _set_cells(text, number, {"Result": value, "Status": "Fail" if value == "aaa" else "Pass"})


def _judged(text: str, number: str, value: str) -> str:
    return _set_cells(text, number, {"Status": "Partial", "Note": f"Judged by {value}"})


def _without_row(results: str, number: str, _: str) -> str:
    return re.sub(rf"(?m)^\| {number} \|.*\n", "", results, count=1)


def _results(text: str) -> tuple[str, str, str]:
    head, mark, results = text.partition(f"## {RESULTS_TABLE}\n\n")
    table, end, rest = results.partition("\n\n")
    return head + mark, table + "\n", end[1:] + rest


def _signed(text: str, name: str, day: str) -> str:
    item = f"  - party: vendor\n    name: {name}\n    date: 2026-03-{day}\n"
    found = re.search(r"signatures:\n(?:  .*\n)*", text)
    if found is None:
        return text.replace("crm:", f"signatures:\n{item}crm:", 1)
    return text if item in found.group() else text[: found.end()] + item + text[found.end() :]


def _with_row(results: str, number: str, value: str) -> str:
    rows = list(re.finditer(r"(?m)^\| (\d) \|.*\n", results))
    if not rows or any(row[1] == number for row in rows):
        return results
    empty = " |" * (results.partition("\n")[0].count("|") - 6)
    return results + f"| {number} | {value} | {value} | {value} | Pass |{empty}\n"


def _with_column(results: str, name: str, value: str) -> str:
    header, dashes, *rows = results.splitlines()
    if name in header:
        return results
    return "".join(
        f"{line}\n" for line in (f"{header} {name} |", f"{dashes}---|", *(f"{row} {value} |" for row in rows))
    )


def _set_cells(text: str, number: str, cells: dict[str, str]) -> str:
    for column, value in cells.items():
        text = _set_cell(text, f"{RESULTS_TABLE}/{number}/{column}", value)
    return text


def _set_cell(text: str, where: str, value: str) -> str:
    section, number, column = where.split("/")
    document = read_document(text)
    for found, table in document.tables:
        columns = [cell.text for cell in table.header.cells]
        for row in table.rows:
            if found.heading.text == section and row.cells[0].text == number:
                interior = row.cells[columns.index(column)].interior
                return f"{text[: interior.start]} {value} {text[interior.end :]}"
    return text


MAKERS = {
    "cell": _set_cell,
    "measure": _measured,
    "judge": _judged,
    "key": _set_key,
    "record": _set_in_record,
    "label": _set_label,
    "sign": _signed,
}
TABLE_MAKERS = {"drop": _without_row, "row": _with_row, "column": _with_column}


def groups(*versions: Values) -> list[list[Place]]:
    """Give the places whose values are one statement."""
    found: list[list[Place]] = [
        [("label", "Decision", label) for label in ("Outcome", "Decided on", "Reason")]
    ]
    found.append(
        [("cell", GAPS_TABLE, "Bulk export", column) for column in ("Gap", "Workaround", "Criterion")]
    )
    for number in "1234567":
        row = ("cell", RESULTS_TABLE, number)
        found.append([(*row, column) for column in ("Result", "Status", "Note", "Evidence")])
        if any(
            "Judged by" in value for side in versions for place, value in side.items() if place[:3] == row
        ):
            found[-1].append((*row, "Target"))
    return found


def is_there(side: Values, places: list[Place]) -> bool:
    """Say whether a side has the row of a statement; a decision is always there."""
    return places[0][0] == "label" or (*places[0][:3], FIRST_COLUMN[places[0][1]]) in side


def statement(side: Values, places: list[Place]) -> tuple[str, ...]:
    return tuple(side.get(place, "") for place in places)


def model(base: str, ours: str, theirs: str) -> tuple[Values, bool]:
    """Give the merged dictionary, and whether two values of one place, or two statements, clash."""
    old, one, other = values(base), values(ours), values(theirs)
    merged, clash = {}, False
    for place in {**old, **one, **other}:
        was, mine, yours = old.get(place), one.get(place), other.get(place)
        filled = place[0] == "cell" and not was and not (mine and yours)
        clash |= mine not in {was, yours} and yours != was and not filled
        value = yours if mine == was else mine
        if value is not None:
            merged[place] = value
    for row in {place[:3] for place in old if place[0] == "cell"}:
        gone = [(*row, FIRST_COLUMN[row[1]]) not in side for side in (one, other)]
        changed = [
            any(side.get(p) != old.get(p) for p in {**side, **old} if p[:3] == row) for side in (one, other)
        ]
        clash |= gone[0] != gone[1] and all(changed)
        if any(gone):
            merged = {place: value for place, value in merged.items() if place[:3] != row}
    for places in groups(one, other):
        if is_there(one, places) and is_there(other, places):
            made, done = (
                {(p, side.get(p)) for p in places if side.get(p) != old.get(p)} for side in (one, other)
            )
            clash |= made & done not in (made, done)
    return merged, clash


BLOCK = re.compile(r"<{7} ours\n(.*?)={7}\n(.*?)>{7} theirs\n", re.DOTALL)


def shown(side: str, merged: str) -> str:
    """Give a side's text with its results in the columns of the merged table: as it was where none came."""
    head, results, rest = _results(side)
    wanted = _results(merged)[1].partition("\n")[0].strip("|").split("|")
    lines = [line[1:-1].split("|") for line in results.splitlines()]
    if lines[0] == wanted:
        return side
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines]
    return head + "".join(f"|{'|'.join(row.get(name, ' ') for name in wanted)}|\n" for row in rows) + rest


def assert_nothing_invented(text: str, *versions: str) -> None:
    """Whichever side is taken in the conflicts: each line is that side's, each statement somebody's."""
    for block in BLOCK.finditer(text):
        for lines, side in zip(block.groups(), versions[1:], strict=True):
            assert "\n" + lines in "\n" + shown(side, text), lines
    known = [values(version) for version in versions]
    for taken in (r"\1", r"\2"):
        found = values(BLOCK.sub(taken, text))
        for places in groups(*known):
            if is_there(found, places):
                assert statement(found, places) in {statement(side, places) for side in known}, places
        for place in found:
            if place[0] == "key":
                assert found[place] in {side.get(place) for side in known}


def assert_nothing_lost(text: str, base: str, *sides: str) -> None:
    known, taken = values(base), [values(BLOCK.sub(side, text)) for side in (r"\1", r"\2")]
    for side in map(values, sides):
        for place, value in side.items():
            assert known.get(place) == value or value in (found.get(place) for found in taken), place


@given(ours=st.lists(CLOSE_EDIT, max_size=2), theirs=st.lists(CLOSE_EDIT, max_size=2))
def test_random_edits_of_the_same_row_merge_as_the_model_says(ours: list[Edit], theirs: list[Edit]) -> None:
    assert_merged_as_the_model_says(ours, theirs)


@given(ours=st.lists(EDIT, max_size=6), theirs=st.lists(EDIT, max_size=6))
def test_random_edits_merge_as_the_model_says(ours: list[Edit], theirs: list[Edit]) -> None:
    assert_merged_as_the_model_says(ours, theirs)


def assert_merged_as_the_model_says(ours: list[Edit], theirs: list[Edit]) -> None:
    one = other = MODELLED
    for edit in ours:
        one = applied(one, edit)
    for edit in theirs:
        other = applied(other, edit)
    expected, clash = model(MODELLED, one, other)
    merged = merge_plans(MODELLED, one, other)
    mirrored = merge_plans(MODELLED, other, one)
    assert bool(merged.conflicts) == clash
    assert mirrored.conflicts == merged.conflicts
    if not clash:
        assert values(merged.text) == expected
        assert values(mirrored.text) == expected
    for text, sides in ((merged.text, (one, other)), (mirrored.text, (other, one))):
        assert_nothing_invented(text, MODELLED, *sides)
        assert_nothing_lost(text, MODELLED, *sides)
