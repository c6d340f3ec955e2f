"""How the command line says no: what is wrong, and what to type next."""

from __future__ import annotations

from typing import IO, Any

import click


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
    """Give one line of text with control characters spelt out, so that no name can drive the terminal."""
    return (
        "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
        .encode("utf-8", "backslashreplace")
        .decode()
    )


def as_refusal(error: Exception) -> Refusal:
    """Turn an error of a lower layer into a refusal.

    Errors that were foreseen carry ``advice``; any other asks to be reported.
    """
    if hasattr(error, "advice"):
        return Refusal(str(error), error.advice)
    if isinstance(error, OSError):
        name = f" {error.filename}" if error.filename else ""
        return Refusal(f"{error.strerror or error}:{name}", "check the path and its permissions")
    return Refusal(
        f"internal error: {type(error).__name__}: {error}",
        "please report it, with the plan if you may; POC_DOCS_DEBUG=1 shows where it happened",
    )
