"""Questions to a person at a terminal; an empty answer is always a possible one."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import printable
from poc_docs.plan.values import parse_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

W = TypeVar("W", bound=StrEnum)


def is_interactive() -> bool:
    """Say whether a person sits at a terminal and can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty() and "CI" not in os.environ


@contextmanager
def telling_that_nothing_was_written() -> Iterator[None]:
    """Say that nothing was written if a person gives up while being asked."""
    try:
        yield
    except click.Abort:
        click.echo("\nnothing was written", err=True)
        raise


def ask(question: str, default: str = "", *, skip: str = "leave open") -> str | None:
    """Ask for one line; give None where the answer is empty, which ``skip`` says the meaning of."""
    hint = f" [{printable(default)}]" if default else f" (Enter: {skip})"
    answer = str(click.prompt(question + hint, default=default, show_default=False))
    return answer.strip() or None


def ask_word(question: str, words: type[W]) -> W | None:
    """Ask for one of the words of a vocabulary; give None where the answer is empty."""
    *most, last = (word.value for word in words)
    answer = click.prompt(
        f"{question}: {', '.join(most)} or {last} (Enter: leave open)",
        default="",
        type=Choice([*most, last, ""], case_sensitive=False),
        show_choices=False,
        show_default=False,
    )
    return words(answer) if answer else None


def ask_date(question: str) -> dt.date | None:
    """Ask for a date until it is one; give None where the answer is empty."""
    while True:
        answer = ask(f"{question}, YYYY-MM-DD")
        date = parse_date(answer or "")
        if date or not answer:
            return date
        click.echo(f"  {answer!r} is not a date; write it as 2026-03-27.")
