"""Implementation roadmap: the agreed next step, dated items, gaps and open issues on the way to go-live."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from poc_docs.plan.running.derived import is_done, known_from
from poc_docs.plan.texts import filled_in
from poc_docs.reports.drafts.statement import Fact, draft, fact, statement, statements, told
from poc_docs.reports.report import Table, Tone, cell, section
from poc_docs.reports.verdicts import NONE, gap_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.running.model import Task
    from poc_docs.reports.report import Cell, Line, Report
    from poc_docs.reports.subject import Subject

_GO_LIVE = re.compile(r"\bgo(?:ing|es)?[ -]live\b", re.IGNORECASE)
_TEAM = re.compile(r"\bimplementation team\b", re.IGNORECASE)

_ASKED = (
    (_GO_LIVE, "When does production go live?"),
    (_TEAM, "Who is on the implementation team?"),
)


def roadmap_draft(subject: Subject) -> Report:
    """Give the draft; a day or a name that the plan lacks is a question."""
    return draft(
        subject,
        "Implementation roadmap",
        (
            *section("Where it starts", statements(_start(subject))),
            *section("Go-live", statements(_go_live(subject))),
            *section("Items in the order of their dates", _items(subject)),
            *section("Gaps to close", gap_table(subject)),
            *section("Open issues", statements(_issues(subject))),
        ),
        _questions(subject),
    )


def _start(subject: Subject) -> Iterator[Line]:
    decided = subject.plan.decision.decided_on
    if subject.outcome:
        yield statement("The outcome: ", fact(subject.outcome))
        yield statement("It was decided on ", told(subject.plan, decided.text if decided else None))
        yield statement("The next step that was agreed for it: ", Fact(subject.next_step))
    for stands in subject.standings:
        if stands.verdict and stands.verdict != "Pass":
            criterion = told(subject.plan, stands.criterion.text)
            yield statement("Not Pass: ", criterion, ", ", fact(stands.verdict))


def _go_live(subject: Subject) -> Iterator[Line]:
    for task in subject.plan.running.conversion:
        if _GO_LIVE.search(task.what):
            yield statement(fact(task.what), f": {_state(subject, task)}")


def _items(subject: Subject) -> Table:
    tasks = sorted(subject.plan.running.conversion, key=lambda task: task.due or dt.date.max)
    return Table(
        caption="Items of Conversion",
        columns=("Due", "What", "Owner", "State"),
        widths=(19, 42, 20, 19),
        rows=tuple(_item(subject, task) for task in tasks),
        named_by=1,
    )


def _item(subject: Subject, task: Task) -> tuple[Cell, ...]:
    done = is_done(subject.plan, task)
    return (
        cell(str(task.due) if task.due else NONE),
        cell(task.what),
        cell(task.owner or NONE),
        cell(_state(subject, task), tone=Tone.GOOD if done else Tone.NONE),
    )


def _state(subject: Subject, task: Task) -> str:
    if task.finished:
        return f"done on {task.finished}"
    if is_done(subject.plan, task):
        return known_from(subject.plan, task.what) or "done"
    return "open"


def _issues(subject: Subject) -> Iterator[Line]:
    for issue in subject.plan.running.issues:
        if issue.is_open:
            number = f"{filled_in(issue.id)}: " if filled_in(issue.id) else ""
            opened = f", opened on {filled_in(issue.opened.text)}" if filled_in(issue.opened.text) else ""
            owner = f", {filled_in(issue.owner)}" if filled_in(issue.owner) else ""
            yield statement(number, told(subject.plan, issue.issue), f"{opened}{owner}")


def _questions(subject: Subject) -> Iterator[str]:
    plan, tasks = subject.plan, subject.plan.running.conversion
    if subject.goes_no_further:
        yield f"Is there a next attempt, and what has to change before it? ({subject.goes_no_further})"
    asked = () if subject.goes_no_further else _ASKED
    for named, question in asked:
        if not any(named.search(task.what) and is_done(plan, task) for task in tasks):
            yield question
    if subject.outcome and not subject.next_step:
        yield f"What is the next step after {subject.outcome}?"
    for task in tasks:
        if not is_done(plan, task):
            yield from () if task.owner else (f"Who does this: {task.what}?",)
            yield from () if task.due else (f"By when is this done: {task.what}?",)
    yield from (
        f"Who closes this gap, and by when: {filled_in(gap.gap)}?" for gap in plan.gaps if filled_in(gap.gap)
    )
    yield from (
        f"Who solves this: {filled_in(issue.issue)}?"
        for issue in plan.running.issues
        if issue.is_open and not filled_in(issue.owner)
    )
