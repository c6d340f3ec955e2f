"""Every amendment and correction with its number, who signed it, and who still has to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import amendment_signatures, amendments
from poc_docs.plan.agreement.corrections import correction_signatures, corrections
from poc_docs.plan.agreement.editorial import editorial_links
from poc_docs.plan.agreement.fingerprints import fingerprint, results_fingerprint
from poc_docs.plan.agreement.signers import by_both, missing_parties
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.plan.metadata import Amendment, Signature
    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import Party


@dataclass(frozen=True, slots=True)
class LinkState:
    """How far an amendment or a correction has come; ``number`` counts those of its kind from 1."""

    link: Amendment
    number: int
    signatures: tuple[Signature, ...]
    """Those that count for it."""
    spelling_only: bool
    """Whether it is editorial, and verified to be."""

    @property
    def kind(self) -> str:
        """Give ``amendment`` or ``correction``."""
        return "correction" if self.link.correct else "amendment"

    @property
    def is_settled(self) -> bool:
        """Say whether nobody has to sign it any more."""
        return self.spelling_only or by_both(self.signatures)

    @property
    def missing(self) -> tuple[Party, ...]:
        """Give who still has to sign; where one person signed for both, somebody else for the prospect."""
        if self.is_settled:
            return ()
        return missing_parties({signature.party for signature in self.signatures})


def link_states(plan: Plan) -> tuple[LinkState, ...]:
    """Give the state of each amendment and correction, in the order of the file."""
    spelling = [link for link, fault in editorial_links(plan) if not fault]
    agreed, repaired = amendments(plan), corrections(plan)
    found = []
    for link in plan.metadata.amendments if plan.metadata else ():
        chain = repaired if link.correct else agreed
        number = next(i for i, each in enumerate(chain, 1) if each is link)
        signed = correction_signatures(plan, link) if link.correct else amendment_signatures(plan, link)
        spelt_anew = any(each is link for each in spelling)
        found.append(LinkState(link, number, tuple(signed), spelt_anew))
    return tuple(found)


def open_correction_state(plan: Plan) -> LinkState | None:
    """Give the state of the last correction, if somebody still has to sign it."""
    last = [state for state in link_states(plan) if state.link.correct][-1:]
    return last[0] if last and not last[0].is_settled else None


def counting_signatures(plan: Plan) -> tuple[Signature, ...]:
    """Give the signatures that count for the present text or the present results.

    One on an earlier text counts where only spelling changed since. Where the plan came back to a text or
    results that were signed before, only signatures since then count.
    """
    states = link_states(plan)
    texts = _on_text(plan, [state for state in states if not state.link.correct])
    results = _on_results(plan, [state for state in states if state.link.correct])
    counting = [*texts, *results]
    return tuple(s for s in plan.signatures if any(s is each for each in counting))


def _on_text(plan: Plan, chain: list[LinkState]) -> Iterable[Signature]:
    present = fingerprint(plan)
    if not chain or chain[-1].link.after != present:
        return [s for s in plan.signatures if s.parameters == present]
    found: list[Signature] = []
    for state in reversed(chain):
        found += state.signatures
        if not state.spelling_only:
            return found
    return [*found, *(s for s in plan.signatures if s.parameters == chain[0].link.before)]


def _on_results(plan: Plan, chain: list[LinkState]) -> Iterable[Signature]:
    present = results_fingerprint(plan)
    if chain and chain[-1].link.after == present:
        return chain[-1].signatures
    return [s for s in plan.signatures if s.results == present]
