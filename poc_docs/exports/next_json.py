"""What plans need now, as JSON."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from poc_docs.exports.health_json import has_ended, plan_head
from poc_docs.plan.vocabulary import Health
from poc_docs.portfolio.agenda.today import agenda
from poc_docs.portfolio.crm.settings import CrmSettings
from poc_docs.portfolio.signals import Situation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.agenda.item import Item

VERSION = 1
"""The version of the form; it grows when a key changes its meaning or goes."""

_NO_SETTINGS = CrmSettings()


def next_json(
    plans: Iterable[dict[str, Any]],
    unreadable: Iterable[dict[str, Any]],
    today: dt.date,
    owner: str = "",
    *,
    ended: bool = True,
) -> dict[str, Any]:
    """Give what plans need on a day, the most urgent first; ``plan_needs`` gives each.

    With ``owner`` plans where nothing belongs to this person are left out. Without ``ended`` so are plans
    that are Complete or closed and need nothing.
    """
    kept = [each for each in plans if each["items"] or not (owner or (has_ended(each) and not ended))]
    return {
        "version": VERSION,
        "today": today.isoformat(),
        "owner": owner or None,
        "plans": sorted(kept, key=_place),
        "unreadable": list(unreadable),
    }


def _place(value: dict[str, Any]) -> tuple[bool, str, str]:
    items = value["items"]
    is_red = any(each["severity"] == Health.RED for each in items)
    due = min((each["due"] for each in items if each["due"]), default=dt.date.max.isoformat())
    return not is_red, due, value["path"]


def plan_needs(
    path: str, plan: Plan, today: dt.date, owner: str = "", crm: CrmSettings = _NO_SETTINGS
) -> dict[str, Any]:
    """Give what a plan needs on a day, all of it or what belongs to ``owner``.

    ``crm`` are the team's settings about its CRM.
    """
    found = agenda(plan, today, "" if plan.id else path, owner, crm)
    return {
        **plan_head(path, Situation(plan, today)),
        "items": [_item(plan, each, today) for each in found.items],
        "later": {**_item(plan, found.later, today), "begins": (found.later.begins or today).isoformat()}
        if found.later
        else None,
    }


def _item(plan: Plan, item: Item, today: dt.date) -> dict[str, Any]:
    line, column = plan.document.position(item.span.start)
    return {
        "what": item.what,
        "due": item.due.isoformat() if item.due else None,
        "days": (item.due - today).days if item.due else None,
        "owner": item.owner or None,
        "line": line,
        "column": column,
        "commands": list(item.commands),
        "signal": item.signal or None,
        "severity": item.severity,
    }
