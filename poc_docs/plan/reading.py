"""Document to ``Plan``: lenient, so that one fault hides nothing else; what can't be read is absent.

The format is the POC Plan template's, with front matter in place of its Metadata table: ``docs/format.md``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from poc_docs.plan import model
from poc_docs.plan import vocabulary as words
from poc_docs.plan.fields import FRONT_MATTER, FieldReader
from poc_docs.plan.layout import Layout, labels
from poc_docs.plan.metadata import Metadata
from poc_docs.plan.model import Plan
from poc_docs.plan.rows import RowTexts, read_rows
from poc_docs.plan.running.reading import read_running
from poc_docs.plan.texts import Read, Text, cell_text
from poc_docs.plan.values import (
    is_placeholder,
    parse_date,
    parse_duration,
    parse_leading_date,
    parse_number,
    parse_word,
)
from poc_docs.text.front_matter import FrontMatterError, locate
from poc_docs.text.inline import fold
from poc_docs.text.lists import split_tick_box
from poc_docs.text.patterns import pattern
from poc_docs.text.reading import read_document
from poc_docs.text.source import Span, UnreadableTextError, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from poc_docs.text.document import Document, Table

T = TypeVar("T")

_TITLE = pattern(r"POC Plan:\s*(?P<title>.+)", re.IGNORECASE)


def read_plan(text: str) -> Plan:
    """Read a plan from its text. Never raises: what is wrong stays visible in the plan's parts."""
    document = read_document(text)
    layout = Layout.of(document)
    reader = FieldReader(text)
    metadata_table = layout.metadata_table()
    return Plan(
        document=document,
        metadata=_metadata(document, reader, metadata_table),
        metadata_table=metadata_table,
        title=_title(document),
        overview=_overview(layout),
        criteria=read_rows(layout.tables, words.CRITERIA, _criterion),
        environment=read_rows(layout.tables, words.ENVIRONMENT, _component),
        setup_steps=tuple(_setup_steps(document, layout)),
        milestones=read_rows(layout.tables, words.TIMELINE, _milestone),
        risks=read_rows(layout.tables, words.RISKS, _risk),
        framework=read_rows(layout.tables, words.FRAMEWORK, _outcome_rule),
        results=read_rows(layout.tables, words.RESULTS, _result),
        gaps=read_rows(layout.tables, words.GAPS, _gap),
        decision=_decision(layout),
        running=read_running(layout),
        sections=layout.sections,
        tables=layout.tables,
        problems=tuple(reader.problems),
        unknown_keys=tuple(reader.unknown),
        missing_keys=tuple(reader.missing),
        ambiguous=tuple(layout.ambiguous),
    )


def read_identity(data: bytes) -> Plan | None:
    """Read a plan's bytes no further than its front matter, or give None where that can't be read."""
    try:
        text = decode(data)
        spans = locate(text)
    except (UnreadableTextError, FrontMatterError):
        return None
    return read_plan(text[: spans[0].end]) if spans else None


def _metadata(document: Document, reader: FieldReader, table: Table | None) -> Metadata | None:
    if document.front_matter:
        values = reader.record(document.front_matter.root, FRONT_MATTER)
        return Metadata(**{key: value for key, value in (values or {}).items() if value is not None})
    if table and not document.front_matter_error:
        return _metadata_of_table(document, table)
    return None


def _metadata_of_table(document: Document, table: Table) -> Metadata:
    found: dict[str, Any] = {}
    for row in table.rows:
        if len(row.cells) >= 2:  # noqa: PLR2004 -- field and value
            key = words.METADATA_FIELDS.get(fold(row.cells[0].text))
            text = cell_text(row.cells[1])
            if key == "status":
                found[key] = Read(text, parse_word(text.value, words.Status))
            elif key == "date":
                found[key] = Read(text, parse_date(text.value))
            elif key:
                found[key] = text
    title = _title(document)
    if title:
        prospect, _, rest = title.value.partition(" -- ")
        found["title"] = Text(rest or prospect, title.source, title.span)
    return Metadata(**found)


