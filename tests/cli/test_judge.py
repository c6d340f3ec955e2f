"""``poc-docs judge``: one pair from the command line, many from a pipe."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.surroundings import environment

if TYPE_CHECKING:
    from tests.surroundings import Repository


def piped(data: bytes, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "poc_docs", "judge", "-", *options]
    done = subprocess.run(command, input=data, env=environment(), capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


def test_one_pair(repository: Repository) -> None:
    assert repository.poc_docs("judge", "< 200 ms", "0.187 s") == "Pass: 0.187 s meets < 200 ms\n"
    assert repository.poc_docs("judge", "> -5 dB", "-3 dB") == "Pass: -3 dB meets > -5 dB\n"
    said = repository.poc_docs("judge", "99.9%", "99.95%")
    assert said.startswith("Undecided: no machine can decide the target '99.9%'")
    assert "-> write '\u2265 99.9%' if more is better, '\u2264 99.9%' if less is" in said


def test_a_result_in_the_place_of_the_target_is_told(repository: Repository) -> None:
    said = repository.poc_docs("judge", "187 ms", "<200 ms")
    assert said.startswith("Undecided: ")
    assert said.endswith("  -> the target comes first: poc-docs judge '<200 ms' '187 ms'\n")
    assert "the target comes first" not in repository.poc_docs("judge", "187 ms", "200 ms")


def test_baseline_and_partial(repository: Repository) -> None:
    reduction = ("judge", "\u2265 30% reduction vs. baseline", "33 min", "--baseline", "47 min")
    assert repository.poc_docs(*reduction).startswith("Fail: ")
    assert repository.poc_docs(*reduction, "--partial", "\u2265 20% reduction").startswith("Partial: ")


def test_json_has_the_reading_of_both_sides(repository: Repository) -> None:
    value = json.loads(repository.poc_docs("judge", "p95 below 300ms", "p99 = 280ms", "--format", "json"))
    assert value == {
        "version": 1,
        "target": {"text": "p95 below 300ms", "reading": "p95 < 300 ms", "conditions": ["p95 < 300 ms"]},
        "result": {"text": "p99 = 280ms", "reading": "p99 280 ms"},
        "verdict": "Undecided",
        "reason": "the result is for p99, the target is for p95",
        "doubt": "other label",
    }


def test_a_pipe_gives_a_word_a_line() -> None:
    pairs = (
        "< 200 ms\t187 ms",
        "< 200 ms\t230 ms\r",
        "< 200 ms\t",
        "\u2264 50% of baseline\t20 s\t47 s",
        "< 2 s\t2.5 s\t\t< 3 s",
    )
    assert piped("\n".join(pairs).encode()) == (0, "Pass\nFail\nUndecided\nPass\nPartial\n")
    assert piped(b"\xef\xbb\xbf< 5\t4\n") == (0, "Pass\n")
    assert piped(b"") == (0, "")
    code, said = piped(b"< 5\t4\n", "--format", "json")
    assert (code, [each["verdict"] for each in json.loads(said)["judgements"]]) == (0, ["Pass"])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"< 5\t4\n< 5 4\n", "line 2 of standard input has no tab"),
        (b"< 5\t4\n\n", "line 2 of standard input has no tab"),
        (b"a\tb\tc\td\te\n", "line 1 of standard input has 4 tabs"),
        (b"< 5\t4\n< 5\t\xff\n", "line 2 of standard input is not UTF-8"),
    ],
)
def test_a_line_that_is_no_pair_is_refused_before_anything_is_judged(data: bytes, message: str) -> None:
    code, said = piped(data)
    assert code == 2
    assert said.startswith(f"poc-docs: {message}")
    assert "->" in said


def test_what_is_missing_is_named(repository: Repository) -> None:
    assert "a result is missing" in repository.poc_docs("judge", "< 5 s", code=2)
    assert "there is no option '--basline'" in repository.poc_docs(
        "judge", "< 5", "4", "--basline", "3", code=2
    )
    assert "two texts, not 3" in repository.poc_docs("judge", "<", "5", "4", code=2)
    assert "from standard input" in repository.poc_docs("judge", "-", "5 s", code=2)
