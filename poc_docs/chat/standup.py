"""The message that opens the day's thread: what was done, what is due, what blocks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.chat import blocks, facts
from poc_docs.chat.message import Message, fitted
from poc_docs.plan.texts import filled_in
from poc_docs.plan.values import says_nothing
from poc_docs.portfolio.agenda import ending, planning, running
from poc_docs.portfolio.agenda.phase import stands
from poc_docs.portfolio.obstacles import issues_in_the_way, other_blockers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.chat.blocks import Block, Room
    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.agenda.item import Item
    from poc_docs.portfolio.signals.situation import Situation

_SHARED = (
    running.work_to_start,
    running.setup_steps,
    planning.to_prepare,
    running.milestones,
    running.values,
    running.checkpoint,
    ending.results,
    ending.decision_ahead,
)
"""Of the agenda only what both parties work on: the prospect reads the channel, and not what we think of the
deal."""

_ONE_DAY = dt.timedelta(days=1)
_SINCE_FRIDAY = {0: 3, 6: 2}
"""The days from Friday to Monday and to Sunday."""


def day_before(today: dt.date) -> dt.date:
    """Give the working day before, so that a Monday tells of Friday and of the days between."""
    days = dt.timedelta(days=_SINCE_FRIDAY.get(today.weekday(), 1))
    return today - min(days, today - dt.date.min)


def standup(at: Situation, since: dt.date | None = None) -> Message:
    """Give the stand-up of a day.

    ``since`` is the first day of which it tells, if not the working day before; the last is yesterday, for
    what is dated today belongs to tomorrow's. Signals, amounts and what the CRM says are not in it.
    """
    first = since or day_before(at.today)
    return fitted(
        f"Stand-up of {at.today}: {facts.prospect(at)}, {stands(at)}",
        lambda room: _blocks(at, first, room),
    )


def _blocks(at: Situation, first: dt.date, room: Room) -> Iterator[Block]:
    yield blocks.header(f"Stand-up {at.today}: {facts.prospect(at)}")
    yield blocks.note(", ".join(filter(None, (facts.title(at), stands(at)))))
    last = at.today - min(_ONE_DAY, at.today - dt.date.min)
    since = f"Done on {first}" if first == last else f"Done from {first} to {last}"
    yield from _part(since, list(done_between(at, first, last)), "nothing dated in the plan", room)
    yield from _part("Due", list(_due(at)), "nothing", room)
    yield from _part("Blockers", list(blockers(at)), "none known to the plan", room)
    yield blocks.note("Answer in this thread: what you did, what you do today, what blocks you.")


def _part(words: str, entries: list[str], nothing: str, room: Room) -> Iterator[Block]:
    yield from blocks.listed(words, entries or [nothing], room)


def done_between(at: Situation, first: dt.date, last: dt.date) -> Iterator[str]:
    """Give what the plan says was done on some days: Timeline, set-up, Metric Log, Issue Log, decisions."""
    for day, what in (*_done(at.plan), *_logged(at.plan)):
        if day is not None and first <= day <= last:
            yield what


def _done(plan: Plan) -> Iterator[tuple[dt.date | None, str]]:
    for milestone in plan.milestones:
        if milestone.done and filled_in(milestone.milestone):
            yield milestone.done.value, f"Milestone: {milestone.milestone.value}"
    for task in plan.running.infrastructure:
        if task.done:
            yield task.finished, task.what


def _logged(plan: Plan) -> Iterator[tuple[dt.date | None, str]]:
    for line in plan.running.metric_log:
        if filled_in(line.value):
            criterion = plan.criterion(line.number.value) if line.number.value else None
            name = filled_in(criterion.text) if criterion else ""
            target = filled_in(criterion.target) if criterion else ""
            against = f" (target {target})" if target else ""
            yield line.date.value, f"{line.number.text.value}. {name}: {line.value.value}{against}"
    for issue in plan.running.issues:
        if filled_in(issue.issue):
            yield issue.opened.value, f"Issue {issue.id.value} opened: {issue.issue.value}"
            yield issue.closed.value, f"Issue {issue.id.value} closed: {issue.issue.value}"
    for decision in plan.running.decisions:
        if filled_in(decision.decision):
            yield decision.date.value, f"Decided: {decision.decision.value}"


def _due(at: Situation) -> Iterator[str]:
    for milestone, due in at.late_milestones:
        yield _told(f"Milestone: {milestone.milestone.value}", due, filled_in(milestone.owner), at.today)
    found = {source: [item for item in source(at) if _is_now(item, at.today)] for source in _SHARED}
    if found[ending.results]:
        found[running.values] = []  # the same criteria, asked for more than a value of the week
    items = (item for of_source in found.values() for item in of_source)
    for item in sorted(items, key=lambda item: item.due or dt.date.max):
        yield _told(_words(item), item.due, item.owner, at.today)


def _is_now(item: Item, today: dt.date) -> bool:
    return item.begins is None or item.begins <= today


def _words(item: Item) -> str:
    return item.what[:1].upper() + item.what[1:]


def _told(what: str, due: dt.date | None, owner: str, today: dt.date) -> str:
    when = ""
    if due:
        when = "due today" if due == today else f"due {due}" if due > today else f"overdue since {due}"
    return ", ".join(filter(None, (what, owner, when)))


def blockers(at: Situation) -> Iterator[str]:
    """Give the open issues, and the blockers of the latest checkpoint that name none of them."""
    for issue, words in issues_in_the_way(at):
        owner = "" if says_nothing(issue.owner.value) else f" ({issue.owner.value})"
        yield f"Issue {issue.id.value}: {words.value}{owner}"
    for blocker in other_blockers(at):
        yield blocker.value
