"""Plans with their CRM fields and where the two disagree, as text and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.model import Crm
    from poc_docs.portfolio.crm import CrmAdvice, DealState
    from poc_docs.portfolio.entries import Entry

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""


@dataclass(frozen=True, slots=True)
class CrmView:
    """One plan with its CRM fields; an entry that could not be read has neither state nor advice."""

    entry: Entry
    state: DealState | None
    advice: tuple[CrmAdvice, ...]

    @property
    def crm(self) -> Crm | None:
        """Give the CRM's fields, or None where the plan has none."""
        metadata = self.entry.plan.metadata if self.entry.plan else None
        return metadata.crm if metadata else None

    @property
    def opportunity(self) -> str:
        """Give the opportunity, or an empty string."""
        metadata = self.entry.plan.metadata if self.entry.plan else None
        return metadata.opportunity.value if metadata and metadata.opportunity else ""


def crm_lines(views: Sequence[CrmView]) -> Iterator[str]:
    """Give each plan with what the CRM has, and below it what disagrees, with what to type."""
    for view in views:
        entry = view.entry
        name = f"{entry.prospect}, {entry.title}" if entry.prospect else entry.title
        yield f"{entry.path}: {name} ({view.opportunity or 'no opportunity'})"
        if entry.errors:
            count = "1 error" if len(entry.errors) == 1 else f"{len(entry.errors)} errors"
            yield f"    it has {count}; 'poc-docs check {entry.path}' names them"
        yield f"    {view.state or 'no state'}: {_told(view.crm)}"
        for advice in view.advice:
            yield f"    {advice.message}"
            yield from (f"      -> {command}" for command in advice.commands)


def _told(crm: Crm | None) -> str:
    if crm is None:
        return "nothing from the CRM"
    parts = (
        crm.stage or "no stage",
        crm.forecast_category or "no forecast category",
        f"{crm.amount.amount:f} {crm.amount.currency}" if crm.amount else "no amount",
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
    entry, crm = view.entry, view.crm
    return {
        "path": entry.path,
        "id": (entry.plan.id or None) if entry.plan else None,
        "opportunity": view.opportunity or None,
        "state": view.state,
        "crm": _fields(crm) if crm else None,
        "errors": len(entry.errors),
        "advice": [
            {
                "about": advice.about or None,
                "message": advice.message,
                "line": entry.plan.document.position(advice.span.start)[0] if entry.plan else None,
                "commands": list(advice.commands),
            }
            for advice in view.advice
        ],
    }
