"""Whether the prospect confirmed the results and the outcome as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import results_fingerprint
from poc_docs.plan.vocabulary import Party

if TYPE_CHECKING:
    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The prospect's latest signature on results; ``current`` says if they are still the same."""

    signature: Signature
    current: bool


def confirmation(plan: Plan) -> Confirmation | None:
    """Give the prospect's word on the results, the present ones before earlier ones, or None."""
    signed = [s for s in plan.signatures if s.party is Party.PROSPECT and s.results]
    if not signed:
        return None
    present = results_fingerprint(plan)
    current = [s for s in signed if s.results == present]
    return Confirmation((current or signed)[-1], bool(current))
