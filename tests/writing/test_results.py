"""Results are recorded where they belong, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Verdict
from poc_docs.text.edits import apply_edits
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.results import Recording, record_results
from tests.reliability.sizes import inputs
from tests.writing.golden import pairs
from tests.writing.plans import SAMPLES, edited, manners

PLAN = """\
## Success Criteria

| # | Criterion | Measurement | Target | Weight |
|---|-----------|-------------|--------|--------|
| 1 | Latency | P95 | <200ms | Critical |
| 2 | Import `a\\|b` | rate | **>99.5%** | Critical |
| 3 | Login | SSO | Pass/Fail | Required |
| 4 | Screens | survey | users like it | Optional |

## Results (Post-POC)

"""


@pytest.mark.parametrize(("before", "after"), [p[1:] for p in pairs("results.txt")], ids=lambda p: p[:30])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_golden(before: str, after: str, newline: str) -> None:
    text = (PLAN + before).replace("\n", newline)
    recordings = {2: Recording("99.7%")}
    written = apply_edits(text, record_results(read_plan(text), recordings))
    assert written == (PLAN + after).replace("\n", newline)
    assert record_results(read_plan(written), recordings) == []


@pytest.mark.parametrize(
    "row", ["| 1 | Lat\x04ency | TBD | <200ms | | |", "| 1 | Latency | TBD | <200ms | | a\x04b |"]
)
def test_a_hidden_character_beside_the_result_stays_as_it_is(row: str) -> None:
    table = "| # | Criterion | Result | Target | Status | Note |\n|---|---|---|---|---|---|\n"
    text = PLAN.replace("Latency", row.split(" | ")[1]) + table + row + "\n"
    plan = read_plan(text)
    after = edited(plan, record_results(plan, {1: Recording("171 ms")}))
    assert after.document.text == text.replace("TBD", "171 ms").replace("<200ms | | ", "<200ms | Pass | ")


@pytest.mark.parametrize("result", ["<br>", "<!-- later -->"])
def test_a_result_that_reads_as_nothing_is_written_as_it_is(result: str) -> None:
    text = PLAN + HEAD + f"| 1 | Latency | {result} | <200ms | |\n"
    measured = edited(read_plan(text), record_results(read_plan(text), {1: Recording("171 ms")}))
    after = edited(measured, record_results(measured, {1: Recording(result)}))
    assert after.results[0].result.source == result


def test_where_nothing_is_recorded_there_is_no_table() -> None:
    assert record_results(read_plan(PLAN), {}) == []


HEAD = "| # | Criterion | Result | Target | Status |\n|---|---|---|---|---|\n"
ROW = HEAD + "| 4 | Screens | 7 of 8 | users like it | Pass | \n"
JUDGED = (
    "| # | Criterion | Result | Target | Status | Note |\n|---|---|---|---|---|---|\n"
    "| 4 | Screens | 7 of 8 | users like it | Pass | Judged by Tove Brandt (prospect): fine |\n"
)


@pytest.mark.parametrize(
    ("table", "number", "recording", "expected"),
    [
        (HEAD, 1, Recording("187 ms"), {"Result": "187 ms", "Status": "Pass"}),
        (HEAD, 1, Recording("0.3 s"), {"Result": "0.3 s", "Status": "Fail"}),
        (HEAD, 1, Recording("187"), {"Result": "187", "Status": ""}),
        (HEAD, 1, Recording("TBD"), {"Result": "TBD", "Status": ""}),
        (HEAD, 1, Recording("187", Verdict.PARTIAL), {"Status": "Partial"}),
        (HEAD, 3, Recording("Pass"), {"Status": "Pass"}),
        (HEAD, 2, Recording("99.7 %", note="a | b\nc", evidence=""), {"Note": "a | b c"}),
        (HEAD, 2, Recording("99.7%", evidence="[log](u)"), {"Evidence": "[log](u)"}),
        (ROW, 4, Recording(""), {"Result": "", "Status": ""}),
        (ROW, 4, Recording("7 of 8"), {"Status": ""}),
        (JUDGED, 4, Recording("7 of 8"), {"Status": "Pass"}),
        (JUDGED, 4, Recording("6 of 8"), {"Status": ""}),
        (JUDGED, 4, Recording("7 of 8", note="seen in the workshop"), {"Status": ""}),
        (JUDGED, 4, Recording("7 of 8", note=""), {"Status": "", "Note": ""}),
        (JUDGED, 4, Recording("7 of 8", note="Judged by Ann Lee (prospect): fine"), {"Status": "Pass"}),
        (ROW, 4, Recording("7 of 8", note="Judged by Ann Lee (prospect): fine"), {"Status": "Pass"}),
        (JUDGED, 4, Recording("7 of 8", Verdict.FAIL, note=""), {"Status": "Fail", "Note": ""}),
    ],
)
def test_a_row_reads_as_asked(
    table: str, number: int, recording: Recording, expected: dict[str, str]
) -> None:
    plan = edited(plan := read_plan(PLAN + table), record_results(plan, {number: recording}))
    results = plan.tables["Results (Post-POC)"]
    (row,) = [r.row for r in plan.results if r.number.value == number]
    found = {column: results.cell(row, column) for column in expected}
    assert {column: cell.content if cell else None for column, cell in found.items()} == expected
    assert record_results(plan, {number: recording}) == []


def test_rows_are_added_in_the_order_of_the_numbers() -> None:
    plan = read_plan(PLAN + HEAD + "| 3 | Login | | Pass/Fail | |")
    recordings = {4: Recording("x"), 1: Recording("187 ms"), 2: Recording("99%", note="n")}
    after = edited(plan, record_results(plan, recordings))
    assert [r.number.value for r in after.results] == [1, 2, 3, 4]
    assert not after.document.text.endswith("\n")


@pytest.mark.parametrize(
    ("text", "number", "message"),
    [
        (PLAN + HEAD, 5, "there is no criterion 5 in Success Criteria .there: 1, 2, 3, 4"),
        (PLAN.replace("| 2 |", "| 1 |") + HEAD, 1, "criterion 1 stands twice"),
        (PLAN + HEAD + "| 1 | a | | b | |\n| 1 | a | | b | |\n", 1, "stands twice in 'Results"),
        (PLAN + HEAD + "| 1 | Latency |\n", 1, "has no cell in column 3"),
        (PLAN + HEAD.replace("Target", "Goal"), 1, "has no column 'Target'"),
        (PLAN + HEAD + "\ntext\n\n" + HEAD, 1, "must hold one table"),
        (PLAN.replace("## Results (Post-POC)", ""), 1, "cannot be used"),
        (PLAN + HEAD + "| 1 | Latency | | <200ms | |\n| 2 | ragged |\n", 1, "as many cells as the header"),
    ],
)
def test_refused(text: str, number: int, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        record_results(read_plan(text), {number: Recording("1 ms", note="n")})


def test_hidden_characters_are_refused() -> None:
    with pytest.raises(RefusedEdit, match="hidden"):
        record_results(read_plan(PLAN + HEAD), {1: Recording("1\x00 ms")})


# What the plan says, told without the reader under test: every line, and the cells of table lines.

_RESULTS = st.one_of(
    st.sampled_from(
        ["", "187 ms", "99.7%", "Pass", "TBD", "Not tested: no time", "1 | 2", "😀 ⏳", "ä\nb", "x\\"]
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=10),
)
_OPTIONAL = st.none() | _RESULTS
_RECORDINGS = st.builds(
    Recording, _RESULTS, st.none() | st.sampled_from(Verdict), note=_OPTIONAL, evidence=_OPTIONAL
)


def _table_lines(lines: list[str], heading: str) -> range:
    at = lines.index(heading)
    first = next(i for i in range(at, len(lines)) if lines[i].startswith("|"))
    last = next((i for i in range(first, len(lines)) if not lines[i].startswith("|")), len(lines))
    return range(first, last)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


@settings(max_examples=inputs(60, 10_000))
@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 3), st.dictionaries(st.integers(1, 4), _RECORDINGS))
def test_nothing_else_changes(name: str, manner: int, recordings: dict[int, Recording]) -> None:
    text = manners(SAMPLES[name])[manner]
    plan = read_plan(text)
    after = edited(plan, record_results(plan, recordings))
    newline = "\r\n" if "\r\n" in text else "\n"
    old, new = text.split(newline), after.document.text.split(newline)
    old_table, new_table = (
        _table_lines(old, "## Results (Post-POC)"),
        _table_lines(new, "## Results (Post-POC)"),
    )
    assert new[: new_table.start] == old[: old_table.start]
    assert new[new_table.stop :] == old[old_table.stop :]
    columns = _cells(new[new_table.start])
    rows = {row[0]: dict(zip(columns, row, strict=True)) for row in (_cells(new[i]) for i in new_table[2:])}
    for line in old_table[2:]:
        number = _cells(old[line])[0]
        if int(number) not in recordings and not old[line].count("[Actual measurement]"):
            kept = dict(zip(_cells(old[old_table.start]), _cells(old[line]), strict=True))
            assert rows[number] == dict.fromkeys(columns, "") | kept
    assert {str(number) for number in recordings} <= rows.keys()
    assert record_results(after, recordings) == []


@settings(max_examples=inputs(60, 10_000))
@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 3), st.sampled_from(["9 s", "1", "≥"]))
def test_the_old_result_restores_every_byte(name: str, manner: int, value: str) -> None:
    text = manners(SAMPLES[name])[manner]
    plan = read_plan(text)
    row = plan.result(1)
    assert row
    old = Recording(row.result.source, row.status.value)
    if row.status.value and len(value) <= len(row.result.source) and row.criterion:
        after = edited(plan, record_results(plan, {1: Recording(value, row.status.value)}))
        assert edited(after, record_results(after, {1: old})).document.text == text
