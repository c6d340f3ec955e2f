"""The health of plans as JSON, with the signals that it follows from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from poc_docs.plan.vocabulary import Health, Status
from poc_docs.portfolio.agenda.item import Phase
from poc_docs.portfolio.agenda.phase import phase_of, stands
from poc_docs.portfolio.crm.settings import CrmSettings
from poc_docs.portfolio.signals import Situation, recovery, signals_in, stated_health, worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.signals import Signal

VERSION = 1
"""The version of the form; it grows when a key changes its meaning or goes."""

_NO_SETTINGS = CrmSettings()

_ORDER: tuple[Health | None, ...] = (Health.RED, Health.YELLOW, Health.GREEN, None)


def health_json(
    plans: Iterable[dict[str, Any]],
    unreadable: Iterable[dict[str, Any]],
    today: dt.date,
    *,
    ended: bool = True,
) -> dict[str, Any]:
    """Give the health of plans on a day, the worst first; ``plan_health`` gives each.

    Without ``ended`` plans that are Complete or closed are left out, unless they raise a signal.
    """
    kept = [each for each in plans if ended or each["signals"] or not has_ended(each)]
    return {
        "version": VERSION,
        "today": today.isoformat(),
        "plans": sorted(kept, key=_place),
        "unreadable": list(unreadable),
    }


def has_ended(value: Mapping[str, Any]) -> bool:
    """Say whether a plan is Complete or closed, from what ``plan_head`` gives of it."""
    return bool(value["status"] == Status.COMPLETE or value["phase"] == Phase.CLOSED)


def _place(value: dict[str, Any]) -> tuple[int, str, str]:
    decision = value["decision_date"] or dt.date.max.isoformat()
    return _ORDER.index(value["health"]), decision, value["path"]


def plan_health(path: str, plan: Plan, today: dt.date, crm: CrmSettings = _NO_SETTINGS) -> dict[str, Any]:
    """Give the health of a plan on a day; ``crm`` are the team's settings about its CRM."""
    at = Situation(plan, today, "" if plan.id else path, crm)
    found = signals_in(at)
    computed = worst(found) if at.is_planning or at.is_active else None
    stated = stated_health(plan, today)
    said = stated.health.value if stated and stated.health else None
    decision = at.decision_date
    return {
        **plan_head(path, at),
        "health": computed,
        "stated": {
            "health": said,
            "date": stated.date.value.isoformat(),
            "line": plan.document.position(stated.section.heading.span.start)[0],
        }
        if stated and stated.date.value
        else None,
        "differs": computed is not said if computed and said else None,
        "end": at.clock.end.isoformat() if at.clock else None,
        "decision_date": decision.isoformat() if decision else None,
        "days_to_decision": at.in_days(decision) if decision else None,
        "signals": [_signal(plan, each) for each in found],
        "recovery": list(_recovery(plan, today, found)),
    }


def plan_head(path: str, at: Situation) -> dict[str, Any]:
    """Give what names a plan and says where it is in its life."""
    metadata, week = at.plan.metadata, at.clock.week(at.today) if at.clock and at.is_active else None
    return {
        "id": at.plan.id or None,
        "path": path,
        "title": metadata.title.value if metadata and metadata.title else None,
        "prospect": metadata.prospect.value if metadata and metadata.prospect else None,
        "status": at.plan.status,
        "phase": phase_of(at),
        "stands": stands(at),
        "week": week,
        "weeks": at.clock.weeks if at.clock else None,
        "paused_since": at.pause.since.isoformat() if at.is_active and at.pause else None,
    }


def _signal(plan: Plan, signal: Signal) -> dict[str, Any]:
    line, column = plan.document.position(signal.span.start)
    return {
        "name": signal.name,
        "severity": signal.severity,
        "message": signal.message,
        "line": line,
        "column": column,
        "commands": list(signal.commands),
        "pitfall": signal.pitfall,
        "due": signal.due.isoformat() if signal.due else None,
        "owner": signal.owner or None,
    }


def _recovery(plan: Plan, today: dt.date, found: Sequence[Signal]) -> Iterable[dict[str, Any]]:
    """Give the strategies against each pitfall that a signal names, in the order of the signals."""
    pitfalls = dict.fromkeys(each.pitfall for each in found if each.pitfall)
    for pitfall in pitfalls:
        for each in recovery(plan, today, pitfall):
            yield {
                "pitfall": pitfall,
                "strategy": each.strategy,
                "what": each.what,
                "commands": list(each.commands),
            }
