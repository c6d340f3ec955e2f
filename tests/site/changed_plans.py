"""Plans that were amended, signed and corrected with the writing functions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import fingerprint, results_fingerprint
from poc_docs.plan.metadata import Signature
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party
from poc_docs.writing.amending import AmendmentDetails, amend
from poc_docs.writing.correcting import correct
from poc_docs.writing.results import Recording
from poc_docs.writing.signing import sign
from tests.writing.plans import SAMPLES, edited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.plan.model import Plan

ACTIVE = "marlowe-pike-substitution-ranking"
COMPLETE = "serra-verde-fraud-scoring"
PEOPLE = {
    ACTIVE: {Party.VENDOR: "Daniel Osei", Party.PROSPECT: "Gwen Tregear"},
    COMPLETE: {Party.VENDOR: "Lars Ottesen", Party.PROSPECT: "Rafael Teixeira"},
}


def sample(name: str) -> Plan:
    return read_plan(SAMPLES[name])


def amended(plan: Plan, day: str, values: Mapping[str, str], *, editorial: bool = False) -> Plan:
    details = AmendmentDetails(dt.date.fromisoformat(day), "Daniel Osei", "A reason", editorial)
    return edited(plan, amend(plan, None, details, values))


def corrected(plan: Plan, day: str, results: Mapping[int, str], **decision: str) -> Plan:
    details = AmendmentDetails(dt.date.fromisoformat(day), "Lars Ottesen", "A slip")
    recordings = {number: Recording(result=result) for number, result in results.items()}
    return edited(plan, correct(plan, None, details, recordings, decision))


def signed(plan: Plan, day: str, *parties: Party, results: bool = False) -> Plan:
    """Give the plan with a signature of each party, or of both, on its present text or results."""
    for party in parties or tuple(Party):
        signature = Signature(
            party=party,
            name=PEOPLE[plan.id][party],
            date=dt.date.fromisoformat(day),
            evidence="a mail" if party is Party.PROSPECT else None,
            parameters=None if results else fingerprint(plan),
            results=results_fingerprint(plan) if results else None,
        )
        plan = edited(plan, sign(plan, signature))
    return plan


def twice_amended() -> Plan:
    """Give a plan whose first target was made stricter, then milder, and whose criteria came and went."""
    first = signed(amended(sample(ACTIVE), "2026-11-15", {"criterion 1 target": "<140ms"}), "2026-11-15")
    gone = dict.fromkeys(
        (f"criterion 5 {p}" for p in ("text", "measurement", "target", "weight", "baseline")), ""
    )
    new = {
        "criterion 6 text": "Training",
        "criterion 6 measurement": "Time a picker needs",
        "criterion 6 target": "<= 20 minutes",
        "criterion 6 weight": "Optional",
    }
    changes = {"criterion 1 target": "<=150 ms", "criterion 3 weight": "Optional", **gone, **new}
    return signed(amended(first, "2026-11-16", changes), "2026-11-16")
