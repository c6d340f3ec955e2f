"""What a plan's CRM fields lack: where they disagree with the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.portfolio.agenda.item import Item
from poc_docs.portfolio.crm.advice import crm_advice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.portfolio.signals.situation import Situation

_SIGNALLED = "deal_review"


def crm_fields(at: Situation) -> Iterator[Item]:
    """Stage, forecast category or close date disagree with the plan; in a plan with CRM fields."""
    if at.plan.metadata is None or at.plan.metadata.crm is None:
        return
    for advice in crm_advice(at.plan, at.today, at.name, at.crm):
        if advice.about != _SIGNALLED:
            yield Item(what=f"CRM: {advice.message}", span=advice.span, commands=advice.commands)
