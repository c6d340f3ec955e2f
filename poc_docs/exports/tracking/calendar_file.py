"""A calendar of milestones, decision dates, tasks and check-ins, as all-day events that keep their identity.

calendar_text(entries, today)     the calendar as iCalendar text; the site may give it out as a feed
calendar_pieces(plans)            the same plan by plan, from what ``plan_events`` gives of each
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from poc_docs.exports.tracking.cells import read, said
from poc_docs.exports.tracking.check_ins import check_ins
from poc_docs.exports.tracking.ics_text import content_lines, date_value, escaped
from poc_docs.exports.tracking.subject import plan_names, subject_of
from poc_docs.exports.tracking.timeline import timeline
from poc_docs.plan.running.clock import due_date, open_pause
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import Status
from poc_docs.portfolio.signals.conversion import is_wanted
from poc_docs.portfolio.signals.resources import is_open
from poc_docs.portfolio.signals.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from poc_docs.exports.tracking.subject import Subject
    from poc_docs.portfolio.entries import Entry

PRODUCT = "-//poc-docs//poc-docs//EN"
"""Who made the calendar; a reader tells by it that a file is ours."""

_NAMESPACE = uuid.UUID("7c2f6f0e-5d0c-5b57-9d4a-3f1f7d2f7a10")
"""Never changes: every event's identifier is made from it."""


_PAUSED = " (paused: its day moves)"


class EventKind(StrEnum):
    """What an event of the calendar is."""

    MILESTONE = "milestone"
    DECISION = "decision"
    TASK = "task"
    CHECK_IN = "check-in"


@dataclass(frozen=True, slots=True)
class Event:
    """An all-day event; ``name`` tells it from the others of its kind in its plan.

    ``done`` is the day on which it was done or decided; ``owner`` is whose it is, if the plan says. One
    that is ``moving`` is computed and the plan is paused: its day is a day later with each day of the pause.
    """

    kind: EventKind
    name: str
    date: dt.date
    summary: str
    details: tuple[str, ...]
    cancelled: bool = False
    done: dt.date | None = None
    owner: str = ""
    moving: bool = False


@dataclass(frozen=True, slots=True)
class PlanEvents:
    """What the calendar has of a plan.

    ``recorded`` is the latest day that the plan records, ``changes`` counts what may have moved a date.
    """

    path: str
    id: str
    prospect: str | None
    title: str | None
    is_planning: bool
    changes: int
    recorded: dt.date | None
    events: tuple[Event, ...]


def calendar_text(entries: Iterable[Entry], today: dt.date) -> str:
    """Give a calendar of all plans that can be read; ``today`` is only where an open pause ends."""
    plans = [found for entry in entries if (found := plan_events(entry, today))]
    names = plan_names({each.path: each.id for each in plans})
    return "".join(calendar_pieces((names[each.path], each) for each in plans))


def calendar_pieces(plans: Iterable[tuple[str, PlanEvents]]) -> Iterator[str]:
    """Give the calendar piece by piece; each plan stands beside what the export calls it.

    Nothing in it comes from a clock: DTSTAMP is the latest day that the plan records, and SEQUENCE counts
    what may move a date after the start, amendments and pauses.
    """
    yield content_lines(
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{PRODUCT}",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "NAME:Proofs of concept",
            "X-WR-CALNAME:Proofs of concept",
        )
    )
    for name, plan in plans:
        yield content_lines(_plan_lines(name, plan))
    yield content_lines(("END:VCALENDAR",))


def plan_events(entry: Entry, today: dt.date) -> PlanEvents | None:
    """Give what the calendar has of a plan; None where it can't be read."""
    subject = subject_of(entry, today)
    if subject is None:
        return None
    metadata = subject.metadata
    return PlanEvents(
        path=entry.path,
        id=subject.plan.id,
        prospect=said(metadata.prospect),
        title=said(metadata.title),
        is_planning=subject.plan.status is Status.PLANNING,
        changes=len(metadata.amendments) + sum(1 + bool(pause.until) for pause in metadata.pauses),
        recorded=_latest_day(subject),
        events=events(subject),
    )


def events(subject: Subject) -> tuple[Event, ...]:
    """Give the events of a plan: milestones, the decision date, tasks that wait, and check-ins to come."""
    return (*_milestones(subject), *_decision(subject), *_tasks(subject), *_check_ins(subject))


