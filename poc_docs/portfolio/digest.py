"""What a mail about all plans tells: what changed since a day, what needs attention, what is decided soon."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.plan_change import ChangeKind
from poc_docs.portfolio.agenda.today import agenda
from poc_docs.portfolio.attention import decision_due
from poc_docs.portfolio.crm.settings import CrmSettings
from poc_docs.portfolio.owners import owner_of, same_letters
from poc_docs.portfolio.signals import computed_health, signals
from poc_docs.portfolio.signals.reports import ORDER
from poc_docs.portfolio.signals.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.plan.plan_change import PlanChange
    from poc_docs.plan.vocabulary import Health
    from poc_docs.portfolio.entries import Entry
    from poc_docs.portfolio.versions import ComparedPlan

_NO_SETTINGS = CrmSettings()


@dataclass(frozen=True, slots=True)
class Changed:
    """A plan that changed, with what is worth telling of it; ``further`` counts the other changes.

    ``before`` is the plan as it was, where there was one that could be read.
    """

    path: str
    plan: Plan | None
    told: tuple[PlanChange, ...]
    further: int
    before: Plan | None = None

    @property
    def is_new(self) -> bool:
        """Say whether the plan itself is new; then nothing else is told of it."""
        return any(each.kind is ChangeKind.CREATED for each in self.told)


@dataclass(frozen=True, slots=True)
class News:
    """What changed since a day; ``changed`` is None where there is no history to tell it from."""

    since: dt.date
    changed: tuple[Changed, ...] | None


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs people, with its day and its command if it has them."""

    what: str
    due: dt.date | None
    command: str


@dataclass(frozen=True, slots=True)
class Attention:
    """A plan that needs attention, with its health, and what it needs, the most urgent first."""

    path: str
    plan: Plan
    health: Health
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class DueDecision:
    """A decision that is due within ``attention.SOON`` days, or overdue."""

    path: str
    plan: Plan
    date: dt.date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that the mail tells; ``changed`` is None where there is no history to tell it from."""

    today: dt.date
    since: dt.date
    owners: tuple[str, ...]
    changed: tuple[Changed, ...] | None
    attention: tuple[Attention, ...]
    decisions: tuple[DueDecision, ...]
    unreadable: tuple[tuple[str, str], ...]
    plans: int


def last_monday(today: dt.date) -> dt.date:
    """Give the Monday before today; on a Monday that of the week before."""
    days = today.weekday() or 7
    return today - dt.timedelta(days=min(days, (today - dt.date.min).days))


def changed_plans(
    compared: Iterable[ComparedPlan], is_told: Callable[[PlanChange], bool]
) -> tuple[Changed, ...]:
    """Give the plans that changed; ``is_told`` says which changes are worth their own line."""
    return tuple(_changed(each, is_told) for each in compared)


def digest(
    entries: Sequence[Entry],
    news: News,
    today: dt.date,
    owners: Collection[str] = (),
    crm: CrmSettings = _NO_SETTINGS,
) -> Digest:
    """Put together what the mail tells; ``crm`` are the team's settings about its CRM.

    With ``owners`` only the plans of these sales engineers take part; a file that can't be read belongs to
    everybody.
    """
    wanted = {same_letters(name) for name in owners}

    def takes_part(plan: Plan | None) -> bool:
        return plan is None or not wanted or same_letters(owner_of(plan)) in wanted

    kept = [entry for entry in entries if takes_part(entry.plan)]
    plans = [(entry.path, entry.plan) for entry in kept if entry.plan]
    changed = news.changed
    if changed is not None:
        changed = tuple(each for each in changed if takes_part(each.plan))
    return Digest(
        today=today,
        since=news.since,
        owners=tuple(owners),
        changed=changed,
        attention=tuple(sorted(_attention(plans, today, crm), key=_urgency)),
        decisions=tuple(sorted(_decisions(plans, today), key=lambda each: (each.date, each.path))),
        unreadable=tuple((entry.path, entry.findings[0].message) for entry in kept if entry.plan is None),
        plans=len(kept),
    )


def _changed(compared: ComparedPlan, is_told: Callable[[PlanChange], bool]) -> Changed:
    told = tuple(each for each in compared.changes if is_told(each))
    # All that a new plan says is new; that it is there is the news.
    told = tuple(each for each in told if each.kind is ChangeKind.CREATED) or told
    before = compared.before.plan if compared.before else None
    return Changed(compared.path, compared.plan, told, len(compared.changes) - len(told), before)


def _attention(plans: Iterable[tuple[str, Plan]], today: dt.date, crm: CrmSettings) -> Iterable[Attention]:
    """Give the plans that raise a signal, or have something due today or earlier."""
    for path, plan in plans:
        found = agenda(plan, today, "" if plan.id else path, crm=crm).items
        needs = tuple(
            Need(item.what, item.due, next(iter(item.commands), ""))
            for item in found
            if item.signal or (item.due and item.due <= today)
        )
        if needs or signals(plan, today):
            yield Attention(path, plan, computed_health(plan, today), needs)


def _urgency(attention: Attention) -> tuple[int, dt.date, str]:
    due = min((need.due for need in attention.needs if need.due), default=dt.date.max)
    return -ORDER.index(attention.health), due, attention.path


def _decisions(plans: Iterable[tuple[str, Plan]], today: dt.date) -> Iterable[DueDecision]:
    for path, plan in plans:
        at = Situation(plan, today)
        date = decision_due(at)
        if date:
            yield DueDecision(path, plan, date, at.in_days(date))
