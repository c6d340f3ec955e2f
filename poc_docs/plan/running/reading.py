"""The optional sections of a plan as values: lenient, as everything that reads a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan import vocabulary as words
from poc_docs.plan.layout import folded
from poc_docs.plan.rows import RowTexts, read_rows
from poc_docs.plan.running import model
from poc_docs.plan.running.tasks import read_task
from poc_docs.plan.texts import Problem, Read, Text
from poc_docs.plan.values import (
    is_placeholder,
    parse_amount,
    parse_date,
    parse_number,
    parse_word,
    says_nothing,
)
from poc_docs.text.labels import labelled_values
from poc_docs.text.lists import split_tick_box
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from poc_docs.plan.layout import Layout
    from poc_docs.text.document import Block, Section
    from poc_docs.text.source import Span

_NO_TEXT = pattern(r"\[[ xX]?\]|")


def read_running(layout: Layout) -> model.Running:
    """Read the optional sections of a plan."""
    credit_labels = _bullets(layout, layout.sections.get(words.CREDITS.heading), words.CREDIT_LABELS)
    return model.Running(
        alignment=_alignment(layout),
        infrastructure=tuple(_tasks(layout, words.INFRASTRUCTURE)),
        conversion=tuple(_tasks(layout, words.CONVERSION)),
        checkpoints=tuple(_checkpoints(layout)),
        metric_log=read_rows(layout.tables, words.METRIC_LOG, _logged_value),
        issues=read_rows(layout.tables, words.ISSUE_LOG, _issue),
        decisions=read_rows(layout.tables, words.DECISION_TIMELINE, _decision),
        credits=read_rows(layout.tables, words.CREDITS, _credit_line),
        top_up_by=_first(credit_labels, "top-up by"),
        costs=read_rows(layout.tables, words.COST_AND_ROI, _cost_item),
        learnings=tuple(_learnings(layout)),
    )


def _alignment(layout: Layout) -> model.Alignment:
    found = _bullets(layout, layout.sections.get(words.RESOURCES.heading), words.RESOURCE_LABELS)
    return model.Alignment(
        contacts=read_rows(layout.tables, words.RESOURCES, _contact),
        channel=_first(found, "channel"),
        cadence=_first(found, "cadence"),
        escalation=found.get("escalation", ()),
        links=found.get("links", ()),
    )


def _first(found: dict[str, tuple[Text, ...]], label: str) -> Text | None:
    return next(iter(found.get(label, ())), None)


def _bullets(layout: Layout, section: Section | None, known: Iterable[str]) -> dict[str, tuple[Text, ...]]:
    """Give what a section's bullets say by folded label: the text behind it, and each item nested below it.

    Other labels are the author's own. Of two with one label neither counts.
    """
    labels = {folded(label) for label in known}
    found: dict[str, list[Text]] = {}
    twice = set()
    open_label = ""
    for block in section.blocks if section else ():
        if block.nested:
            if open_label and _is_indented(layout, block):
                found[open_label].append(_text(layout, block.content, block.span))
            continue
        value = next(labelled_values([block]), None) if block.item else None
        label = folded(value.label) if value else ""
        open_label = ""
        if value is None or section is None or label not in labels:
            continue
        if label in found:
            twice.add(label)
            message = f"label {value.label!r} must stand once in {section.heading.text!r}"
            layout.ambiguous.append(Problem(message, value.span, "rename or delete one of the two"))
        else:
            found[label] = [_text(layout, value.content, value.span)]
            open_label = "" if block.alone else label
    return {
        label: tuple(text for text in said if not says_nothing(text.value))
        for label, said in found.items()
        if label not in twice
    }


def _is_indented(layout: Layout, block: Block) -> bool:
    """Say whether a nested block stands in a list item, and not in a quotation of its own."""
    lines = layout.document.lines
    start = lines.start(lines.line_of(block.span.start))
    return layout.document.text[start : start + 1] in {" ", "\t"}


def _text(layout: Layout, content: str, span: Span) -> Text:
    return Text(layout.document.plain(content), content, span)


def _tasks(layout: Layout, wanted: words.SectionFormat) -> Iterator[model.Task]:
    section = layout.sections.get(wanted.heading)
    group = ""
    for block in section.blocks if section else ():
        if not block.item and not block.nested:
            group = layout.document.plain(block.content)
        elif block.item and not block.nested:
            task = _task(layout, block, group)
            if not _NO_TEXT.fullmatch(task.text.value) and not is_placeholder(task.what):
                yield task


def _task(layout: Layout, block: Block, group: str) -> model.Task:
    done, content = split_tick_box(block.content)
    text = _text(layout, content, block.span)
    said = read_task(text.value)
    return model.Task(
        text=text,
        what=said.what,
        owner=said.owner,
        due=said.due,
        finished=said.finished,
        done=done,
        group=group,
        span=block.span,
    )


def _checkpoints(layout: Layout) -> Iterator[model.Checkpoint]:
    above = layout.sections.get(words.CHECKPOINTS.heading)
    if above is None:
        return
    below = (s for s in layout.document.sections if s.span.start > above.span.start)
    for section in below:
        if section.heading.level <= above.heading.level:
            return
        checkpoint = _checkpoint(layout, section)
        if section.heading.level == above.heading.level + 1 and _is_meant(checkpoint):
            yield checkpoint


def _is_meant(checkpoint: model.Checkpoint) -> bool:
    """Say whether a heading below Checkpoints is one, and not a note of the author's own."""
    said = (checkpoint.health, checkpoint.achievements, checkpoint.focus, checkpoint.blockers)
    name = checkpoint.date.text.value
    return any(said) or name[:1].isdigit() or is_placeholder(name)


