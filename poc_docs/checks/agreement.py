"""Rules about signatures, start, amendments and the end: what both parties agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks.finding import Fault, fault_of
from poc_docs.plan import vocabulary as words
from poc_docs.plan.agreement.amendments import amendments
from poc_docs.plan.agreement.chain import chain_faults
from poc_docs.plan.agreement.corrections import correction_faults
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.agreement.signers import both_signed, same_person, signers
from poc_docs.plan.agreement.state import AgreementState, agreement, is_agreed, open_amendment
from poc_docs.plan.values import is_blank_word
from poc_docs.plan.vocabulary import Party, Status
from poc_docs.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.metadata import Signature, Started
    from poc_docs.plan.model import Plan

_SIGNED = (words.OVERVIEW.heading, words.CRITERIA.heading, words.FRAMEWORK.heading)


def has_begun(plan: Plan) -> bool:
    """Say whether the plan is Active or Complete."""
    return plan.status in {Status.ACTIVE, Status.COMPLETE}


def span_of(plan: Plan, key: str) -> Span:
    """Give the place of a front-matter value, or of the front matter where it is missing."""
    front_matter = plan.document.front_matter
    if front_matter is None:
        return Span(0, 0)
    node = front_matter.root.get(key)
    return node.span if node else Span(front_matter.block.start, front_matter.block.start)


def _is_unreadable(plan: Plan, *keys: str) -> bool:
    """Say whether a value under one of the keys could not be read, which is a finding of its own."""
    spans = [span_of(plan, key) for key in keys]
    places = [problem.span.start for problem in (*plan.problems, *plan.missing_keys)]
    return any(span.start <= place < span.end for span in spans for place in places)


def command(plan: Plan, party: Party, *, results: bool = False) -> str:
    """Give the command with which a party signs."""
    evidence = ' --evidence "…"' if party is Party.PROSPECT else ""
    what = " --results" if results else ""
    return f'poc-docs agree {plan.id or "PLAN"}{what} --party {party} --by "NAME"{evidence}'


def signatures_whole(plan: Plan) -> Iterator[Fault]:
    """A signature must carry either parameters or results, and the prospect's must name its evidence."""
    for signature in plan.signatures:
        if bool(signature.parameters) == bool(signature.results):
            message = f"the signature of {signature.name!r} must carry either parameters or results"
            yield Fault(
                message, signature.span, "sign again with 'poc-docs agree', which writes the right one"
            )
        for what, said in (("name", signature.name), ("evidence", signature.evidence)):
            if said and is_blank_word(said):
                message = f"{what} of the {signature.party}'s signature must not be a placeholder: {said!r}"
                yield Fault(message, signature.span, f"write the real {what}")
        if signature.party is Party.PROSPECT and not signature.evidence:
            message = f"the prospect's signature of {signature.name!r} must name its evidence"
            yield Fault(message, signature.span, "add 'evidence: …': the mail, the meeting or the paper")


def both_parties_signed(plan: Plan) -> Iterator[Fault]:
    """A plan that is Active or Complete must be signed by both parties as it stands, or as amended."""
    if not has_begun(plan) or not _can_be_signed(plan):
        return
    present = agreement(plan)
    links = amendments(plan)
    if present.state is AgreementState.AGREED:
        return
    if present.state is AgreementState.AMENDMENT_OPEN:
        if not is_agreed(plan, links[-1].before):
            message = "an amendment must begin at a text that both parties signed"
            yield Fault(message, links[-1].span, "let both parties sign it with 'poc-docs agree' first")
        return
    both = _last_agreed(plan)
    if both and not present.signed_by:
        yield _changed_since(plan, both)
        return
    for party in present.missing:
        if party not in present.signed_by:
            yield _unsigned(plan, party)


def _can_be_signed(plan: Plan) -> bool:
    """Say whether all that is signed could be read; otherwise that is the finding."""
    if plan.document.front_matter is None or _is_unreadable(plan, "signatures"):
        return False
    readable = all(heading in plan.sections for heading in _SIGNED)
    tables = all(heading in plan.tables for heading in _SIGNED[1:])
    return readable and tables


def _last_agreed(plan: Plan) -> tuple[Signature, ...]:
    """Give the signatures on the text that both parties signed last, or none."""
    for signature in reversed(plan.signatures):
        if signature.parameters and both_signed(plan, signature.parameters):
            return tuple(signers(plan, signature.parameters).values())
    return ()


