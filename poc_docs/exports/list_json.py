"""The list of plans as JSON values; ``docs/json.md`` describes the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from poc_docs.portfolio.listing import Line

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""


def list_json(found: Sequence[Line], every: Sequence[Line], today: dt.date) -> dict[str, Any]:
    """Give the lines that were found, and how many there are in all, with those no filter can look into."""
    return {
        "version": VERSION,
        "today": today.isoformat(),
        "found": len(found),
        "all": len(every),
        "unreadable": [line.path for line in every if not line.is_readable],
        "plans": [_line(line) for line in found],
    }


def _line(line: Line) -> dict[str, Any]:
    computed, clock, crm = line.computed, line.clock, line.crm
    return {
        "path": line.path,
        "id": line.id or None,
        "prospect": line.prospect or None,
        "title": line.title,
        "status": line.stage_word,
        "status_text": line.status,
        "closed": line.closed.value if line.closed else None,
        "sales_engineer": line.owner or None,
        "opportunity": line.opportunity or None,
        "health": line.health or None,
        "start": _day(clock.start if clock else None),
        "end": _day(clock.end if clock else None),
        "week": line.week,
        "weeks": clock.weeks if clock else None,
        "paused": line.is_paused,
        "decision_date": _day(line.decision_date),
        "criteria_decided": line.progress.decided,
        "criteria": line.progress.total,
        "agreement": line.agreement or None,
        "outcome": line.written_outcome,
        "computed_outcome": computed.outcome if computed else None,
        "by_people": computed.by_people if computed else False,
        "business": line.business or None,
        "amount": {"amount": f"{crm.amount.amount:f}", "currency": crm.amount.currency}
        if crm and crm.amount
        else None,
        "crm_stage": crm.stage if crm else None,
        "forecast_category": crm.forecast_category if crm else None,
        "close_date": _day(crm.close_date if crm else None),
        "errors": line.errors,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
