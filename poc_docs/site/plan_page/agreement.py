"""The agreement in words: who signed what, when and with what evidence, and what was changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import amendments
from poc_docs.plan.agreement.chain import chain_faults
from poc_docs.plan.agreement.corrections import correction_faults
from poc_docs.plan.agreement.fingerprints import results_fingerprint, short_code
from poc_docs.plan.agreement.links import counting_signatures, link_states, open_correction_state
from poc_docs.plan.agreement.results_texts import RESULT_PARTS
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.agreement.signers import both_signed
from poc_docs.plan.agreement.state import AgreementState, agreement
from poc_docs.plan.changes import changed_texts, spoken_name
from poc_docs.site.badges import NONE, agreement_badge, badge, correction_badge, quiet
from poc_docs.site.markup import Content, Html, element, join
from poc_docs.site.tables import stacked, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.agreement.links import LinkState
    from poc_docs.plan.agreement.state import Agreement
    from poc_docs.plan.changes import TextChange
    from poc_docs.plan.metadata import Change, Signature
    from poc_docs.plan.model import Plan
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

_SENTENCES = {
    AgreementState.UNSIGNED: "Nobody has signed the success criteria yet.",
    AgreementState.WAITING: "The present text is not signed by both parties yet.",
    AgreementState.AGREED: "The present text is what both parties signed.",
    AgreementState.AMENDMENT_OPEN: "An amendment is not signed by both parties yet.",
    AgreementState.BROKEN: "The present text is not what was signed.",
    AgreementState.NOT_RECORDED: "Work began without a signature of either party.",
}
_BUT_FOR_SPELLING = "The present text is what both parties signed, but for spelling."


def agreement_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give the state of the agreement, the signatures, then amendments and corrections with their changes."""
    plan = of.plan
    state = agreement(plan)
    yield element("p", *_state(plan, state))
    correction = open_correction_state(plan)
    if correction:
        yield element(
            "p", correction_badge(correction), " Results or decision are not what both parties signed."
        )
    yield from _differences(of, state)
    yield from _faults(plan)
    if plan.signatures:
        columns = ("Party", "Name", "Date", "Signed", "Evidence")
        counting = counting_signatures(plan)
        lines = [_signature(plan, state, signature, counting) for signature in plan.signatures]
        yield table("Signatures", columns, lines, name=1, kind="poc-docs-signatures")
    for link in link_states(plan):
        yield from _link(plan, link)


def _state(plan: Plan, state: Agreement) -> Iterator[Content]:
    yield agreement_badge(state)
    yield Html(" ")
    spelt_anew = state.state is AgreementState.AGREED and not both_signed(plan, state.parameters)
    yield _BUT_FOR_SPELLING if spelt_anew else _SENTENCES[state.state]
    yield Html(" ")
    yield join([quiet("Code of the present text: "), element("code", short_code(state.parameters))])


def _differences(of: PlanView, state: Agreement) -> Iterator[Html]:
    """Give each signed text that is another one now, where git has the signed version."""
    if state.state is not AgreementState.BROKEN:
        return
    signed = of.edition.signed.get(of.entry.path)
    if signed is None:
        yield element("p", quiet("The version that was signed is not in the history of this repository."))
        return
    changes = changed_texts(of.plan, signed_texts(signed), signed_texts(of.plan))
    lines = [_change(of.plan, change) for change in changes]
    yield table("What is not as it was signed", ("What", "Signed", "Now"), lines)


def _faults(plan: Plan) -> Iterator[Html]:
    for kind, faults in (("amendments", chain_faults(plan)), ("corrections", correction_faults(plan))):
        for fault in faults:
            yield element("p", badge("▲", f"The {kind} do not fit together", "bad"), ": ", fault.message)


def _signature(
    plan: Plan, state: Agreement, signature: Signature, counting: Sequence[Signature]
) -> list[Content]:
    who = stacked(signature.name, *([quiet(signature.role)] if signature.role else []))
    counts = any(signature is each for each in counting)
    return [
        signature.party.value,
        who,
        element("span", signature.date.isoformat(), class_="poc-docs-date"),
        _signed(plan, state, signature, counts=counts),
        signature.evidence or NONE,
    ]


def _signed(plan: Plan, state: Agreement, signature: Signature, *, counts: bool) -> Content:
    """Say which text or results a signature stands under; what counts no more is said quietly."""
    if signature.results:
        what = _signed_results(plan, signature.results, counts=counts)
        return what if counts else quiet(what)
    if not signature.parameters:
        return NONE
    what = _signed_text(plan, state, signature.parameters, counts=counts)
    code = element("code", short_code(signature.parameters))
    return join([what if counts else quiet(what), Html(" "), code])


def _signed_results(plan: Plan, results: str, *, counts: bool) -> str:
    if counts:
        return "results and outcome"
    if results == results_fingerprint(plan):
        return "these results and outcome, before they were corrected"
    for state in link_states(plan):
        if state.link.correct and results in {state.link.before, state.link.after}:
            place = "before" if results == state.link.before else "of"
            return f"results and outcome {place} correction {state.number}"
    return "results and outcome, which have changed since"


def _signed_text(plan: Plan, state: Agreement, parameters: str, *, counts: bool) -> str:
    if parameters == state.parameters:
        return "the present text" if counts else "the present text, before it was amended"
    since = ", since when only spelling has changed" if counts else ""
    for number, link in enumerate(amendments(plan), 1):
        if link.before == parameters:
            return f"the text before amendment {number}{since}"
        if link.after == parameters:
            return f"the text of amendment {number}{since}"
    return "another text"


def _link(plan: Plan, state: LinkState) -> Iterator[Html]:
    link, name = state.link, f"{state.kind} {state.number}"
    yield element("h3", name.capitalize(), id=f"{state.kind}-{state.number}")
    yield element("p", _mark(state), f" {link.date.isoformat()}, by {link.by}: {link.reason}")
    if state.signatures and not state.spelling_only:
        yield element("p", quiet("Signed by ", join(map(_signer, state.signatures), ", ")))
    if state.missing:
        names = " and ".join(party.value for party in state.missing)
        yield element("p", element("strong", f"Still to sign: {names}"))
    changes = [_change(plan, change) for change in link.changes]
    yield table(f"Changes of {name}", ("What", "From", "To"), changes)


def _mark(state: LinkState) -> Html:
    if state.spelling_only:
        return badge("✓", "spelling only, no signature needed", "good")
    if state.is_settled:
        return badge("✓", "signed by both parties", "good")
    return badge("◐", f"{state.kind} open", "mixed")


def _signer(signature: Signature) -> str:
    return f"{signature.name} ({signature.party}, {signature.date.isoformat()})"


def _change(plan: Plan, change: Change | TextChange) -> list[Content]:
    before, after = (plan.document.plain(text) for text in (change.before, change.after))
    return [_place(change.where), element("del", before) if before else NONE, after or quiet("removed")]


def _place(where: str) -> str:
    """Name what changed as people say it; a part of a result is called after its criterion."""
    part, _, row = where.partition(" ")
    return f"{part} of criterion {row}" if part in RESULT_PARTS and row else spoken_name(where)
