"""The short forms that the start page's table and a plan's page share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.links import open_correction_state
from poc_docs.plan.agreement.state import agreement, open_amendment
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.running.clock import open_pause
from poc_docs.plan.vocabulary import Status
from poc_docs.portfolio.progress import progress
from poc_docs.portfolio.stages import Stage, stage
from poc_docs.site.badges import (
    NONE,
    agreement_badge,
    badge,
    correction_badge,
    outcome_badge,
    quiet,
    shown,
)
from poc_docs.site.markup import Content, Html, element, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.entries import Entry


def status_words(entry: Entry) -> Content:
    """Give the status, named more closely where it is not the whole truth."""
    plan = entry.plan
    word: str = stage(entry).value
    if stage(entry) is Stage.UNKNOWN:
        return badge("▲", word, "bad")
    if plan and plan.metadata and plan.metadata.closed:
        return f"closed: {plan.metadata.closed.reason}"
    if plan and open_amendment(plan):
        return f"{word}, amendment open"
    if plan and open_correction_state(plan):
        return f"{word}, correction open"
    pause = open_pause(plan) if plan and plan.status is Status.ACTIVE else None
    return f"{word}, paused since {pause.since.isoformat()}" if pause else word


def agreement_words(plan: Plan) -> Sequence[Html]:
    """Give how far the agreement has come, and an open correction."""
    correction = open_correction_state(plan)
    badges = [agreement_badge(agreement(plan))]
    return [*badges, correction_badge(correction)] if correction else badges


def decision_date(plan: Plan) -> Content:
    """Give the day of the decision."""
    decision = plan.overview.decision_date
    if decision is None or decision.value is None:
        return shown(decision.text if decision else None)
    return element("span", decision.value.isoformat(), class_="poc-docs-date")


def progress_bar(plan: Plan) -> Content:
    """Give how many criteria are decided, in words and as a bar."""
    done = progress(plan)
    if not done.total:
        return NONE
    bar = element("progress", max=str(done.total), value=str(done.decided), aria_hidden="true")
    return join([element("span", str(done), class_="poc-docs-date"), Html(" "), bar])


def business_words(plan: Plan) -> str:
    """Give what became of the deal, or nothing where nobody said it."""
    business = plan.metadata.business if plan.metadata else None
    if business is None:
        return ""
    return f"{business.outcome}, {business.date.isoformat()}" if business.date else business.outcome.value


NOT_COMPUTED = "not computed: the plan has errors"
"""What stands in place of an outcome that would follow from a plan that breaks the rules."""


def outcome_words(entry: Entry) -> Content:
    """Give the outcome as it is written, else as it is computed, and where the two differ both.

    A plan with errors has no computed outcome, and a written one is no more than what is written.
    """
    plan = entry.plan
    if plan is None or (plan.metadata and plan.metadata.closed):
        return NONE
    written = plan.decision.outcome.value if plan.decision.outcome else None
    if entry.errors:
        return quiet(f"{written} is written, {NOT_COMPUTED}" if written else NOT_COMPUTED)
    computed = compute_outcome(plan)
    if written:
        if computed.by_people or computed.outcome is written:
            return outcome_badge(written)
        word = computed.outcome.value if computed.outcome else "undecided"
        return join([outcome_badge(written), Html(" "), quiet("computed: ", word)])
    if computed.outcome:
        return join([outcome_badge(computed.outcome), Html(" "), quiet("computed")])
    return quiet("people decide" if computed.by_people else "open")
