"""The table of ``decisions.md``: how criteria stand, and the outcome that design and format give them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.agreement.state import agreement
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.metadata import Closed, Signature
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import CloseReason, Party
from poc_docs.text.reading import read_document
from poc_docs.writing.amending import AmendmentDetails, amend
from poc_docs.writing.applied import rewritten
from poc_docs.writing.lifecycle import activate, close
from poc_docs.writing.signing import sign
from tests.plan.plan_files import FRAMEWORK, FRONT_MATTER, plan_text

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

DAY = dt.date(2026, 3, 9)
RESULTS = {
    "Pass": "5 s",
    "Partial": "15 s",
    "Fail": "30 s",
    "undecided": "quick",
    "empty": "",
    "not tested": "Not tested: no sandbox",
}
JUDGES = {
    "prospect": "Judged by Tove Brandt (prospect): seen",
    "vendor": "Judged by Ines Falk (vendor): seen",
}
STANDS = re.compile(r"(?P<found>[\w ]+?)(?: > (?P<status>\w+)(?: \((?P<party>\w+)\))?)?(?: \+ (?P<gap>\w+))?")
((_, TABLE),) = read_document((Path(__file__).parent / "decisions.md").read_text(encoding="utf-8")).tables
ROWS = [tuple(cell.text for cell in row.cells) for row in TABLE.rows]


def test_the_table_is_long_enough_to_be_worth_reading() -> None:
    assert len(set(ROWS)) == len(ROWS) >= 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " | ".join(row[:5]))
def test_outcome(row: tuple[str, ...]) -> None:
    critical, required, optional, state, outcome, says = row
    weights = {"Critical": critical, "Required": required, "Optional": optional}
    computed = compute_outcome(in_state(plan_of(weights, state), state))
    found = computed.outcome or ("left to people" if computed.by_people else "undecided")
    assert found == outcome, computed
    explained = " | ".join((*computed.reasons, *computed.missing))
    assert all(part in explained for part in says.split("; ")), explained
    nothing_missing = computed.outcome is not None or computed.by_people or state == "closed"
    assert bool(computed.missing) != nothing_missing


def plan_of(weights: dict[str, str], state: str) -> Plan:
    """Give a plan with these criteria, their results and their gap rows."""
    criteria = "| # | Criterion | Measurement | Target | Weight | Partial |\n|---|---|---|---|---|---|\n"
    results = "| # | Criterion | Result | Target | Status | Note |\n|---|---|---|---|---|---|\n"
    gaps = "| Gap | Severity | Workaround | Reported To | Criterion |\n|---|---|---|---|---|\n"
    number = 0
    for weight, stands in weights.items():
        for each in filter(None, stands.split(", ")):
            number += 1
            match = STANDS.fullmatch(each)
            assert match, each
            computed = match["found"] if match["found"] in {"Pass", "Partial", "Fail"} else ""
            status, note = match["status"] or computed, JUDGES.get(match["party"] or "", "")
            criteria += f"| {number} | c{number} | P95 | < 10 s | {weight} | <= 20 s |\n"
            results += f"| {number} | c{number} | {RESULTS[match['found']]} | < 10 s | {status} | {note} |\n"
            if match["gap"]:
                around = "by hand" if match["gap"] == "workaround" else "none yet"
                gaps += f"| g{number} | High | {around} | Product | {number} |\n"
    framework = (
        FRAMEWORK.replace("required criteria pass", "the board agrees") if "rules" in state else FRAMEWORK
    )
    front_matter = re.sub("(?m)^id: .*", "id: trial", FRONT_MATTER)
    return read_plan(
        plan_text(
            front_matter=front_matter, criteria=criteria, results=results, gaps=gaps, framework=framework
        )
    )


def in_state(plan: Plan, state: str) -> Plan:
    """Give the plan closed, or amended with or without signatures."""
    if state == "closed":
        return rewritten(plan, close(plan, Closed(date=DAY, by="Ines Falk", reason=CloseReason.WITHDREW)))
    if not state.startswith("amendment"):
        return plan
    plan = signed(plan)
    plan = rewritten(plan, activate(plan, DAY))
    details = AmendmentDetails(DAY, "Ines Falk", "The committee meets later")
    plan = rewritten(plan, amend(plan, None, details, {"Decision date": "2026-04-17"}))
    return plan if state == "amendment open" else signed(plan)


def signed(plan: Plan) -> Plan:
    for party, name in ((Party.VENDOR, "Ines Falk"), (Party.PROSPECT, "Tove Brandt")):
        signature = Signature(party=party, name=name, date=DAY, parameters=agreement(plan).parameters)
        evidence = "mail" if party is Party.PROSPECT else None
        plan = rewritten(plan, sign(plan, replace(signature, evidence=evidence)))
    return plan
