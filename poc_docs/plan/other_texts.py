"""The text of a plan that none of its own fields holds: notes, cells of other columns, further tables, code.

Nobody signs it, and it means nothing to the judge; but whoever reads the plan reads it too. Layout and
comments are no text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from enum import Enum
from typing import TYPE_CHECKING

from poc_docs.plan import vocabulary as words
from poc_docs.plan.agreement.signed_texts import criteria_by_name, rules_by_name
from poc_docs.plan.canonical import folded_text
from poc_docs.plan.fields import FRONT_MATTER
from poc_docs.plan.layout import folded
from poc_docs.text import inline
from poc_docs.text.front_matter import Mapping, Scalar, Sequence
from poc_docs.text.labels import labelled_values
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from poc_docs.plan.model import Plan
    from poc_docs.text.document import Document, Heading, Row, Section, Table
    from poc_docs.text.front_matter import Node
    from poc_docs.text.source import Span

_TEMPLATE = {folded(section.heading): section for section in words.TEMPLATE}
_FORMATS = _TEMPLATE | {folded(section.heading): section for section in words.OPTIONAL}
_SIGNED = frozenset({words.OVERVIEW.heading, words.CRITERIA.heading, words.FRAMEWORK.heading})
_LABELLED = (words.RESOURCES, words.CREDITS)
_COMMENTS = pattern(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)
_LINE_BREAK = pattern(r"<br\s*/?>", re.IGNORECASE)


class PartKind(Enum):
    """Whose a part of the plan's body is."""

    BEGINNING = "beginning"
    """What stands above the first section."""
    SIGNED = "signed"
    """A section of the template that holds signed texts, with all headings of the team's own below it."""
    TEMPLATE = "template"
    """Another section of the format; an optional one too, and Checkpoints with each checkpoint."""
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body; ``number`` counts the team's own sections of one heading from 0."""

    kind: PartKind
    name: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class OtherText:
    """One paragraph, list item, row, cell, heading or block of code.

    ``shown`` is how a reader sees it on one line; ``unseen`` is what stands behind it, such as a link's
    destination. A cell of a table of the template has a ``row`` and a ``column``, a heading of a column only
    the latter.
    """

    shown: str
    unseen: tuple[str, ...]
    span: Span
    row: str = ""
    column: str = ""

    @property
    def reading(self) -> tuple[str, tuple[str, ...]]:
        """Give what two texts have in common that read the same."""
        return self.shown, self.unseen


Texts = list[OtherText | None]
"""Texts in the order of the file; None stands for a field of the plan, which is told elsewhere."""


def other_texts(plan: Plan) -> dict[Part, Texts]:
    """Give the text beside the plan's own fields, part by part."""
    return _Body(plan, whole=False).parts()


def whole_texts(plan: Plan) -> dict[Part, list[tuple[str, tuple[str, ...]]]]:
    """Give all that the body says, the plan's own fields too, as it reads: what tells layout from words.

    Cells are sorted, since the order of rows and columns means nothing.
    """
    found = {}
    for part, texts in _Body(plan, whole=True).parts().items():
        prose = [(folded_text(t.shown), t.unseen) for t in texts if t and not t.column]
        cells = [(f"{t.row}\0{t.column}\0{folded_text(t.shown)}", t.unseen) for t in texts if t and t.column]
        found[part] = [*prose, *sorted(cells)]
    return found


def other_keys(plan: Plan) -> dict[str, str]:
    """Give the keys of the front matter that are not the plan's own, at any depth, with their values."""
    front_matter = plan.document.front_matter
    return dict(_other_keys(front_matter.root, ())) if front_matter else {}


def _other_keys(node: Node, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for key, value in node.entries:
            inner = (*path, key.value)
            if key.value.startswith("x-") or (not path and key.value not in FRONT_MATTER):
                yield " ".join(inner), flat_value(value)
            else:
                yield from _other_keys(value, inner)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items, 1):
            yield from _other_keys(item, (*path, str(number)))


def flat_value(node: Node) -> str:
    """Give a value of the front matter on one line."""
    if isinstance(node, Scalar):
        return inline.fold(node.value)
    if isinstance(node, Sequence):
        return "; ".join(map(flat_value, node.items))
    return ", ".join(f"{key.value} {flat_value(value)}" for key, value in node.entries)


