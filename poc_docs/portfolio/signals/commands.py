"""Commands that several signals and items of the agenda name."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.running import derived
from poc_docs.plan.running.trend import latest
from poc_docs.plan.verdicts import is_measured
from poc_docs.portfolio.agenda.steps import unjudged_command
from poc_docs.writing.running.ticking import CONVERSION, INFRASTRUCTURE

if TYPE_CHECKING:
    from poc_docs.plan.standings import Standing
    from poc_docs.portfolio.signals.situation import Situation

LONGEST_NAME = 48
"""Up to how many characters of a text are typed in a command; a longer item goes by its number."""


def result_command(at: Situation, number: int, stands: Standing) -> str:
    """Give the command that records a result, or settles one that no machine can judge."""
    if stands.result is None or not is_measured(stands.result.result.value):
        if latest(at.plan, number, at.today):
            return at.command("results", "--from-log")
        return at.command("results", f'--set {number}="…"')
    return unjudged_command(at.name, number, stands)


_INSTEAD = {
    derived.CREDITS_ALLOCATED: ("credits", '--allocate "AMOUNT CURRENCY"'),
    derived.RESULTS_ACKNOWLEDGED: (
        "agree",
        '--results --party prospect --by "NAME" --evidence "mail of YYYY-MM-DD"',
    ),
    derived.CONTRACT_SIGNED: ("business", "won"),
}
"""Items that are done once their fact stands where it belongs, which is better than a tick."""


def done_command(at: Situation, kind: str, number: int, what: str) -> str:
    """Give the command that ticks an item: by its text, or by its number of that kind, from 1.

    For an item that follows from a fact it is the command that writes the fact.
    """
    instead = next((cmd for item, cmd in _INSTEAD.items() if folded(item) == folded(what)), None)
    if instead and kind in {INFRASTRUCTURE, CONVERSION}:
        return at.command(*instead)
    known = 0 < len(what) <= LONGEST_NAME and at.items_called[folded(what)] == 1
    return at.command("done", shlex.quote(what if known else f"{kind} {number}"))
