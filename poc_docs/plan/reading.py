"""Document to ``Plan``: lenient, so that one fault hides nothing else; what can't be read is absent.

The format is the POC Plan template's, with front matter in place of its Metadata table: ``docs/format.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from poc_docs.plan import model
from poc_docs.plan import vocabulary as words
from poc_docs.plan.fields import FRONT_MATTER, FieldReader
from poc_docs.plan.model import CheckedTable, Metadata, Plan, Problem, Read, Text
from poc_docs.plan.values import (
    is_placeholder,
    parse_date,
    parse_duration,
    parse_leading_date,
    parse_number,
    parse_word,
)
from poc_docs.text.front_matter import FrontMatterError, locate
from poc_docs.text.inline import fold, shown_lines
from poc_docs.text.labels import Labelled, labelled_values
from poc_docs.text.lookalikes import skeleton
from poc_docs.text.reading import read_document
from poc_docs.text.source import Span, UnreadableTextError, decode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from poc_docs.text.document import Block, Cell, Document, Row, Section, Table

T = TypeVar("T")

MAXIMUM_COLUMNS = 64
MAXIMUM_ROWS = 10_000
"""What lies beyond is not read; a table of the template that is larger is an error."""

_MARKS = re.compile(r"[*_`~]")
_BEFORE_LABEL = re.compile(r"[\W\d_]+")
_TICK_BOX = re.compile(r"\[(?P<mark>[ xX])\]\s+")
_TITLE = re.compile(r"POC Plan:\s*(?P<title>.+)", re.IGNORECASE)


def read_plan(text: str) -> Plan:
    """Read a plan from its text. Never raises: what is wrong stays visible in the plan's parts."""
    document = read_document(text)
    layout = _Layout.of(document)
    reader = FieldReader(text)
    metadata_table = layout.metadata_table()
    rows = _Rows(document, layout.tables)
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


def folded(name: str) -> str:
    """Give a heading or column name as it is compared: case and white space do not matter."""
    return fold(name).casefold()


@dataclass(slots=True)
class _Layout:
    """Which heading of the file is which section of the template, and where its table is."""

    document: Document
    sections: dict[str, Section]
    tables: dict[str, CheckedTable]
    ambiguous: list[Problem]

    @classmethod
    def of(cls, document: Document) -> _Layout:
        layout = cls(document, {}, {}, [])
        for section_format in words.TEMPLATE:
            section = layout.only_section(section_format.heading)
            if section:
                layout.sections[section_format.heading] = section
                if section_format.table:
                    layout.add_table(section_format.heading, section, section_format.table)
        return layout

    def only_section(self, heading: str) -> Section | None:
        """Give the one section under ``heading``; two of them are none, so that no decoy can win.

        A heading in a list or a quotation, and one that only looks the same, makes two as well.
        """
        named = [s for s in self.document.sections if folded(s.heading.text) == folded(heading)]
        if not named:
            return None
        shown = (*(s.heading for s in self.document.sections), *self.document.nested_headings)
        others = [h for h in shown if h is not named[0].heading and skeleton(h.text) == skeleton(heading)]
        for extra in others:
            line = named[0].heading.line
            message = f"heading {heading!r} must stand once; it stands on line {line} too"
            self.ambiguous.append(Problem(message, extra.span, "rename or delete one of the two"))
        return None if others else named[0]

    def add_table(self, heading: str, section: Section, columns: words.TableFormat) -> None:
        table = next((table for table in section.tables if table.top_level), None)
        if table is None:
            return
        others = [other for other in section.tables if other is not table]
        for extra in others:
            message = f"section {heading!r} must hold one table; another begins on line {table.line}"
            advice = "join the two, or put a heading of your own above the second"
            self.ambiguous.append(Problem(message, extra.header.span, advice))
        repeated = list(_repeated_columns(table, heading, columns))
        self.ambiguous += repeated
        if not others and not repeated:
            names = tuple(folded(cell.text) for cell in table.header.cells)
            self.tables[heading] = CheckedTable(section, table, names)

    def metadata_table(self) -> Table | None:
        section = self.only_section(words.METADATA_HEADING)
        return section.tables[0] if section and len(section.tables) == 1 else None


def _repeated_columns(table: Table, heading: str, columns: words.TableFormat) -> Iterator[Problem]:
    """Give the columns that stand twice, and those that only look like one of the template that is there."""
    names = {folded(cell.text) for cell in table.header.cells}
    optional = {folded(column) for column in columns.optional}
    known = {skeleton(column): folded(column) for column in (*columns.required, *columns.optional)}
    seen: set[str] = set()
    for cell in table.header.cells:
        name = folded(cell.text)
        alike = known.get(skeleton(cell.text), name)
        if name and (name in seen or (alike != name and alike in names | optional)):
            message = f"column {cell.text!r} must stand once in {heading!r}"
            yield Problem(message, cell.span, "rename or delete one of the two")
        seen.add(name)


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
            text = _text(row.cells[1])
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


def _text(cell: Cell) -> Text:
    return Text(fold(cell.text), cell.content, cell.span)


