"""The agreement in words: who signed what, when and with what evidence, and what was amended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement import (
    AgreementState,
    agreement,
    amendments,
    both_signed,
    chain_faults,
    results_fingerprint,
    short_code,
)
from poc_docs.plan.changes import spoken_name
from poc_docs.site.badges import NONE, agreement_badge, badge, quiet
from poc_docs.site.markup import Content, Html, element, join
from poc_docs.site.tables import stacked, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.agreement import Agreement
    from poc_docs.plan.model import Amendment, Change, Plan, Signature

_SENTENCES = {
    AgreementState.UNSIGNED: "Nobody has signed the success criteria yet.",
    AgreementState.WAITING: "The present text is not signed by both parties yet.",
    AgreementState.AGREED: "The present text is what both parties signed.",
    AgreementState.AMENDMENT_OPEN: "An amendment is not signed by both parties yet.",
    AgreementState.BROKEN: "The present text is not what was signed.",
    AgreementState.NOT_RECORDED: "Work began without a signature of either party.",
}


def agreement_section(plan: Plan) -> Iterator[Html]:
    """Give the state of the agreement, the signatures, and the amendments with their changes."""
    state = agreement(plan)
    yield element("p", *_state(state))
    if state.disclosed_changed:
        yield element("p", "Environment or timeline have changed since the latest signature.")
    yield from (
        element("p", badge("▲", "The amendments do not fit together", "bad"), ": ", fault.message)
        for fault in chain_faults(plan)
    )
    if plan.signatures:
        columns = ("Party", "Name", "Date", "Signed", "Evidence")
        lines = [_signature(plan, state, signature) for signature in plan.signatures]
        yield table("Signatures", columns, lines, name=1)
    for number, amendment in enumerate(amendments(plan), 1):
        yield from _amendment(plan, state, number, amendment)


def _state(state: Agreement) -> Iterator[Content]:
    yield agreement_badge(state)
    yield Html(" ")
    yield _SENTENCES[state.state]
    yield Html(" ")
    yield join([quiet("Code of the present text: "), element("code", short_code(state.parameters))])


def _signature(plan: Plan, state: Agreement, signature: Signature) -> list[Content]:
    who = stacked(signature.name, *([quiet(signature.role)] if signature.role else []))
    return [
        signature.party.value,
        who,
        element("span", signature.date.isoformat(), class_="poc-docs-date"),
        _signed(plan, state, signature),
        signature.evidence or NONE,
    ]


def _signed(plan: Plan, state: Agreement, signature: Signature) -> Content:
    """Say which text a signature stands under."""
    if signature.results:
        current = signature.results == results_fingerprint(plan)
        return "results and outcome" if current else quiet("results and outcome, which have changed since")
    if not signature.parameters:
        return NONE
    code = element("code", short_code(signature.parameters))
    if signature.parameters == state.parameters:
        return join(["the present text", Html(" "), code])
    return join([quiet(_earlier_text(plan, signature.parameters)), Html(" "), code])


def _earlier_text(plan: Plan, parameters: str) -> str:
    for number, link in enumerate(amendments(plan), 1):
        if link.before == parameters:
            return f"the text before amendment {number}"
        if link.after == parameters:
            return f"the text of amendment {number}"
    return "another text"


def _amendment(plan: Plan, state: Agreement, number: int, amendment: Amendment) -> Iterator[Html]:
    signed = both_signed(plan, amendment.after)
    mark = badge("✓", "signed by both parties", "good") if signed else badge("◐", "amendment open", "mixed")
    yield element("h3", f"Amendment {number}", id=f"amendment-{number}")
    told = f"{amendment.date.isoformat()}, by {amendment.by}: {amendment.reason}"
    yield element("p", mark, Html(" "), told)
    if not signed and amendment.after == state.parameters and state.missing:
        names = " and ".join(party.value for party in state.missing)
        yield element("p", element("strong", f"Still to sign: {names}"))
    changes = [_change(plan, change) for change in amendment.changes]
    yield table(f"Changes of amendment {number}", ("What", "From", "To"), changes)


def _change(plan: Plan, change: Change) -> list[Content]:
    before, after = (plan.document.plain(text) for text in (change.before, change.after))
    return [spoken_name(change.where), element("del", before) if before else NONE, after or quiet("removed")]
