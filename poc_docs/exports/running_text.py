"""How a proof of concept runs, for reading on a terminal; a section that a plan has not is not named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.plan.amounts import amount_text
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MOST = 5
"""Open issues that are named; the others are counted."""

Labelled = tuple[str, str]


def running_lines(value: Mapping[str, Any]) -> Iterator[Labelled]:
    """Give labels and texts from the JSON value of a plan (``plan_json``)."""
    running = value["running"]
    yield from _clock(value)
    yield from _checkpoint(running["checkpoints"])
    yield from _issues(running["issues"])
    yield from _logged(running["metric_log"])
    yield from _credits(running["credits"])
    yield from _tasks("Infrastructure", running["infrastructure"])
    yield from _tasks("Conversion", running["conversion"])
    figures = {figure["name"]: figure for figure in running["costs"]["figures"]}
    roi = figures.get("ROI")
    if roi and roi["value"] is not None:
        yield "ROI", f"{roi['value']}%"
    if running["learnings"]:
        yield "Learnings", str(len(running["learnings"]))


def _clock(value: Mapping[str, Any]) -> Iterator[Labelled]:
    """Give week and end of a plan that is being worked on, and every pause of any."""
    clock, pauses = value["running"]["clock"], value.get("pauses") or []
    ended = bool(value.get("closed")) or value["status"] != "Active"
    if clock and not ended:
        yield "Clock", f"{_week(clock)}, {_end(clock)}"
    elif clock and clock["end"] != clock["planned_end"]:
        yield "Clock", _end(clock)
    for pause in pauses:
        why = f"{pause['reason']}; asked for by {pause['requested_by']}"
        if pause["until"]:
            yield "  paused", f"from {pause['since']} to {pause['until']} ({why})"
        elif ended:
            yield "  paused", f"since {pause['since']}, and not resumed ({why})"
        else:
            yield "  paused", f"the clock stands still since {pause['since']} ({why})"


def _week(clock: Mapping[str, Any]) -> str:
    if clock["week"] is None:
        return f"begins on {clock['start']}"
    if clock["is_over"]:
        return f"all {clock['weeks']} weeks are over" if clock["weeks"] > 1 else "its week is over"
    return f"week {clock['week']} of {clock['weeks']}"


def _end(clock: Mapping[str, Any]) -> str:
    if clock["end"] == clock["planned_end"]:
        return f"to {clock['end']}"
    return f"to {clock['end']} with its pauses (planned: {clock['planned_end']})"


def _checkpoint(checkpoints: Sequence[Mapping[str, Any]]) -> Iterator[Labelled]:
    """Give the latest checkpoint."""
    dated = [each for each in checkpoints if each["date"]]
    if dated:
        latest = max(reversed(dated), key=lambda each: str(each["date"]))
        yield "Checkpoint", f"{latest['date']}, {latest['health'] or 'no health stated'}"
        for label in ("achievements", "focus", "blockers"):
            yield f"  {label}", "; ".join(latest[label])


def _issues(issues: Sequence[Mapping[str, Any]]) -> Iterator[Labelled]:
    still = [issue for issue in issues if issue["is_open"]]
    if still:
        yield "Issues", f"{len(still)} open"
    elif any(issue["issue"] for issue in issues):
        yield "Issues", "none open"
    for issue in still[:_MOST]:
        parts = (issue["owner"], f"since {issue['opened']}" if issue["opened"] else None)
        about = ", ".join(filter(None, parts))
        yield f"  {issue['id'] or '?'}", f"{issue['issue']}{f' ({about})' if about else ''}"
    if len(still) > _MOST:
        yield "", f"and {len(still) - _MOST} more"


def _logged(lines: Sequence[Mapping[str, Any]]) -> Iterator[Labelled]:
    dated = [line for line in lines if line["date"] and line["number"] and line["value"]]
    if dated:
        latest = max(reversed(dated), key=lambda line: str(line["date"]))
        count = counted(len(dated), "value")
        said = f"criterion {latest['number']} on {latest['date']}: {latest['value']}"
        yield "Metric log", f"{count}, the latest for {said}"


def _credits(credits_: Mapping[str, Any]) -> Iterator[Labelled]:
    account = credits_["account"]
    if account:
        currency = account["currency"]
        left, granted = (amount_text(account[each], currency) for each in ("balance", "granted"))
        yield "Credits", f"{left} left of {granted}"
    elif credits_["problem"]:
        problem = credits_["problem"]
        yield (
            "Credits",
            f"can't be added up because of the row on line {problem['line']}: {problem['message']}",
        )


def _tasks(label: str, tasks: Sequence[Mapping[str, Any]]) -> Iterator[Labelled]:
    if tasks:
        done = sum(task["done"] for task in tasks)
        following = next((task["what"] for task in tasks if not task["done"]), None)
        yield label, f"{done} of {len(tasks)} done{f'; next: {following}' if following else ''}"
