"""How far the agreement on a plan's text has come."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import amendment_signatures, amendments
from poc_docs.plan.agreement.editorial import editorial_links
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.agreement.signers import both_signed, by_both, missing_parties, signers
from poc_docs.plan.once import once_per_plan
from poc_docs.plan.vocabulary import Party, Status
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.plan.metadata import Amendment, Signature
    from poc_docs.plan.model import Plan


class AgreementState(Enum):
    """How far both sides have come."""

    UNSIGNED = "not signed yet"
    WAITING = "waiting for a signature"
    AGREED = "agreed"
    AMENDMENT_OPEN = "amendment open"
    BROKEN = "changed since agreement"
    NOT_RECORDED = "no recorded agreement"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement on a plan's present text."""

    state: AgreementState
    parameters: str
    signed_by: Mapping[Party, Signature]
    """The first signature of each party on the present text."""
    missing: tuple[Party, ...]


@once_per_plan
def agreement(plan: Plan) -> Agreement:
    """Give how far the agreement on the present text has come."""
    parameters = fingerprint(plan)
    link = open_amendment(plan)
    if link and link.after == parameters:
        signed = {s.party: s for s in reversed(amendment_signatures(plan, link))}
        return Agreement(AgreementState.AMENDMENT_OPEN, parameters, signed, missing_parties(signed))
    signed = signers(plan, parameters)
    if is_agreed(plan, parameters):
        return Agreement(AgreementState.AGREED, parameters, signed, ())
    state = AgreementState.WAITING if signed else _unsigned_state(plan)
    return Agreement(state, parameters, signed, missing_parties(signed))


def _unsigned_state(plan: Plan) -> AgreementState:
    started = plan.metadata.started if plan.metadata else None
    if started or any(s.parameters for s in plan.signatures):
        return AgreementState.BROKEN
    has_begun = plan.status in {Status.ACTIVE, Status.COMPLETE}
    return AgreementState.NOT_RECORDED if has_begun else AgreementState.UNSIGNED


def is_agreed(plan: Plan, parameters: str, texts: Mapping[str, str] | None = None) -> bool:
    """Say whether both signed ``parameters``, or spelling alone changed since a text that both signed.

    ``texts`` are where the amendments end, if not at the present ones.
    """
    return both_signed(plan, parameters) or any(
        link.after == parameters and not fault for link, fault in editorial_links(plan, texts)
    )


def open_amendment(plan: Plan, texts: Mapping[str, str] | None = None) -> Amendment | None:
    """Give the last amendment if both parties have not agreed to it yet; ``texts`` as for ``is_agreed``."""
    last = amendments(plan)[-1:]
    return last[0] if last and not is_settled(plan, last[0], texts) else None


def is_settled(plan: Plan, link: Amendment, texts: Mapping[str, str] | None = None) -> bool:
    """Say whether both parties signed an amendment, or it changes spelling only; ``texts`` as above."""
    return by_both(amendment_signatures(plan, link)) or any(
        each is link and not fault for each, fault in editorial_links(plan, texts)
    )
