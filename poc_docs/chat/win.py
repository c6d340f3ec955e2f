"""The message of the moment of success: what had to be proven is proven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.chat import blocks, facts
from poc_docs.chat.message import Message, fitted
from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import Outcome
from poc_docs.portfolio.confirmation import confirmation
from poc_docs.text.counting import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.chat.blocks import Block, Room
    from poc_docs.portfolio.signals.situation import Situation

CONFETTI = "🎉"


def no_win(at: Situation) -> str:
    """Say why there is nothing to celebrate, or give an empty string.

    A win is the outcome Proceed, written or computed. That a deal is won is no message to the customer.
    """
    if at.closed:
        return f"it was closed on {at.closed.date} without an outcome"
    if not (at.is_active or at.is_complete):
        return "work has not begun"
    if at.outcome is Outcome.PROCEED:
        return ""
    return f"its outcome is {at.outcome}" if at.outcome else "its outcome is not decided yet"


def win(at: Situation) -> Message:
    """Give the message of a win; ``no_win`` must have nothing to say."""
    return fitted(
        f"{CONFETTI} Proceed: {facts.prospect(at)}, {facts.title(at)}", lambda room: _blocks(at, room)
    )


def _blocks(at: Situation, room: Room) -> Iterator[Block]:
    yield blocks.header(f"Proceed: {facts.prospect(at)}", CONFETTI)
    if facts.title(at):
        yield blocks.paragraph(facts.title(at), room)
    day = f" on {at.success}" if at.success else ""
    yield blocks.heading(f"What had to be proven is proven{day}")
    yield from blocks.listed("Results", [facts.current_words(at, each) for each in at.standings], room)
    names = (filled_in(each.name) for each in at.plan.running.alignment.contacts)
    if people := list(filter(None, names)):
        yield blocks.paragraph(f"Thank you: {listed(people)}.", room)
    yield blocks.note(_confirmed(at))


def _confirmed(at: Situation) -> str:
    """Say whose word the results are: without the prospect's signature they are the vendor's."""
    word = confirmation(at.plan)
    if word and word.current:
        return f"Confirmed by {word.signature.name} on {word.signature.date}."
    return "Reported by the vendor, not confirmed."
