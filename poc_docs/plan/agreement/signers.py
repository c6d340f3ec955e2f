"""Who signed: one vendor and one prospect, who must be two people."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import Party

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan


def signers(plan: Plan, parameters: str) -> dict[Party, Signature]:
    """Give each party's first signature on ``parameters``."""
    found: dict[Party, Signature] = {}
    for signature in plan.signatures:
        if signature.parameters == parameters:
            found.setdefault(signature.party, signature)
    return found


def both_signed(plan: Plan, parameters: str) -> bool:
    """Say whether a vendor and a prospect of different names signed ``parameters``."""
    return by_both([s for s in plan.signatures if s.parameters == parameters])


def by_both(signatures: Iterable[Signature]) -> bool:
    """Say whether a vendor and a prospect of different names are among ``signatures``."""
    signatures = tuple(signatures)
    vendors = {_letters(s.name) for s in signatures if s.party is Party.VENDOR}
    prospects = {_letters(s.name) for s in signatures if s.party is Party.PROSPECT}
    return bool(vendors and prospects) and len(vendors | prospects) > 1


def missing_parties(signed: Container[Party]) -> tuple[Party, ...]:
    """Give who still has to sign; where one person signed for both, it is somebody else for the prospect."""
    return tuple(p for p in (Party.VENDOR, Party.PROSPECT) if p not in signed) or (Party.PROSPECT,)


def same_person(one: str, other: str) -> bool:
    """Say whether two names are the same but for case, accents, white space and punctuation."""
    return _letters(one) == _letters(other)


def _letters(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