class _Body:
    """Reads the body of a plan; with ``whole`` also its own fields."""

    def __init__(self, plan: Plan, *, whole: bool) -> None:
        self._plan = plan
        self._document: Document = plan.document
        self._whole = whole
        self._fields = [] if whole else sorted(_field_offsets(plan))
        self._names = dict(_row_names(plan))
        self._optional = dict(_optional_parts(plan))
        self._days = {section.span for section in _checkpoint_sections(plan)}
        starts = [section.span.start for section in self._document.sections]
        html = {html.span: html.text for html in self._document.html}
        self._literal: dict[int, list[OtherText]] = defaultdict(list)
        for span in self._document.literal:
            source = html.get(span, span.of(self._document.text))
            if source.strip() and not _COMMENTS.fullmatch(source):
                text = OtherText(inline.fold(source), (), span)
                self._literal[bisect_right(starts, span.start) - 1].append(text)
        self._nested: dict[int, list[Heading]] = defaultdict(list)
        for heading in self._document.nested_headings:
            self._nested[bisect_right(starts, heading.span.start) - 1].append(heading)

    def parts(self) -> dict[Part, Texts]:
        found: dict[Part, Texts] = {}
        seen: Counter[str] = Counter()
        title = next((s for s in self._document.sections if s.heading.level == 1), None)
        for index, section in enumerate(self._document.sections):
            part = self._optional.get(section.span)
            if section is title or index == 0:
                part = Part(PartKind.BEGINNING)
            part = part or _part(section, seen)
            texts = found.setdefault(part, [])
            texts += (text for _, text in sorted(self._texts(index, section, part), key=lambda each: each[0]))
        return found

    def _texts(self, index: int, section: Section, part: Part) -> Iterator[tuple[int, OtherText | None]]:
        is_below = part.kind is PartKind.SIGNED and folded(section.heading.text) != folded(part.name)
        named = part.kind is PartKind.BEGINNING or section.span in self._days
        shown = is_below or (self._whole and named)
        for heading in [*([section.heading] if shown else []), *self._nested[index]]:
            unseen = tuple(self._unseen(heading.span.of(self._document.text)))
            if heading.text or unseen:
                yield heading.span.start, OtherText(heading.text, unseen, heading.span)
        yield from ((text.span.start, text) for text in self._literal[index])
        for block in section.blocks:
            if self._is_field(block.span):
                yield block.span.start, None
            else:
                yield from self._inline(block.content, block.span)
        own = None if is_below else next((table for table in section.tables if table.top_level), None)
        for table in section.tables:
            template = _FORMATS.get(folded(part.name)) if table is own else None
            if template and template.table and part.kind in {PartKind.SIGNED, PartKind.TEMPLATE}:
                yield table.span.start, None
                yield from self._cells(table, () if self._whole else _columns(template.table))
            else:
                yield from self._rows(table)

    def _is_field(self, span: Span) -> bool:
        at = bisect_left(self._fields, span.start)
        return at < len(self._fields) and self._fields[at] <= span.end

    def _inline(
        self, content: str, span: Span, row: str = "", column: str = ""
    ) -> Iterator[tuple[int, OtherText]]:
        shown = self._document.plain(content)
        unseen = tuple(self._unseen(content))
        if shown or unseen:
            yield span.start, OtherText(shown, unseen, span, row, column)

    def _unseen(self, content: str) -> Iterator[str]:
        references = self._document.references
        if inline.has_markup(content, references):
            yield from _unseen(inline.tokens(content, references))

    def _rows(self, table: Table) -> Iterator[tuple[int, OtherText]]:
        for row in (table.header, *table.rows):
            shown = " | ".join(inline.fold(cell.text) for cell in row.cells)
            unseen = tuple(value for cell in row.cells for value in self._unseen(cell.content))
            yield row.span.start, OtherText(shown, unseen, row.span)

    def _cells(self, table: Table, known: Iterable[str]) -> Iterator[tuple[int, OtherText]]:
        columns = [inline.fold(cell.text) for cell in table.header.cells]
        wanted = {i for i, column in enumerate(columns) if folded(column) not in known}
        for i in sorted(wanted):
            cell = table.header.cells[i]
            yield from self._inline(cell.content, cell.span, column=columns[i] or "no name")
        seen: Counter[str] = Counter()
        for row in table.rows:
            name = self._names.get(row.span) or _counted(_first_cell(row), seen)
            for i, cell in enumerate(row.cells):
                if i in wanted or i >= len(columns):
                    column = columns[i] if i < len(columns) else ""
                    yield from self._inline(cell.content, cell.span, name, column or "no name")


