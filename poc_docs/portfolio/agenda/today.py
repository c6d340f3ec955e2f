"""What a plan needs on a day: what its signals ask for, then what is due, then what waits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import Health
from poc_docs.portfolio.agenda.item import Agenda, Item
from poc_docs.portfolio.agenda.listing import SOURCES
from poc_docs.portfolio.agenda.phase import phase_of, stands
from poc_docs.portfolio.agenda.planning import to_repair
from poc_docs.portfolio.crm.settings import CrmSettings
from poc_docs.portfolio.signals.health import signals_in
from poc_docs.portfolio.signals.listing import ONLY_TOLD
from poc_docs.portfolio.signals.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.signals.signal import Signal

_NO_SETTINGS = CrmSettings()


def agenda(
    plan: Plan, today: dt.date, called: str = "", owner: str = "", crm: CrmSettings = _NO_SETTINGS
) -> Agenda:
    """Give what a plan needs on a day; ``called`` is what commands name it by, if not by its id.

    With ``owner`` it is what belongs to a person: the part of a name that the plan has as an owner. What has
    no owner belongs to the sales engineer. ``crm`` are the team's settings about its CRM.
    """
    at = Situation(plan, today, called, crm)
    return agenda_of(at, signals_in(at), owner)


def agenda_of(at: Situation, signals: Iterable[Signal], owner: str = "") -> Agenda:
    """Give what a plan needs as ``agenda`` does, from a situation and the signals in it."""
    today = at.today
    found = [item for item in _distinct(_items(at, signals)) if not owner or _is_of(at, item, owner)]
    now = [item for item in found if item.begins is None or item.begins <= today]
    later = [item for item in found if item.begins and item.begins > today]
    return Agenda(
        phase=phase_of(at),
        stands=stands(at),
        week=at.clock.week(today) if at.clock and at.is_active else None,
        weeks=at.clock.weeks if at.clock else None,
        items=tuple(sorted(now, key=lambda item: _urgency(item, today))),
        later=min(later, key=lambda item: item.begins or dt.date.max, default=None),
    )


def _items(at: Situation, signals: Iterable[Signal]) -> Iterator[Item]:
    if at.plan.metadata is None:  # until that is repaired no command writes to the plan
        yield from to_repair(at)
        return
    for signal in signals:
        if signal.name not in ONLY_TOLD:
            yield Item(
                what=signal.message,
                span=signal.span,
                commands=signal.commands,
                due=signal.due,
                owner=signal.owner,
                signal=signal.name,
                severity=signal.severity,
            )
    for source in SOURCES:
        yield from source(at)


def _distinct(items: Iterable[Item]) -> Iterator[Item]:
    """Leave out what asks for the same command as an item before it."""
    asked: set[str] = set()
    for item in items:
        first = item.commands[0] if item.commands else item.what
        if first not in asked:
            yield item
        asked.add(first)


def _is_of(at: Situation, item: Item, owner: str) -> bool:
    return owner.casefold() in (item.owner or at.engineer).casefold()


def _urgency(item: Item, today: dt.date) -> tuple[int, dt.date]:
    """Put what is Red first, then by date; what has none comes after what is due within the week."""
    first = 0 if item.severity is Health.RED else 1
    week = dt.timedelta(days=min(7, (dt.date.max - today).days))
    return first, item.due or today + week
