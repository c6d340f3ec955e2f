"""A plan that both sides agreed on, and what two amendments made of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.reading import read_plan
from tests.plan.plan_files import FRONT_MATTER, plan_text

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

TEXT = plan_text()
AGREED = fingerprint(read_plan(TEXT))

Change = tuple[str, str, str]
"""Where, the text before and the text after."""


def signature(party: str, name: str, parameters: str, more: str = "") -> str:
    return f"  - {{party: {party}, name: {name}, date: 2026-03-05, parameters: '{parameters}'{more}}}\n"


def both(parameters: str) -> str:
    return signature("vendor", "Ines Falk", parameters) + signature("prospect", "Tove Brandt", parameters)


def amendment(before: str, after: str, changes: list[Change]) -> str:
    listed = json.dumps([{"where": where, "from": one, "to": other} for where, one, other in changes])
    head = f"  - {{date: 2026-03-20, by: Ines Falk, reason: new data, from: '{before}', to: '{after}',\n"
    return f"{head}     changes: {listed}}}\n"


def plan_with(
    signatures: str = "",
    *,
    text: str = TEXT,
    amendments: str = "",
    started: str = AGREED,
    status: str = "Active",
) -> Plan:
    lines = FRONT_MATTER.replace("Planning", status)
    lines += f"signatures:\n{signatures}" if signatures else ""
    lines += f"started: {{date: 2026-03-09, parameters: '{started}'}}\n" if started else ""
    lines += f"amendments:\n{amendments}" if amendments else ""
    return read_plan(text.replace(FRONT_MATTER, lines))


# Three texts in a row: the start, after one amendment, after a second one.
FIRST: list[Change] = [
    ("criterion 1 target", "< 15 minutes", "< 20 minutes"),
    ("criterion 2 weight", "Required", "Optional"),
]
SECOND: list[Change] = [
    ("criterion 1 target", "< 20 minutes", "< 25 minutes"),
    ("criterion 4 text", "", "Audit log"),
    ("criterion 4 target", "", "Pass/Fail"),
    ("criterion 3 text", "Single sign-on", ""),
    ("criterion 3 measurement", "Login of six dispatchers", ""),
    ("criterion 3 target", "Pass/Fail", ""),
    ("criterion 3 weight", "Optional", ""),
]
TEXT_1 = TEXT.replace("| < 15 minutes | Critical", "| < 20 minutes | Critical").replace(
    "4% | Required", "4% | Optional"
)
TEXT_2 = TEXT_1.replace("20 minutes | Critical", "25 minutes | Critical").replace(
    "| 3 | Single sign-on | Login of six dispatchers | Pass/Fail | Optional |",
    "| 4 | Audit log | | Pass/Fail | |",
)
PRINT_1, PRINT_2 = fingerprint(read_plan(TEXT_1)), fingerprint(read_plan(TEXT_2))
LINKS = amendment(AGREED, PRINT_1, FIRST) + amendment(PRINT_1, PRINT_2, SECOND)
