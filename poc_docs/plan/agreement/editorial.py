"""Editorial amendments: they need no new signatures, so that they change spelling only is verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import amendments, undo
from poc_docs.plan.agreement.fingerprints import canonical_texts, fingerprint_of
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.agreement.signers import both_signed
from poc_docs.plan.once import once_per_plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.metadata import Amendment
    from poc_docs.plan.model import Plan


def editorial_links(plan: Plan, texts: Mapping[str, str] | None = None) -> Iterator[tuple[Amendment, str]]:
    """Give each editorial amendment, and why it is more than spelling, or an empty string.

    It is held against the text it begins from and against the last one that both signed: many small
    changes are not to add up to a large one.
    """
    yield from _present_editorial_links(plan) if texts is None else _editorial_links(plan, texts)


@once_per_plan
def _present_editorial_links(plan: Plan) -> tuple[tuple[Amendment, str], ...]:
    return tuple(_editorial_links(plan, signed_texts(plan)))


def _editorial_links(plan: Plan, texts: Mapping[str, str]) -> Iterator[tuple[Amendment, str]]:
    links = amendments(plan)
    if not any(link.editorial for link in links):
        return
    steps: list[Mapping[str, str]] = [texts]
    for link in reversed(links):
        steps.append(undo(steps[-1], link))
    steps.reverse()
    signed: Mapping[str, str] | None = None
    for link, before, after in zip(links, steps, steps[1:], strict=False):
        if both_signed(plan, link.before):
            signed = before
        fault = _editorial_fault(plan, link, signed, before, after) if link.editorial else ""
        if link.editorial:
            yield link, fault
        if fault or not link.editorial:
            signed = None


def _editorial_fault(
    plan: Plan,
    link: Amendment,
    signed: Mapping[str, str] | None,
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> str:
    if signed is None:
        return "it does not begin at a text that both parties agreed to"
    if link.before == link.after:
        return "it changes nothing"
    if (link.before, link.after) != (fingerprint_of(plan, before), fingerprint_of(plan, after)):
        return "its changes are not the texts that changed"
    from poc_docs.plan.agreement.spelling import spelling_fault

    new = dict(canonical_texts(plan, after))
    for stood in (before, signed):
        old = dict(canonical_texts(plan, stood))
        for where in sorted({*old, *new}):
            fault = spelling_fault(where, old.get(where, ""), new.get(where, ""))
            if fault:
                return fault
    return ""
