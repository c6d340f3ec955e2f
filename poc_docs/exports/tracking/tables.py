"""All tables of the export. Every format writes these, so that no two of them can differ.

tracking_sheets(entries, today)     all tables with their rows
TABLES                              what they are
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.exports.tracking.cells import listed, read, said
from poc_docs.exports.tracking.criteria_tables import CRITERIA, METRICS
from poc_docs.exports.tracking.plan_table import PLANS
from poc_docs.exports.tracking.subject import Subject, subjects
from poc_docs.exports.tracking.table import Column, Kind, Sheet, Table
from poc_docs.exports.tracking.timeline import DatedFact, timeline
from poc_docs.plan.running.clock import due_date
from poc_docs.plan.running.derived import is_done, known_from
from poc_docs.plan.vocabulary import CONVERSION, INFRASTRUCTURE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.model import Gap, Milestone
    from poc_docs.plan.running.model import Checkpoint, Contact, CreditLine, Issue, Task
    from poc_docs.portfolio.entries import Entry


ISSUES: Table[Issue] = Table(
    name="issues",
    title="Issue log",
    meaning="The rows of Issue Log.",
    things=lambda s: s.plan.running.issues,
    own_columns=(
        Column("id", Kind.TEXT, "the issue's id in its plan", lambda _, i: said(i.id)),
        Column("opened", Kind.DATE, "the day it was found", lambda _, i: i.opened.value),
        Column("issue", Kind.TEXT, "what it is", lambda _, i: said(i.issue)),
        Column("owner", Kind.TEXT, "who takes care of it", lambda _, i: said(i.owner)),
        Column("closed", Kind.DATE, "the day it was closed", lambda _, i: i.closed.value),
        Column("is_open", Kind.FLAG, "whether it is still open", lambda _, i: i.is_open),
    ),
)

DECISIONS: Table[DatedFact] = Table(
    name="decisions",
    title="Decision timeline",
    meaning="The rows of Decision Timeline and every dated fact of the front matter, by day.",
    things=timeline,
    own_columns=(
        Column("date", Kind.DATE, "the day", lambda _, f: f.date),
        Column("kind", Kind.TEXT, "what kind of entry it is, see below", lambda _, f: f.kind),
        Column("what", Kind.TEXT, "what was decided or happened", lambda _, f: f.what or None),
        Column("who", Kind.TEXT, "who decided, signed or asked for it", lambda _, f: f.who),
    ),
)

MILESTONES: Table[Milestone] = Table(
    name="milestones",
    title="Milestones",
    meaning="The rows of Timeline.",
    things=lambda s: s.plan.milestones,
    own_columns=(
        Column("week", Kind.TEXT, "the week, as written", lambda _, m: said(m.week)),
        Column("milestone", Kind.TEXT, "what is reached", lambda _, m: said(m.milestone)),
        Column("owner", Kind.TEXT, "who takes care of it", lambda _, m: said(m.owner)),
        Column("deliverable", Kind.TEXT, "what there is then", lambda _, m: said(m.deliverable)),
        Column(
            "due",
            Kind.DATE,
            "when it is due: as written under Due, else the end of its week, moved by pauses",
            lambda s, m: due_date(m, s.clock),
        ),
        Column("due_as_written", Kind.DATE, "the day written under Due", lambda _, m: read(m.due)),
        Column("done", Kind.DATE, "the day it was done", lambda _, m: read(m.done)),
    ),
)

GAPS: Table[Gap] = Table(
    name="gaps",
    title="Gaps",
    meaning="The rows of Gaps Identified.",
    things=lambda s: s.plan.gaps,
    own_columns=(
        Column("id", Kind.TEXT, "the gap's id in the register", lambda _, g: said(g.id)),
        Column("gap", Kind.TEXT, "what is missing", lambda _, g: said(g.gap)),
        Column("severity", Kind.TEXT, "Low, Medium or High", lambda _, g: g.severity.value),
        Column("workaround", Kind.TEXT, "what helps until then", lambda _, g: said(g.workaround)),
        Column("reported_to", Kind.TEXT, "who knows of it", lambda _, g: said(g.reported_to)),
        Column("criterion_number", Kind.COUNT, "the criterion it is about", lambda _, g: read(g.criterion)),
    ),
)

CREDITS: Table[CreditLine] = Table(
    name="credits",
    title="Credits",
    meaning="The rows of Credits.",
    things=lambda s: s.plan.running.credits,
    own_columns=(
        Column("date", Kind.DATE, "the day", lambda _, c: c.date.value),
        Column("entry", Kind.TEXT, "Allocation, Usage or Top-up", lambda _, c: c.entry.value),
        Column(
            "amount",
            Kind.AMOUNT,
            "the amount as written, never below zero",
            lambda _, c: c.amount.value.amount if c.amount.value else None,
        ),
        Column(
            "currency",
            Kind.TEXT,
            "its currency, by ISO 4217",
            lambda _, c: c.amount.value.currency if c.amount.value else None,
        ),
        Column("note", Kind.TEXT, "the note beside it", lambda _, c: said(c.note)),
    ),
)

CHECKPOINTS: Table[Checkpoint] = Table(
    name="checkpoints",
    title="Checkpoints",
    meaning="The weekly checkpoints; several bullets stand in one cell, with `; ` between them.",
    things=lambda s: s.plan.running.checkpoints,
    own_columns=(
        Column("date", Kind.DATE, "the day", lambda _, c: c.date.value),
        Column(
            "week",
            Kind.COUNT,
            "the week of work, without the days of pauses",
            lambda s, c: s.clock.week(c.date.value) if s.clock and c.date.value else None,
        ),
        Column("health", Kind.TEXT, "Green, Yellow or Red, as stated", lambda _, c: read(c.health)),
        Column("achievements", Kind.TEXT, "what was reached", lambda _, c: listed(c.achievements)),
        Column("focus", Kind.TEXT, "what comes next", lambda _, c: listed(c.focus)),
        Column("blockers", Kind.TEXT, "what stands in the way", lambda _, c: listed(c.blockers)),
    ),
)

CONTACTS: Table[Contact] = Table(
    name="contacts",
    title="Contacts",
    meaning="The rows of Resource Alignment.",
    things=lambda s: s.plan.running.alignment.contacts,
    own_columns=(
        Column("name", Kind.TEXT, "who", lambda _, c: said(c.name)),
        Column("party", Kind.TEXT, "prospect or vendor", lambda _, c: c.party.value),
        Column("role", Kind.TEXT, "what they do", lambda _, c: said(c.role)),
        Column("mail", Kind.TEXT, "the mail address", lambda _, c: said(c.mail)),
    ),
)

_LISTS = (INFRASTRUCTURE.heading, CONVERSION.heading)


def _tasks(subject: Subject) -> Iterable[tuple[str, Task]]:
    running = subject.plan.running
    for heading, tasks in zip(_LISTS, (running.infrastructure, running.conversion), strict=True):
        yield from ((heading, task) for task in tasks)


TASKS: Table[tuple[str, Task]] = Table(
    name="tasks",
    title="Task lists",
    meaning="The items of Infrastructure Setup and Conversion.",
    things=_tasks,
    own_columns=(
        Column("section", Kind.TEXT, "Infrastructure Setup or Conversion", lambda _, t: t[0]),
        Column("heading", Kind.TEXT, "the line above its list", lambda _, t: t[1].group or None),
        Column("item", Kind.TEXT, "what is to be done", lambda _, t: t[1].what or None),
        Column("owner", Kind.TEXT, "who does it", lambda _, t: t[1].owner or None),
        Column("due", Kind.DATE, "until when", lambda _, t: t[1].due),
        Column(
            "is_done",
            Kind.FLAG,
            "whether it is ticked, or known to be done from elsewhere in the plan",
            lambda s, t: is_done(s.plan, t[1]),
        ),
        Column("done_on", Kind.DATE, "the day it was done, if it is written", lambda _, t: t[1].finished),
        Column(
            "known_from",
            Kind.TEXT,
            "what in the plan tells that it is done",
            lambda s, t: known_from(s.plan, t[1].what) or None,
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


def tracking_sheets(
    entries: Sequence[Entry], today: dt.date, tables: Sequence[Table[Any]] = TABLES
) -> tuple[Sheet, ...]:
    """Give tables with the rows of every plan that can be read; ``today`` is where an open pause ends."""
    plans = subjects(entries, today)
    return tuple(Sheet(table, tuple(row for each in plans for row in table.rows(each))) for table in tables)
