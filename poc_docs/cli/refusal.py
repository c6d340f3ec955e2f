"""How the command line says no: what is wrong, and what to type next."""

from __future__ import annotations

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


class Stopped(click.ClickException):
    """Ctrl-C, or a question that is not answered; exit code 2, for 1 would mean that errors were found."""

    exit_code = 2

    def __init__(self, *, at_a_question: bool) -> None:
        super().__init__("Aborted!")
        self.at_a_question = at_a_question

    def show(self, file: IO[Any] | None = None) -> None:
        """Say what was written by then; at a question also that nothing was."""
        from poc_docs.cli.lower_errors import what_was_written

        said = self.message
        if done := what_was_written():
            said = f"Aborted; {done} before that."
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