def _checkpoint(layout: Layout, section: Section) -> model.Checkpoint:
    heading = section.heading
    name = Text(heading.text, heading.span.of(layout.document.text), heading.span)
    said = _bullets(layout, section, words.CHECKPOINT_LABELS)
    health = _first(said, "health")
    return model.Checkpoint(
        section=section,
        date=Read(name, parse_date(name.value)),
        health=Read(health, parse_word(health.value, words.Health)) if health else None,
        achievements=said.get("achievements", ()),
        focus=said.get("focus", ()),
        blockers=said.get("blockers", ()),
    )


def _learnings(layout: Layout) -> Iterator[Text]:
    section = layout.sections.get(words.LEARNINGS.heading)
    for block in section.blocks if section else ():
        text = _text(layout, block.content, block.span)
        if block.item and not block.nested and not says_nothing(text.value):
            yield text


def _contact(row: RowTexts) -> model.Contact:
    return model.Contact(
        row=row.row,
        name=row.text("Name"),
        party=row.word("Party", words.Party),
        role=row.text("Role"),
        mail=row.text("Mail"),
    )


def _logged_value(row: RowTexts) -> model.LoggedValue:
    return model.LoggedValue(
        row=row.row,
        date=row.value("Date", parse_date),
        number=row.value("#", parse_number),
        value=row.text("Value"),
        note=row.text("Note"),
    )


def _issue(row: RowTexts) -> model.Issue:
    return model.Issue(
        row=row.row,
        id=row.text("Id"),
        opened=row.value("Opened", parse_date),
        issue=row.text("Issue"),
        owner=row.text("Owner"),
        closed=row.value("Closed", parse_date),
    )


def _decision(row: RowTexts) -> model.DatedDecision:
    return model.DatedDecision(
        row=row.row,
        date=row.value("Date", parse_date),
        decision=row.text("Decision"),
        who=row.text("Who"),
    )


def _credit_line(row: RowTexts) -> model.CreditLine:
    return model.CreditLine(
        row=row.row,
        date=row.value("Date", parse_date),
        entry=row.word("Entry", words.CreditEntry),
        amount=row.value("Amount", parse_amount),
        note=row.text("Note"),
    )


def _cost_item(row: RowTexts) -> model.CostItem:
    return model.CostItem(row=row.row, item=row.text("Item"), value=row.text("Value"))
