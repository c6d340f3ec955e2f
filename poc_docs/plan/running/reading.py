"""The optional sections of a plan as values: lenient, as everything that reads a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan import vocabulary as words
from poc_docs.plan.layout import folded, labels
from poc_docs.plan.model import Problem, Read, Text
from poc_docs.plan.rows import Rows
from poc_docs.plan.running import model
from poc_docs.plan.values import is_placeholder, parse_date, parse_money, parse_number, parse_word
from poc_docs.text.labels import labelled_values
from poc_docs.text.lists import split_tick_box

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.layout import Layout
    from poc_docs.plan.model import CheckedTable
    from poc_docs.text.document import Block, Row, Section
    from poc_docs.text.labels import Labelled

_BEFORE_OWNER = re.compile(r"(?:^|\s)(?:--|\u2013|\u2014)\s(?!.*\s(?:--|\u2013|\u2014)\s)")
_DONE = re.compile(r"done\s+(?P<date>\S+)", re.IGNORECASE)


def read_running(layout: Layout) -> model.Running:
    """Read the optional sections of a plan."""
    rows = _RunningRows(layout.document, layout.tables)
    return model.Running(
        alignment=_alignment(layout, rows),
        infrastructure=tuple(_tasks(layout, words.INFRASTRUCTURE)),
        conversion=tuple(_tasks(layout, words.CONVERSION)),
        checkpoints=tuple(_checkpoints(layout)),
        metric_log=tuple(rows.read(words.METRIC_LOG, rows.logged_value)),
        issues=tuple(rows.read(words.ISSUE_LOG, rows.issue)),
        decisions=tuple(rows.read(words.DECISION_TIMELINE, rows.decision)),
        credits=tuple(rows.read(words.CREDITS, rows.credit_line)),
        top_up_by=labels(layout, words.CREDITS, items=True).get("top-up by"),
        costs=tuple(rows.read(words.COST_AND_ROI, rows.cost_item)),
        learnings=tuple(_learnings(layout)),
    )


def _alignment(layout: Layout, rows: _RunningRows) -> model.Alignment:
    found = labels(layout, words.RESOURCES, items=True)
    return model.Alignment(
        contacts=tuple(rows.read(words.RESOURCES, rows.contact)),
        channel=found.get("channel"),
        cadence=found.get("cadence"),
        escalation=found.get("escalation"),
        links=found.get("links"),
    )


def _tasks(layout: Layout, wanted: words.SectionFormat) -> Iterator[model.Task]:
    section = layout.sections.get(wanted.heading)
    group = ""
    for block in section.blocks if section else ():
        if not block.item and not block.nested:
            group = layout.document.plain(block.content)
        elif block.item and not block.nested:
            yield _task(layout, block, group)


def _task(layout: Layout, block: Block, group: str) -> model.Task:
    done, content = split_tick_box(block.content)
    text = Text(layout.document.plain(content), content, block.span)
    what, owner, due, finished = read_task(text.value)
    return model.Task(
        text=text,
        what=what,
        owner=owner,
        due=due,
        finished=finished,
        done=done,
        group=group,
        span=block.span,
    )


def read_task(text: str) -> tuple[str, str, dt.date | None, dt.date | None]:
    """Split ``what -- owner, YYYY-MM-DD, done YYYY-MM-DD``; each part but the first may be missing."""
    before = _BEFORE_OWNER.search(text)
    if before is None:
        return text, "", None, None
    owner: list[str] = []
    due = finished = None
    for part in (piece.strip() for piece in text[before.end() :].split(",")):
        done = _DONE.fullmatch(part)
        date = parse_date(done["date"] if done else part)
        if date is None:
            owner.append(part)
        elif done:
            finished = date
        else:
            due = date
    return text[: before.start()].strip(), ", ".join(filter(None, owner)), due, finished


def _checkpoints(layout: Layout) -> Iterator[model.Checkpoint]:
    above = layout.sections.get(words.CHECKPOINTS.heading)
    if above is None:
        return
    below = (s for s in layout.document.sections if s.span.start > above.span.start)
    for section in below:
        if section.heading.level <= above.heading.level:
            return
        if section.heading.level == above.heading.level + 1:
            yield _checkpoint(layout, section)


def _checkpoint(layout: Layout, section: Section) -> model.Checkpoint:
    heading = section.heading
    name = Text(heading.text, heading.span.of(layout.document.text), heading.span)
    found = _labelled(layout, section)
    said = {label: tuple(_said(layout, section, value)) for label, value in found.items()}
    health = next(iter(said.get("health", ())), None)
    return model.Checkpoint(
        section=section,
        date=Read(name, parse_date(name.value)),
        health=Read(health, parse_word(health.value, words.Health)) if health else None,
        achievements=said.get("achievements", ()),
        focus=said.get("focus", ()),
        blockers=said.get("blockers", ()),
    )


def _labelled(layout: Layout, section: Section) -> dict[str, Labelled]:
    """Give a checkpoint's labelled bullets; of two with one label neither counts."""
    found: dict[str, Labelled] = {}
    twice = set()
    for value in labelled_values(section.blocks):
        label = folded(value.label)
        if value.item and label in found:
            twice.add(label)
            message = f"label {value.label!r} must stand once in the checkpoint {section.heading.text!r}"
            layout.ambiguous.append(Problem(message, value.span, "rename or delete one of the two"))
        elif value.item:
            found[label] = value
    return {label: value for label, value in found.items() if label not in twice}


