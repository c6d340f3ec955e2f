"""The message that opens the channel: what is to be proven, by when, by whom, and what to pin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.chat import blocks, facts
from poc_docs.chat.message import Message, Missing, fitted
from poc_docs.plan.agreement.state import AgreementState
from poc_docs.plan.running.channel import PATTERN, channel_of
from poc_docs.plan.running.links import resource_links
from poc_docs.plan.texts import filled_in
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import RESOURCES, Party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.chat.blocks import Block, Room
    from poc_docs.portfolio.signals.situation import Situation

STRUCTURE = (
    "One thread a day for the stand-up: what was done, what is due, what blocks.",
    "The weekly checkpoint, with current values against targets.",
    "Wins are told here first.",
)
"""What belongs into the channel. Source: the PoC framework, "Slack Channel Structure"."""


def kickoff(at: Situation, pattern: str = PATTERN) -> Message:
    """Give the kickoff message; amounts, mail addresses and what the CRM says stay in the plan."""
    who = facts.prospect(at)
    return fitted(f"PoC kickoff: {who}", lambda room: _blocks(at, pattern, room), _missing(at))


def _blocks(at: Situation, pattern: str, room: Room) -> Iterator[Block]:
    yield blocks.header(f"PoC kickoff: {facts.prospect(at)}")
    if facts.title(at):
        yield blocks.paragraph(facts.title(at), room)
    if objective := filled_in(at.plan.overview.objective):
        yield blocks.heading("Objective")
        yield blocks.paragraph(objective, room)
    yield from blocks.pairs(_dates(at, pattern), room)
    criteria = [
        f"{facts.criterion_words(each)}: {facts.target(each)} ({facts.weight(each)})" for each in at.standings
    ]
    yield from blocks.listed("Success criteria", criteria, room)
    yield from blocks.listed("Who works together", list(_people(at)), room)
    yield from blocks.links("To pin in the channel", list(resource_links(at.plan)), room)
    yield from blocks.listed("In this channel", STRUCTURE, room)
    agreed = at.agreement.state is AgreementState.AGREED
    yield blocks.note("Both sides agreed to the criteria." if agreed else "Not agreed by both sides yet.")


def _dates(at: Situation, pattern: str) -> list[tuple[str, str]]:
    alignment = at.plan.running.alignment
    return [
        ("Work begins", str(at.clock.start) if at.clock else ""),
        ("Work ends", str(at.clock.end) if at.clock else ""),
        ("Decision", str(at.decision_date or "")),
        ("Decision maker", filled_in(at.plan.overview.decision_maker)),
        ("Sales engineer", at.engineer),
        ("Channel", channel_of(at.plan, pattern)),
        ("Cadence", filled_in(alignment.cadence)),
        *([("Escalation", ", then ".join(steps))] if (steps := _escalation(at)) else []),
    ]


def _escalation(at: Situation) -> list[str]:
    return [each.value for each in at.plan.running.alignment.escalation if not is_placeholder(each.value)]


def _people(at: Situation) -> Iterator[str]:
    for contact in at.plan.running.alignment.contacts:
        if name := filled_in(contact.name):
            side = facts.prospect(at) if contact.party.value is Party.PROSPECT else contact.party.text.value
            yield ", ".join(filter(None, (name, filled_in(contact.role), side)))


def _missing(at: Situation) -> Iterator[Missing]:
    plan = at.plan
    check = at.command("check")
    # Without a section, 'add' lists them with their lines.
    where = at.command("add") if at.has(RESOURCES) else at.command("add", "resource-alignment")
    if not filled_in(plan.overview.objective):
        yield Missing("the objective", check)
    if at.clock is None:
        yield Missing("when work begins and ends (Duration)", check)
    if at.decision_date is None:
        yield Missing("the decision date", check)
    if not filled_in(plan.overview.decision_maker):
        yield Missing("the decision maker", check)
    if not any(filled_in(each.name) for each in plan.running.alignment.contacts):
        yield Missing("contacts of either party", at.command("contact", '"NAME" --party prospect'))
    if not any(resource_links(plan)):
        yield Missing("links to pin (Links in Resource Alignment)", where)
    if not filled_in(plan.running.alignment.cadence):
        yield Missing("the cadence (in Resource Alignment)", where)
