"""A plan for reading on a terminal: what was agreed, what was measured, and what follows."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SIGNS = {"Pass": "+", "Fail": "x", "Partial": "~", None: "."}
_LABEL = 16


def plan_text(value: Mapping[str, Any], width: int = 100) -> str:
    """Give the plan as text from its JSON value (``plan_json``), so that both say the same."""
    return "\n".join(
        [
            *_head(value, width),
            "",
            *_agreement(value["agreement"], width),
            "",
            *_criteria(value["criteria"], width),
            "",
            *_outcome(value, width),
        ]
    )


def _line(label: str, text: object, width: int) -> Iterator[str]:
    if text:
        indent = " " * _LABEL
        wrapped = textwrap.wrap(str(text), max(20, width - _LABEL), break_on_hyphens=False) or [""]
        yield f"{label + ':' if label else '':<{_LABEL}}{wrapped[0]}"
        yield from (indent + more for more in wrapped[1:])


def _head(value: Mapping[str, Any], width: int) -> Iterator[str]:
    overview = value["overview"]
    prospect, title = value.get("prospect") or "(no prospect yet)", value.get("title") or "(no title yet)"
    yield f"{prospect} -- {title}"
    yield ""
    yield from _line("Status", _status(value), width)
    yield from _line("Id", value["id"], width)
    yield from _line("Sales engineer", value.get("sales_engineer"), width)
    yield from _line("Opportunity", value.get("opportunity"), width)
    yield from _line("Objective", overview["objective"], width)
    yield from _line("Scope", overview["scope"], width)
    yield from _line("Duration", overview["duration"], width)
    yield from _line("Decision date", overview["decision_date"] or "not set yet", width)
    yield from _line("Decision maker", overview["decision_maker"], width)


def _status(value: Mapping[str, Any]) -> str:
    status = value["status"] or "unknown"
    if value.get("closed"):
        return f"{status}, closed on {value['closed']['date']}: {value['closed']['reason']}"
    if value["agreement"]["state"] == "amendment open":
        return f"{status}, amendment open"
    if any(link["open"] and link["correct"] for link in value["agreement"]["amendments"]):
        return f"{status}, correction open"
    return str(status)


def _agreement(agreement: Mapping[str, Any], width: int) -> Iterator[str]:
    yield from _line("Agreement", f"{agreement['state']} (code {agreement['short_code']})", width)
    for signature in agreement["signatures"]:
        what = "results" if signature["results"] else "criteria"
        old = "" if signature["valid"] else f", on an earlier version of the {what}"
        evidence = f" ({signature['evidence']})" if signature["evidence"] else ""
        said = f"{signature['name']}, {signature['date']}, {what}{evidence}{old}"
        yield from _line(f"  {signature['party']}", said, width)
    for number, link in enumerate(agreement["amendments"], 1):
        state = "open" if link["open"] else "spelling only" if link["editorial"] else "signed"
        kind = "correction" if link["correct"] else "amendment"
        said = f"{link['date']} by {link['by']}, {state}: {link['reason']}"
        yield from _line(f"  {kind} {number}", said, width)
        for change in link["changes"]:
            yield from _line("", f"{change['where']}: {change['from']!r} -> {change['to']!r}", width)
    if agreement["disclosed_changed"]:
        yield from _line("  since then", "environment or timeline changed since the latest signature", width)


def _criteria(criteria: list[Mapping[str, Any]], width: int) -> Iterator[str]:
    yield "Criteria:" if criteria else "Criteria:       none yet"
    for criterion in criteria:
        target = criterion["target"] or "no target yet"
        if criterion["original_target"]:
            target += f" (first agreed: {criterion['original_target']})"
        verdict = criterion["verdict"]
        sign = _SIGNS[verdict]
        yield (
            f" {sign} {criterion['number'] or '?'}. {criterion['text'] or '(not written yet)'}"
            f" [{criterion['weight'] or 'no weight'}]"
        )
        yield from _line("      measured", criterion["measurement"], width)
        yield from _line("      target", target, width)
        yield from _line("      result", criterion["result"] or "-", width)
        yield from _line("      verdict", _verdict(criterion), width)
        yield from _line("      evidence", criterion["evidence"], width)
        yield from _line("      note", criterion["note"], width)


def _verdict(criterion: Mapping[str, Any]) -> str:
    human = criterion["human_verdict"]
    if criterion["remark"]:
        return f"{criterion['verdict'] or 'undecided'} ({criterion['remark']})"
    if human:
        computed = criterion["computed_verdict"] or "undecided"
        return f"{criterion['verdict']}, judged by {human['name']} ({human['party']}); computed: {computed}"
    return str(criterion["verdict"] or f"undecided: {criterion['reason']}")


def _outcome(value: Mapping[str, Any], width: int) -> Iterator[str]:
    computed, decision = value["computed"], value["decision"]
    fallback = "left to people" if computed["by_people"] else "undecided"
    yield from _line("Outcome", computed["outcome"] or fallback, width)
    for reason in computed["reasons"]:
        yield from _line("  because", reason, width)
    for missing in computed["missing"]:
        yield from _line("  missing", missing, width)
    yield from _line("Written", decision["outcome"], width)
    yield from _line("  decided on", decision["decided_on"], width)
    yield from _line("  reason", decision["reason"], width)
    yield from _line("  feedback", decision["customer_feedback"], width)
    if decision["outcome"]:
        names = ", ".join(value["agreement"]["results_confirmed_by"])
        yield from _line(
            "  confirmed", f"by {names}" if names else "reported by the vendor, not confirmed", width
        )
    for gap in value["gaps"]:
        workaround = gap["workaround"] or "none"
        if gap["gap"]:
            yield from _line("Gap", f"{gap['gap']} ({gap['severity']}); workaround: {workaround}", width)
