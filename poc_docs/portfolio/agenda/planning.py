"""What a plan lacks before work starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.state import AgreementState
from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import RESOURCES, Party
from poc_docs.portfolio.agenda.item import Item
from poc_docs.portfolio.agenda.steps import next_commands, sign_command
from poc_docs.portfolio.signals.blanks import blanks, blanks_told
from poc_docs.portfolio.signals.commands import done_command
from poc_docs.portfolio.signals.resources import is_open, missing_contacts
from poc_docs.portfolio.signals.situation import earlier
from poc_docs.text.counting import listed
from poc_docs.writing.running.ticking import INFRASTRUCTURE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.portfolio.signals.situation import Situation

PREPARATION = 14
"""Days before its date, or before the start, from which infrastructure is prepared."""


def to_repair(at: Situation) -> Iterator[Item]:
    """The plan's front matter is missing or can't be read, or says no status of the format."""
    plan, error = at.plan, at.plan.document.front_matter_error
    if error:
        yield Item(what=f"front matter: {error.message}", span=error.span, commands=(at.command("check"),))
    elif plan.document.front_matter is None:
        first = next_commands(plan, at.name, at.called or plan.id)[0]
        what = (
            "an old Metadata table moves into front matter"
            if plan.metadata
            else "the plan has no front matter"
        )
        yield Item(what=what, span=at.top, commands=(first,))
    elif plan.status is None:
        yield Item(what="the status is none of the format", span=at.top, commands=(at.command("check"),))


def to_fill_in(at: Situation) -> Iterator[Item]:
    """Blanks of a plan in Planning are still to be filled in."""
    found = blanks(at.plan) if at.is_planning else []
    if found:
        what = f"fill in {blanks_told(at.plan, found)}"
        yield Item(what=what, span=found[0].span, commands=(at.command("check"),), due=_start(at))


def to_sign(at: Situation) -> Iterator[Item]:
    """A party has not signed a plan in which no blank is left."""
    if not at.is_planning or blanks(at.plan):
        return
    state = at.agreement
    if state.state is AgreementState.AGREED:
        what = "both sides agreed; work can start"
        start = _start(at)
        yield Item(
            what=what, span=at.top, commands=(at.command("status", "Active"),), begins=start, due=start
        )
        return
    for party in state.missing:
        changed = any(s.party is party and s.parameters for s in at.plan.signatures)
        what = f"the {party} signs the plan{' anew, since its text changed' if changed else ''}"
        commands = [sign_command(at.name, party)]
        if party is Party.PROSPECT:
            commands.append(at.command("agree", "--request   # prints the mail that asks for it"))
        yield Item(what=what, span=at.top, commands=tuple(commands), due=_start(at), owner=at.engineer)


def to_prepare(at: Situation) -> Iterator[Item]:
    """An item of Infrastructure Setup is not done."""
    if not (at.is_planning or at.is_active) or at.is_paused:
        return
    for number, task in enumerate(at.plan.running.infrastructure, 1):
        if is_open(at, task):
            due = task.due or (_start(at) if at.is_planning else None)
            yield Item(
                what=f"{task.what!r} of Infrastructure Setup",
                span=task.span,
                commands=(done_command(at, INFRASTRUCTURE, number, task.what),),
                begins=earlier(due, PREPARATION),
                due=due,
                owner=task.owner,
            )


def to_meet(at: Situation) -> Iterator[Item]:
    """Resource Alignment names nobody for a party, or no channel, cadence or escalation."""
    if not at.has(RESOURCES) or not (at.is_planning or at.is_active):
        return
    for party in missing_contacts(at):
        command = at.command("contact", f'"NAME" --party {party} --role "…" --mail "…"')
        what = f"Resource Alignment names nobody for the {party}"
        yield Item(what=what, span=at.place_of(RESOURCES), commands=(command,), due=_start(at))
    alignment = at.plan.running.alignment
    given = {
        "Channel": filled_in(alignment.channel),
        "Cadence": filled_in(alignment.cadence),
        "Escalation": alignment.escalation,
    }
    missing = [name for name, text in given.items() if not text]
    if missing:
        what = f"Resource Alignment does not say: {listed(missing)}"
        command = at.command("check", f"  # once it stands there as a bullet: - **{missing[0]}:** …")
        yield Item(what=what, span=at.place_of(RESOURCES), commands=(command,), due=_start(at))


def _start(at: Situation) -> dt.date | None:
    return at.clock.start if at.clock and at.is_planning else None
