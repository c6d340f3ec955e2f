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
from poc_docs.plan.model import Metadata, Plan, Read, Text
from poc_docs.plan.rows import Rows, cell_text
from poc_docs.plan.running.reading import read_running
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

    from poc_docs.plan.model import CheckedTable
    from poc_docs.text.document import Document, Row, Table

T = TypeVar("T")

_TITLE = pattern(r"POC Plan:\s*(?P<title>.+)", re.IGNORECASE)


def read_plan(text: str) -> Plan:
    """Read a plan from its text. Never raises: what is wrong stays visible in the plan's parts."""
    document = read_document(text)
    layout = Layout.of(document)
    reader = FieldReader(text)
    metadata_table = layout.metadata_table()
    rows = _PlanRows(document, layout.tables)
    return Plan(
        document=document,
        metadata=_metadata(document, reader, metadata_table),
        metadata_table=metadata_table,
        title=_title(document),
        overview=_overview(layout),
        criteria=tuple(rows.read(words.CRITERIA, rows.criterion)),
        environment=tuple(rows.read(words.ENVIRONMENT, rows.component)),
        setup_steps=tuple(_setup_steps(document, layout)),
        milestones=tuple(rows.read(words.TIMELINE, rows.milestone)),
        risks=tuple(rows.read(words.RISKS, rows.risk)),
        framework=tuple(rows.read(words.FRAMEWORK, rows.outcome_rule)),
        results=tuple(rows.read(words.RESULTS, rows.result)),
        gaps=tuple(rows.read(words.GAPS, rows.gap)),
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


class _PlanRows(Rows):
    """Rows of the template's tables."""

    def criterion(self, table: CheckedTable, row: Row) -> model.Criterion:
        kind = self.optional(table, row, "Kind")
        return model.Criterion(
            row=row,
            number=self.value(table, row, "#", parse_number),
            text=self.text(table, row, "Criterion"),
            measurement=self.text(table, row, "Measurement"),
            target=self.text(table, row, "Target"),
            weight=self.value(table, row, "Weight", lambda text: parse_word(text, words.Weight)),
            baseline=self.optional(table, row, "Baseline"),
            partial=self.optional(table, row, "Partial"),
            kind=Read(kind, parse_word(kind.value, words.Kind)) if kind else None,
        )

    def component(self, table: CheckedTable, row: Row) -> model.Component:
        return model.Component(
            row=row,
            component=self.text(table, row, "Component"),
            details=self.text(table, row, "Details"),
        )

    def milestone(self, table: CheckedTable, row: Row) -> model.Milestone:
        return model.Milestone(
            row=row,
            week=self.text(table, row, "Week"),
            milestone=self.text(table, row, "Milestone"),
            owner=self.text(table, row, "Owner"),
            deliverable=self.text(table, row, "Deliverable"),
            due=self.date(table, row, "Due"),
            done=self.date(table, row, "Done"),
        )

    def risk(self, table: CheckedTable, row: Row) -> model.Risk:
        return model.Risk(
            row=row,
            risk=self.text(table, row, "Risk"),
            likelihood=self.value(table, row, "Likelihood", lambda text: parse_word(text, words.Level)),
            impact=self.value(table, row, "Impact", lambda text: parse_word(text, words.Level)),
            mitigation=self.text(table, row, "Mitigation"),
        )

    def outcome_rule(self, table: CheckedTable, row: Row) -> model.OutcomeRule:
        return model.OutcomeRule(
            row=row,
            outcome=self.value(table, row, "Outcome", lambda text: parse_word(text, words.Outcome)),
            criteria=self.text(table, row, "Criteria"),
            next_step=self.text(table, row, "Next Step"),
        )

    def result(self, table: CheckedTable, row: Row) -> model.Result:
        return model.Result(
            row=row,
            number=self.value(table, row, "#", parse_number),
            criterion=self.text(table, row, "Criterion"),
            result=self.text(table, row, "Result"),
            target=self.text(table, row, "Target"),
            status=self.value(table, row, "Status", lambda text: parse_word(text, words.Verdict)),
            evidence=self.optional(table, row, "Evidence"),
            note=self.optional(table, row, "Note"),
        )

    def gap(self, table: CheckedTable, row: Row) -> model.Gap:
        number = self.optional(table, row, "Criterion")
        return model.Gap(
            row=row,
            gap=self.text(table, row, "Gap"),
            severity=self.value(table, row, "Severity", lambda text: parse_word(text, words.Level)),
            workaround=self.text(table, row, "Workaround"),
            reported_to=self.text(table, row, "Reported To"),
            id=self.optional(table, row, "Id"),
            criterion=Read(number, parse_number(number.value)) if number else None,
        )
