"""The moment of success, kept in the plan and told with joy; in a pipe and in CI it is one plain line."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.cli.session import LoadedPlan, Session
    from poc_docs.plan.model import Plan

_PIECES = "*.o'+~"
_COLOURS = ("red", "yellow", "green", "cyan", "blue", "magenta")


def with_confetti(session: Session, loaded: LoadedPlan, after: Plan, today: dt.date) -> Plan:
    """Give the plan that is about to be written with the day of success, if this is it.

    As in ``show`` no outcome follows from a plan in which ``check`` finds errors.
    """
    from poc_docs.plan.success import is_moment
    from poc_docs.writing.applied import RefusedEdit, rewritten
    from poc_docs.writing.confetti import throw_confetti

    if not is_moment(loaded.plan, after) or session.errors(after):
        return after
    try:
        return rewritten(after, throw_confetti(after, today))
    except RefusedEdit:  # front matter in braces: what was to be written must not fail for a date
        return after


def cheer(before: Plan, after: Plan) -> None:
    """Say that the plan is Proceed now, if what was written is the first that says so."""
    day = after.metadata.confetti if after.metadata else None
    if day is None or (before.metadata and before.metadata.confetti):
        return
    said = f"Proceed, reached on {day}: all that had to pass has passed."
    if not sys.stdout.isatty() or "CI" in os.environ:
        click.echo(said)
        return
    click.echo(f"\n  {_scattered(0)}  {click.style(said, fg='green', bold=True)}  {_scattered(3)}")
    click.echo("  The plan keeps the day. Strike while the iron is hot: tell the prospect today.")


def _scattered(start: int) -> str:
    """Give confetti in all colours."""
    count = len(_COLOURS)
    pieces = (
        click.style(_PIECES[(start + i) % count], fg=_COLOURS[(start * 2 + i) % count]) for i in range(count)
    )
    return " ".join(pieces)
