"""Portfolios made up by hypothesis: lawful plans at every stage, and some that break the rules."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from poc_docs.exports.plan_json import plan_json
from poc_docs.plan.agreement.fingerprints import fingerprint, fingerprint_of
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.reading import read_plan
from tests.plan.plan_files import FRAMEWORK, plan_text

if TYPE_CHECKING:
    from poc_docs.portfolio.entries import Portfolio

DAY = dt.timedelta(days=1)
_RESULTS = {
    1: {"Pass": "9 minutes", "Fail": "20 minutes"},
    2: {"Pass": "5.5%", "Fail": "3%"},
    3: {"Pass": "Pass", "Fail": "Fail"},
}
_CRITERIA = {
    1: ("Planning time", "< 15 minutes"),
    2: ("Distance saved", ">= 4%"),
    3: ("Single sign-on", "Pass/Fail"),
}
_NOT_TESTED = "Not tested: no time"


@dataclass(frozen=True)
class Drawn:
    """What hypothesis chose for one plan; days are counted from ``first``, the first day of the Duration."""

    first: dt.date
    weeks: int
    engineer: str
    opportunity: str
    status: str
    weights: tuple[str, ...]
    kinds: tuple[str, ...]
    verdicts: tuple[str, ...]
    outcome: str
    vendor: int
    prospect: int
    start: int
    decision: int
    decided: int
    completed: int
    closed: str
    business: str
    business_day: int
    crm: dict[str, str] = field(default_factory=dict)
    pauses: tuple[tuple[int, int], ...] = ()
    first_weeks: int = 0
    first_decision: int = 0
    amendment_signed: bool = True
    broken: bool = False


@st.composite
def drawn_plans(draw: st.DrawFn) -> Drawn:
    """Draw one plan."""
    days = st.integers(-3, 3)
    start = draw(st.integers(0, 4))
    completed = start + draw(st.integers(0, 60))
    pause = draw(st.integers(-5, 40))
    crm = {
        "forecast_category": draw(st.sampled_from(["", "Commit", "commit", "Best Case"])),
        "amount": draw(
            st.sampled_from(["", "0.10 EUR", "0.20 EUR", "1000000000000000000000000000.01 EUR", "5 GBP"])
        ),
        "close_date": draw(st.sampled_from(["", "2026-03-31", "2026-04-01", "2027-01-01"])),
    }
    return Drawn(
        first=dt.date(2026, 1, 1) + draw(st.integers(0, 400)) * DAY,
        weeks=draw(st.integers(1, 6)),
        engineer=draw(st.sampled_from(["Ines Falk", "ines falk", "Daniel Osei"])),
        opportunity=draw(st.sampled_from(["OPP-1", "OPP-2", "OPP-3"])),
        status=draw(st.sampled_from(["Planning", "Active", "Complete", "Complete", "Complete"])),
        weights=(
            "Critical",
            *(draw(st.sampled_from(["Critical", "Required", "Optional"])) for _ in range(2)),
        ),
        kinds=tuple(draw(st.sampled_from(["", "cost", "performance", "user experience"])) for _ in range(3)),
        verdicts=tuple(draw(st.sampled_from(["Pass", "Fail", ""])) for _ in range(3)),
        outcome=draw(st.sampled_from(["Proceed", "Conditional", "No-go"])),
        vendor=draw(days),
        prospect=draw(days),
        start=start,
        decision=draw(st.integers(0, 60)),
        decided=start + draw(st.integers(-2, 60)),
        completed=completed,
        closed=draw(st.sampled_from(["", "", "", "no-decision", "withdrew", "superseded"])),
        business=draw(st.sampled_from(["", "won", "won", "lost", "pending", "no decision"])),
        business_day=draw(st.integers(0, 200)),
        crm={key: value for key, value in crm.items() if value} if draw(st.booleans()) else {},
        pauses=draw(
            st.sampled_from([(), ((pause, pause + 4),), ((pause, pause + 3), (pause + 4, pause + 9))])
        ),
        first_weeks=draw(st.sampled_from([0, 0, 3])),
        first_decision=draw(st.sampled_from([0, 0, 20])),
        amendment_signed=draw(st.booleans()),
        broken=draw(st.sampled_from([False, False, False, False, True])),
    )


def text_of(drawn: Drawn, number: int) -> str:
    """Write a drawn plan as a file."""
    first = drawn.first
    begun = drawn.status != "Planning"
    overview = (
        "- **Objective:** Prove that routes for 400 vans are ready before the shift begins\n"
        "- **Scope:** Two depots. NOT included: live re-routing\n"
        f"- **Duration:** {drawn.weeks} weeks, starting {first}\n"
        f"- **Decision date:** {first + drawn.decision * DAY}\n"
    )
    body = {
        "overview": overview,
        "criteria": _criteria(drawn),
        "framework": FRAMEWORK,
        "results": _results(drawn),
        "gaps": "| Gap | Severity | Workaround | Reported To | Criterion |\n|---|---|---|---|---|\n"
        "| Bulk export | High | Manual export | Product | 2 |\n",
        "decision": f"**Outcome:** {drawn.outcome}\n\n**Decided on:** {first + drawn.decided * DAY}\n\n"
        "**Reason:** people decided so\n\n**Customer feedback:** Fine.\n"
        if drawn.status == "Complete"
        else "**Outcome:** [Proceed / Conditional / No-go]\n\n**Customer feedback:** [Summary]\n",
    }
    head = [
        f"id: plan-{number}",
        "title: Route planning at warehouse scale",
        "prospect: Halden Logistics",
        f"sales_engineer: {drawn.engineer}",
        f"opportunity: {drawn.opportunity}",
        f"date: {first - 20 * DAY}",
        f"status: {drawn.status}",
    ]
    head += _history(drawn, plan_text(front_matter="\n".join(head) + "\n", **body), number) if begun else []
    if drawn.closed and drawn.status != "Complete":
        head.append(f"closed: {{date: {first + 30 * DAY}, by: Ines Falk, reason: {drawn.closed}}}")
    if drawn.business:
        date = f", date: {first + drawn.business_day * DAY}" if drawn.business_day else ""
        head.append(f"business: {{outcome: {drawn.business}{date}}}")
    if drawn.crm:
        head.append(f"crm: {{{', '.join(f'{key}: {value}' for key, value in drawn.crm.items())}}}")
    if drawn.broken:
        head.append("colour: red")
    return plan_text(front_matter="\n".join(head) + "\n", **body)


def _criteria(drawn: Drawn) -> str:
    rows = [
        f"| {number} | {text} | As agreed | {target} | {weight} | {kind} |\n"
        for (number, (text, target)), weight, kind in zip(
            _CRITERIA.items(), drawn.weights, drawn.kinds, strict=True
        )
    ]
    return "| # | Criterion | Measurement | Target | Weight | Kind |\n|---|---|---|---|---|---|\n" + "".join(
        rows
    )


def _results(drawn: Drawn) -> str:
    rows = [
        f"| {number} | {text} | {_RESULTS[number].get(verdict, _NOT_TESTED)} | {target} | {verdict} |\n"
        for (number, (text, target)), verdict in zip(_CRITERIA.items(), drawn.verdicts, strict=True)
    ]
    return "| # | Criterion | Result | Target | Status |\n|---|---|---|---|---|\n" + "".join(rows)


def _history(drawn: Drawn, text: str, number: int) -> list[str]:
    """Give signatures, start, amendments, pauses and end, for the signed texts of ``text``."""
    plan = read_plan(text)
    now, texts = fingerprint(plan), signed_texts(plan)
    before = dict(texts)
    if drawn.first_weeks and drawn.first_weeks != drawn.weeks:
        before["Duration"] = f"{drawn.first_weeks} weeks, starting {drawn.first}"
    if drawn.first_decision and drawn.first_decision != drawn.decision:
        before["Decision date"] = str(drawn.first + drawn.first_decision * DAY)
    began = fingerprint_of(plan, before)
    started = drawn.first + max(drawn.start, drawn.vendor, drawn.prospect) * DAY
    lines = ["signatures:"]
    lines += _signatures(began, drawn.first + drawn.vendor * DAY, drawn.first + drawn.prospect * DAY, number)
    settled = drawn.amendment_signed or drawn.status == "Complete"
    if began != now and settled:
        lines += _signatures(now, started, started, number)
    lines.append(f'started: {{date: {started}, parameters: "{began}"}}')
    if began != now:
        lines += [
            "amendments:",
            f"  - date: {started}",
            "    by: Ines Falk",
            "    reason: More depots",
            f"    from: {began}",
            f"    to: {now}",
            "    changes:",
        ]
        for where, was in before.items():
            if was != texts[where]:
                lines += [
                    f"      - where: {where}",
                    f"        from: {json.dumps(was)}",
                    f"        to: {json.dumps(texts[where])}",
                ]
    if drawn.pauses:
        lines.append("pauses:")
        lines += [
            f"  - {{from: {drawn.first + since * DAY}, to: {drawn.first + until * DAY},"
            " reason: freeze, requested_by: Tove Brandt}"
            for since, until in drawn.pauses
        ]
    if drawn.status == "Complete":
        lines.append(f"completed: {max(started, drawn.first + drawn.completed * DAY)}")
    return lines


def _signatures(parameters: str, vendor: dt.date, prospect: dt.date, number: int) -> list[str]:
    named = f'parameters: "{parameters}"'
    evidence = f"evidence: mail {number}"
    return [
        f"  - {{party: vendor, name: Ines Falk, date: {vendor}, {named}}}",
        f"  - {{party: prospect, name: Tove Brandt, date: {prospect}, {evidence}, {named}}}",
    ]


def shown(portfolio: Portfolio) -> list[dict[str, Any]]:
    """Give what ``show --format json`` prints of every plan that can be read, with its path."""
    found = []
    for entry in portfolio.entries:
        if entry.plan and entry.plan.metadata:
            value = json.loads(json.dumps(plan_json(entry.plan, entry.findings)))
            found.append({**value, "path": entry.path})
    return found


FIRST = dt.date(2026, 3, 9)
PLAIN = Drawn(
    first=FIRST,
    weeks=4,
    engineer="Ines Falk",
    opportunity="OPP-1",
    status="Complete",
    weights=("Critical", "Required", "Optional"),
    kinds=("", "", ""),
    verdicts=("Pass", "Pass", "Pass"),
    outcome="Proceed",
    vendor=-4,
    prospect=0,
    start=0,
    decision=30,
    decided=30,
    completed=30,
    closed="",
    business="",
    business_day=0,
)


def like(**different: Any) -> Drawn:
    values = {name: getattr(PLAIN, name) for name in PLAIN.__dataclass_fields__}
    return Drawn(**{**values, **different})