def _title(document: Document) -> Text | None:
    """Give what follows ``POC Plan:`` in the first heading of level 1."""
    for section in document.sections:
        if section.heading.level == 1:
            span = section.heading.span
            source = span.of(document.text)
            match = _TITLE.fullmatch(section.heading.text)
            shown = match["title"] if match else ""
            offset = source.find(":") + 1 if match else 0
            lead = len(source[offset:]) - len(source[offset:].lstrip())
            inner = Span(span.start + offset + lead, span.end)
            return Text(shown, inner.of(document.text), inner)
    return None


def _read(text: Text | None, parse: Callable[[str], T | None]) -> Read[T] | None:
    if text is None:
        return None
    return Read(text, None if is_placeholder(text.value) else parse(text.value))


def _overview(layout: Layout) -> model.Overview:
    found = labels(layout, words.OVERVIEW, items=True)
    return model.Overview(
        objective=found.get("objective"),
        scope=found.get("scope"),
        duration=_read(found.get("duration"), parse_duration),
        decision_date=_read(found.get("decision date"), parse_leading_date),
        decision_maker=found.get("decision maker"),
    )


def _decision(layout: Layout) -> model.Decision:
    found = labels(layout, words.DECISION, items=False)
    return model.Decision(
        outcome=_read(found.get("outcome"), lambda text: parse_word(text, words.Outcome)),
        decided_on=_read(found.get("decided on"), parse_date),
        reason=found.get("reason"),
        feedback=found.get("customer feedback"),
    )


def _setup_steps(document: Document, layout: Layout) -> Iterable[model.SetupStep]:
    section = layout.sections.get(words.SETUP_STEPS.heading)
    for block in section.blocks if section else ():
        if block.item:
            done, content = split_tick_box(block.content)
            text = Text(document.plain(content), content, block.span)
            yield model.SetupStep(text=text, done=done)


def _criterion(row: RowTexts) -> model.Criterion:
    kind = row.optional("Kind")
    return model.Criterion(
        row=row.row,
        number=row.value("#", parse_number),
        text=row.text("Criterion"),
        measurement=row.text("Measurement"),
        target=row.text("Target"),
        weight=row.word("Weight", words.Weight),
        baseline=row.optional("Baseline"),
        partial=row.optional("Partial"),
        kind=Read(kind, parse_word(kind.value, words.Kind)) if kind else None,
    )


def _component(row: RowTexts) -> model.Component:
    return model.Component(
        row=row.row,
        component=row.text("Component"),
        details=row.text("Details"),
    )


def _milestone(row: RowTexts) -> model.Milestone:
    return model.Milestone(
        row=row.row,
        week=row.text("Week"),
        milestone=row.text("Milestone"),
        owner=row.text("Owner"),
        deliverable=row.text("Deliverable"),
        due=row.date("Due"),
        done=row.date("Done"),
    )


def _risk(row: RowTexts) -> model.Risk:
    return model.Risk(
        row=row.row,
        risk=row.text("Risk"),
        likelihood=row.word("Likelihood", words.Level),
        impact=row.word("Impact", words.Level),
        mitigation=row.text("Mitigation"),
    )


def _outcome_rule(row: RowTexts) -> model.OutcomeRule:
    return model.OutcomeRule(
        row=row.row,
        outcome=row.word("Outcome", words.Outcome),
        criteria=row.text("Criteria"),
        next_step=row.text("Next Step"),
    )


def _result(row: RowTexts) -> model.Result:
    return model.Result(
        row=row.row,
        number=row.value("#", parse_number),
        criterion=row.text("Criterion"),
        result=row.text("Result"),
        target=row.text("Target"),
        status=row.word("Status", words.Verdict),
        evidence=row.optional("Evidence"),
        note=row.optional("Note"),
    )


def _gap(row: RowTexts) -> model.Gap:
    number = row.optional("Criterion")
    return model.Gap(
        row=row.row,
        gap=row.text("Gap"),
        severity=row.word("Severity", words.Level),
        workaround=row.text("Workaround"),
        reported_to=row.text("Reported To"),
        id=row.optional("Id"),
        criterion=Read(number, parse_number(number.value)) if number else None,
    )
