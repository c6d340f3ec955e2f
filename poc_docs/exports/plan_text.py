"""A plan for reading on a terminal: what was agreed, what was measured, and what follows."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from poc_docs.exports.running_text import running_lines
from poc_docs.plan.other_dates import way_to_correct, way_to_write
from poc_docs.plan.values import parse_leading_date
from poc_docs.text.counting import counted

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
            *_removed(value["removed_criteria"], width),
            *_running(value, width),
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
    before = {original["where"]: original["text"] for original in value["agreement"]["originals"]}
    yield from _line("Objective", _amended(overview["objective"], "Objective", before), width)
    yield from _line("Scope", _amended(overview["scope"], "Scope", before), width)
    yield from _line("Duration", _amended(overview["duration"], "Duration", before), width)
    yield from _line("Decision date", _amended(_decision_date(overview), "Decision date", before), width)
    yield from _line("Decision maker", overview["decision_maker"], width)


def _decision_date(overview: Mapping[str, Any]) -> str:
    """Give the day, or what stands in its place and how a day is written."""
    day, written = overview["decision_date"], overview["decision_date_written"]
    if day or not written:
        return day or "not set yet"
    way = way_to_correct(written, parse_leading_date) or way_to_write(written)
    return f"{written!r} can't be read; {way}"


def _amended(present: str | None, where: str, before: Mapping[str, Any]) -> str | None:
    """Give a text, and what it was when work started if amendments changed it."""
    if where not in before:
        return present
    return f"{present or 'none'} (first agreed: {before[where] or 'none'})"


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
        old = "" if signature["counts"] else f", {_why_not(signature)} of the {what}"
        evidence = f" ({signature['evidence']})" if signature["evidence"] else ""
        said = f"{signature['name']}, {signature['date']}, {what}{evidence}{old}"
        yield from _line(f"  {signature['party']}", said, width)
    for link in agreement["amendments"]:
        kind = "correction" if link["correct"] else "amendment"
        said = f"{link['date']} by {link['by']}, {_link_state(link)}: {link['reason']}"
        yield from _line(f"  {kind} {link['number']}", said, width)
        for change in link["changes"]:
            yield from _line("", f"{change['where']}: {change['from']!r} -> {change['to']!r}", width)
    if agreement["disclosed_changed"]:
        yield from _line("  since then", "environment or timeline changed since the latest signature", width)


def _why_not(signature: Mapping[str, Any]) -> str:
    return "before the latest change" if signature["valid"] else "on an earlier version"


def _link_state(link: Mapping[str, Any]) -> str:
    if link["spelling_only"]:
        return "spelling only, no signature needed"
    if link["open"]:
        return f"open, {' and '.join(link['missing'])} still to sign"
    return "signed by both"


def _criteria(criteria: list[Mapping[str, Any]], width: int) -> Iterator[str]:
    yield "Criteria:" if criteria else "Criteria:       none yet"
    for criterion in criteria:
        before = {} if criterion["added"] else criterion["originals"]
        weight = _amended(criterion["weight"] or "no weight", "weight", before)
        added = ", added by an amendment" if criterion["added"] else ""
        name = _amended(criterion["text"] or "(not written yet)", "text", before)
        yield f" {_SIGNS[criterion['verdict']]} {criterion['number'] or '?'}. {name} [{weight}]{added}"
        result, earlier = criterion["result"] or "-", criterion["result_before_correction"]
        result += f" (before correction: {earlier})" if earlier else ""
        yield from _line("      measured", _amended(criterion["measurement"], "measurement", before), width)
        yield from _line("      baseline", _amended(criterion["baseline"], "baseline", before), width)
        by_people = " (judged by people)" if criterion["judged_by_people"] else ""
        target = _amended(criterion["target"] or "no target yet", "target", before)
        yield from _line("      target", f"{target}{by_people}", width)
        yield from _line("      partial", _amended(criterion["partial"], "partial", before), width)
        yield from _line("      result", result, width)
        yield from _line("      verdict", _verdict(criterion), width)
        yield from _line("      evidence", criterion["evidence"], width)
        yield from _line("      note", criterion["note"], width)


def _removed(criteria: list[Mapping[str, Any]], width: int) -> Iterator[str]:
    """Give the criteria that were agreed at first and are gone."""
    for criterion in criteria:
        name = criterion["text"] or "(without a text)"
        weight = criterion["weight"] or "no weight"
        yield f" - {criterion['number'] or '?'}. {name} [{weight}], removed by an amendment"
        yield from _line("      target", f"first agreed: {criterion['target'] or 'none'}", width)


def _running(value: Mapping[str, Any], width: int) -> Iterator[str]:
    """Give how the work goes on, after a blank line, where there is anything to say."""
    lines = [line for label, text in running_lines(value) for line in _line(label, text, width)]
    yield from ["", *lines] if lines else []


def _verdict(criterion: Mapping[str, Any]) -> str:
    human = criterion["human_verdict"]
    if criterion["remark"]:
        return f"{criterion['verdict'] or 'undecided'} ({criterion['remark']})"
    if human:
        computed = criterion["computed_verdict"] or "undecided"
        return f"{criterion['verdict']}, judged by {human['name']} ({human['party']}); computed: {computed}"
    return str(criterion["verdict"] or f"undecided: {criterion['reason']}")


def _confetti(value: Mapping[str, Any]) -> str:
    """Say when Proceed was reached first, and that it is not the outcome any more."""
    days, computed = value["days_since_confetti"], value["computed"]
    ago = "" if days is None else ", today" if days == 0 else f", {counted(days, 'day')} ago"
    left = computed["outcome"] != "Proceed" and not computed["not_computed"] and not value["closed"]
    return f"Proceed reached on {value['confetti']}{ago}{'; the outcome is another now' if left else ''}"


def _business(business: Mapping[str, Any] | None) -> str:
    if not business:
        return ""
    return f"{business['outcome']}, {business['date']}" if business["date"] else str(business["outcome"])


def _outcome(value: Mapping[str, Any], width: int) -> Iterator[str]:
    computed, decision = value["computed"], value["decision"]
    fallback = "left to people" if computed["by_people"] else "undecided"
    if computed["not_computed"]:
        fallback = f"not computed: {computed['not_computed']}"
    yield from _line("Outcome", computed["outcome"] or fallback, width)
    for reason in computed["reasons"]:
        yield from _line("  because", reason, width)
    for missing in computed["missing"]:
        yield from _line("  missing", missing, width)
    if value.get("confetti"):
        yield from _line("Confetti", _confetti(value), width)
    yield from _line("Written", decision["outcome"], width)
    yield from _line("  decided on", decision["decided_on"], width)
    yield from _line("  reason", decision["reason"], width)
    yield from _line("  feedback", decision["customer_feedback"], width)
    if decision["outcome"]:
        names = ", ".join(value["agreement"]["results_confirmed_by"])
        yield from _line(
            "  confirmed", f"by {names}" if names else "reported by the vendor, not confirmed", width
        )
    yield from _line("Business", _business(value.get("business")), width)
    for gap in value["gaps"]:
        workaround = gap["workaround"] or "none"
        if gap["gap"]:
            yield from _line("Gap", f"{gap['gap']} ({gap['severity']}); workaround: {workaround}", width)
