"""On a terminal the commands ask; a person answers line by line, or gives up with Ctrl-C."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

from tests.surroundings import SAMPLES, Repository, environment

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE = next(path for path in SAMPLES if path.stem.startswith("marlowe"))
PLAN = f"plans/{SAMPLE.name}"
CTRL_C = "\x03"


def converse(
    repository: Repository,
    arguments: Sequence[str],
    answers: Sequence[tuple[str, str]],
    *,
    keep: Sequence[str] = (),
) -> tuple[int, str]:
    """Run ``poc-docs`` on a real terminal and answer each question once it stands there.

    Of what says that nobody sits there, or wants no colours, only the variables in ``keep`` are set.
    """
    unset = {"CI", "NO_COLOR"}.difference(keep)
    settings = {key: value for key, value in environment().items() if key not in unset}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "poc_docs", *arguments],
        cwd=repository.root,
        env=settings,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=make_terminal_control_us,  # noqa: PLW1509 -- no threads here
    ) as running:
        os.close(theirs)
        said, seen = "", 0
        try:
            for question, answer in answers:
                said += read_until(ours, question, said[seen:])
                assert question in said[seen:], said
                seen = len(said)
                os.write(ours, answer.encode())
                # Python overlooks a Ctrl-C that comes just before it waits; a person presses it again.
                while answer == CTRL_C and running.poll() is None:
                    time.sleep(0.3)
                    os.write(ours, answer.encode())
            said += read_until(ours, None, "")
            running.wait(10)
        finally:
            running.kill()
            os.close(ours)
    return running.returncode, said


def make_terminal_control_us() -> None:
    """Make the terminal the one whose Ctrl-C interrupts us, even where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def read_until(terminal: int, wanted: str | None, before: str) -> str:
    """Give what the program prints until ``wanted`` stands there, or until it ends."""
    said, deadline = "", time.monotonic() + 30
    while wanted is None or wanted not in before + said:
        ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            break
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        said += data.decode("utf-8", "replace")
    return said


def test_new_asks_for_what_is_missing(repository: Repository) -> None:
    answers = [
        ("Prospect", "Halden Logistics\n"),
        ("Title", "Route planning\n"),
        ("Sales engineer", "Ines Falk\n"),
        ("Opportunity", "\n"),
        ("First day", "next week\n"),
        ("First day", "2027-01-11\n"),
        ("How many weeks", "\n"),
        ("Ready criteria", "teleport\n"),
        ("Ready criteria", "single sign-on, cost per\n"),
    ]
    code, said = converse(repository, ["new"], answers)
    assert code == 0
    assert "'next week' is not a date" in said
    assert "there is no ready criterion 'teleport'" in said
    text = (repository.root / "plans/halden-logistics-route-planning.md").read_text()
    assert "sales_engineer: Ines Falk" in text
    assert '"[Deal ID or opportunity name]"' in text
    assert "4 weeks, starting 2027-01-11" in text
    assert "| 1 | Single sign-on |" in text
    assert "| 2 | Cost per request |" in text


def test_results_walks_through_the_criteria_and_proposes_verdicts(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    answers = [
        ("Result", "\n"),
        ("Result", "about 73%\n"),
        ("Verdict of a person", "Pass\n"),
        ("Judged by", "Farah Siddiqui\n"),
        ("vendor or the prospect", "prospect\n"),
        ("Because", "the panel agreed\n"),
        ("Result", "\n"),
        ("Result", "\n"),
        ("Result", "2310.00 GBP\n"),
    ]
    code, said = converse(repository, ["results", "marlowe"], answers)
    assert code == 0
    assert "-> undecided" in said
    assert "-> Pass" in said
    assert "Outcome so far: Proceed" in said
    text = (repository.root / PLAN).read_text()
    assert "Judged by Farah Siddiqui (prospect): the panel agreed" in text


def test_control_c_stops_and_writes_nothing(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    code, said = converse(
        repository, ["results", "marlowe"], [("Result", "\n"), ("Result", "74%\n"), ("Result", CTRL_C)]
    )
    assert code == 1
    assert "Traceback" not in said
    assert "nothing was written" in said
    assert (repository.root / PLAN).read_bytes() == SAMPLE.read_bytes()


def test_who_gives_up_while_deciding_is_told_that_nothing_was_written(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    code, said = converse(repository, ["decide", "marlowe", "--outcome", "No-go"], [("Why, as", CTRL_C)])
    assert code == 1
    assert "nothing was written" in said
    assert (repository.root / PLAN).read_bytes() == SAMPLE.read_bytes()


def test_decide_asks_for_outcome_and_feedback(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    repository.poc_docs("results", "marlowe", "--set", "2=74%")
    answers = [("Outcome", "\n"), ("What does the customer say", "We like it.\n")]
    code, said = converse(repository, ["decide", "marlowe"], answers)
    assert code == 0, said
    assert "**Customer feedback:** We like it." in (repository.root / PLAN).read_text()
