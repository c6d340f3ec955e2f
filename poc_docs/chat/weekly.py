"""The weekly message: the latest checkpoint, and where each criterion stands against its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.chat import blocks, facts
from poc_docs.chat.message import Message, Missing, fitted
from poc_docs.chat.standup import blockers
from poc_docs.plan.running.trend import latest
from poc_docs.plan.verdicts import is_measured, is_not_tested
from poc_docs.portfolio.agenda.phase import stands
from poc_docs.portfolio.week_words import week_in_words
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.chat.blocks import Block, Room
    from poc_docs.plan.running.model import Checkpoint
    from poc_docs.plan.standings import Standing
    from poc_docs.plan.texts import Text
    from poc_docs.portfolio.signals.situation import Situation


def weekly(at: Situation) -> Message:
    """Give the message of the week.

    The health in it is the one that people stated; what signals make of the plan is for our own eyes.
    """
    return fitted(f"{_week(at)}: {facts.prospect(at)}", lambda room: _blocks(at, room), _missing(at))


def _week(at: Situation) -> str:
    return week_in_words(at).capitalize() or "Weekly check-in"


def _blocks(at: Situation, room: Room) -> Iterator[Block]:
    checkpoint = at.checkpoint
    yield blocks.header(f"{_week(at)}: {facts.prospect(at)}")
    # The heading has the week already.
    phase = "" if stands(at) == week_in_words(at) else stands(at)
    yield blocks.note(", ".join(filter(None, (facts.title(at), phase))))
    yield from blocks.pairs(_state(at, checkpoint), room)
    if checkpoint:
        yield from blocks.listed("Achieved", _texts(checkpoint.achievements), room)
    current = [facts.current_words(at, each) for each in at.standings]
    yield from blocks.listed("Current against target", current, room)
    if checkpoint:
        yield from blocks.listed("Next", _texts(checkpoint.focus), room)
    yield from blocks.listed("Blockers", list(blockers(at)) or ["none known to the plan"], room)


def _state(at: Situation, checkpoint: Checkpoint | None) -> list[tuple[str, str]]:
    stated = checkpoint.health.text.value if checkpoint and checkpoint.health else ""
    days = at.in_days(at.decision_date) if at.decision_date else None
    when = {0: "today"}.get(days, f"in {counted(days, 'day')}") if days is not None and days >= 0 else ""
    decision = f"{at.decision_date}{f' ({when})' if when else ''}" if at.decision_date else ""
    return [
        ("Checkpoint", str(checkpoint.date.value) if checkpoint else ""),
        ("Health", stated),
        ("Decision", decision),
    ]


def _texts(texts: Sequence[Text]) -> list[str]:
    return [text.value for text in texts]


def _missing(at: Situation) -> Iterator[Missing]:
    if at.checkpoint is None or at.checkpoint.date.value is None:
        yield Missing("a checkpoint", at.command("checkpoint"))
    elif at.worked_since(at.checkpoint.date.value) > at.cadence:
        old = f"a checkpoint that is newer than {at.checkpoint.date.value}"
        yield Missing(old, at.command("checkpoint"))
    for each in at.standings:
        number = each.criterion.number.value
        if number is not None and not _has_value(at, each, number):
            yield Missing(f"a value of criterion {number}", at.command("measure", f'{number} "…"'))


def _has_value(at: Situation, stands: Standing, number: int) -> bool:
    result = stands.result.result.value if stands.result else ""
    return is_measured(result) or is_not_tested(result) or latest(at.plan, number, at.today) is not None
