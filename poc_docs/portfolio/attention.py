"""What needs attention in a plan on a day: each matter once, under the concern that a manager asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import Health
from poc_docs.portfolio.agenda import ending, planning
from poc_docs.portfolio.crm.states import deal_state
from poc_docs.portfolio.signals.reports import worst
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from poc_docs.portfolio.agenda.item import Item
    from poc_docs.portfolio.signals.signal import Signal
    from poc_docs.portfolio.signals.situation import Situation

SOON = 14
"""How many days ahead a decision is named."""


class Concern(StrEnum):
    """What a manager asks for, in the order in which it is told."""

    DEAL_REVIEW = "deal-review"
    DECISION = "decision"
    RED = "red"
    SIGNATURE = "signature"
    AMENDMENT = "amendment"
    NO_NEWS = "no-news"
    YELLOW = "yellow"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that needs attention; ``signal`` is the name of the signal that says it, if one does.

    Without ``what`` it is only counted: its signals are told under the concerns before. ``further`` counts
    the signals that are not told in full.
    """

    concern: Concern
    what: str
    due: dt.date | None
    commands: tuple[str, ...]
    signal: str = ""
    further: int = 0


_CONCERNS = {
    "deal-review": Concern.DEAL_REVIEW,
    "decision-overdue": Concern.DECISION,
    "agreement-missing": Concern.SIGNATURE,
    "amendment-unsigned": Concern.AMENDMENT,
    "no-news": Concern.NO_NEWS,
}
"""Signals that are told under a concern of their own."""


def decision_due(at: Situation) -> dt.date | None:
    """Give the day of a decision that is due within ``SOON`` days, or overdue, and is not written yet."""
    written = at.plan.decision.outcome and at.plan.decision.outcome.value
    day = at.decision_date
    waits = day and not written and not at.closed and not at.is_complete
    return day if day and waits and at.in_days(day) <= SOON else None


def matters(at: Situation, signals: Iterable[Signal]) -> tuple[Matter, ...]:
    """Give what needs attention in a plan, by concern; ``signals`` are those of the same situation.

    Every signal is told or counted, each in one place. Where front matter is missing, or can't be read,
    nothing else matters, and that is told with the errors.
    """
    if at.plan.metadata is None:
        return ()
    raised = list(signals)
    apart = [_told(each, _CONCERNS[each.name]) for each in raised if each.name in _CONCERNS]
    found = [*apart, *_without_signal(at, {each.concern for each in apart}, worst(raised))]
    found += _of_health(at, [each for each in raised if each.name not in _CONCERNS], worst(raised))
    return tuple(sorted(found, key=lambda each: list(Concern).index(each.concern)))


def _told(signal: Signal, concern: Concern, further: int = 0) -> Matter:
    return Matter(concern, signal.message, signal.due, signal.commands, signal.name, further)


def _without_signal(at: Situation, told: set[Concern], health: Health) -> Iterator[Matter]:
    crm = at.plan.metadata.crm if at.plan.metadata else None
    state = deal_state(at.plan)
    if crm and crm.deal_review and not at.closed and not (state and state.is_final):
        about = f" for {crm.amount}" if crm.amount else ""
        about += f", expected to close on {crm.close_date}" if crm.close_date else ""
        about += f"; its health is {health}" if at.is_planning or at.is_active else ""
        over = at.command("crm", "--no-deal-review   # once it is settled")
        yield Matter(Concern.DEAL_REVIEW, f"Deal Review is raised{about}", None, (over,))
    day = decision_due(at)
    if day and Concern.DECISION not in told:
        yield _decision(at, day)
    if Concern.SIGNATURE not in told and at.agreement.missing:
        yield from (_asked(each, Concern.SIGNATURE) for each in planning.to_sign(at))


def _decision(at: Situation, day: dt.date) -> Matter:
    days = at.in_days(day)
    when = f"due in {counted(days, 'day')}" if days > 0 else "due today"
    computed = f"; computed so far: {at.computed.outcome}" if at.computed.outcome else ""
    for item in (*ending.decision(at), *ending.decision_ahead(at)):
        return Matter(Concern.DECISION, f"{when}: {item.what}{computed}", day, item.commands)
    what = f"{when}, and the plan is still {at.plan.status or 'without a status'}"
    return Matter(Concern.DECISION, what, day, (at.command("show"),))


def _asked(item: Item, concern: Concern) -> Matter:
    return Matter(concern, item.what, item.due, item.commands, item.signal)


def _of_health(at: Situation, others: list[Signal], health: Health) -> Iterator[Matter]:
    """Give the reason for the health that is not told elsewhere: the gravest; the others are counted."""
    if not (at.is_planning or at.is_active):
        concern = Concern.ENDED
        if not others:
            return
    elif health is Health.GREEN:
        return
    else:
        concern = Concern.RED if health is Health.RED else Concern.YELLOW
    if others and (concern is not Concern.RED or others[0].severity is Health.RED):
        yield _told(others[0], concern, len(others) - 1)
    else:
        yield Matter(concern, "", None, (), further=len(others))