def _milestones(subject: Subject) -> Iterator[Event]:
    closed = subject.metadata.closed is not None
    paused = open_pause(subject.plan) is not None
    times: Counter[str] = Counter()
    for milestone in subject.plan.milestones:
        name, due = said(milestone.milestone), due_date(milestone, subject.clock)
        if not name or due is None:
            continue
        times[name] += 1
        done = read(milestone.done)
        owner = said(milestone.owner)
        moving = paused and not done and not read(milestone.due)
        details = (
            _labelled("Owner", owner),
            _labelled("Deliverable", said(milestone.deliverable)),
            _labelled("Done", str(done) if done else None),
        )
        yield Event(
            kind=EventKind.MILESTONE,
            # A name that stands twice is told apart by its place among those of that name.
            name=name if times[name] == 1 else f"{name}\n{times[name]}",
            date=due,
            summary=f"{name}{_PAUSED if moving else ''}",
            details=details,
            cancelled=closed and not done,
            done=done,
            owner=owner or "",
            moving=moving,
        )


def _decision(subject: Subject) -> Iterator[Event]:
    date = read(subject.plan.overview.decision_date)
    if date:
        decided = read(subject.plan.decision.decided_on)
        maker = said(subject.plan.overview.decision_maker)
        details = (
            _labelled("Decision maker", maker),
            _labelled("Decided on", str(decided) if decided else None),
        )
        closed = subject.metadata.closed is not None
        cancelled = closed and not decided
        yield Event(
            kind=EventKind.DECISION,
            name="",
            date=date,
            summary="decision",
            details=details,
            cancelled=cancelled,
            done=decided,
            owner=maker or "",
        )


def _tasks(subject: Subject) -> Iterator[Event]:
    """Give the items of Infrastructure Setup and of Conversion that have a due date and wait to be done."""
    at = Situation(subject.plan, subject.today)
    running = subject.plan.running
    prepared = running.infrastructure if at.is_planning or at.is_active else ()
    waiting = [task for task in prepared if is_open(at, task)]
    waiting += [task for task in running.conversion if is_wanted(at, task)]
    times: Counter[str] = Counter()
    for task in waiting:
        if task.due is None or is_placeholder(task.what):
            continue
        times[task.what] += 1
        name = task.what if times[task.what] == 1 else f"{task.what}\n{times[task.what]}"
        details = (_labelled("Owner", task.owner),)
        yield Event(EventKind.TASK, name, task.due, task.what, details, owner=task.owner)


def _check_ins(subject: Subject) -> Iterator[Event]:
    cadence = said(subject.plan.running.alignment.cadence)
    moving = open_pause(subject.plan) is not None
    for number, date in check_ins(subject.plan, subject.clock):
        details = (_labelled("Cadence", cadence),)
        summary = f"check-in {number}{_PAUSED if moving else ''}"
        yield Event(EventKind.CHECK_IN, str(number), date, summary, details, moving=moving)


def _labelled(label: str, text: str | None) -> str:
    return f"{label}: {text}" if text else ""


def _plan_lines(name: str, plan: PlanEvents) -> Iterator[str]:
    who = plan.prospect or name
    for event in plan.events:
        facts = (plan.title, f"Plan: {plan.path}", *event.details)
        yield "BEGIN:VEVENT"
        yield f"UID:{_identifier(name, event)}"
        yield f"DTSTAMP:{date_value(plan.recorded or event.date)}T000000Z"
        yield f"SEQUENCE:{plan.changes}"
        yield f"DTSTART;VALUE=DATE:{date_value(event.date)}"
        if event.date < dt.date.max:
            yield f"DTEND;VALUE=DATE:{date_value(event.date + dt.timedelta(days=1))}"
        yield f"SUMMARY:{escaped(f'{who}: {event.summary}')}"
        told = "\n".join(filter(None, facts))
        yield f"DESCRIPTION:{escaped(told)}"
        yield f"CATEGORIES:{event.kind}"
        yield f"STATUS:{_status(plan, event)}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


def _identifier(plan: str, event: Event) -> str:
    """Give an identifier that stays while plan, kind and name do, also when the date moves."""
    return str(uuid.uuid5(_NAMESPACE, f"{plan}\n{event.kind}\n{event.name}"))


def _status(plan: PlanEvents, event: Event) -> str:
    if event.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if plan.is_planning or event.moving else "CONFIRMED"


def _latest_day(subject: Subject) -> dt.date | None:
    """Give the latest day that a plan records; None where it records none."""
    days = [fact.date for fact in timeline(subject) if fact.date]
    days += [each.date.value for each in subject.plan.running.checkpoints if each.date.value]
    written = read(subject.metadata.date)
    return max((*days, written) if written else days, default=None)
