"""Plans with their CRM fields and where the two disagree, as text and as JSON."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from poc_docs.portfolio.crm import crm_advice, deal_state
from poc_docs.portfolio.signals import computed_health
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.metadata import Crm
    from poc_docs.portfolio.crm import CrmAdvice, CrmSettings, DealState
    from poc_docs.portfolio.entries import Entry

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmView:
    """What is told of one plan and its CRM fields; one that can't be read has neither state nor advice.

    Each piece of advice stands beside the line in the file that it is about.
    """

    path: str
    id: str
    name: str
    opportunity: str
    crm: Crm | None
    state: DealState | None
    errors: int
    advice: tuple[tuple[int, CrmAdvice], ...]


def crm_view(entry: Entry, today: dt.date, settings: CrmSettings) -> CrmView:
    """Give what is told of a plan on a day; ``settings`` are the team's about its CRM."""
    plan = entry.plan
    metadata = plan.metadata if plan else None
    called = shlex.quote(PurePosixPath(entry.path).stem)
    advice = crm_advice(plan, today, called, settings, computed_health(plan, today)) if plan else ()
    return CrmView(
        path=entry.path,
        id=plan.id if plan else "",
        name=f"{entry.prospect}, {entry.title}" if entry.prospect else entry.title,
        opportunity=metadata.opportunity.value if metadata and metadata.opportunity else "",
        crm=metadata.crm if metadata else None,
        state=deal_state(plan) if plan else None,
        errors=len(entry.errors),
        advice=tuple((plan.document.position(each.span.start)[0], each) for each in advice) if plan else (),
    )


def crm_lines(views: Sequence[CrmView]) -> Iterator[str]:
    """Give each plan with what the CRM has, and below it what disagrees, with what to type."""
    for view in views:
        yield f"{view.path}: {view.name} ({view.opportunity or 'no opportunity'})"
        if view.errors:
            count = counted(view.errors, "error")
            yield f"    it has {count} (poc-docs check {shlex.quote(view.path)})"
        yield f"    {view.state or 'no state'}: {_told(view.crm)}"
        for _, advice in view.advice:
            yield f"    {advice.message}"
            yield from (f"      -> {command}" for command in advice.commands)


def _told(crm: Crm | None) -> str:
    if crm is None:
        return "nothing from the CRM"
    parts = (
        crm.stage or "no stage",
        crm.forecast_category or "no forecast category",
        str(crm.amount) if crm.amount else "no amount",
        f"closes {crm.close_date}" if crm.close_date else "no close date",
        "Deal Review" if crm.deal_review else "",
    )
    return ", ".join(part for part in parts if part)


def crm_json(views: Sequence[CrmView]) -> dict[str, Any]:
    """Give the same as the JSON that ``docs/json.md`` describes."""
    return {"version": VERSION, "plans": [_view(view) for view in views]}


def _fields(crm: Crm) -> dict[str, Any]:
    money = crm.amount
    return {
        "stage": crm.stage,
        "forecast_category": crm.forecast_category,
        "deal_review": crm.deal_review,
        "amount": {"amount": f"{money.amount:f}", "currency": money.currency} if money else None,
        "close_date": crm.close_date.isoformat() if crm.close_date else None,
    }


def _view(view: CrmView) -> dict[str, Any]:
    return {
        "path": view.path,
        "id": view.id or None,
        "opportunity": view.opportunity or None,
        "state": view.state,
        "crm": _fields(view.crm) if view.crm else None,
        "errors": view.errors,
        "advice": [
            {
                "about": advice.about or None,
                "message": advice.message,
                "line": line,
                "commands": list(advice.commands),
            }
            for line, advice in view.advice
        ],
    }