def _said(layout: Layout, section: Section, value: Labelled) -> Iterator[Text]:
    """Give what a bullet says: the text behind its label, and each item nested below it."""
    if value.content and not is_placeholder(layout.document.plain(value.content)):
        yield Text(layout.document.plain(value.content), value.content, value.span)
    below = (block for block in section.blocks if block.span.start > value.span.end)
    for block in below:
        if not block.nested:
            return
        yield Text(layout.document.plain(block.content), block.content, block.span)


def _learnings(layout: Layout) -> Iterator[Text]:
    section = layout.sections.get(words.LEARNINGS.heading)
    for block in section.blocks if section else ():
        if block.item and not block.nested:
            yield Text(layout.document.plain(block.content), block.content, block.span)


class _RunningRows(Rows):
    """Rows of the optional sections' tables."""

    def day(self, table: CheckedTable, row: Row, column: str) -> Read[dt.date]:
        return self.value(table, row, column, parse_date)

    def contact(self, table: CheckedTable, row: Row) -> model.Contact:
        return model.Contact(
            row=row,
            name=self.text(table, row, "Name"),
            party=self.value(table, row, "Party", lambda text: parse_word(text, words.Party)),
            role=self.text(table, row, "Role"),
            mail=self.text(table, row, "Mail"),
        )

    def logged_value(self, table: CheckedTable, row: Row) -> model.LoggedValue:
        return model.LoggedValue(
            row=row,
            date=self.day(table, row, "Date"),
            number=self.value(table, row, "#", parse_number),
            value=self.text(table, row, "Value"),
            note=self.text(table, row, "Note"),
        )

    def issue(self, table: CheckedTable, row: Row) -> model.Issue:
        return model.Issue(
            row=row,
            id=self.text(table, row, "Id"),
            opened=self.day(table, row, "Opened"),
            issue=self.text(table, row, "Issue"),
            owner=self.text(table, row, "Owner"),
            closed=self.day(table, row, "Closed"),
        )

    def decision(self, table: CheckedTable, row: Row) -> model.DatedDecision:
        return model.DatedDecision(
            row=row,
            date=self.day(table, row, "Date"),
            decision=self.text(table, row, "Decision"),
            who=self.text(table, row, "Who"),
        )

    def credit_line(self, table: CheckedTable, row: Row) -> model.CreditLine:
        return model.CreditLine(
            row=row,
            date=self.day(table, row, "Date"),
            entry=self.value(table, row, "Entry", lambda text: parse_word(text, words.CreditEntry)),
            amount=self.value(table, row, "Amount", parse_money),
            note=self.text(table, row, "Note"),
        )

    def cost_item(self, table: CheckedTable, row: Row) -> model.CostItem:
        return model.CostItem(
            row=row, item=self.text(table, row, "Item"), value=self.text(table, row, "Value")
        )
