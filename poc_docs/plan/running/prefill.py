"""What a checkpoint can say already: what happened since the last one, what comes next, what blocks it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.running.clock import clock_of, due_date
from poc_docs.plan.running.trend import latest, logged
from poc_docs.plan.standings import judge_criterion, standings
from poc_docs.plan.values import says_nothing
from poc_docs.plan.verdicts import is_measured, is_not_tested
from poc_docs.plan.vocabulary import Verdict
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Criterion, Plan
    from poc_docs.plan.running.model import Checkpoint, Issue

AHEAD = dt.timedelta(days=7)
"""How far ahead the focus of a checkpoint looks."""

_MET = frozenset({Verdict.PASS, Verdict.PARTIAL})


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a checkpoint may say, as plain texts; nothing is proposed twice."""

    achievements: tuple[str, ...]
    focus: tuple[str, ...]
    blockers: tuple[str, ...]


def proposals(plan: Plan, day: dt.date) -> Proposals:
    """Give what a checkpoint of ``day`` can say from the rest of the plan.

    Of the logged values those that meet their target so far are achievements, and those that miss it come
    next. What happened on the day of the checkpoint before counts as well, unless it stands there already:
    that one may have been written in the morning.
    """
    before = last_checkpoint(plan, day)
    since = before.date.value if before else None
    said = {folded(text.value) for text in before.achievements} if before else set()
    happened = (text for text in _achievements(plan, since or dt.date.min, day) if folded(text) not in said)
    return Proposals(
        achievements=tuple(dict.fromkeys(happened)),
        focus=tuple(dict.fromkeys(_focus(plan, day))),
        blockers=tuple(dict.fromkeys(map(_issue, open_issues(plan, day)))),
    )


def last_checkpoint(plan: Plan, day: dt.date) -> Checkpoint | None:
    """Give the latest checkpoint before ``day``, or None."""
    earlier = [each for each in plan.running.checkpoints if each.date.value and each.date.value < day]
    return max(earlier, key=lambda each: each.date.value or dt.date.min, default=None)


def open_issues(plan: Plan, day: dt.date) -> tuple[Issue, ...]:
    """Give the issues that were open at the end of ``day``, in the order of the file."""
    return tuple(each for each in plan.running.issues if _is_open_on(each, day))


def _is_open_on(issue: Issue, day: dt.date) -> bool:
    opened, closed = issue.opened.value, issue.closed.value
    is_there = not says_nothing(issue.issue.value) and (opened is None or opened <= day)
    return is_there and (closed is None or closed > day)


def _achievements(plan: Plan, since: dt.date, day: dt.date) -> Iterator[str]:
    def is_new(when: dt.date | None) -> bool:
        return when is not None and since <= when <= day

    for milestone in plan.milestones:
        if milestone.done and is_new(milestone.done.value) and not says_nothing(milestone.milestone.value):
            yield f"milestone: {milestone.milestone.value}"
    for criterion in plan.criteria:
        value = latest(plan, criterion.number.value, day) if criterion.number.value else None
        if value and is_new(value.date) and _is_met(criterion, value.line.value.value):
            yield (
                f"criterion {criterion.number.text.value}: {value.line.value.value}"
                f" (target {criterion.target.value})"
            )
    for issue in plan.running.issues:
        if is_new(issue.closed.value) and not says_nothing(issue.issue.value):
            yield f"issue {issue.id.value} closed: {issue.issue.value}"
    for task in (*plan.running.infrastructure, *plan.running.conversion):
        if task.done and is_new(task.finished):
            yield f"done: {task.what}"


def _is_met(criterion: Criterion, value: str) -> bool:
    """Say whether a value meets its target so far; one that misses it, or can't be judged, does not."""
    return judge_criterion(criterion, value).verdict in _MET


def _focus(plan: Plan, day: dt.date) -> Iterator[str]:
    clock = clock_of(plan, day)
    horizon = day + min(AHEAD, dt.date.max - day)
    for milestone in plan.milestones:
        due = due_date(milestone, clock)
        done = milestone.done.value if milestone.done else None
        is_open = done is None or done > day
        if is_open and due and due <= horizon and not says_nothing(milestone.milestone.value):
            when = "due" if due >= day else "overdue since"
            yield f"{milestone.milestone.value}, {when} {due}"
    yield from _missed(plan, day)
    for criterion in plan.criteria:
        if not _has_value(plan, criterion, day):
            yield f"first value of criterion {criterion.number.text.value}: {criterion.text.value}"


def _missed(plan: Plan, day: dt.date) -> Iterator[str]:
    """Name the criteria whose latest logged value misses the target, unless a result settles them."""
    for stands in standings(plan):
        criterion, row = stands.criterion, stands.result
        settled = stands.verdict in _MET or (row and is_not_tested(row.result.value))
        value = latest(plan, criterion.number.value, day) if criterion.number.value and not settled else None
        if value and judge_criterion(criterion, value.line.value.value).verdict is Verdict.FAIL:
            measured = f"{value.line.value.value} (target {criterion.target.value})"
            yield f"bring criterion {criterion.number.text.value} to its target: {measured}"


def _has_value(plan: Plan, criterion: Criterion, day: dt.date) -> bool:
    number = criterion.number.value
    if number is None:
        return True  # nothing can be logged for it
    row = plan.result(number)
    result = row.result.value if row else ""
    return bool(logged(plan, number, day)) or is_measured(result) or is_not_tested(result)


def _issue(issue: Issue) -> str:
    owner = "" if says_nothing(issue.owner.value) else f" ({issue.owner.value})"
    return f"issue {issue.id.value}: {issue.issue.value}{owner}"
