"""The reliability report tells what failed, goes on after it, and leaves nothing unexplained."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.reliability.mutants import GUARDS, PROJECT, explained, known_survivors, mutants, try_out
from tests.reliability.report import Run, mutant_lines, print_report, run_tests, what_was_found
from tests.reliability.unreached import LIST, Gap, gaps_of, known_gaps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = """def read(text):
    if text:
        return 1
    return 2
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    run = Run(profile="ci", mutants=0, seed="0", fuzz=0, folder=tmp_path)
    run.ledger.touch()
    return run


def _good(_: Run) -> Iterator[str]:
    yield "a number"


def _broken(_: Run) -> Iterator[str]:
    yield "half of it"
    raise KeyError("coverage")


def test_a_part_that_can_t_be_run_is_told_and_the_others_are_printed(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    print_report(run, {"the first": _broken, "the second": _good})
    told = capsys.readouterr()
    assert told.out == (
        "half of it\n\n**the first could not be run: KeyError: 'coverage'**\n\n"
        "a number\n\n"
        "## What failed\n\n- the first could not be run: KeyError: 'coverage'\n\n"
    )
    assert told.err == "reliability: the first\nreliability: the second\n"
    assert run.failed


def test_the_test_that_failed_and_the_one_that_was_skipped_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "test_three.py"
    path.write_text(
        "import pytest\n\ndef test_good():\n    pass\n\ndef test_bad():\n    raise ValueError('no')\n\n"
        "@pytest.mark.skip(reason='no browser here')\ndef test_seen():\n    pass\n"
    )
    row = run_tests(run, "of three", ("-m", "pytest"), (f"--rootdir={tmp_path}", str(path)))
    assert "1 failed, 1 passed, 1 skipped" in row
    assert [each for each in run.failed if "test_bad" in each] == run.failed != []
    assert [each for each in run.not_run if "no browser here" in each] == run.not_run != []


def test_tests_that_can_t_be_started_are_a_failure(run: Run, tmp_path: Path) -> None:
    row = run_tests(run, "of nothing", ("-m", "pytest"), (str(tmp_path / "nowhere"),))
    assert row.startswith("| of nothing | ")
    assert run.failed


def test_what_the_fuzzer_found_is_told_with_its_input(tmp_path: Path) -> None:
    (tmp_path / "found-crash-1").write_bytes(b"\x04")
    told = (
        "#2 NEW\n\n === Uncaught Python exception: ===\nKeyError: 'id'\nTraceback (most recent call last):\n"
    )
    found = what_was_found("record", 77, told, tmp_path)
    assert found == "fuzzing record ended with 77; KeyError: 'id'; BA=="
    assert what_was_found("record", 137, "", tmp_path / "none") == "fuzzing record ended with 137"


def test_the_program_ends_with_1_where_something_failed() -> None:
    code = (
        "import sys; from tests.reliability import report;"
        "report.PARTS.clear();"
        "report.PARTS['the tests'] = lambda run: iter([run.failed.append('x') or 'row']);"
        "sys.argv = ['report']; report.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env={"RELIABILITY_IN_THE_COPY": "1", "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
    )
    assert done.stdout.decode() == "row\n\n## What failed\n\n- x\n\n"
    assert done.returncode == 1


def test_a_line_and_a_way_that_no_test_takes_are_told_by_their_text() -> None:
    told = {"missing_lines": [4], "missing_branches": [[2, 4], [2, 3], [3, -1]]}
    assert [*gaps_of("a.py", told, SOURCE)] == [
        (4, Gap("a.py", "return 2")),
        (2, Gap("a.py", "if text: → return 1")),
        (3, Gap("a.py", "return 1 → end")),
    ]


def test_a_row_may_hold_a_pipe() -> None:
    assert known_gaps(r"| `a.py` | `int \| str` | never both |") == {Gap("a.py", "int | str"): "never both"}


def test_every_row_of_the_unreached_lines_names_lines_that_are_there() -> None:
    listed = LIST.read_text(encoding="utf-8")
    known = known_gaps(listed)
    assert len(known) == _rows(listed)
    for gap in known:
        lines = {line.strip() for line in (PROJECT / gap.path).read_text(encoding="utf-8").splitlines()}
        assert {part for part in gap.text.split(" → ") if part != "end"} <= lines, str(gap)


def test_every_row_of_the_survivors_is_a_fault_that_could_be_written() -> None:
    from tests.reliability.mutants import LIST as SURVIVORS

    reasons = known_survivors()
    assert len(reasons) == _rows(SURVIVORS.read_text(encoding="utf-8"))
    found = {
        (each.path, each.text, each.change)
        for path in GUARDS
        for each in mutants(path)
        if explained(each, reasons)
    }
    assert found == set(reasons)


def test_where_a_guard_is_red_only_the_mutants_of_its_module_are_left_out(run: Run) -> None:
    guarded = {
        "poc_docs/text/edits.py": ("tests/text/test_edits.py",),
        "poc_docs/plan/decision.py": ("tests/plan/no_such_test.py",),
    }
    fatal = next(each for each in mutants("poc_docs/text/edits.py") if "return" in each.text)
    others = [*mutants("poc_docs/plan/decision.py")][:2]
    told = [*mutant_lines(run, 3, try_out([others[0], fatal, others[1]], guarded))]
    assert told[0].endswith(f"Mutants of {len(GUARDS) - 1} modules (edits, judge, gate): 1 of 1 killed.")
    assert run.failed == [
        "2 mutants of poc_docs/plan/decision.py were left out: the tests that guard it fail without any fault"
    ]
    assert told[-1] == f"- {run.failed[0]}"


def _rows(listed: str) -> int:
    return sum(1 for line in listed.splitlines() if line.startswith("| `"))
