"""Values of a day, typed or from a file, and how they become results."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conversation import converse
from tests.cli.running_plan import ACTIVE, PLAN, halden, plan_of, refused, running_plan, text_of
from tests.cli.three_plans import ACTIVE as MARLOWE
from tests.plan.plan_files import FRONT_MATTER

if TYPE_CHECKING:
    from tests.surroundings import Repository

FILES = Path(__file__).parents[1] / "imports" / "files"
P99 = "wrk:latency p(99)"


@pytest.fixture
def running(repository: Repository) -> Repository:
    """Give a repository with one Active plan and the files of measuring programs beside it."""
    shutil.copytree(FILES, repository.root / "measured")
    repository.write(PLAN, running_plan())
    return repository


def rows(repository: Repository) -> list[str]:
    return [
        line for line in text_of(repository).partition("## Metric Log")[2].splitlines() if line[:3] == "| 2"
    ]


def test_a_value_is_logged_and_judged_and_no_result_is_written(running: Repository) -> None:
    before = text_of(running)
    said = halden(running, "measure", "2", "3.1%", "--note", "Halden alone")
    assert "2026-03-20, 2. Distance saved: Fail so far: 3.1% does not meet ≥ 4%" in said
    assert "Next: git add plans/halden.md && git commit" in said
    assert text_of(running) == (
        f"{before}\n## Metric Log\n\n| Date | # | Value | Note |\n|------|---|-------|------|\n"
        "| 2026-03-20 | 2 | 3.1% | Halden alone |\n"
    )
    assert "no verdict: " in halden(running, "measure", "1", "about a quarter of an hour")


@pytest.mark.parametrize("value", ["<200 ms", "~42 s", "a|b 5", "*x* 5", "`5", "5 & <b>", "-3 dB"])
def test_a_value_reads_back_as_it_was_typed(running: Repository, value: str) -> None:
    halden(running, "measure", "1", value)
    assert [line.value.value for line in plan_of(running).running.metric_log] == [value]


def test_values_stand_by_their_day_and_the_same_one_only_once(running: Repository) -> None:
    halden(running, "measure", "2", "5%")
    halden(running, "measure", "#2", "3%", "--date", "2026-03-12")
    assert "Nothing to change" in halden(running, "measure", "2", "3%", "--date", "2026-03-12")
    said = halden(running, "measure", "2", "5.5%")
    line = text_of(running).splitlines().index("| 2026-03-20 | 2 | 5% | |") + 1
    assert f"5% of the same day stays, at plans/halden.md:{line}: both were measured." in said
    assert "If one of them is wrong, delete its line." in said
    assert rows(running) == [
        "| 2026-03-12 | 2 | 3% | |",
        "| 2026-03-20 | 2 | 5% | |",
        "| 2026-03-20 | 2 | 5.5% | |",
    ]


def test_diff_shows_the_row_and_writes_nothing(running: Repository) -> None:
    before = text_of(running)
    assert "+| 2026-03-20 | 2 | 5% | |" in halden(running, "measure", "2", "5%", "--diff")
    assert text_of(running) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["9", "5"], "there is no criterion 9"),
        (["two", "5"], "the criteria are 1 (Planning time), 2 (Distance saved), 3 (Single sign-on)"),
        (["2", ""], "a value must not be empty"),
        (["2", "  "], "a value must not be empty"),
        (["2", "TBD"], "'TBD' is no measured value"),
        (["2", "[value]"], "is no measured value"),
        (["2", "pending"], "is no measured value"),
        (["2", "Not tested: no data"], "results halden --set 2='Not tested: no data'"),
        (["2"], "a value is missing"),
        ([], "a criterion and a value are missing"),
        (["2", "5", "%"], "put quotes"),
        (["2", "5", "--nots", "x"], "there is no option '--nots'"),
        (["2", "5", "--date", "2026-03-21"], "2026-03-21 lies in the future"),
        (["2", "5", "--date", "2026-03-08"], "outside the PoC, which starts on 2026-03-09"),
        (["2", "5", "--date", "soon"], "not a day of the calendar"),
        (["2", "5", "--from", "measured/wrk.txt"], "leave CRITERION, VALUE and --note out"),
        (["--from", "measured/wrk.txt", "--note", "x"], "leave CRITERION, VALUE and --note out"),
        (["--use", f"1={P99}"], "add --from FILE"),
        (["--from", "measured/wrk.txt"], "poc-docs measure halden --from measured/wrk.txt --use 1="),
        (["--from", "measured/wrk.txt", "--use", "1=p99"],
         "'poc-docs measure halden --from measured/wrk.txt --list'"),
        (["--from", "measured/wrk.txt", "--use", f"9={P99}"], "there is no criterion 9"),
        (["--from", "measured/nowhere"], "there is no file"),
        (["--from", "measured/vegeta.json", "--use", "1=latencies 99th"], "offers no"),
        (["2", "a\u200bb 5"], "nothing was written"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_type_and_writes_nothing(
    running: Repository, options: list[str], message: str
) -> None:
    assert message in refused(running, "measure", *options)


@pytest.mark.parametrize(
    ("front_matter", "message", "advice"),
    [
        (FRONT_MATTER, "is in Planning: work has not started", "status halden Active"),
        (ACTIVE.replace("Active", "Complete"), "is Complete; nothing more is measured", "show halden"),
        (f"{ACTIVE}closed: {{date: 2026-03-18, by: Ines Falk, reason: withdrew}}\n",
         "was closed on 2026-03-18 (withdrew)", "close halden --undo"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("options", [["2", "5%"], ["--from", "measured/results.csv"]])
def test_only_a_running_plan_is_measured(
    running: Repository, front_matter: str, message: str, advice: str, options: list[str]
) -> None:
    running.write(PLAN, running_plan(front_matter=front_matter))
    said = refused(running, "measure", *options)
    assert message in said
    assert advice in said
    assert "wrk:latency" in halden(running, "measure", "--from", "measured/wrk.txt", "--list")


def test_a_file_is_logged_with_itself_as_the_note_and_its_mapping_is_remembered(running: Repository) -> None:
    os.utime(running.root / "measured/wrk.txt", (1773990000, 1773990000))
    said = halden(running, "measure", "--from", "measured/wrk.txt", "--use", f"1={P99}")
    assert f"criterion 1: {P99} = " in said
    assert "1. Planning time: Pass so far" in said
    (line,) = plan_of(running).running.metric_log
    assert (str(line.date.value), line.number.value) == ("2026-03-20", 1)
    assert line.note.value.startswith("wrk.txt, sha256 ")
    assert line.note.value.endswith("\u2026, saved 2026-03-20T07:00Z")
    metadata = plan_of(running).metadata
    assert metadata
    assert [each.source for each in metadata.metrics] == [P99]
    before = text_of(running)
    assert "Nothing to change" in halden(running, "measure", "--from", "measured/wrk.txt")
    assert text_of(running) == before
    # The very mapping serves for the results as well.
    assert "1. Planning time: Pass" in halden(running, "results", "--from", "measured/wrk.txt")


def test_a_table_logs_each_criterion_that_it_names(running: Repository) -> None:
    running.write("day.csv", "criterion,value,unit,note\n2,4.5,%,both depots\n3,Pass,,\n")
    said = halden(running, "measure", "--from", "day.csv", "--date", "2026-03-18")
    assert "2026-03-18, 2. Distance saved: Pass so far: 4.5% meets ≥ 4%" in said
    assert "2026-03-18, 3. Single sign-on: Pass so far" in said
    logged = plan_of(running).running.metric_log
    assert [(line.number.value, line.value.value) for line in logged] == [(2, "4.5%"), (3, "Pass")]
    assert logged[0].note.value.startswith("both depots; day.csv, sha256 ")


@pytest.mark.parametrize(
    ("today", "day"),
    [("2026-11-22", "2026-11-20"), ("2026-11-20", "2026-11-20"), ("2026-11-19", "2026-11-19")],
)
def test_the_day_is_that_of_the_file_where_it_says_one(running: Repository, today: str, day: str) -> None:
    options = ["--from", "measured/vegeta.json", "--use", "1=vegeta:latency 99th"]
    halden(running, "measure", *options, today=today)
    assert [str(line.date.value) for line in plan_of(running).running.metric_log] == [day]


def test_a_file_from_days_to_come_is_refused(running: Repository) -> None:
    said = refused(
        running, "measure", "--from", "measured/junit.xml", "--use", "3=junit:all tests", today="2026-11-19"
    )
    assert "2026-11-22 lies in the future" in said


def test_a_value_in_a_plan_that_both_sides_signed_passes_the_gate(begun: Repository) -> None:
    begun.write("k6.json", (FILES / "k6-handle-summary.json").read_bytes())
    begun.poc_docs("measure", "marlowe", "2", "74.6%")
    begun.poc_docs("measure", "marlowe", "--from", "k6.json", "--use", "1=k6:http_req_duration p(95)")
    begun.commit("Measured")
    story = (begun.root / MARLOWE).read_text()
    assert "| 74.6% " in story


LOG = """
## Metric Log

