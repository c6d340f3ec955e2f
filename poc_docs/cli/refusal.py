"""How the command line says no: what is wrong, and what to type next."""

from __future__ import annotations

import errno
import re
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMAND = re.compile(r"(?P<before>\A\s*)::|##\[")
"""What GitHub's runner takes for a command to itself: at the beginning of a line, or anywhere in it."""


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
    """Turn an error of a lower layer into a refusal.

    Errors that were foreseen carry ``advice``; any other asks to be reported.
    """
    if hasattr(error, "advice"):
        return Refusal(str(error), error.advice)
    if isinstance(error, UnicodeEncodeError):
        return Refusal("what was typed is not UTF-8; nothing was written", "type it on a UTF-8 terminal")
    if isinstance(error, OSError):
        what = error.strerror or str(error)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            name = error.filename or "the output"
            return Refusal(f"{name} can't be written: {what}", "make room on the disk, and run it again")
        if error.filename is None:
            return Refusal(what, "run it again; POC_DOCS_DEBUG=1 shows where it happened")
        return Refusal(f"{error.filename}: {what}", "check the path and its permissions")
    return Refusal(
        f"internal error: {type(error).__name__}: {error}",
        "please report it, with the plan if you may; POC_DOCS_DEBUG=1 shows where it happened",
    )
