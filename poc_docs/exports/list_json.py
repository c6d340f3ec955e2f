"""The list of plans as JSON values; ``docs/json.md`` describes the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from poc_docs.portfolio.listing import Listed

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""


def list_json(found: Sequence[Listed], every: Sequence[Listed], today: dt.date) -> dict[str, Any]:
    """Give the lines that were found, and how many there are in all, with those no filter can look into."""
    return {
        "version": VERSION,
        "today": today.isoformat(),
        "found": len(found),
        "all": len(every),
        "unreadable": [line.path for line in every if not line.is_readable],
        "plans": [_line(line) for line in found],
    }


def _line(line: Listed) -> dict[str, Any]:
    return {
        "path": line.path,
        "id": line.id or None,
        "prospect": line.prospect or None,
        "title": line.title,
        "status": line.stage_word,
        "status_text": line.status,
        "closed": line.closed or None,
        "sales_engineer": line.owner or None,
        "opportunity": line.opportunity or None,
        "health": line.health or None,
        "start": line.start or None,
        "end": line.end or None,
        "week": line.week,
        "weeks": line.weeks,
        "paused": line.is_paused,
        "decision_date": line.decision_date or None,
        "criteria_decided": line.decided,
        "criteria": line.criteria,
        "agreement": line.agreement or None,
        "outcome": line.written_outcome or None,
        "computed_outcome": line.computed_outcome or None,
        "by_people": line.by_people,
        "business": line.business or None,
        "amount": {"amount": line.amount, "currency": line.currency} if line.amount else None,
        "crm_stage": line.crm_stage,
        "forecast_category": line.forecast,
        "close_date": line.close_date or None,
        "errors": line.errors,
    }
