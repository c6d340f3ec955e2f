"""From a plan to what it brings to all numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder
from poc_docs.portfolio.metrics import definitions
from poc_docs.portfolio.metrics.fact_texts import fact_text
from poc_docs.portfolio.metrics.facts import Counted, LeftOut, Source
from poc_docs.portfolio.metrics.numbers import NAMES
from poc_docs.portfolio.metrics.part import Brought, Part
from poc_docs.portfolio.metrics.steps import steps_of
from poc_docs.portfolio.owners import owner_of
from poc_docs.portfolio.stages import Stage, stage
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from poc_docs.plan.metadata import Crm
    from poc_docs.portfolio.entries import Entry


def read_part(entry: Entry) -> Brought:
    """Give what a file brings to the numbers, or why it brings nothing."""
    plan = entry.plan
    metadata = plan.metadata if plan else None
    owner = owner_of(plan) if metadata else None
    its_stage = stage(entry)
    if plan is None or metadata is None or entry.errors or its_stage is Stage.UNKNOWN:
        return Brought(owner, LeftOut(entry.path, plan.id if plan else "", _why(entry)))
    by = Counted(plan, metadata, its_stage)
    decision, crm = plan.overview.decision_date, metadata.crm
    part = Part(
        source=Source(entry.path, plan.id),
        stage=its_stage,
        owner=owner_of(plan),
        written=metadata.date.value if metadata.date else None,
        decision_date=decision.value if decision else None,
        steps=steps_of(by),
        opportunity=entry.opportunity,
        is_superseded=entry.is_superseded,
        is_closed=metadata.closed is not None,
        is_in_crm=crm is not None,
        amount=crm.amount if crm else None,
        category=_category(crm),
        close_date=crm.close_date if crm else None,
        business=metadata.business.outcome if metadata.business else None,
        facts=tuple(fact_text(name, fact) for name in NAMES for fact in getattr(definitions, name)(by)),
    )
    return Brought(owner, part)


def _category(crm: Crm | None) -> str:
    named = (crm.forecast_category if crm else None) or ""
    return "" if is_placeholder(named) else named


def _why(entry: Entry) -> str:
    errors = entry.errors
    if entry.plan is None:
        return errors[0].message if errors else "it can't be read"
    if not errors:
        return "no readable status"
    return counted(len(errors), "error")
