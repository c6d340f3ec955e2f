"""How the command line says no: what is wrong, and what to type next."""

from __future__ import annotations

import errno
import os
import re
from typing import IO, TYPE_CHECKING, Any

import click

from poc_docs.cli.output import OutputLostError
from poc_docs.repository.written import written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_COMMAND = re.compile(r"(?P<before>\A\s*)::|##\[")
"""What GitHub's runner takes for a command to itself: at the beginning of a line, or anywhere in it."""

_MOST_NAMED = 3


class Refusal(click.ClickException):
    """A usage or tool error with the way out; exit code 2."""

    exit_code = 2

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice

    def show(self, file: IO[Any] | None = None) -> None:
        """Print message and advice to standard error."""
        click.echo(f"poc-docs: {printable(self.message)}", file=file, err=True)
        if self.advice:
            click.echo(f"  -> {printable(self.advice)}", file=file, err=True)


class Stopped(click.ClickException):
    """Ctrl-C, or a question that is not answered; exit code 2, for 1 would mean that errors were found."""

    exit_code = 2

    def __init__(self, *, at_a_question: bool) -> None:
        super().__init__("Aborted!")
        self.at_a_question = at_a_question

    def show(self, file: IO[Any] | None = None) -> None:
        """Say what was written by then; at a question also that nothing was."""
        said = self.message
        if done := written():
            said = f"Aborted; {_were_written(done)} before that."
        elif self.at_a_question:
            said = "Aborted: nothing was written."
        click.echo(f"\n{printable(said)}", file=file, err=True)  # behind the ^C that the terminal shows


def printable(text: str) -> str:
    """Give one line of text that drives neither a terminal nor GitHub's runner: what could, is spelt out."""
    shown = text
    if not text.isprintable():
        shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return _COMMAND.sub(_spelt_out, shown) if "::" in shown or "##[" in shown else shown


def all_printable(texts: Sequence[str]) -> Sequence[str]:
    """Give lines of text as ``printable`` gives each; of thousands it is quicker to ask all at once."""
    whole = "".join(texts)
    if whole.isprintable() and "::" not in whole and "##[" not in whole:
        return texts
    return [printable(text) for text in texts]


def _spelt_out(command: re.Match[str]) -> str:
    before = command["before"]
    return "#\\u0023[" if before is None else f"{before}\\u003a:"


def as_refusal(error: Exception) -> Refusal:
    """Turn an error of a lower layer into a refusal, which names what was written before it.

    Errors that were foreseen carry ``advice``; any other asks to be reported.
    """
    refusal, done = _worded(error), written()
    if not done:
        return refusal
    if isinstance(error, OutputLostError):
        message = f"{_were_written(done)}; only the output that tells of it is lost: {error.strerror}"
        return Refusal(message, "look at what was written, and do not repeat the command")
    if isinstance(error, OSError):
        refusal.advice = "look at what was written before you go on"
    return Refusal(f"{refusal.message}; {_were_written(done)} before that", refusal.advice)


def _were_written(done: Sequence[Path | str]) -> str:
    """Say what was written, with the paths of files as they are typed here."""
    names = [each if isinstance(each, str) else _as_typed(each) for each in done]
    shown = names[:_MOST_NAMED]
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED} more")
    listed = " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
    return f"{listed} {'was' if len(names) == 1 else 'were'} written"


def _as_typed(path: Path) -> str:
    try:
        return os.path.relpath(path)
    except FileNotFoundError:  # the folder that one works in is gone meanwhile
        return str(path)


def _folder_is_gone() -> bool:
    try:
        os.getcwd()  # noqa: PTH109 -- pathlib takes long to load
    except FileNotFoundError:
        return True
    return False


def _worded(error: Exception) -> Refusal:
    if (hasattr(error, "advice") or isinstance(error, OSError)) and _folder_is_gone():
        return Refusal(
            "the folder that you work in is not there any more: it was deleted or moved",
            "change into a folder that is there: cd …",
        )
    if hasattr(error, "advice"):
        return Refusal(str(error), error.advice)
    if isinstance(error, UnicodeEncodeError):
        return Refusal("what was typed is not UTF-8; nothing was written", "type it on a UTF-8 terminal")
    if isinstance(error, OSError):
        return _refused_by_the_system(error)
    return Refusal(
        f"internal error: {type(error).__name__}: {error}",
        "please report it, with the plan if you may; POC_DOCS_DEBUG=1 shows where it happened",
    )


def _refused_by_the_system(error: OSError) -> Refusal:
    what = error.strerror or str(error)
    name = "the output" if isinstance(error, OutputLostError) else error.filename
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        full = f"{name or 'a file'} can't be written: {what}"
        return Refusal(full, "make room on the disk, and run it again")
    if isinstance(error, OutputLostError):
        return Refusal(f"{name} can't be written: {what}", "look where it goes, and run it again")
    if name is None:
        return Refusal(what, "run it again; POC_DOCS_DEBUG=1 shows where it happened")
    return Refusal(f"{name}: {what}", "check the path and its permissions")