| Date | # | Value | Note |
|------|---|-------|------|
| 2026-03-12 | 1 | 20 minutes | |
| 2026-03-18 | 1 | 14 minutes | |
| 2026-03-18 | 2 | *4.4%* | |
| 2026-03-25 | 2 | 9% | of days to come |
"""


def test_the_latest_logged_values_become_results_where_there_is_none(running: Repository) -> None:
    running.write(PLAN, running_plan(LOG))
    said = halden(running, "results", "--from-log")
    assert "1. Planning time: Pass: 14 minutes meets < 15 minutes" in said
    assert "2. Distance saved: Pass: 4.4% meets ≥ 4%" in said
    found = [plan_of(running).result(number) for number in (1, 2, 3)]
    assert [(row.result.source, row.evidence.value) for row in found if row and row.evidence] == [
        ("14 minutes", "Metric Log, 2026-03-18"),
        ("*4.4%*", "Metric Log, 2026-03-18"),
    ]
    assert "Nothing to change" in halden(running, "results", "--from-log")
    halden(running, "measure", "1", "13 minutes")
    assert "Nothing to change" in halden(running, "results", "--from-log")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--from-log", "--set", "1=5 minutes"], "--from-log brings results with their evidence"),
        (["--from-log", "--from", "measured/wrk.txt"], "--from-log brings results with their evidence"),
        (["--from-log"], "has no values in 'Metric Log'"),
    ],
)
def test_results_from_the_log_come_alone(running: Repository, options: list[str], message: str) -> None:
    assert message in refused(running, "results", *options)


def test_the_log_of_a_complete_plan_changes_no_result(running: Repository) -> None:
    running.write(PLAN, running_plan(LOG, ACTIVE.replace("Active", "Complete")))
    assert "is Complete" in refused(running, "results", "--from-log")


def test_on_a_terminal_the_latest_value_is_proposed(running: Repository) -> None:
    running.write(PLAN, running_plan(LOG))
    answers = [("Result [14 minutes]", "\r"), ("Result [*4.4%*]", "4.6%\r"), ("Result", "\r")]
    code, said = converse(running, ["results", "halden", "--today", "2026-03-20"], answers)
    assert code == 0, said
    assert "proposed: Metric Log, 2026-03-18" in said
    one, two = plan_of(running).result(1), plan_of(running).result(2)
    assert one
    assert one.evidence
    assert two
    assert (one.result.value, one.evidence.value) == ("14 minutes", "Metric Log, 2026-03-18")
    assert (two.result.value, two.evidence.value if two.evidence else "") == ("4.6%", "")
    assert plan_of(running).result(3) is None
