"""The command run on a terminal, and what a person types there."""

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

from tests.surroundings import Repository, environment

if TYPE_CHECKING:
    from collections.abc import Sequence

CTRL_C = "\x03"
CTRL_D = "\x04"


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
