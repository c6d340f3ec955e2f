"""From a plan to what the list says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.running.clock import open_pause
from poc_docs.portfolio.listing.line import Line
from poc_docs.portfolio.listing.listed import Listed
from poc_docs.portfolio.stages import Stage, place

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Plan
    from poc_docs.plan.texts import Text
    from poc_docs.portfolio.entries import Entry


def read_listed(entry: Entry, today: dt.date) -> Listed:
    """Give what the list says of one plan on a day."""
    line = Line(entry, today)
    clock, computed, crm = line.clock, line.computed, line.crm
    amount = crm.amount if crm else None
    overview = entry.plan.overview if entry.plan else None
    rank, days, _ = place(entry)
    return Listed(
        path=line.path,
        own_title=entry.own_title,
        rank=rank,
        days=days,
        is_of_day=line.stage in {Stage.PLANNING, Stage.ACTIVE} or _is_paused(entry.plan),
        is_readable=line.is_readable,
        errors=line.errors,
        id=line.id,
        prospect=line.prospect,
        owner=line.owner,
        opportunity=line.opportunity,
        objective=_said(overview.objective if overview else None),
        scope=_said(overview.scope if overview else None),
        stage_word=line.stage_word,
        status=line.status,
        closed=str(line.closed or ""),
        is_paused=line.is_paused,
        start=_day(clock.start if clock else None),
        end=_day(clock.end if clock else None),
        week=line.week,
        weeks=clock.weeks if clock else None,
        decision_date=_day(line.decision_date),
        decided=line.progress.decided,
        criteria=line.progress.total,
        agreement=line.agreement,
        outcome=str(line.outcome or ""),
        outcome_words=line.outcome_words,
        written_outcome=str(line.written_outcome or ""),
        computed_outcome=str((computed.outcome if computed else None) or ""),
        by_people=computed.by_people if computed else False,
        business=line.business,
        amount=f"{amount.amount:f}" if amount else "",
        currency=amount.currency if amount else "",
        amount_words=str(amount) if amount else "",
        crm_stage=crm.stage if crm else None,
        forecast=crm.forecast_category if crm else None,
        close_date=_day(crm.close_date if crm else None),
        health=line.health,
    )


def _is_paused(plan: Plan | None) -> bool:
    """Say whether a pause goes on, which moves the end of any plan by a day each day."""
    return plan is not None and open_pause(plan) is not None


def _said(text: Text | None) -> str:
    return text.value if text else ""


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
