"""Repairs of results and decision after the end: a chain of its own, which both parties sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import signatures_since, undo
from poc_docs.plan.agreement.fingerprints import canonical_texts, results_fingerprint_of, same_text
from poc_docs.plan.agreement.results_texts import DECISION_PARTS, RESULT_PARTS, result_rows, results_texts
from poc_docs.plan.agreement.signers import by_both
from poc_docs.plan.texts import Problem
from poc_docs.plan.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.metadata import Amendment, Signature
    from poc_docs.plan.model import Plan


def corrections(plan: Plan) -> tuple[Amendment, ...]:
    """Give the plan's corrections, oldest first."""
    return tuple(link for link in plan.metadata.amendments if link.correct) if plan.metadata else ()


def correction_signatures(plan: Plan, link: Amendment) -> list[Signature]:
    """Give the signatures that count for a correction.

    One that leaves results and outcome as they were, or leads back to what they were, has a fingerprint that
    may be signed already: there only signatures from its date on count.
    """
    return signatures_since(plan, link, corrections(plan))


def is_correction_signed(plan: Plan, link: Amendment) -> bool:
    """Say whether both parties signed a correction."""
    return by_both(correction_signatures(plan, link))


def open_correction(plan: Plan) -> Amendment | None:
    """Give the last correction if both parties have not signed it yet."""
    last = corrections(plan)[-1:]
    return last[0] if last and not is_correction_signed(plan, last[0]) else None


def settled_results(plan: Plan) -> dict[str, str]:
    """Give the results and the decision that stand: an open correction is not counted yet."""
    link = open_correction(plan)
    return undo(results_texts(plan), link) if link else results_texts(plan)


def same_results(plan: Plan, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Say whether two readings of results and decision say the same."""
    return canonical_texts(plan, one) == canonical_texts(plan, other)


def correction_faults(plan: Plan) -> Iterator[Problem]:
    """Give what is wrong with the chain of corrections, from the present results backwards."""
    links = corrections(plan)
    if not links:
        return
    if plan.status is not Status.COMPLETE:
        advice = "before the end record results with 'poc-docs results'; delete the correction"
        yield Problem("only a plan that is Complete must have corrections", links[0].span, advice)
        return
    texts = results_texts(plan)
    expected = results_fingerprint_of(plan, texts)
    for number, link in reversed(list(enumerate(links, 1))):
        fault = _link_fault(plan, number, link, texts, expected)
        if fault:
            yield fault
            return
        if link is not links[-1] and not is_correction_signed(plan, link):
            message = f"correction {number} must be signed by both parties before the next one"
            yield Problem(message, link.span, "let both sign it with 'poc-docs agree --results'")
        texts, expected = undo(texts, link), link.before


def _link_fault(
    plan: Plan, number: int, link: Amendment, texts: Mapping[str, str], expected: str
) -> Problem | None:
    advice = "restore the results that it names, or write a further one with 'poc-docs amend --correct'"
    if link.editorial:
        message = f"correction {number} must not be editorial: results are no matter of spelling"
        return Problem(message, link.span, "delete 'editorial: true'")
    if link.after != expected:
        return Problem(f"correction {number} must end at the results that follow it", link.span, advice)
    known = {*DECISION_PARTS, *(f"{part} {row}" for row in result_rows(plan) for part in RESULT_PARTS)}
    for change in link.changes:
        stood = texts.get(change.where, "")
        if change.where not in known or not same_text(plan, stood, change.after):
            message = f"correction {number} says {change.where} became {change.after!r}, but it was {stood!r}"
            return Problem(message, change.span, advice)
    if link.before != results_fingerprint_of(plan, undo(texts, link)) or not link.changes:
        message = f"undoing correction {number} must give the results it began from, and does not"
        return Problem(message, link.span, "a change is missing from its list, or the list was edited")
    return None
