"""A calendar of milestones, decision dates and check-ins, as all-day events that keep their identity.

calendar_text(entries, today)     the calendar as iCalendar text; the site may give it out as a feed
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
from poc_docs.exports.tracking.subject import subjects
from poc_docs.exports.tracking.timeline import timeline
from poc_docs.plan.running.clock import due_date, open_pause
from poc_docs.plan.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def calendar_text(entries: Sequence[Entry], today: dt.date) -> str:
    """Give a calendar of all plans that can be read; ``today`` is only where an open pause ends.

    Nothing in it comes from a clock: DTSTAMP is the latest day that the plan records, and SEQUENCE counts
    what may move a date after the start, amendments and pauses.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Proofs of concept",
        "X-WR-CALNAME:Proofs of concept",
    ]
    for subject in subjects(entries, today):
        lines += _plan_lines(subject)
    return content_lines((*lines, "END:VCALENDAR"))


def events(subject: Subject) -> tuple[Event, ...]:
    """Give the events of a plan: its milestones, its decision date, and the check-ins to come."""
    return (*_milestones(subject), *_decision(subject), *_check_ins(subject))


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


def _check_ins(subject: Subject) -> Iterator[Event]:
    cadence = said(subject.plan.running.alignment.cadence)
    moving = open_pause(subject.plan) is not None
    for number, date in check_ins(subject.plan, subject.clock):
        details = (_labelled("Cadence", cadence),)
        summary = f"check-in {number}{_PAUSED if moving else ''}"
        yield Event(EventKind.CHECK_IN, str(number), date, summary, details, moving=moving)


def _labelled(label: str, text: str | None) -> str:
    return f"{label}: {text}" if text else ""


def _plan_lines(subject: Subject) -> Iterator[str]:
    metadata = subject.metadata
    who, title = said(metadata.prospect) or subject.key, said(metadata.title)
    sequence = len(metadata.amendments) + sum(1 + bool(pause.until) for pause in metadata.pauses)
    recorded = _latest_day(subject)
    for event in events(subject):
        facts = (title, f"Plan: {subject.entry.path}", *event.details)
        yield "BEGIN:VEVENT"
        yield f"UID:{_identifier(subject.key, event)}"
        yield f"DTSTAMP:{date_value(recorded or event.date)}T000000Z"
        yield f"SEQUENCE:{sequence}"
        yield f"DTSTART;VALUE=DATE:{date_value(event.date)}"
        if event.date < dt.date.max:
            yield f"DTEND;VALUE=DATE:{date_value(event.date + dt.timedelta(days=1))}"
        yield f"SUMMARY:{escaped(f'{who}: {event.summary}')}"
        told = "\n".join(filter(None, facts))
        yield f"DESCRIPTION:{escaped(told)}"
        yield f"CATEGORIES:{event.kind}"
        yield f"STATUS:{_status(subject, event)}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


def _identifier(plan: str, event: Event) -> str:
    """Give an identifier that stays while plan, kind and name do, also when the date moves."""
    return str(uuid.uuid5(_NAMESPACE, f"{plan}\n{event.kind}\n{event.name}"))


def _status(subject: Subject, event: Event) -> str:
    if event.cancelled:
        return "CANCELLED"
    is_open = subject.plan.status is Status.PLANNING or event.moving
    return "TENTATIVE" if is_open else "CONFIRMED"


def _latest_day(subject: Subject) -> dt.date | None:
    """Give the latest day that a plan records; None where it records none."""
    days = [fact.date for fact in timeline(subject) if fact.date]
    days += [each.date.value for each in subject.plan.running.checkpoints if each.date.value]
    written = read(subject.metadata.date)
    return max((*days, written) if written else days, default=None)
