"""Results from files of measuring programs, through the command as people type it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.reading import read_plan
from tests.cli.conversation import converse
from tests.plan.plan_files import plan_text
from tests.surroundings import environment

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from tests.surroundings import Repository

FILES = Path(__file__).parents[1] / "imports" / "files"
PLAN = "plans/halden.md"
CRITERIA = """\
| # | Criterion | Measurement | Target | Weight |
|---|-----------|-------------|--------|--------|
| 1 | Latency | P95 of a route request | < 200 ms | Critical |
| 2 | Failed requests | Share of the load test | < 0.5% | Required |
| 3 | Single sign-on | Login test | Pass/Fail | Required |
| 5 | Memory | Peak of the service | < 64 MB | Optional |
"""
RESULTS = """\
| # | Criterion | Result | Target | Status |
|---|-----------|--------|--------|--------|
| 1 | Latency | 190 ms | < 200 ms | Pass |
| 3 | Single sign-on | Pass | Pass/Fail | Pass |
"""
P95 = "k6:http_req_duration p(95)"
MEMORY = 'process_resident_memory_bytes{instance="127.0.0.1:19090",job="self"} max'


@pytest.fixture
def halden(repository: Repository) -> Repository:
    """Give a repository with one plan and the files of the programs beside it."""
    shutil.copytree(FILES, repository.root / "measured")
    for path in (repository.root / "measured").iterdir():
        os.utime(path, (1795000000, 1795000000))
    repository.write(PLAN, plan_text(criteria=CRITERIA, results=RESULTS, gaps="", decision=""))
    return repository


def plan(repository: Repository) -> Plan:
    return read_plan((repository.root / PLAN).read_bytes().decode())


def row(repository: Repository, number: int) -> tuple[str, str, str]:
    """Give result, status and evidence of a criterion."""
    found = plan(repository).result(number)
    assert found
    return found.result.value, found.status.text.value, found.evidence.value if found.evidence else ""


def remembered(repository: Repository) -> list[tuple[int, str, str | None]]:
    metadata = plan(repository).metadata
    assert metadata
    return [(each.criterion, each.source, each.unit) for each in metadata.metrics]


def results(repository: Repository, name: str, *options: str, code: int = 0) -> str:
    return repository.poc_docs("results", "halden", "--from", f"measured/{name}", *options, code=code)


def test_the_first_import_says_what_goes_where_and_the_second_needs_no_words(halden: Repository) -> None:
    before = row(halden, 3)
    said = results(halden, "k6-handle-summary.json", "--use", f"1={P95}", "--use", "2=http_req_failed rate")
    assert "1. Latency: Pass: 167.3638 ms meets < 200 ms" in said
    evidence = "k6-handle-summary.json, sha256 {}\u2026, saved 2026-11-18T11:06Z"
    assert row(halden, 1)[:2] == ("167.3638 ms", "Pass")
    assert row(halden, 2)[:2] == ("0.32%", "Pass")
    assert row(halden, 1)[2].startswith(evidence.partition("{")[0])
    assert row(halden, 1)[2].endswith(evidence.rpartition("}")[2])
    assert row(halden, 3)[:2] == before[:2]
    assert remembered(halden) == [(1, P95, "ms"), (2, "k6:http_req_failed rate", "%")]
    halden.replace("measured/k6-handle-summary.json", "167.36383699999988", "212.5")
    said = results(halden, "k6-handle-summary.json")
    assert f"criterion 1: {P95} = 212.5 ms" in said
    assert row(halden, 1)[:2] == ("212.5 ms", "Fail")
    assert "Nothing to change" in results(halden, "k6-handle-summary.json")


def test_other_bytes_of_the_plan_stay(halden: Repository) -> None:
    before = (halden.root / PLAN).read_text().splitlines()
    results(halden, "hyperfine.json", "--use", "1=sleep 0.02 max")
    after = (halden.root / PLAN).read_text().splitlines()
    changed = [line for line in before if line not in after]
    assert [line for line in changed if not line.startswith("|")] == []
    new = [line for line in after if line not in before and not line.startswith("|")]
    assert new == ["metrics:", "  - criterion: 1", "    source: hyperfine:sleep 0.02 max", "    unit: ms"]
    assert row(halden, 1)[:2] == ("27.7821 ms", "Pass")


def test_a_table_needs_no_words_and_is_not_remembered(halden: Repository) -> None:
    results(halden, "results.csv")
    assert row(halden, 1)[:2] == ("187,25 ms", "Pass")
    assert row(halden, 1)[2].startswith("k6 run 7 (results.csv, sha256 ")
    assert row(halden, 2)[:2] == ("99.75%", "Fail")
    assert remembered(halden) == []


def test_a_result_typed_over_an_imported_one_does_not_keep_its_evidence(halden: Repository) -> None:
    halden.poc_docs("results", "halden", "--set", "1=190 ms", "--evidence", "1=log of Tuesday")
    said = halden.poc_docs("results", "halden", "--set", "1=187 ms")
    assert "Evidence of the earlier result of 1 taken away: log of Tuesday" in said
    assert row(halden, 1) == ("187 ms", "Pass", "")
    halden.poc_docs("results", "halden", "--set", "1=180 ms", "--evidence", "1=log of Friday")
    halden.poc_docs("results", "halden", "--verdict", "1=Pass")
    assert row(halden, 1) == ("180 ms", "Pass", "log of Friday")


def test_a_workbook_needs_no_words(halden: Repository) -> None:
    halden.replace(PLAN, "| < 64 MB |", "| < 2000 EUR |")
    results(halden, "results.xlsx")
    assert row(halden, 1)[:2] == ("187.25 ms", "Pass")
    assert row(halden, 5)[:2] == ("1234.5 EUR", "Pass")
    found = plan(halden).result(2)
    assert found
    assert found.note
    assert found.note.value == "of all routes"


def test_a_value_goes_into_the_unit_of_the_target_or_the_one_that_is_named(halden: Repository) -> None:
    results(halden, "prometheus-range.json", "--use", f"5={MEMORY}")
    assert row(halden, 5)[:2] == ("48.6113 MB", "Pass")
    assert row(halden, 5)[2].endswith("\u2026, 2026-11-22T10:06Z")
    results(halden, "prometheus-range.json", "--unit", "5=MiB")
    assert row(halden, 5)[:2] == ("46.3594 MiB", "Pass")
    assert remembered(halden) == [(5, f"prometheus:{MEMORY}", "MiB")]
    said = results(halden, "prometheus-quantile.json", "--use", "1=value")
    assert "the file names no unit, and the target has one; add --unit 1=UNIT" in said
    assert row(halden, 1)[:2] == ("0.095", "")
    results(halden, "prometheus-quantile.json", "--use", "1=value", "--unit", "1=s")
    assert row(halden, 1)[:2] == ("0.095 s", "Pass")


def test_another_program_takes_the_place_of_the_remembered_one(halden: Repository) -> None:
    results(halden, "k6-summary-export.json", "--use", f"1={P95}")
    results(halden, "wrk.txt", "--use", "1=latency p(99)")
    assert remembered(halden) == [(1, "wrk:latency p(99)", "ms")]
    said = results(halden, "k6-summary-export.json", code=2)
    assert "offers nothing of what the plan remembers (wrk:latency p(99))" in said


def test_a_criterion_whose_value_is_not_in_the_file_keeps_its_result(halden: Repository) -> None:
    results(halden, "k6-handle-summary.json", "--use", f"1={P95}", "--use", "5=recall avg")
    said = results(halden, "k6-summary-export.json")
    assert "criterion 5 stays as it is: k6-summary-export.json has no 'k6:recall avg'" in said


def test_a_criterion_that_is_gone_stops_no_import(halden: Repository) -> None:
    metrics = (
        "metrics: [{criterion: 9, source: 'wrk:rate'}, {criterion: 1, source: 'wrk:latency max'}]\n---\n\n"
    )
    halden.replace(PLAN, "---\n\n", metrics)
    said = results(halden, "wrk.txt")
    assert "'metrics' remembers criterion 9, which the plan does not have" in said
    assert row(halden, 1)[:2] == ("65.93 ms", "Pass")


def test_two_remembered_sources_of_one_file_are_refused(halden: Repository) -> None:
    metrics = (
        "metrics: [{criterion: 1, source: 'wrk:rate'}, {criterion: 1, source: 'wrk:latency max'}]\n---\n\n"
    )
    halden.replace(PLAN, "---\n\n", metrics)
    said = results(halden, "wrk.txt", code=2)
    assert "two remembered sources for criterion 1: 'wrk:rate' and 'wrk:latency max'" in said


def test_an_import_into_an_active_plan_passes_the_gate(begun: Repository) -> None:
    begun.write("k6.json", (FILES / "k6-handle-summary.json").read_bytes())
    begun.poc_docs("results", "marlowe", "--from", "k6.json", "--use", f"1={P95}")
    begun.commit("Measured")
    assert "source: k6:http_req_duration p(95)" in begun.git("show")


def test_the_verdict_of_a_test_is_a_result(halden: Repository) -> None:
    results(halden, "junit.xml", "--use", "3=test test_junit test_restore")
    assert row(halden, 3)[:2] == ("Fail", "Fail")
    assert row(halden, 3)[2].endswith("\u2026, 2026-11-22T10:07Z")


def test_list_shows_what_a_file_offers_and_writes_nothing(halden: Repository) -> None:
    before = (halden.root / PLAN).read_bytes()
    said = results(halden, "junit.xml", "--list")
    assert "junit.xml, sha256 " in said
    assert "  junit:passed share" in said
    assert "(not usable: the test was skipped)" in said
    assert "Next: poc-docs results halden --from measured/junit.xml --use 1='junit:all tests'" in said
    assert (halden.root / PLAN).read_bytes() == before


def test_diff_writes_nothing(halden: Repository) -> None:
    before = (halden.root / PLAN).read_bytes()
    assert "+metrics:" in results(halden, "wrk.txt", "--use", "1=latency p(99)", "--diff")
    assert (halden.root / PLAN).read_bytes() == before


@pytest.mark.parametrize(
    ("name", "options", "message", "advice"),
    [
        ("k6-handle-summary.json", [], "nobody said yet which value", "--use 1='k6:http_req_duration avg'"),
        (
            "k6-handle-summary.json",
            ["--use", "1=http_req_duraton p(95)"],
            "offers no",
            "did you mean 'k6:http_req",
        ),
        (
            "k6-handle-summary.json",
            ["--use", f"9={P95}"],
            "there is no criterion 9",
            "the criteria are 1, 2, 3, 5",
        ),
        (
            "k6-handle-summary.json",
            ["--use", f"1={P95}", "--use", f"1={P95}"],
            "--use names criterion 1 twice",
            "",
        ),
        (
            "k6-handle-summary.json",
            ["--use", f"1={P95}", "--unit", "1=%"],
            "does not convert to '%'",
            "--unit 1=ms",
        ),
        (
            "k6-handle-summary.json",
            ["--use", f"1={P95}", "--unit", "2=%"],
            "--unit names criterion 2",
            "--use",
        ),
        (
            "k6-handle-summary.json",
            ["--use", f"1={P95}", "--set", "2=1%"],
            "--from brings results",
            "without it",
        ),
        ("prometheus-nan.json", ["--use", "1=scalar"], "'NaN' is not a number", "measure again"),
        (
            "junit.xml",
            ["--use", "3=all tests", "--use", "1=test test_junit test_audit_log"],
            "was skipped",
            "",
        ),
        ("formula-without-value.xlsx", [], "a formula without a saved value", "open the workbook"),
        ("README.md", [], "measured/README.md: this is text, but none", "name another file"),
        ("nowhere.json", [], "there is no file measured/nowhere.json", "check its name and folder"),
        (".", [], "measured is a folder", "name one file"),
        ("results.json", ["--use", "1=json:criterion 3", "--unit", "2=s"], "--unit names criterion 2", ""),
    ],
)
def test_a_refusal_says_what_to_type_and_writes_nothing(
    halden: Repository, name: str, options: list[str], message: str, advice: str
) -> None:
    before = (halden.root / PLAN).read_bytes()
    said = results(halden, name, *options, code=2)
    assert message in said
    assert advice in said
    assert "Traceback" not in said
    assert (halden.root / PLAN).read_bytes() == before


@pytest.mark.parametrize("option", [["--list"], ["--use", "1=x"], ["--unit", "1=s"]])
def test_an_option_of_an_import_needs_a_file(halden: Repository, option: list[str]) -> None:
    assert "add --from FILE" in halden.poc_docs("results", "halden", *option, code=2)


def test_a_name_that_is_no_utf_8_is_refused(halden: Repository) -> None:
    name = os.fsencode(halden.root) + b"/caf\xe9.json"
    shutil.copy(os.fsencode(FILES / "results.json"), name)
    command: list[str | bytes] = [sys.executable, "-m", "poc_docs", "results", "halden", "--from", name]
    done = subprocess.run(
        command,
        cwd=halden.root,
        env=environment(),
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert b"is not UTF-8" in done.stderr
    assert b"rename the file" in done.stderr


def test_markdown_in_a_file_is_text_in_the_plan(halden: Repository) -> None:
    text = "criterion,value,evidence\n3,Pass,a|b <script> [x](y) `c`\n"
    halden.write("measured/odd *name*.csv", text)
    results(halden, "odd *name*.csv")
    assert row(halden, 3)[2].startswith("a|b <script> [x](y) `c` (odd *name*.csv, sha256 ")


def test_a_plan_that_is_complete_is_not_imported_into(halden: Repository) -> None:
    halden.replace(PLAN, "status: Planning", "status: Complete")
    assert "is Complete" in results(halden, "wrk.txt", "--use", "1=latency p(99)", code=2)
    assert "wrk:latency" in results(halden, "wrk.txt", "--list")


def test_a_missing_library_is_named(halden: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("defusedxml", "defusedxml.ElementTree", "openpyxl"):
        monkeypatch.setitem(sys.modules, package, None)
    for name in ("junit.xml", "results.xlsx"):
        said = results(halden, name, code=2)
        assert " -m pip install 'defusedxml>=" in said
        assert "'openpyxl>=" in said


def test_on_a_terminal_each_criterion_is_asked_for(halden: Repository) -> None:
    code, said = converse(
        halden,
        ["results", "halden", "--from", "measured/wrk.txt"],
        [
            ("1. Latency", "nonsense\r"),
            ("no such value", "7\r"),
            ("2. Failed", "\r"),
            ("3. Single", "\r"),
            ("5. Memory", "wrk:latency max\r"),
        ],
    )
    assert code == 0, said
    assert row(halden, 1)[:2] == ("64.09 ms", "Pass")
    assert row(halden, 5)[:2] == ("65.93 ms", "")
    assert remembered(halden) == [(1, "wrk:latency p(99)", "ms"), (5, "wrk:latency max", "ms")]
