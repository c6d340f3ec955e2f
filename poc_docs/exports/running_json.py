"""The optional sections of a plan as JSON values, with what follows from them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from poc_docs.exports.credits_json import credits_json
from poc_docs.exports.json_values import json_row, json_value
from poc_docs.exports.roi_json import roi_json
from poc_docs.plan.running.clock import clock_of, due_date, open_pause
from poc_docs.plan.running.derived import is_done, known_from

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import Issue, Task


def running_json(plan: Plan, today: dt.date | None) -> dict[str, Any]:
    """Give all optional sections, each empty or None where the plan has none.

    Without ``today`` there is no clock, and credits are those of all days.
    """
    running, alignment = plan.running, plan.running.alignment
    day = today or dt.date.max
    booked = credits_json(plan, day)
    return {
        "clock": _clock(plan, today),
        "alignment": {
            "contacts": [json_row(contact) for contact in alignment.contacts],
            "channel": json_value(alignment.channel),
            "cadence": json_value(alignment.cadence),
            "escalation": [text.value for text in alignment.escalation],
            "links": [text.source for text in alignment.links],
        },
        "infrastructure": [_task(plan, task) for task in running.infrastructure],
        "conversion": [_task(plan, task) for task in running.conversion],
        "checkpoints": [
            {
                "date": json_value(each.date),
                "health": json_value(each.health),
                "achievements": [text.value for text in each.achievements],
                "focus": [text.value for text in each.focus],
                "blockers": [text.value for text in each.blockers],
            }
            for each in running.checkpoints
        ],
        "metric_log": [json_row(line) for line in running.metric_log],
        "issues": [_issue(issue) for issue in running.issues],
        "decisions": [json_row(decision) for decision in running.decisions],
        "credits": {
            "entries": [json_row(line) for line in running.credits],
            "top_up_by": json_value(running.top_up_by),
            "account": booked["account"],
            "problem": booked["problem"],
        },
        "costs": {
            "items": [json_row(item) for item in running.costs],
            "figures": roi_json(plan, day)["figures"] if running.costs else [],
        },
        "learnings": [text.value for text in running.learnings],
    }


def due_dates(plan: Plan, today: dt.date | None) -> list[str | None]:
    """Give for each milestone when it is due: its Due date, or the end of its week, moved by pauses."""
    clock = clock_of(plan, today) if today else None
    return [json_value(due_date(milestone, clock)) for milestone in plan.milestones]


def _clock(plan: Plan, today: dt.date | None) -> dict[str, Any] | None:
    clock = clock_of(plan, today) if today else None
    if clock is None or today is None:
        return None
    pause = open_pause(plan)
    return {
        "start": json_value(clock.start),
        "planned_end": json_value(clock.planned_end),
        "end": json_value(clock.end),
        "weeks": clock.weeks,
        "week": clock.week(min(today, clock.end)),
        "is_over": today > clock.end,
        "paused_days": clock.paused_days(today),
        "is_paused": clock.is_paused(today),
        "paused_since": json_value(pause.since) if pause else None,
    }


def _task(plan: Plan, task: Task) -> dict[str, Any]:
    return {
        "what": task.what,
        "owner": task.owner or None,
        "due": json_value(task.due),
        "finished": json_value(task.finished),
        "ticked": task.done,
        "done": is_done(plan, task),
        "known_from": known_from(plan, task.what) or None,
        "group": task.group or None,
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {**json_row(issue), "is_open": issue.is_open}
