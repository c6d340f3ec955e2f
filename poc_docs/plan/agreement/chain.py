"""What is wrong with the chain of amendments, held against the texts that it claims to lead between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import amendment_signatures, amendments, undo
from poc_docs.plan.agreement.editorial import editorial_links
from poc_docs.plan.agreement.fingerprints import fingerprint, fingerprint_of, same_text
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.agreement.signers import both_signed, by_both
from poc_docs.plan.texts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.metadata import Amendment
    from poc_docs.plan.model import Plan


def chain_faults(plan: Plan) -> Iterator[Problem]:
    """Give what is wrong with the chain from the parameters work started on to the present text."""
    started = plan.metadata.started if plan.metadata else None
    links = amendments(plan)
    expected = fingerprint(plan)
    if not links:
        # Unsigned changes are AgreementState.BROKEN; this one both parties signed, but nothing names it.
        if started and started.parameters != expected and both_signed(plan, expected):
            yield Problem(
                "both parties signed another text than the one work started on, and no amendment leads there",
                started.span,
                "write the amendment that names each changed text",
            )
        return
    editorial = list(editorial_links(plan))
    spelt_anew = [link for link, reason in editorial if not reason]
    texts = signed_texts(plan)
    known: dict[str, str] = {}
    for number, link in reversed(list(enumerate(links, 1))):
        before = undo(texts, link)
        fault = _link_fault(plan, number, texts, expected, fingerprint_of(plan, before, known))
        if fault:
            yield fault
            return
        if link is not links[-1] and link not in spelt_anew and not by_both(amendment_signatures(plan, link)):
            yield Problem(
                f"amendment {number} must be signed by both parties before the next one",
                link.span,
                "let both parties sign it with 'poc-docs agree', or withdraw the later one",
            )
        texts, expected = before, link.before
    if started and links[0].before != started.parameters:
        yield Problem(
            "the first amendment must begin at the parameters that work started on",
            links[0].span,
            "'from' of the first amendment and 'parameters' of 'started' are the same fingerprint",
        )
    yield from (_more_than_spelling(links, link, reason) for link, reason in editorial if reason)


def _more_than_spelling(links: tuple[Amendment, ...], link: Amendment, reason: str) -> Problem:
    message = f"amendment {links.index(link) + 1} is marked editorial, but {reason}"
    return Problem(
        message, link.span, "delete 'editorial: true' and let both parties sign it, or withdraw it"
    )


def _link_fault(
    plan: Plan, number: int, texts: Mapping[str, str], expected: str, began: str
) -> Problem | None:
    """Give what is wrong with one amendment, which led to ``texts`` from those that give ``began``; or None.

    ``expected`` is the fingerprint of ``texts``.
    """
    links = amendments(plan)
    link = links[number - 1]
    if link.after != expected:
        what = "the present text" if link is links[-1] else "where the next amendment begins"
        return Problem(
            f"amendment {number} must end at {what}",
            link.span,
            "restore the text that the amendment names, or write a further amendment",
        )
    if link.before == link.after:
        return Problem(f"amendment {number} must change something", link.span, "delete it")
    for change in link.changes:
        stood = texts.get(change.where, "")
        if not same_text(plan, stood, change.after):
            return Problem(
                f"amendment {number} says {change.where} became {change.after!r}, but it was {stood!r}",
                change.span,
                "an amendment's changes must be the texts as they stood",
            )
    if link.before != began:
        return Problem(
            f"undoing amendment {number} must give the text it began from, and does not",
            link.span,
            "a change is missing from its list, or was made to the list afterwards",
        )
    return None
