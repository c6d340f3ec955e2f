"""Questions to a person at a terminal; what no plan could hold is asked for again at once."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import printable
from poc_docs.plan.values import parse_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

V = TypeVar("V")
W = TypeVar("W", bound=StrEnum)

_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_ESCAPE = "\x1b"


def is_interactive() -> bool:
    """Say whether a person sits at a terminal and can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty() and "CI" not in os.environ


def ask(question: str, default: str = "", *, skip: str = "leave open") -> str | None:
    """Ask for one line; give None where the answer is empty, which ``skip`` says the meaning of."""
    hint = f" [{printable(default)}]" if default else f" (Enter: {skip})"

    def read(typed: str) -> str:
        # What a plan holds already is no fault of who presses Enter.
        return typed.strip() if typed == default else _line(typed)

    return _answer(question + hint, read, default=default, show_default=False) or None


def ask_needed(question: str) -> str:
    """Ask for one line until the answer says something."""
    while True:
        answer = _answer(question, _line)
        if answer:
            return answer


def ask_for(question: str, kind: click.ParamType[V], **shown: Any) -> V:
    """Ask until the answer is of a kind; ``shown`` is as for ``click.prompt``, such as a ``default``."""
    return _answer(question, lambda typed: kind(_line(typed)), type=kind, **shown)


def ask_word(question: str, words: type[W]) -> W | None:
    """Ask for one of the words of a vocabulary; give None where the answer is empty."""
    *most, last = (word.value for word in words)
    answer = ask_for(
        f"{question}: {', '.join(most)} or {last} (Enter: leave open)",
        Choice([*most, last, ""], case_sensitive=False),
        default="",
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


def ask_whether(question: str) -> bool:
    """Ask for yes or no; Enter says no."""
    _let_lines_be_edited()
    return click.confirm(question, default=False)


def _answer(question: str, read: Callable[[str], V], **shown: Any) -> V:
    """Ask until ``read`` takes what was typed: it raises ``UsageError`` for what is asked for again."""
    _let_lines_be_edited()
    answer: V = click.prompt(question, value_proc=read, **shown)
    return answer


def _let_lines_be_edited() -> None:
    """Let an arrow key move in the line that is typed: without this it is three characters of the answer."""
    with contextlib.suppress(ImportError):  # some builds of Python lack it
        import readline  # noqa: F401 -- to be loaded is all it takes


def _line(typed: object) -> str:
    """Give what was typed on one line; raises ``UsageError`` for characters that nobody sees."""
    from poc_docs.text.lookalikes import hidden_characters

    text = str(typed)
    if _NOT_UTF8.search(text):
        raise click.UsageError("that is not UTF-8; type it again, on a UTF-8 terminal")
    for _, hidden in hidden_characters(text):
        key = " (an arrow key sends it)" if hidden == _ESCAPE else ""
        raise click.UsageError(f"that holds the hidden character U+{ord(hidden):04X}{key}; type it again")
    return " ".join(line.strip() for line in text.splitlines()).strip()
