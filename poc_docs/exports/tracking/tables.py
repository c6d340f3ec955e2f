"""All tables of the export. Every format writes these, so that no two of them can differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from poc_docs.exports.tracking.cells import one_cell
from poc_docs.exports.tracking.criteria_tables import CRITERIA, METRICS
from poc_docs.exports.tracking.plan_table import PLANS
from poc_docs.exports.tracking.table import Column, ColumnKind, Table, part_of
from poc_docs.exports.tracking.timeline import DatedFact, timeline
from poc_docs.plan.running.clock import due_date
from poc_docs.plan.running.derived import is_done, known_from
from poc_docs.plan.vocabulary import CONVERSION, INFRASTRUCTURE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from poc_docs.exports.tracking.subject import Subject
    from poc_docs.plan.gap_register import RegisteredGap
    from poc_docs.plan.model import Gap, Milestone, Plan
    from poc_docs.plan.running.model import Checkpoint, Contact, CreditLine, Issue, Task

Main = TypeVar("Main")
More = TypeVar("More")


@dataclass(frozen=True, slots=True)
class _With(Generic[Main, More]):
    """A row of a plan with something that the row alone does not say."""

    row: Main
    more: More


ISSUES: Table[Issue] = Table(
    name="issues",
    title="Issue log",
    meaning="The rows of Issue Log.",
    things=lambda s: s.plan.running.issues,
    own_columns=(
        Column("id", ColumnKind.TEXT, "the issue's id in its plan", lambda i: i.id),
        Column("opened", ColumnKind.DATE, "the day it was found", lambda i: i.opened),
        Column("issue", ColumnKind.TEXT, "what it is", lambda i: i.issue),
        Column("owner", ColumnKind.TEXT, "who takes care of it", lambda i: i.owner),
        Column("closed", ColumnKind.DATE, "the day it was closed", lambda i: i.closed),
        Column("is_open", ColumnKind.FLAG, "whether it is still open", lambda i: i.is_open),
    ),
)

DECISIONS: Table[DatedFact] = Table(
    name="decisions",
    title="Decision timeline",
    meaning="The rows of Decision Timeline and every dated fact of the front matter, by day.",
    things=timeline,
    own_columns=(
        Column("date", ColumnKind.DATE, "the day", lambda f: f.date),
        Column("kind", ColumnKind.TEXT, "what kind of entry it is, see below", lambda f: f.kind),
        Column("what", ColumnKind.TEXT, "what was decided or happened", lambda f: f.what),
        Column("who", ColumnKind.TEXT, "who decided, signed or asked for it", lambda f: f.who),
    ),
)


def _milestones(subject: Subject) -> Iterable[_With[Milestone, dt.date | None]]:
    return (_With(row, due_date(row, subject.clock)) for row in subject.plan.milestones)


MILESTONES: Table[_With[Milestone, dt.date | None]] = Table(
    name="milestones",
    title="Milestones",
    meaning="The rows of Timeline.",
    things=_milestones,
    own_columns=(
        Column("week", ColumnKind.TEXT, "the week, as written", lambda m: m.row.week),
        Column("milestone", ColumnKind.TEXT, "what is reached", lambda m: m.row.milestone),
        Column("owner", ColumnKind.TEXT, "who takes care of it", lambda m: m.row.owner),
        Column("deliverable", ColumnKind.TEXT, "what there is then", lambda m: m.row.deliverable),
        Column(
            "due",
            ColumnKind.DATE,
            "when it is due: as written under Due, else the end of its week, moved by pauses",
            lambda m: m.more,
        ),
        Column("due_as_written", ColumnKind.DATE, "the day written under Due", lambda m: m.row.due),
        Column("done", ColumnKind.DATE, "the day it was done", lambda m: m.row.done),
    ),
)


def _gaps(subject: Subject) -> Iterable[_With[Gap, RegisteredGap | None]]:
    return (_With(row, subject.registered(row)) for row in subject.plan.gaps)


def _registered(gap: _With[Gap, RegisteredGap | None]) -> RegisteredGap | None:
    return gap.more


GAPS: Table[_With[Gap, RegisteredGap | None]] = Table(
    name="gaps",
    title="Gaps",
    meaning="The rows of Gaps Identified.",
    things=_gaps,
    own_columns=(
        Column("id", ColumnKind.TEXT, "the gap's id in the register", lambda g: g.row.id),
        Column("gap", ColumnKind.TEXT, "what is missing", lambda g: g.row.gap),
        Column("severity", ColumnKind.TEXT, "Low, Medium or High", lambda g: g.row.severity),
        Column("workaround", ColumnKind.TEXT, "what helps until then", lambda g: g.row.workaround),
        Column("reported_to", ColumnKind.TEXT, "who knows of it", lambda g: g.row.reported_to),
        Column("criterion_number", ColumnKind.COUNT, "the criterion it is about", lambda g: g.row.criterion),
        Column(
            "status",
            ColumnKind.TEXT,
            "Open, Planned, Shipped or Declined, as the register says of its id",
            part_of(_registered, lambda r: r.status),
        ),
        Column(
            "release",
            ColumnKind.TEXT,
            "the release that it is or will be in, by the register",
            part_of(_registered, lambda r: r.release),
        ),
        Column(
            "owner",
            ColumnKind.TEXT,
            "who answers for it, by the register",
            part_of(_registered, lambda r: r.owner),
        ),
    ),
)

CREDITS: Table[CreditLine] = Table(
    name="credits",
    title="Credits",
    meaning="The rows of Credits.",
    things=lambda s: s.plan.running.credits,
    own_columns=(
        Column("date", ColumnKind.DATE, "the day", lambda c: c.date),
        Column("entry", ColumnKind.TEXT, "Allocation, Usage or Top-up", lambda c: c.entry),
        Column(
            "amount",
            ColumnKind.AMOUNT,
            "the amount as written, never below zero",
            part_of(lambda c: c.amount.value, lambda a: a.amount),
        ),
        Column(
            "currency",
            ColumnKind.TEXT,
            "its currency, by ISO 4217",
            part_of(lambda c: c.amount.value, lambda a: a.currency),
        ),
        Column("note", ColumnKind.TEXT, "the note beside it", lambda c: c.note),
    ),
)


def _checkpoints(subject: Subject) -> Iterable[_With[Checkpoint, int | None]]:
    for row in subject.plan.running.checkpoints:
        day = row.date.value
        yield _With(row, subject.clock.week(day) if subject.clock and day else None)


CHECKPOINTS: Table[_With[Checkpoint, int | None]] = Table(
    name="checkpoints",
    title="Checkpoints",
    meaning="The weekly checkpoints; several bullets stand in one cell, with `; ` between them.",
    things=_checkpoints,
    own_columns=(
        Column("date", ColumnKind.DATE, "the day", lambda c: c.row.date),
        Column("week", ColumnKind.COUNT, "the week of work, without the days of pauses", lambda c: c.more),
        Column("health", ColumnKind.TEXT, "Green, Yellow or Red, as stated", lambda c: c.row.health),
        Column("achievements", ColumnKind.TEXT, "what was reached", lambda c: one_cell(c.row.achievements)),
        Column("focus", ColumnKind.TEXT, "what comes next", lambda c: one_cell(c.row.focus)),
        Column("blockers", ColumnKind.TEXT, "what stands in the way", lambda c: one_cell(c.row.blockers)),
    ),
)

CONTACTS: Table[Contact] = Table(
    name="contacts",
    title="Contacts",
    meaning="The rows of Resource Alignment.",
    things=lambda s: s.plan.running.alignment.contacts,
    own_columns=(
        Column("name", ColumnKind.TEXT, "who", lambda c: c.name),
        Column("party", ColumnKind.TEXT, "prospect or vendor", lambda c: c.party),
        Column("role", ColumnKind.TEXT, "what they do", lambda c: c.role),
        Column("mail", ColumnKind.TEXT, "the mail address", lambda c: c.mail),
    ),
)

_LISTS = (INFRASTRUCTURE.heading, CONVERSION.heading)


@dataclass(frozen=True, slots=True)
class _Item:
    section: str
    row: Task
    plan: Plan


def _items(subject: Subject) -> Iterable[_Item]:
    running = subject.plan.running
    for heading, tasks in zip(_LISTS, (running.infrastructure, running.conversion), strict=True):
        yield from (_Item(heading, task, subject.plan) for task in tasks)


TASKS: Table[_Item] = Table(
    name="tasks",
    title="Task lists",
    meaning="The items of Infrastructure Setup and Conversion.",
    things=_items,
    own_columns=(
        Column("section", ColumnKind.TEXT, "Infrastructure Setup or Conversion", lambda t: t.section),
        Column("heading", ColumnKind.TEXT, "the line above its list", lambda t: t.row.group),
        Column("item", ColumnKind.TEXT, "what is to be done", lambda t: t.row.what),
        Column("owner", ColumnKind.TEXT, "who does it", lambda t: t.row.owner),
        Column("due", ColumnKind.DATE, "until when", lambda t: t.row.due),
        Column(
            "is_done",
            ColumnKind.FLAG,
            "whether it is ticked, or known to be done from elsewhere in the plan",
            lambda t: is_done(t.plan, t.row),
        ),
        Column("done_on", ColumnKind.DATE, "the day it was done, if it is written", lambda t: t.row.finished),
        Column(
            "known_from",
            ColumnKind.TEXT,
            "what in the plan tells that it is done",
            lambda t: known_from(t.plan, t.row.what),
        ),
    ),
)

TABLES: tuple[Table[Any], ...] = (
    PLANS,
    CRITERIA,
    METRICS,
    ISSUES,
    DECISIONS,
    MILESTONES,
    GAPS,
    CREDITS,
    CHECKPOINTS,
    CONTACTS,
    TASKS,
)
"""Every table, in the order in which they are written: the framework's four after the plans themselves."""