def _changed_since(plan: Plan, both: tuple[Signature, ...]) -> Fault:
    date = max(signature.date for signature in both)
    message = f"the text must be as both parties signed it; it changed since they did on {date}"
    advice = f"restore the signed text, or type 'poc-docs amend {plan.id or 'PLAN'} --reason \"…\"'"
    if plan.status is Status.COMPLETE:
        advice = "restore the signed text ('git diff' shows what changed)"
    return Fault(message, span_of(plan, "status"), advice)


def _unsigned(plan: Plan, party: Party) -> Fault:
    earlier = [s for s in plan.signatures if s.party is party and s.parameters]
    what = f"no {party} signature yet"
    if earlier:
        what = f"the text changed since {earlier[-1].name} signed it for the {party} on {earlier[-1].date}"
    message = f"a plan that is {plan.status} must be signed by both parties: {what}"
    advice = f"type '{command(plan, party)}'"
    if earlier:
        advice += ", or restore the signed text"
    return Fault(message, span_of(plan, "status"), advice)


def different_people(plan: Plan) -> Iterator[Fault]:
    """Nobody may sign the same text for both parties: the two names must differ."""
    for i, signature in enumerate(plan.signatures):
        for earlier in plan.signatures[:i]:
            both = ((signature.parameters, earlier.parameters), (signature.results, earlier.results))
            same_text = any(one is not None and one == other for one, other in both)
            of_one = same_person(signature.name, earlier.name)
            if same_text and of_one and signature.party is not earlier.party:
                message = f"{signature.name!r} must not sign the same text for both parties"
                advice = "let somebody of the prospect's sign, and give that name and evidence"
                yield Fault(message, signature.span, advice)


def started_after_agreement(plan: Plan) -> Iterator[Fault]:
    """From Active on `started` must name a text that both signed, and a day not before they did."""
    if plan.metadata is None or plan.document.front_matter is None or plan.status is None:
        return
    if _is_unreadable(plan, "started", "signatures"):
        return
    started = plan.metadata.started
    if started is None and has_begun(plan):
        message = f"a plan that is {plan.status} must have 'started'"
        advice = f"set the status with 'poc-docs status {plan.id or 'PLAN'} Active', which writes it"
        yield Fault(message, span_of(plan, "status"), advice)
    elif started and not has_begun(plan):
        message = "a plan that is Planning must not have 'started'"
        yield Fault(message, started.span, "delete 'started', or restore the status Active")
    elif started:
        yield from _start_faults(plan, started)


def _start_faults(plan: Plan, started: Started) -> Iterator[Fault]:
    signed = signers(plan, started.parameters)
    if len(signed) < len(Party):
        if started.parameters == fingerprint(plan):
            return  # that the present text lacks a signature is a rule of its own
        message = "'started' must name parameters that both parties signed"
        advice = "restore the fingerprint that 'poc-docs status' wrote, or the signatures on it"
        yield Fault(message, started.span, advice)
        return
    last = max(signature.date for signature in signed.values())
    if started.date < last:
        message = f"'started' must not be before both parties signed on {last}: {started.date}"
        yield Fault(message, started.span, "write the day on which work began under the signed plan")


def amendments_chained(plan: Plan) -> Iterator[Fault]:
    """The amendments must lead, link by link, from the text that work started on to the present one."""
    if plan.metadata is None or not _can_be_signed(plan) or _is_unreadable(plan, "amendments", "started"):
        return
    started, links = plan.metadata.started, amendments(plan)
    if links and started is None:
        advice = "before work begins change the text and sign it again; delete 'amendments'"
        yield Fault("a plan must have 'started' before it has amendments", links[0].span, advice)
        return
    present = fingerprint(plan)
    if has_begun(plan) and links and links[-1].after != present and not is_agreed(plan, present):
        return  # that the present text is not what was signed is a rule of its own
    yield from map(fault_of, chain_faults(plan))


def amendments_settled(plan: Plan) -> Iterator[Fault]:
    """A plan that is Complete must not have an open amendment."""
    link = open_amendment(plan) if plan.status is Status.COMPLETE else None
    if link:
        message = "a plan that is Complete must not have an open amendment"
        advice = f"let both parties sign it ('{command(plan, Party.PROSPECT)}'), or restore the status Active"
        yield Fault(message, link.span, advice)


def corrections_chained(plan: Plan) -> Iterator[Fault]:
    """A correction must say what it repaired after Complete, and lead link by link to the present results."""
    unreadable = plan.metadata is None or _is_unreadable(plan, "amendments", "signatures")
    if unreadable or agreement(plan).state is not AgreementState.AGREED:
        return
    if words.RESULTS.heading in plan.tables:
        yield from map(fault_of, correction_faults(plan))
