"""The chain of amendments: its links, what they undo, and which signatures count for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.once import once_per_plan
from poc_docs.plan.vocabulary import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from poc_docs.plan.metadata import Amendment, Signature
    from poc_docs.plan.model import Plan


@once_per_plan
def amendments(plan: Plan) -> tuple[Amendment, ...]:
    """Give the plan's amendments of what was agreed, oldest first; corrections of results are others."""
    return tuple(link for link in plan.metadata.amendments if not link.correct) if plan.metadata else ()


def agreed_texts(plan: Plan) -> dict[str, str]:
    """Rebuild the texts that work started on, by undoing the amendments from the last to the first."""
    texts = signed_texts(plan)
    for amendment in reversed(amendments(plan)):
        texts = undo(texts, amendment)
    return texts


def undo(texts: Mapping[str, str], amendment: Amendment) -> dict[str, str]:
    """Give ``texts`` as they were before ``amendment``."""
    before = dict(texts)
    for change in reversed(amendment.changes):
        before[change.where] = change.before
    return {where: text for where, text in before.items() if text}


def amendment_signatures(plan: Plan, link: Amendment) -> list[Signature]:
    """Give the signatures that count for an amendment.

    Both may have signed the text it leads to long ago, and left it since: then only later ones count.
    """
    links = amendments(plan)
    start = [s for s in plan.signatures if s.parameters == links[0].before]
    return signatures_since(plan, link, links, _both_at(plan, start))


def signatures_since(
    plan: Plan, link: Amendment, chain: Iterable[Amendment], since: int = -1
) -> list[Signature]:
    """Give the signatures that count for the end of a link, from the place ``since`` in the list on.

    The list only grows, so its order says more than dates, which anybody can choose: what counts stands below
    the signatures that settled the link before. Where the chain comes back to what stood before, what counts
    is dated on the link's day or later, too.
    """
    known: set[str] = set()
    for each in chain:
        known.add(each.before)
        counting = [
            signature
            for place, signature in enumerate(plan.signatures)
            if (signature.results if each.correct else signature.parameters) == each.after
            and place > since
            and (each.after not in known or signature.date >= each.date)
        ]
        if each is link:
            return counting
        known.add(each.after)
        since = max(since, _both_at(plan, counting))
    return []


def _both_at(plan: Plan, signatures: Iterable[Signature]) -> int:
    """Give the place in the plan's list at which both parties are among ``signatures``, or -1."""
    parties: set[Party] = set()
    for signature in signatures:
        parties.add(signature.party)
        if len(parties) == len(Party):
            return next(place for place, each in enumerate(plan.signatures) if each is signature)
    return -1