def _optional_parts(plan: Plan) -> Iterator[tuple[Span, Part]]:
    """Give where optional sections stand, and the checkpoints in theirs."""
    for wanted in words.OPTIONAL:
        section = plan.sections.get(wanted.heading)
        if section:
            yield section.span, Part(PartKind.TEMPLATE, wanted.heading)
    for section in _checkpoint_sections(plan):
        yield section.span, Part(PartKind.TEMPLATE, words.CHECKPOINTS.heading)


def _checkpoint_sections(plan: Plan) -> list[Section]:
    return [checkpoint.section for checkpoint in plan.running.checkpoints]


def _part(section: Section, seen: Counter[str]) -> Part:
    """Give the part that a section belongs to: by its own name, or by the signed section that it is in."""
    name = section.heading.text
    template = _TEMPLATE.get(folded(name))
    if template is None:
        above = (_TEMPLATE.get(folded(heading)) for heading in reversed(section.path[:-1]))
        nearest = next((each for each in above if each), None)
        template = nearest if nearest and nearest.heading in _SIGNED else None
    if template:
        kind = PartKind.SIGNED if template.heading in _SIGNED else PartKind.TEMPLATE
        return Part(kind, template.heading)
    seen[name] += 1
    return Part(PartKind.OWN, name, seen[name] - 1)


def _field_offsets(plan: Plan) -> Iterator[int]:
    """Give where the values begin that a bullet or a paragraph holds for the plan."""
    overview, decision = plan.overview, plan.decision
    reads = (overview.duration, overview.decision_date, decision.outcome, decision.decided_on)
    texts = (overview.objective, overview.scope, overview.decision_maker, decision.reason, decision.feedback)
    yield from (read.text.span.start for read in reads if read)
    yield from (text.span.start for text in texts if text is not None)
    yield from (step.text.span.start for step in plan.setup_steps)
    yield from _optional_field_offsets(plan)


def _optional_field_offsets(plan: Plan) -> Iterator[int]:
    """Give where list items and labelled bullets of optional sections begin, and the values below these."""
    for wanted in (words.INFRASTRUCTURE, words.CONVERSION, words.LEARNINGS):
        section = plan.sections.get(wanted.heading)
        blocks = section.blocks if section else ()
        yield from (block.span.start for block in blocks if block.item and not block.nested)
    with_labels = [(plan.sections.get(wanted.heading), words.LABELS[wanted.heading]) for wanted in _LABELLED]
    with_labels += [(section, words.CHECKPOINT_LABELS) for section in _checkpoint_sections(plan)]
    for section, labels in with_labels:
        known = {folded(label) for label in labels}
        values = labelled_values(section.blocks if section else ())
        yield from (value.span.start for value in values if value.item and folded(value.label) in known)
    for each in plan.running.checkpoints:
        yield from (text.span.start for text in (*each.achievements, *each.focus, *each.blockers))
    alignment = plan.running.alignment
    yield from (text.span.start for text in (*alignment.escalation, *alignment.links))


def _row_names(plan: Plan) -> Iterator[tuple[Span, str]]:
    yield from ((criterion.row.span, name) for name, criterion in criteria_by_name(plan).items())
    yield from ((rule.row.span, name) for name, rule in rules_by_name(plan).items())


def _columns(table: words.TableFormat) -> frozenset[str]:
    return frozenset(folded(column) for column in (*table.required, *table.optional))


def _first_cell(row: Row) -> str:
    return f"row {inline.fold(row.cells[0].text)}" if row.cells else "row"


def _counted(name: str, seen: Counter[str]) -> str:
    seen[name] += 1
    return name if seen[name] == 1 else f"{name} ({seen[name]})"


def _unseen(tokens: Iterable[Token]) -> Iterator[str]:
    """Give what a reader does not see at once: destinations, what a pointer brings up, and other HTML."""
    for token in tokens:
        for name in ("href", "src", "title"):
            value = token.attrGet(name)
            if value:
                yield str(value)
        html = token.content if token.type == "html_inline" else ""
        if html and not _COMMENTS.fullmatch(html) and not _LINE_BREAK.fullmatch(html):
            yield html
        if token.type == "image":
            yield from _unseen(token.children or ())
