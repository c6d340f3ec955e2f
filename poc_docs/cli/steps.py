"""What to type next for a plan that was read from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.portfolio.agenda.steps import next_commands, open_gap_commands, sign_command

if TYPE_CHECKING:
    from poc_docs.cli.session import LoadedPlan

__all__ = ["next_steps", "open_gap_commands", "sign_command"]


def next_steps(loaded: LoadedPlan) -> tuple[str, ...]:
    """Give the next commands for a plan, the first being the one to type now."""
    return next_commands(loaded.plan, loaded.word, loaded.name)
