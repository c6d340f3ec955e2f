"""The framework's recovery strategies against each pitfall, as commands for one plan.

Source: the PoC framework, "Common PoC Pitfalls" and "Recovery Strategies".
"""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.state import open_amendment
from poc_docs.plan.amounts import with_shown_amounts
from poc_docs.plan.reading import read_plan
from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import CONVERSION, CREDITS, RESOURCES, Party
from poc_docs.portfolio.signals.recalibrating import recalibration
from poc_docs.portfolio.signals.signal import Pitfall
from poc_docs.portfolio.signals.situation import Situation
from poc_docs.text.counting import listed

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan


class Strategy(StrEnum):
    """The framework's four recovery strategies."""

    RECALIBRATION = "mid-PoC recalibration"
    ESCALATION = "executive escalation"
    RESOURCES = "additional resource allocation"
    REFINEMENT = "success criteria refinement"


@dataclass(frozen=True, slots=True)
class Recovery:
    """A strategy for one plan: what it means there, and the commands that begin it."""

    strategy: Strategy
    what: str
    commands: tuple[str, ...]


STRATEGIES = {
    Pitfall.UNCLEAR_CRITERIA: (Strategy.REFINEMENT, Strategy.RECALIBRATION, Strategy.ESCALATION),
    Pitfall.SCOPE_CREEP: (Strategy.RECALIBRATION, Strategy.REFINEMENT, Strategy.ESCALATION),
    Pitfall.RESOURCE_GAPS: (Strategy.RESOURCES, Strategy.ESCALATION, Strategy.RECALIBRATION),
    Pitfall.TIMELINE_DRIFT: (
        Strategy.RECALIBRATION,
        Strategy.RESOURCES,
        Strategy.ESCALATION,
        Strategy.REFINEMENT,
    ),
    Pitfall.WEAK_CONVERSION: (Strategy.ESCALATION, Strategy.RESOURCES),
}
"""Which strategies help against a pitfall, the first one first. After the end nothing is recalibrated."""


_ANY_PLAN = """---
id: PLAN
status: Active
---

## Resource Alignment

- **Escalation:** NAME

## Credits
"""


def recovery(plan: Plan, today: dt.date, pitfall: Pitfall) -> tuple[Recovery, ...]:
    """Give the strategies against a pitfall, with what each means for this plan."""
    at = Situation(plan, today)
    tell = {
        Strategy.RECALIBRATION: _recalibration,
        Strategy.ESCALATION: _escalation,
        Strategy.RESOURCES: _more_resources,
        Strategy.REFINEMENT: _refinement,
    }
    return tuple(tell[strategy](at, pitfall) for strategy in STRATEGIES[pitfall])


def general_recovery(pitfall: Pitfall) -> tuple[Recovery, ...]:
    """Give the strategies against a pitfall for any plan that runs, which commands call ``PLAN``."""
    return recovery(read_plan(_ANY_PLAN), dt.date.min, pitfall)


def _recalibration(at: Situation, _: Pitfall) -> Recovery:
    if not at.is_active:
        what = "agree on what fits into the time: change criteria or dates in the plan before anybody signs"
        return Recovery(Strategy.RECALIBRATION, what, (at.command("check", "  # once it is written"),))
    if open_amendment(at.plan):
        what = "settle the open amendment first: it can be changed further, until both sign it"
        return Recovery(Strategy.RECALIBRATION, what, (recalibration(at), at.command("amend", "--withdraw")))
    what = "agree on what is still to be proven in which time, and let both sides sign it"
    return Recovery(Strategy.RECALIBRATION, what, (recalibration(at),))


def _escalation(at: Situation, _: Pitfall) -> Recovery:
    path = at.plan.running.alignment.escalation
    way = " / ".join(text.value for text in path)
    maker = filled_in(at.plan.overview.decision_maker)
    to = way or maker or "NAME"
    commands = [at.command("note", f"decision {shlex.quote(f'Escalated to {to}')} --by {_name(at.engineer)}")]
    if way:
        what = f"the escalation path is: {way}"
    elif maker:
        what = f"the plan names no escalation path; the decision maker is {maker}"
    else:
        what = "the plan names neither an escalation path nor a decision maker"
    if not way and not at.has(RESOURCES):
        commands.append(at.command("add", "resource-alignment   # its bullet Escalation names the path"))
    return Recovery(Strategy.ESCALATION, what, tuple(commands))


def _more_resources(at: Situation, pitfall: Pitfall) -> Recovery:
    commands = []
    parts = ["name who helps"]
    if pitfall is Pitfall.WEAK_CONVERSION:
        parts = ["name who leads to the contract and who goes live"]
        if not at.has(CONVERSION):
            commands.append(at.command("add", "conversion"))
    elif at.has(CREDITS):
        who = with_shown_amounts(filled_in(at.plan.running.top_up_by))
        parts.append(f"top up the credits{f' ({who} may)' if who else ''}")
        commands.append(at.command("credits", '--top-up "AMOUNT CURRENCY"'))
    commands.append(at.command("contact", f'"NAME" --party {Party.VENDOR} --role "…"'))
    return Recovery(Strategy.RESOURCES, listed(parts), tuple(commands))


def _refinement(at: Situation, _: Pitfall) -> Recovery:
    if at.is_active:
        numbers = [each.criterion.number.value for each in at.undecided if each.criterion.number.value]
        number = numbers[0] if numbers else 1
        what = (
            "say more exactly how a criterion is measured and what is enough, or take one away; both sign it"
        )
        command = at.command("amend", f'--reason "…" --set "criterion {number} target=…"')
        return Recovery(
            Strategy.REFINEMENT, what, (command, "poc-docs criteria   # ready ones to learn from")
        )
    what = "write a number that meets each target; ready criteria show how"
    add = f'poc-docs criteria --add {at.name} "…"'
    return Recovery(Strategy.REFINEMENT, what, ("poc-docs criteria", add))


def _name(name: str) -> str:
    return shlex.quote(name) if name else '"NAME"'
