"""The outcome as computed and as written, whether the prospect confirmed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.links import open_correction_state
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.texts import filled_in
from poc_docs.plan.verdicts import is_measured
from poc_docs.portfolio.confirmation import confirmation
from poc_docs.site.badges import badge, correction_badge, outcome_badge, quiet, shown
from poc_docs.site.markup import Content, Html, element, join, rows
from poc_docs.site.plan_page.arithmetic import arithmetic_shown
from poc_docs.site.plan_page.originals import with_uncorrected
from poc_docs.site.summary import NOT_COMPUTED, business_words
from poc_docs.site.tables import bullets, facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.agreement.originals import Originals
    from poc_docs.plan.decision import ComputedOutcome
    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.entries import Entry
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View


def decision_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give the computed outcome with its reasons beside the written one, and who stands by the results."""
    entry, plan, reported = of.entry, of.plan, of.corrected
    computed = compute_outcome(plan)
    word = _not_computed(computed) if entry.errors else _computed(computed)
    sides = (
        facts([("Computed", word), *_reached(plan)]),
        facts([*_written(entry, plan, computed, reported), *_business(plan)]),
    )
    yield element("div", *sides, class_="poc-docs-sides")
    yield from _standing_by(plan)
    yield from arithmetic_shown(of)


def _reached(plan: Plan) -> Iterator[tuple[str, Content]]:
    """Give the day on which the outcome was Proceed for the first time, also where it is another by now."""
    if plan.metadata and plan.metadata.confetti:
        yield "Proceed reached on", plan.metadata.confetti.isoformat()


def _business(plan: Plan) -> Iterator[tuple[str, Content]]:
    business = business_words(plan)
    if business:
        yield "Business outcome", business


def _computed(computed: ComputedOutcome) -> Html:
    if computed.outcome:
        word = outcome_badge(computed.outcome)
    else:
        word = badge("○", "left to people" if computed.by_people else "undecided", "quiet")
    return rows([word, *_reasons(computed)])


def _not_computed(computed: ComputedOutcome) -> Html:
    """Give what would follow from a plan with errors as what it is: no outcome."""
    would = computed.outcome or ("left to people" if computed.by_people else "undecided")
    hint = element("div", quiet(f"As far as it can be read: {would}"))
    return rows([badge("▲", NOT_COMPUTED, "bad"), hint, *_reasons(computed)])


def _reasons(computed: ComputedOutcome) -> Iterator[Html]:
    if computed.reasons:
        yield bullets(computed.reasons)
    if computed.missing:
        yield element("div", quiet("Missing:"))
        yield bullets(computed.missing)


def _written(
    entry: Entry, plan: Plan, computed: ComputedOutcome, reported: Originals
) -> Iterator[tuple[str, Content]]:
    decision = plan.decision
    yield "Written", with_uncorrected(_outcome(entry, plan, computed), "outcome", reported)
    texts = (
        ("Decided on", decision.decided_on.text if decision.decided_on else None),
        ("Reason", decision.reason),
        ("Customer feedback", decision.feedback),
    )
    for name, text in texts:
        if filled_in(text) or name.casefold() in reported:
            yield name, with_uncorrected(shown(text), name.casefold(), reported)


def _outcome(entry: Entry, plan: Plan, computed: ComputedOutcome) -> Content:
    outcome = plan.decision.outcome
    if outcome is None or not filled_in(outcome.text):
        return quiet("no outcome is written yet")
    if outcome.value is None:
        return outcome.text.value
    word = badge("○", outcome.value, "quiet") if entry.errors else outcome_badge(outcome.value)
    if computed.outcome and computed.outcome is not outcome.value:
        return join([word, " differs from the computed outcome"])
    return word


def _standing_by(plan: Plan) -> Iterator[Html]:
    """Say whether the prospect confirmed the results; a plan that has none yet needs no word on it."""
    correction = open_correction_state(plan)
    if correction:
        yield element("p", correction_badge(correction))
    word = confirmation(plan)
    if correction and (word is None or word.current):
        return
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
