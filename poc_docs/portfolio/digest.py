"""What a mail about all plans tells: what changed since a day, what needs attention, what is decided soon."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.plan_change import ChangeKind
from poc_docs.plan.texts import filled_in
from poc_docs.portfolio.agenda.item import health_word
from poc_docs.portfolio.agenda.today import agenda_of
from poc_docs.portfolio.attention import decision_due
from poc_docs.portfolio.crm.settings import CrmSettings
from poc_docs.portfolio.owners import owner_of, same_letters
from poc_docs.portfolio.signals import signals_in
from poc_docs.portfolio.signals.reports import ORDER, worst
from poc_docs.portfolio.signals.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from poc_docs.plan.model import Plan
    from poc_docs.plan.plan_change import PlanChange
    from poc_docs.plan.vocabulary import Health
    from poc_docs.portfolio.entries import Entry
    from poc_docs.portfolio.versions import ComparedPlan

_NO_SETTINGS = CrmSettings()


@dataclass(frozen=True, slots=True)
class Changed:
    """A plan that changed, with what is worth telling of it, and what the other changes are about.

    ``before`` is the plan as it was, where there was one that could be read.
    """

    path: str
    plan: Plan | None
    told: tuple[PlanChange, ...]
    smaller: tuple[ChangeKind, ...]
    before: Plan | None = None

    @property
    def further(self) -> int:
        """Count the changes that are not told."""
        return len(self.smaller)

    @property
    def is_new(self) -> bool:
        """Say whether the plan itself is new; then nothing else is told of it."""
        return any(each.kind is ChangeKind.CREATED for each in self.told)


@dataclass(frozen=True, slots=True)
class ChangesSince:
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
class PlanName:
    """How a mail names a plan, and whose it is; what the plan does not say is empty.

    Whose it is can't be known, and is None, where the file is no text, or has no readable front matter.
    """

    path: str
    prospect: str = ""
    title: str = ""
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Attention:
    """A plan that needs attention, with its health, and what it needs, the most urgent first.

    The health is None where the plan has ended or says no status; ``health_word`` is what it is called then.
    ``items`` counts all that ``poc-docs next`` names, also what can wait.
    """

    name: PlanName
    health: Health | None
    health_word: str
    needs: tuple[Need, ...]
    items: int


@dataclass(frozen=True, slots=True)
class DueDecision:
    """A decision that is due within ``attention.SOON`` days, or overdue."""

    name: PlanName
    maker: str
    date: dt.date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a digest has of one file: of one that can't be read only ``fault`` and number of errors."""

    name: PlanName
    fault: str | None
    errors: int
    attention: Attention | None
    decision: DueDecision | None


@dataclass(frozen=True, slots=True)
class ToldChange:
    """What is told of a plan that changed; ``further`` counts what is not."""

    name: PlanName
    is_new: bool
    told: tuple[PlanChange, ...]
    further: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that the mail tells; ``changed`` is None where there is no history to tell it from."""

    today: dt.date
    since: dt.date
    owners: tuple[str, ...]
    changed: tuple[ToldChange, ...] | None
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


def told_change(changed: Changed) -> ToldChange:
    """Give what a mail tells of a plan that changed."""
    return ToldChange(plan_name(changed.path, changed.plan), changed.is_new, changed.told, changed.further)


def plan_name(path: str, plan: Plan | None) -> PlanName:
    """Give how a mail names a plan, of which nothing may be known but its path."""
    if plan is None or plan.metadata is None:
        return PlanName(path)
    names = (plan.metadata.prospect, plan.metadata.title)
    prospect, title = (text.value if text else "" for text in names)
    return PlanName(path, prospect, title, owner_of(plan))


def note(entry: Entry, today: dt.date, crm: CrmSettings = _NO_SETTINGS) -> Noted:
    """Take from a file what a digest has of it on a day; ``crm`` are the team's settings about its CRM."""
    name, fault = plan_name(entry.path, entry.plan), _fault(entry)
    plan = None if fault else entry.plan
    return Noted(
        name=name,
        fault=fault,
        errors=len(entry.errors),
        attention=_attention(name, plan, today, crm) if plan else None,
        decision=_decision(name, plan, today) if plan else None,
    )


def _fault(entry: Entry) -> str | None:
    """Say why a file, or its front matter, can't be read; None for one that can be."""
    plan = entry.plan
    if plan is None:
        return entry.findings[0].message
    error = plan.document.front_matter_error
    if error:
        return error.message
    return None if plan.metadata else "the plan has no front matter"


def digest(
    noted: Iterable[Noted],
    since: dt.date,
    changed: Iterable[ToldChange] | None,
    today: dt.date,
    owners: Collection[str] = (),
) -> Digest:
    """Put together what the mail tells of all plans, and of those that changed since a day.

    With ``owners`` only the plans of these sales engineers take part; a file that can't be read belongs to
    everybody. ``changed`` is None where there is no history to tell it from.
    """
    wanted = {same_letters(name) for name in owners}

    def takes_part(name: PlanName) -> bool:
        return name.owner is None or not wanted or same_letters(name.owner) in wanted

    kept = [each for each in noted if takes_part(each.name)]
    attention = [each.attention for each in kept if each.attention]
    decisions = [each.decision for each in kept if each.decision]
    return Digest(
        today=today,
        since=since,
        owners=tuple(owners),
        changed=None if changed is None else tuple(each for each in changed if takes_part(each.name)),
        attention=tuple(sorted(attention, key=_urgency)),
        decisions=tuple(sorted(decisions, key=lambda each: (each.date, each.name.path))),
        unreadable=tuple((each.name.path, each.fault) for each in kept if each.fault is not None),
        plans=len(kept),
    )


def _changed(compared: ComparedPlan, is_told: Callable[[PlanChange], bool]) -> Changed:
    told = tuple(each for each in compared.changes if is_told(each))
    # All that a new plan says is new; that it is there is the news.
    told = tuple(each for each in told if each.kind is ChangeKind.CREATED) or told
    smaller = tuple(each.kind for each in compared.changes if each not in told)
    before = compared.before.plan if compared.before else None
    return Changed(compared.path, compared.plan, told, smaller, before)


def _attention(name: PlanName, plan: Plan, today: dt.date, crm: CrmSettings) -> Attention | None:
    """Give what a plan needs that raises a signal, or has something due today or earlier."""
    at = Situation(plan, today, "" if plan.id else name.path, crm)
    raised = signals_in(at)
    found = agenda_of(at, raised)
    needs = tuple(
        Need(item.what, item.due, next(iter(item.commands), ""))
        for item in found.items
        if item.signal or (item.due and item.due <= today)
    )
    if not (needs or raised):
        return None
    health = worst(raised) if at.is_planning or at.is_active else None
    return Attention(name, health, health_word(health, found.phase), needs, len(found.items))


def _urgency(attention: Attention) -> tuple[bool, int, dt.date, str]:
    due = min((need.due for need in attention.needs if need.due), default=dt.date.max)
    health = attention.health
    return health is None, -ORDER.index(health) if health else 0, due, attention.name.path


def _decision(name: PlanName, plan: Plan, today: dt.date) -> DueDecision | None:
    at = Situation(plan, today)
    date = decision_due(at)
    maker = filled_in(plan.overview.decision_maker)
    return DueDecision(name, maker, date, at.in_days(date)) if date else None
