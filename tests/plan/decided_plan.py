"""Plans with criteria that have a weight and a verdict each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.reading import read_plan
from tests.plan.plan_files import CRITERIA, FRAMEWORK

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

RESULT_OF = {
    "pass": ("Pass", "Pass", ""),
    "fail": ("Fail", "Fail", ""),
    "partial": ("Fail", "Partial", "Judged by Tove Brandt (prospect): half of the sites"),
    "empty": ("", "", ""),
    "undecided": ("mostly", "", ""),
    "not tested": ("Not tested: no sandbox", "", ""),
}
CRITERIA_HEAD = "".join(line + "\n" for line in CRITERIA.splitlines()[:2])
RESULTS_HEAD = "| # | Criterion | Result | Target | Status | Note |\n|---|---|---|---|---|---|\n"
GAPS_HEAD = "| Gap | Severity | Workaround | Reported To | Criterion |\n|---|---|---|---|---|\n"

Case = tuple[str, str, bool]
"""Weight, how it stands, and whether a gap row names a workaround."""


def plan_of(cases: list[Case]) -> Plan:
    criteria = "".join(
        f"| {n} | c{n} | m | Pass/Fail | {weight} |\n" for n, (weight, _, _) in enumerate(cases, 1)
    )
    results = ""
    for n, (_, stands, _) in enumerate(cases, 1):
        result, status, note = RESULT_OF[stands]
        results += f"| {n} | c{n} | {result} | Pass/Fail | {status} | {note} |\n"
    gaps = "".join(
        f"| g{n} | High | {'by hand' if around else ''} | PM | {n} |\n"
        for n, (_, _, around) in enumerate(cases, 1)
    )
    return read_plan(
        f"## Success Criteria\n\n{CRITERIA_HEAD}{criteria}\n"
        f"## Decision Framework\n\n{FRAMEWORK}\n"
        f"## Results (Post-POC)\n\n{RESULTS_HEAD}{results}\n"
        f"### Gaps Identified\n\n{GAPS_HEAD}{gaps}"
    )
