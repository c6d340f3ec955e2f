"""The gaps of all plans as JSON, described in ``docs/json.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.exports.gaps_text import id_and_source
from poc_docs.writing.gap_rows import register_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.gap_register import Register
    from poc_docs.plan.texts import Text
    from poc_docs.plan.values import Money
    from poc_docs.portfolio.gap_register.joining import Backing, GapReport, JoinedGap
    from poc_docs.portfolio.gap_register.naming import GapRow

VERSION = 2
"""The version of the form; it grows when a key changes its meaning or goes."""


def gaps_json(report: GapReport, register: Register | None, gaps: Sequence[JoinedGap]) -> dict[str, Any]:
    """Give the wanted ``gaps`` of the register, and all that stands outside of it."""
    lacking = [id_and_source(gap) for gap in report.others]
    rows = register_rows(register, lacking)[-len(lacking) :] if lacking else []
    others = [{**_gap(gap), "row": row} for gap, row in zip(report.others, rows, strict=True)]
    unknown = len(report.unknown)
    return {
        "version": VERSION,
        "gaps": [_registered(gap) for gap in gaps],
        "unknown": others[:unknown],
        "unregistered": others[unknown:],
        "alike": [
            {
                "gap": _name(each.gap),
                "look_alikes": each.in_all,
                "nearest": [
                    {**_name(proposal.other), "nearness": round(proposal.nearness, 2)}
                    for proposal in each.nearest
                ],
            }
            for each in report.look_alikes
        ],
        "different_amounts": [
            {
                "opportunity": deal.opportunity,
                "plans": [entry.path for entry in deal.entries],
                "amounts": _amounts(deal.amounts),
            }
            for deal in report.conflicts
        ],
        "with_errors": [{"path": each.path, "errors": each.errors} for each in report.faulty],
    }


def _name(gap: JoinedGap) -> dict[str, Any]:
    return {"id": gap.id or None, "gap": gap.title}


def _registered(gap: JoinedGap) -> dict[str, Any]:
    known = gap.registered
    about = (
        {
            "area": _said(known.area),
            "owner": _said(known.owner),
            "status": known.status.value,
            "release": _said(known.release),
            "link": _said(known.link),
        }
        if known
        else {}
    )
    return {**_gap(gap), **about}


def _gap(gap: JoinedGap) -> dict[str, Any]:
    return {
        **_name(gap),
        "deals": gap.deals,
        "amounts": _amounts(gap.amounts),
        "plans": [_backing(backing) for backing in gap.backings],
    }


def _backing(backing: Backing) -> dict[str, Any]:
    entry = backing.entry
    return {
        "path": entry.path,
        "id": entry.id or None,
        "prospect": entry.prospect or None,
        "title": entry.title,
        "status": entry.status,
        "severity": backing.severity,
        "outcome": backing.outcome,
        "business": entry.business,
        "closed": entry.closed,
        "to_revisit": backing.is_to_revisit,
        "share": _money(backing.share),
        "deal_amount": _money(backing.amount),
        "counted_in": backing.counted_in or None,
        "rows": [_row(row) for row in backing.rows],
    }


def _row(row: GapRow) -> dict[str, Any]:
    return {
        "line": row.line,
        "gap": row.gap,
        "severity": row.severity,
        "workaround": row.workaround or None,
        "reported_to": row.reported_to or None,
        "criterion": row.criterion,
    }


def _said(text: Text) -> str | None:
    return text.value or None


def _amounts(amounts: Iterable[Money]) -> list[dict[str, str] | None]:
    return [_money(amount) for amount in amounts]


def _money(money: Money | None) -> dict[str, str] | None:
    return {"amount": f"{money.amount:f}", "currency": money.currency} if money else None
