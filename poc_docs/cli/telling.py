"""How a command that writes to a running plan ends: what was written, and what to type next."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import next_step, shell_word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from poc_docs.cli.session import LoadedPlan, Session
    from poc_docs.plan.model import Plan

UNCHANGED = "Nothing to change: the file says so already."


def plan_to_run(session: Session, name: str) -> LoadedPlan:
    """Read the plan that is to be written to, or written about; refuse a file that is none."""
    loaded = session.load_for_writing(name)
    if loaded.plan.metadata is None:
        message = f"{loaded.name} is no plan: it begins with no front matter"
        raise Refusal(message, f"poc-docs check {shell_word(loaded.name)}")
    return loaded


def _what_else(loaded: LoadedPlan) -> tuple[str, ...]:
    return (f"poc-docs next {loaded.word}",)


def write_and_tell(
    session: Session,
    loaded: LoadedPlan,
    after: Plan,
    *,
    diff: bool,
    told: Iterable[str],
    unchanged: str = UNCHANGED,
    steps: Callable[[LoadedPlan], Sequence[str]] = _what_else,
) -> None:
    """Write the plan and print ``told``, or ``unchanged`` where nothing changed, and the next ``steps``."""
    if session.write(loaded, after, diff=diff):
        for line in told:
            click.echo(printable(line))
        next_step(commit_of(loaded), *steps(replace(loaded, plan=after)))
    elif not diff:
        click.echo(printable(unchanged))
        next_step(*steps(loaded))


def commit_of(loaded: LoadedPlan) -> str:
    """Give the command that commits what was written to a plan."""
    return f"git add {shell_word(os.path.relpath(loaded.path))} && git commit"


def refuse_future(date: dt.date, today: dt.date, what: str) -> None:
    """Refuse a day that has not come yet; ``what`` names what happened on it."""
    if date > today:
        raise Refusal(f"{date} lies in the future", f"give the day {what}, today ({today}) or earlier")


def refuse_examples(said: Iterable[tuple[str, str | None]], *, allowed: str = "") -> None:
    """Refuse texts that say nothing, each with its option: a blank, or an example as it is shown.

    What is empty or was not said is not refused here; ``allowed`` is a blank that means something.
    """
    from poc_docs.plan.values import is_blank_word

    for option, text in said:
        line = " ".join((text or "").split())
        if line and is_blank_word(line) and line.casefold() != allowed.casefold():
            raise Refusal(
                f"{line!r} stands where {option} wants a text; nothing was written", "write what it really is"
            )


def one_line(said: str, what: str, advice: str) -> str:
    """Give what was typed on one line; refuse what says nothing: a blank, or an example as it is shown."""
    from poc_docs.plan.values import is_blank_word

    line = " ".join(said.split())
    if is_blank_word(line) or not any(char.isalnum() for char in line):
        raise Refusal(f"say {what}" if not line else f"{line!r} does not say {what}", advice)
    return line