def _labels(layout: _Layout, wanted: words.SectionFormat, *, items: bool) -> dict[str, Text]:
    """Give the labelled values of a section by folded label.

    One that stands twice, or of which something else in the section makes the show, counts as absent, and so
    does one whose list item goes on below it: what stands there would be read by everybody and signed by
    nobody.
    """
    section = layout.sections.get(wanted.heading)
    known = {skeleton(label): folded(label) for label in words.LABELS[wanted.heading]}
    found: dict[str, Labelled] = {}
    refused: set[str] = set()
    decoys: list[tuple[str, Block]] = []
    for block in section.blocks if section else ():
        values = [value for value in labelled_values([block]) if value.item or not items]
        for value in values:
            problem = _label_problem(wanted, value, found)
            if problem:
                refused.add(folded(value.label))
                layout.ambiguous.append(problem)
            found.setdefault(folded(value.label), value)
        shown = Counter(_shown_labels(block, known, items=items))
        shown.subtract(folded(value.label) for value in values)
        decoys += ((label, block) for label, times in shown.items() if times > 0)
    for label, block in decoys:
        if label in found:
            refused.add(label)
            name = found[label].label
            message = f"label {name!r} must stand once in {wanted.heading!r}; this reads like it"
            layout.ambiguous.append(Problem(message, block.span, "rename or delete one of the two"))
    return {
        label: Text(layout.document.plain(value.content), value.content, value.span)
        for label, value in found.items()
        if label not in refused
    }


def _label_problem(
    wanted: words.SectionFormat, value: Labelled, found: dict[str, Labelled]
) -> Problem | None:
    if folded(value.label) in found:
        message = f"label {value.label!r} must stand once in {wanted.heading!r}"
        return Problem(message, value.span, "rename or delete one of the two")
    if not value.alone:
        message = f"{value.label!r} must be one paragraph; more stands below it in its bullet"
        advice = "write it all in the first paragraph, or put the rest under a heading of your own"
        return Problem(message, value.span, advice)
    return None


def _shown_labels(block: Block, known: dict[str, str], *, items: bool) -> Iterator[str]:
    """Give the labels with which a reader sees the lines of a block begin; ``known`` by their skeletons.

    In running text a label has to be bold, and inside a list item's paragraph it is only text.
    """
    for line in shown_lines(block.content, block.references):
        text, bold = _label_skeleton(line.text), _label_skeleton(line.bold)
        for label, name in known.items():
            with_colon = text.startswith(label) and text[len(label) :].lstrip().startswith(":")
            in_bold = bold.rstrip(" :.-") == label
            if (with_colon or in_bold) if line.is_new else (with_colon and in_bold and not items):
                yield name


def _label_skeleton(text: str) -> str:
    shown = _MARKS.sub("", text)
    begin = _BEFORE_LABEL.match(shown)
    return skeleton(shown[begin.end() :] if begin else shown)


def _read(text: Text | None, parse: Callable[[str], T | None]) -> Read[T] | None:
    if text is None:
        return None
    return Read(text, None if is_placeholder(text.value) else parse(text.value))


def _overview(layout: _Layout) -> model.Overview:
    labels = _labels(layout, words.OVERVIEW, items=True)
    return model.Overview(
        objective=labels.get("objective"),
        scope=labels.get("scope"),
        duration=_read(labels.get("duration"), parse_duration),
        decision_date=_read(labels.get("decision date"), parse_leading_date),
        decision_maker=labels.get("decision maker"),
    )


def _decision(layout: _Layout) -> model.Decision:
    labels = _labels(layout, words.DECISION, items=False)
    return model.Decision(
        outcome=_read(labels.get("outcome"), lambda text: parse_word(text, words.Outcome)),
        decided_on=_read(labels.get("decided on"), parse_date),
        reason=labels.get("reason"),
        feedback=labels.get("customer feedback"),
    )


def _setup_steps(document: Document, layout: _Layout) -> Iterable[model.SetupStep]:
    section = layout.sections.get(words.SETUP_STEPS.heading)
    for block in section.blocks if section else ():
        if block.item:
            tick = _TICK_BOX.match(block.content)
            content = block.content[tick.end() :] if tick else block.content
            text = Text(document.plain(content), content, block.span)
            yield model.SetupStep(text=text, done=tick["mark"] != " " if tick else None)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Turns rows into values; a column that a table lacks gives an empty text at the row's end."""

    document: Document
    tables: dict[str, CheckedTable]

    def read(self, section: words.SectionFormat, build: Callable[[CheckedTable, Row], T]) -> Iterable[T]:
        table = self.tables.get(section.heading)
        if table and len(table.columns) <= MAXIMUM_COLUMNS:
            yield from (build(table, row) for row in table.table.rows[:MAXIMUM_ROWS])

    def text(self, table: CheckedTable, row: Row, column: str) -> Text:
        cell = table.cell(row, column)
        return _text(cell) if cell else Text("", "", Span(row.span.end, row.span.end))

    def optional(self, table: CheckedTable, row: Row, column: str) -> Text | None:
        return self.text(table, row, column) if column.casefold() in table.columns else None

    def value(self, table: CheckedTable, row: Row, column: str, parse: Callable[[str], T | None]) -> Read[T]:
        text = self.text(table, row, column)
        return Read(text, parse(text.value))

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

    def date(self, table: CheckedTable, row: Row, column: str) -> Read[dt.date] | None:
        text = self.optional(table, row, column)
        return Read(text, parse_date(text.value)) if text else None

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
