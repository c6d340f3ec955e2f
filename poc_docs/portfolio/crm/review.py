"""When a deal needs the attention of executives: the framework's Deal Review, proposed and never set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.state import open_amendment
from poc_docs.plan.vocabulary import Health, Status
from poc_docs.portfolio.crm.settings import CrmSettings
from poc_docs.portfolio.crm.states import deal_state
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan

AMENDMENT_DAYS = 7
"""How long an amendment may wait for signatures."""

_DEFAULT = CrmSettings()


def deal_review_proposed(
    plan: Plan, today: dt.date, settings: CrmSettings = _DEFAULT, health: Health | None = None
) -> tuple[str, ...]:
    """Give why Deal Review should be raised; empty where nothing says so, or where it is raised already.

    A plan whose deal is still open proposes it when its health is Red and the deal is large, when its
    decision date has passed without a written outcome, and when an amendment has waited for signatures for
    a week. ``health`` is what the plan's signals make of it; without it, what its latest checkpoint states.
    """
    state = deal_state(plan)
    crm = plan.metadata.crm if plan.metadata else None
    if state is None or state.is_final or (crm and crm.deal_review):
        return ()
    return tuple(_reasons(plan, today, settings, health or stated_health(plan, today)))


def stated_health(plan: Plan, today: dt.date) -> Health | None:
    """Give the health that the latest checkpoint up to today states."""
    stated = {
        each.date.value: each.health.value
        for each in plan.running.checkpoints
        if each.date.value and each.date.value <= today and each.health and each.health.value
    }
    return stated[max(stated)] if stated else None


def _reasons(plan: Plan, today: dt.date, settings: CrmSettings, health: Health | None) -> Iterator[str]:
    crm = plan.metadata.crm if plan.metadata else None
    amount = crm.amount if crm else None
    if plan.status is Status.ACTIVE and health is Health.RED and settings.is_large(amount):
        yield f"its health is Red, and the deal is about {amount}"
    decision = plan.overview.decision_date.value if plan.overview.decision_date else None
    written = plan.decision.outcome.value if plan.decision.outcome else None
    if plan.status is Status.ACTIVE and decision and decision < today and written is None:
        yield f"its decision was due on {decision}, {counted((today - decision).days, 'day')} ago"
    amendment = open_amendment(plan)
    waited = (today - amendment.date).days if amendment else 0
    if plan.status is Status.ACTIVE and waited >= AMENDMENT_DAYS:
        yield f"an amendment has waited for signatures for {counted(waited, 'day')}"
