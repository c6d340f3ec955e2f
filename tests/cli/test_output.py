"""A pipe that is closed early ends a command quietly, and a full disk is named."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import ACTIVE
from tests.surroundings import environment

if TYPE_CHECKING:
    from tests.surroundings import Repository

FULL = "/dev/full"
needs_full = pytest.mark.skipif(not os.path.exists(FULL), reason="only Linux has a disk that is always full")  # noqa: PTH110


def run(repository: Repository, *arguments: str, output: int) -> tuple[int, str]:
    """Run the real command with this standard output; give its exit code and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "poc_docs", *arguments],
        cwd=repository.root,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        check=False,
    )
    return done.returncode, done.stderr.decode()


def run_unread(repository: Repository, *arguments: str) -> tuple[int, str]:
    """Run the real command into a pipe that nobody reads any more."""
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        return run(repository, *arguments, output=theirs)
    finally:
        os.close(theirs)


@pytest.mark.parametrize(
    "arguments",
    [
        ("metrics",),
        ("gaps",),
        ("list",),
        ("check",),
        ("show", "marlowe", "--format", "json"),
        ("export", "--format", "json"),
        ("--help",),
    ],
)
def test_a_closed_pipe_ends_every_command_quietly(begun: Repository, arguments: tuple[str, ...]) -> None:
    assert run_unread(begun, *arguments) == (0, "")


def test_the_exit_code_is_the_commands_own(begun: Repository) -> None:
    begun.replace(ACTIVE, "status: Active", "status: Actve")
    code, _ = run_unread(begun, "check")
    assert code == 1


def test_what_a_command_writes_is_written_to_the_end(begun: Repository) -> None:
    assert run_unread(begun, "export", "--format", "csv", "-o", "tables") == (0, "")
    assert (begun.root / "tables" / "tasks.csv").exists()
    assert run_unread(begun, "crm", "marlowe", "--stage", "Negotiation") == (0, "")
    assert "stage: Negotiation" in (begun.root / ACTIVE).read_text(encoding="utf-8")


@needs_full
@pytest.mark.parametrize("arguments", [("metrics",), ("export", "--format", "json")])
def test_a_full_disk_behind_standard_output_is_named(begun: Repository, arguments: tuple[str, ...]) -> None:
    with open(FULL, "wb") as full:  # noqa: PTH123
        code, said = run(begun, *arguments, output=full.fileno())
    assert code == 2
    assert said.splitlines() == [
        "poc-docs: the output can't be written: No space left on device",
        "  -> make room on the disk, and run it again",
    ]


@needs_full
def test_a_device_is_no_file_to_write(begun: Repository) -> None:
    assert f"{FULL} is no file" in begun.poc_docs("export", "--format", "json", "-o", FULL, code=2)
