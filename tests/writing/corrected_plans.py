"""Plans whose results were corrected, and the signatures on a correction."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import results_fingerprint
from poc_docs.plan.metadata import Signature
from poc_docs.plan.vocabulary import Party
from poc_docs.writing.amending import AmendmentDetails
from poc_docs.writing.correcting import correct
from poc_docs.writing.signing import sign
from tests.writing.plans import edited

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from poc_docs.writing.results import Recording

DAY = dt.date(2026, 3, 2)
DETAILS = AmendmentDetails(DAY, "Marek Dvorak", "The report said 86%")


def corrected(plan: Plan, results: dict[int, Recording], **decision: str) -> Plan:
    written = {part.replace("_", " "): value for part, value in decision.items()}
    return edited(plan, correct(plan, None, DETAILS, results, written))


def signed_by(plan: Plan, party: Party, name: str, date: dt.date = DAY) -> Plan:
    signature = Signature(
        party=party, name=name, date=date, evidence="mail", results=results_fingerprint(plan)
    )
    return edited(plan, sign(plan, signature))


def signed_by_both(plan: Plan) -> Plan:
    return signed_by(signed_by(plan, Party.VENDOR, "Marek Dvorak"), Party.PROSPECT, "Liv Aasen")
