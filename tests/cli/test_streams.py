"""Standard streams that are closed or full: what a command did is done once, and told as far as can be."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from poc_docs.cli.lower_errors import as_refusal
from poc_docs.cli.refusal import Stopped
from poc_docs.repository.files import FileRefusedError
from poc_docs.repository.written import forget_written, note_written, written
from tests.cli.three_plans import ACTIVE
from tests.surroundings import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.surroundings import Repository

FULL = "/dev/full"
needs_full = pytest.mark.skipif(not os.path.exists(FULL), reason="only Linux has a disk that is always full")  # noqa: PTH110
READING = [
    ("list",),
    ("check",),
    ("--help",),
    ("export", "--format", "json"),
    ("email", "weekly", "marlowe"),
    ("report", "marlowe"),
]


def run(repository: Repository, redirection: str, *arguments: str, **settings: str) -> tuple[int, str]:
    """Run the real command as a shell does with a redirection; give its exit code and standard error."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {redirection}', "sh", sys.executable, "-m", "poc_docs", *arguments],
        cwd=repository.root,
        env=environment() | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stderr.decode()


@needs_full
def test_what_was_written_is_told_where_the_output_is_lost_and_never_advised_again(begun: Repository) -> None:
    code, said = run(begun, f">{FULL}", "credits", "marlowe", "--use", "5 GBP")
    assert code == 2
    assert said.splitlines() == [
        f"poc-docs: {ACTIVE} was written; only the output that tells of it is lost: No space left on device",
        "  -> look at what was written, and do not repeat the command",
    ]
    text = (begun.root / ACTIVE).read_text(encoding="utf-8")
    assert text.count("| 5.00 GBP ") == 1


@needs_full
@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("new", "Oslo Port", "Berths"), "plans/oslo-port-berths.md was written"),
        (("export", "--format", "csv", "-o", "tables"), "more were written"),
        (("site", "pages", "pages"), "pages was written"),
    ],
)
def test_new_files_are_told_too(begun: Repository, arguments: Sequence[str], names: str) -> None:
    code, said = run(begun, f">{FULL}", *arguments)
    assert code == 2
    assert names in said
    assert "run it again" not in said


@needs_full
def test_where_nothing_was_written_yet_it_may_be_run_again(repository: Repository) -> None:
    code, said = run(repository, f">{FULL}", "init", "--yes", "--hooks", "git", "--ci", "none")
    assert code == 2
    assert said.endswith("  -> make room on the disk, and run it again\n")
    assert repository.git("status", "--short") == ""


@pytest.fixture
def half_done() -> Iterator[None]:
    """Have a command write a file and change a setting; what follows it is up to the test."""
    forget_written()
    note_written(Path.cwd() / "plans" / "halden.md")
    note_written("git's setting core.hooksPath")
    yield
    forget_written()


@pytest.mark.usefixtures("half_done")
def test_whatever_goes_wrong_later_names_what_was_written() -> None:
    fault = as_refusal(OSError(errno.EIO, "Input/output error"))
    done = "plans/halden.md and git's setting core.hooksPath were written before that"
    assert fault.message == f"Input/output error; {done}"
    assert "run it again" not in fault.advice
    assert as_refusal(FileRefusedError("b.md is a link", "delete it")).message == f"b.md is a link; {done}"


@pytest.mark.usefixtures("half_done")
def test_ctrl_c_after_a_write_does_not_say_that_nothing_was_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Stopped(at_a_question=True).show()
    done = "plans/halden.md and git's setting core.hooksPath were written before that"
    assert capsys.readouterr().err == f"\nAborted; {done}.\n"


@pytest.mark.usefixtures("half_done")
def test_a_command_tells_only_what_it_wrote_itself(begun: Repository) -> None:
    begun.poc_docs("check", "--against", "nowhere", code=2)
    assert written() == []


@needs_full
@pytest.mark.parametrize("arguments", READING)
def test_the_help_and_every_list_are_lost_with_one_message(
    begun: Repository, arguments: tuple[str, ...]
) -> None:
    code, said = run(begun, f">{FULL}", *arguments, POC_DOCS_TODAY="2026-11-22")
    assert code == 2
    assert said.startswith("poc-docs: the output can't be written: No space left on device\n")
    assert len(said.splitlines()) == 2


@needs_full
def test_errors_that_nobody_can_read_leave_the_exit_code_as_it_is(begun: Repository) -> None:
    assert run(begun, f"2>{FULL}", "show", "nowhere") == (2, "")
    begun.replace(ACTIVE, "status: Active", "status: Actve")
    begun.git("add", "-A")
    assert run(begun, f"2>{FULL}", "gate") == (1, "")


@pytest.mark.parametrize("arguments", READING)
@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_one_that_nobody_reads_or_answers(
    begun: Repository, arguments: tuple[str, ...], closed: str
) -> None:
    assert run(begun, closed, *arguments) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [("results", "marlowe", "--set", "2=74%"), ("credits", "marlowe", "--use", "5 GBP")],
)
def test_a_command_with_every_stream_closed_writes_what_it_was_told_to(
    begun: Repository, arguments: tuple[str, ...]
) -> None:
    assert run(begun, "<&- >&- 2>&-", *arguments) == (0, "")
    told = begun.git("diff", "--stat")
    assert ACTIVE in told
    assert "1 file changed" in told


@pytest.mark.parametrize(
    "arguments", [("agree", "marlowe"), ("decide", "marlowe"), ("new",), ("results", "marlowe")]
)
def test_without_standard_input_nobody_is_asked(begun: Repository, arguments: tuple[str, ...]) -> None:
    code, said = run(begun, "<&-", *arguments, POC_DOCS_DEBUG="1")
    assert code == 2
    assert "  -> " in said
    assert "Traceback" not in said
    assert begun.git("status", "--short") == ""


@needs_full
def test_where_an_error_happened_is_shown_beside_its_message_and_exit_code(begun: Repository) -> None:
    code, said = run(begun, f">{FULL}", "list", POC_DOCS_DEBUG="1")
    assert code == 2
    assert said.startswith("Traceback")
    assert "poc-docs: the output can't be written: No space left on device\n" in said
