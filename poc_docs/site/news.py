"""What changed since last Monday, as a manager asks for it: outcomes first, small changes counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from poc_docs.exports.change_text import sentence
from poc_docs.plan.plan_change import ChangeKind
from poc_docs.plan.vocabulary import Health, Status
from poc_docs.portfolio.signals import computed_health

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.plan.plan_change import PlanChange
    from poc_docs.portfolio.digest import Changed, ChangesSince
    from poc_docs.site.plan_view import PlanView


class Group(Enum):
    """What a change is about: its word in an address, and its heading."""

    OUTCOME = ("outcomes", "Outcomes")
    RESULT = ("results", "Results and verdicts")
    HEALTH = ("health", "Health")
    DATE = ("dates", "Dates")
    SIGNATURE = ("signatures", "Signatures and amendments")
    STATUS = ("status", "Status")
    REPORT = ("reports", "Checkpoints and decisions on the way")
    PLAN = ("plans", "Plans")
    SMALL = ("small", "Smaller changes")
    ADDED = ("added", "Plans added")

    @property
    def word(self) -> str:
        """Give the word that a filter has for it."""
        return f"new-{self.value[0]}"

    @property
    def heading(self) -> str:
        """Give the heading."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class PlanNews:
    """What is new of a plan in one group, in words; ``plan`` is None where it can't be read."""

    path: str
    plan: Plan | None
    sentences: tuple[str, ...]


_GROUPS = {
    ChangeKind.CREATED: Group.ADDED,
    ChangeKind.REMOVED: Group.PLAN,
    ChangeKind.MOVED: Group.PLAN,
    ChangeKind.FAULT: Group.PLAN,
    ChangeKind.STATUS: Group.STATUS,
    ChangeKind.STARTED: Group.STATUS,
    ChangeKind.PAUSE: Group.DATE,
    ChangeKind.RESULT: Group.RESULT,
    ChangeKind.DECISION: Group.OUTCOME,
    ChangeKind.OUTCOME: Group.OUTCOME,
    ChangeKind.ENDING: Group.OUTCOME,
    ChangeKind.BUSINESS: Group.OUTCOME,
    ChangeKind.CHECKPOINT: Group.REPORT,
    ChangeKind.DATED_DECISION: Group.REPORT,
}
_PLACES = {
    ChangeKind.TASK: "tasks",
    ChangeKind.ISSUE: "issues",
    ChangeKind.LOGGED: "logged values",
    ChangeKind.LEARNING: "learnings",
    ChangeKind.GAP: "gaps",
    ChangeKind.RISK: "risks",
    ChangeKind.TIMELINE: "the timeline",
    ChangeKind.ENVIRONMENT: "the environment",
    ChangeKind.CONTACT: "contacts",
    ChangeKind.CREDITS: "credits",
    ChangeKind.COST: "costs",
    ChangeKind.METADATA: "the front matter",
}
"""Where small changes are, in the order in which they are counted; all others are in other text."""
_ELSEWHERE = "other text"
_DATES = frozenset({"Decision date", "Duration"})


def grouped(news: ChangesSince, plans: Sequence[PlanView]) -> dict[Group, tuple[PlanNews, ...]]:
    """Give the news of every plan by group, in the order of the groups; those without any are left out."""
    if news.changed is None:
        return {}
    found: dict[Group, list[PlanNews]] = {group: [] for group in Group}
    for changed in news.changed:
        for group, told in _by_group(changed).items():
            found[group].append(PlanNews(changed.path, changed.plan, told))
        if changed.smaller and not changed.is_new:
            found[Group.SMALL].append(PlanNews(changed.path, changed.plan, (_smaller(changed.smaller),)))
    found[Group.HEALTH] = list(_health(plans, news.since, {each.path: each for each in news.changed}))
    return {group: tuple(news_of) for group, news_of in found.items() if news_of}


def _by_group(changed: Changed) -> dict[Group, tuple[str, ...]]:
    found: dict[Group, tuple[str, ...]] = {}
    for change in changed.told:
        group = _group(change)
        found[group] = (*found.get(group, ()), sentence(change))
    return found


def _smaller(kinds: Sequence[ChangeKind]) -> str:
    """Count small changes by where they are: ``2 in tasks, 1 in issues``."""
    found = Counter(_PLACES.get(kind, _ELSEWHERE) for kind in kinds)
    parts = [f"{found[place]} in {place}" for place in (*_PLACES.values(), _ELSEWHERE) if found[place]]
    return ", ".join(parts)


def _group(change: PlanChange) -> Group:
    """Give the group of a change; what is agreed, and no date, belongs to the signatures it needs."""
    return Group.DATE if change.where in _DATES else _GROUPS.get(change.kind, Group.SIGNATURE)


def _health(plans: Sequence[PlanView], since: dt.date, changed: dict[str, Changed]) -> Iterator[PlanNews]:
    """Give the plans whose health is another one than it was on the day ``since``, as they stood then."""
    for of in plans:
        change = changed.get(of.entry.path)
        before = change.before if change else of.plan
        now = of.running_health
        then = _health_then(before, since) if before and now else None
        if now and then and now is not then:
            reason = next((each.message for each in of.signals if each.severity is now), "no signal any more")
            yield PlanNews(of.entry.path, of.plan, (f"{then} → {now}: {reason}",))


def _health_then(plan: Plan, day: dt.date) -> Health | None:
    closed = plan.metadata and plan.metadata.closed
    if closed or plan.status not in {Status.PLANNING, Status.ACTIVE}:
        return None
    return computed_health(plan, day)
