"""The outcome as computed and as written, whether the prospect confirmed it, and the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.judging import is_measured
from poc_docs.portfolio.confirmation import confirmation
from poc_docs.site.badges import NONE, badge, filled, outcome_badge, quiet, shown
from poc_docs.site.markup import Content, Html, element, join, rows
from poc_docs.site.tables import bullets, facts, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.decision import ComputedOutcome
    from poc_docs.plan.model import Gap, Plan


def outcome_section(plan: Plan) -> Iterator[Html]:
    """Give the computed outcome with its reasons beside the written one, and who stands by the results."""
    computed = compute_outcome(plan)
    sides = (facts([("Computed", _computed(computed))]), facts(_written(plan, computed)))
    yield element("div", *sides, class_="poc-docs-sides")
    yield from _standing_by(plan)


def _computed(computed: ComputedOutcome) -> Html:
    if computed.outcome:
        word = outcome_badge(computed.outcome)
    else:
        word = badge("○", "left to people" if computed.by_people else "undecided", "quiet")
    parts = [word]
    if computed.reasons:
        parts.append(bullets(computed.reasons))
    if computed.missing:
        parts += [element("div", quiet("Missing:")), bullets(computed.missing)]
    return rows(parts)


def _written(plan: Plan, computed: ComputedOutcome) -> Iterator[tuple[str, Content]]:
    decision = plan.decision
    outcome = decision.outcome
    if outcome is None or not filled(outcome.text):
        yield "Written", quiet("no outcome is written yet")
    elif outcome.value is None:
        yield "Written", outcome.text.value
    elif computed.outcome and computed.outcome is not outcome.value:
        yield "Written", join([outcome_badge(outcome.value), " differs from the computed outcome"])
    else:
        yield "Written", outcome_badge(outcome.value)
    texts = (
        ("Decided on", decision.decided_on.text if decision.decided_on else None),
        ("Reason", decision.reason),
        ("Customer feedback", decision.feedback),
    )
    yield from ((name, shown(text)) for name, text in texts if text and filled(text))


def _standing_by(plan: Plan) -> Iterator[Html]:
    """Say whether the prospect confirmed the results; a plan that has none yet needs no word on it."""
    word = confirmation(plan)
    if word is None:
        measured = any(is_measured(result.result.value) for result in plan.results)
        if measured or (plan.decision.outcome and plan.decision.outcome.value):
            yield element("p", badge("○", "reported by the vendor, not confirmed", "quiet"))
        return
    who = f"{word.signature.name} on {word.signature.date.isoformat()}"
    if word.current:
        yield element("p", badge("✓", f"confirmed by {who}", "good"))
    else:
        yield element("p", badge("▲", f"changed since {who} confirmed them", "mixed"))


def gaps_section(plan: Plan) -> Iterator[Html]:
    """Give the table of gaps, without rows that nobody filled in."""
    gaps = [gap for gap in plan.gaps if filled(gap.gap)]
    if not gaps:
        yield element("p", quiet("No gaps are written down."))
        return
    columns = ("Gap", "Criterion", "Severity", "Workaround", "Reported to")
    yield table("Gaps", columns, [_gap(gap) for gap in gaps])


def _gap(gap: Gap) -> list[Content]:
    return [
        join([shown(gap.id), ": ", gap.gap.value]) if gap.id else gap.gap.value,
        shown(gap.criterion.text) if gap.criterion else NONE,
        shown(gap.severity.text),
        shown(gap.workaround),
        shown(gap.reported_to),
    ]
