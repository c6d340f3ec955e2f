"""How far the agreement on a plan's text has come."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import amendment_signatures, amendments
from poc_docs.plan.agreement.editorial import editorial_links
from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, fingerprint
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
    disclosed: str
    signed_by: Mapping[Party, Signature]
    """The first signature of each party on the present text."""
    missing: tuple[Party, ...]
    disclosed_changed: bool
    """Whether environment or timeline differ from what stood beside a party's latest signature."""


@once_per_plan
def agreement(plan: Plan) -> Agreement:
    """Give how far the agreement on the present text has come."""
    parameters = fingerprint(plan)
    disclosed = disclosed_fingerprint(plan)
    link = open_amendment(plan)
    pending = link is not None and link.after == parameters
    signed = signers(plan, parameters)
    if link and pending:
        signed = {s.party: s for s in reversed(amendment_signatures(plan, link))}
    agreed = not pending and is_agreed(plan, parameters)
    latest = {s.party: s.disclosed for s in plan.signatures if s.disclosed and s.parameters}
    return Agreement(
        state=_state(plan, parameters, agreed=agreed, signed=bool(signed)),
        parameters=parameters,
        disclosed=disclosed,
        signed_by=signed,
        missing=() if agreed else missing_parties(signed),
        disclosed_changed=any(known != disclosed for known in latest.values()),
    )


def _state(plan: Plan, parameters: str, *, agreed: bool, signed: bool) -> AgreementState:
    link = open_amendment(plan)
    if link and link.after == parameters:
        return AgreementState.AMENDMENT_OPEN
    if agreed:
        return AgreementState.AGREED
    if signed:
        return AgreementState.WAITING
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
