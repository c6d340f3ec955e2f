"""A plan's text cut into parts that can be merged on their own; put together again they are the text.

Front matter is cut by key and list item, a table by row and cell, a list by item, the rest by line. Each part
has a key, by which it is found again in another version.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from poc_docs.plan.running.tasks import read_task
from poc_docs.plan.values import parse_date
from poc_docs.text.front_matter import Mapping, Node, Scalar, Sequence, plain, value_end
from poc_docs.text.inline import fold
from poc_docs.text.labels import labelled_values
from poc_docs.text.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from poc_docs.text.document import Block, Document, Row, Section, Table
    from poc_docs.text.front_matter import FrontMatter
    from poc_docs.text.labels import Labelled

Key = tuple[str, ...]

LEFT, RIGHT = "<", ">"
"""The names of a row's fields outside of its cells."""

HEADER: Key = ("header",)
"""The key of a table's header."""

DELIMITER: Key = ("delimiter",)
"""The key of the row of dashes below a table's header."""

_RECORDS = frozenset({"started", "completed", "closed", "business"})
"""Keys of the front matter that say one thing; so does each item of a list."""

_TICK_BOX = re.compile(r"\[[ xX]\]\s+")
_DIGITS = re.compile(r"\d+")
_DASHES = re.compile("-+")


class Shape(Enum):
    """How a part is merged where both sides changed it."""

    LINES = auto()
    WHOLE = auto()
    FIELDS = auto()
    PARTS = auto()
    TABLE = auto()
    ITEMS = auto()


_TEXTS = frozenset({Shape.LINES, Shape.WHOLE})


@dataclass(frozen=True, slots=True)
class Field:
    """A value inside of a line, such as a cell.

    ``content`` is what counts of it, ``lead`` stands before it.
    """

    name: str
    text: str
    content: str
    lead: str = ""

    @property
    def source(self) -> str:
        """Give the field as it stands in the file."""
        return self.lead + self.text


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the file: lines, a line of fields, or further parts."""

    shape: Shape
    key: Key
    text: str = ""
    fields: tuple[Field, ...] = ()
    parts: tuple[Part, ...] = ()
    date: str = ""
    """The day of a list item of the front matter, of a row of a log, or of a checkpoint."""

    @property
    def source(self) -> str:
        """Give the part as it stands in the file."""
        if self.shape in _TEXTS:
            return self.text
        pieces: Iterable[Field | Part] = self.fields or self.parts
        return "".join(piece.source for piece in pieces)

    def contents(self) -> Iterator[str]:
        """Give what counts: each field's content, or each line, without blanks around it."""
        if self.shape in _TEXTS:
            yield from (line.strip() for line in self.text.split("\n"))
        for field in self.fields if self.key != DELIMITER else ():
            if field.name not in {LEFT, RIGHT, "mark"}:
                yield field.content.strip()
        for part in self.parts:
            yield from part.contents()

    @property
    def cells(self) -> tuple[Field, ...]:
        """Give the cells of a row."""
        return tuple(field for field in self.fields if field.name not in {LEFT, RIGHT})


def cut(text: str) -> tuple[Part, ...]:
    """Cut a plan's text, without byte order mark and with LF as line break, into its parts."""
    document = read_document(text)
    cutter = _Cutter(document)
    parts = []
    start = 0
    if document.front_matter:
        parts.append(cutter.front_matter(document.front_matter))
        start = document.front_matter.block.end
    parts += [cutter.section(section, start) for section in document.sections]
    return tuple(part for part in parts if part.source)


@dataclass(frozen=True, slots=True)
class _Cutter:
    document: Document

    @property
    def text(self) -> str:
        return self.document.text

    def line_start(self, offset: int) -> int:
        return self.document.lines.start(self.document.lines.line_of(offset))

    def line_end(self, offset: int) -> int:
        """Give where the line after the one that holds ``offset`` begins."""
        return self.document.lines.start(self.document.lines.line_of(offset) + 1)

    def lines(self, start: int, end: int, *key: str) -> Part:
        return Part(Shape.LINES, key, text=self.text[start:end])

    def filled(self, anchors: Iterable[tuple[int, Part]], start: int, end: int) -> tuple[Part, ...]:
        """Put the lines between anchors into parts of their own, each named after the anchor above it."""
        parts: list[Part] = []
        above: Key = ("beginning",)
        for begin, part in anchors:
            if begin < start:
                continue
            parts += self.lines(start, begin, "after", *above), part
            start, above = begin + len(part.source), part.key
        parts.append(self.lines(start, end, "after", *above))
        return tuple(part for part in parts if part.source)

    def front_matter(self, found: FrontMatter) -> Part:
        block, content = found.block, found.content
        parts = (
            self.lines(block.start, content.start, "opening fence"),
            *self.filled(self.entries(found.root), content.start, content.end),
            self.lines(content.end, block.end, "closing fence"),
        )
        return Part(Shape.PARTS, ("front matter",), parts=parts)

    def entries(self, mapping: Mapping) -> Iterator[tuple[int, Part]]:
        if mapping.flow:
            return
        for name, value in mapping.entries:
            start = self.line_start(name.span.start)
            yield start, self.entry(name.value, value, start)

    def entry(self, name: str, value: Node, start: int) -> Part:
        """Cut ``name: value`` by what the value is: keys in lines or braces, list items, or one value."""
        end = self.line_end(max(start, value_end(self.text, value) - 1))
        if name in _RECORDS:
            return Part(Shape.WHOLE, (name,), text=self.text[start:end])
        if isinstance(value, Mapping) and not value.flow:
            first = self.line_start(value.entries[0][0].span.start)
            inner = self.filled(self.entries(value), first, end)
            return Part(Shape.PARTS, (name,), parts=(self.lines(start, first, "name"), *inner))
        if isinstance(value, Sequence) and not value.flow:
            return Part(Shape.ITEMS, (name,), parts=tuple(self.items(value, start, end)))
        if isinstance(value, Mapping) and value.entries:
            return Part(Shape.FIELDS, (name,), fields=tuple(self.braces(value, start, end)))
        stop = value_end(self.text, value)
        return self.value_line((name,), start, value.span.start, stop, end)

    def value_line(self, key: Key, start: int, value: int, stop: int, end: int) -> Part:
        """Cut a line at its value: what introduces it, the value, what follows."""
        bounds = (("name", start, value), ("value", value, stop), ("end", stop, end))
        return Part(Shape.FIELDS, key, fields=tuple(self.field(*bound) for bound in bounds))

    def field(self, name: str, start: int, end: int) -> Field:
        text = self.text[start:end]
        return Field(name, text, text)

    def items(self, value: Sequence, start: int, end: int) -> Iterator[Part]:
        starts = [self.line_start(item.span.start) for item in value.items]
        yield self.lines(start, starts[0], "name")
        for item, begin, stop in zip(value.items, starts, [*starts[1:], end], strict=True):
            date = (item.get("date") or item.get("from")) if isinstance(item, Mapping) else None
            yield Part(
                Shape.WHOLE,
                ("item", json.dumps(plain(item), ensure_ascii=False)),
                text=self.text[begin:stop],
                date=date.value if isinstance(date, Scalar) else "",
            )

    def braces(self, value: Mapping, start: int, end: int) -> Iterator[Field]:
        """Cut ``{a: 1, b: 2}`` into its entries, each with the comma before it."""
        at = value.entries[0][0].span.start
        yield self.field(LEFT, start, at)
        for name, inner in value.entries:
            lead = self.text[at : name.span.start]
            text = self.text[name.span.start : value_end(self.text, inner)]
            yield Field(name.value, text, text, lead)
            at = value_end(self.text, inner)
        yield self.field(RIGHT, at, end)

    def section(self, section: Section, start: int) -> Part:
        begin, body = max(start, section.span.start), max(start, section.body.start)
        heading = section.heading
        anchors = sorted(self.anchors(section), key=lambda anchor: anchor[0])
        parts = (self.lines(begin, body, "heading"), *self.filled(anchors, body, section.span.end))
        name = fold(heading.text).casefold()
        kept = tuple(part for part in parts if part.source)
        key = ("section", str(heading.level), name)
        return Part(Shape.PARTS, key, parts=kept, date=name if parse_date(name) else "")

    def anchors(self, section: Section) -> Iterator[tuple[int, Part]]:
        for table in section.tables:
            if table.top_level:
                start = self.line_start(table.header.span.start)
                yield start, Part(Shape.TABLE, ("table",), parts=tuple(self.rows(table)))
        labelled = list(labelled_values(section.blocks))
        for value in labelled:
            start = self.line_start(value.span.start)
            yield start, self.labelled(value, start)
        starts = {self.line_start(value.span.start) for value in labelled}
        for block in section.blocks:
            start = self.line_start(block.span.start)
            if block.item and not block.nested and start not in starts:
                yield start, self.item(block, start)

    def labelled(self, value: Labelled, start: int) -> Part:
        end = self.line_end(value.span.end)
        key = ("label", fold(value.label).casefold())
        return self.value_line(key, start, value.span.start, value.span.end, end)

    def item(self, block: Block, start: int) -> Part:
        """Cut a list item into mark, tick box and text; the number of an ordered one is no content."""
        tick = _TICK_BOX.match(block.span.of(self.text))
        at, end = block.span.start, self.line_end(block.span.end)
        text = at + (tick.end() if tick else 0)
        mark = self.text[start:at]
        fields = (
            Field("mark", mark, _DIGITS.sub("1", mark)),
            *([self.field("tick", at, text)] if tick else []),
            self.field("text", text, block.span.end),
            self.field("end", block.span.end, end),
        )
        said = fold(self.text[text : block.span.end])
        # Who does it until when may change, and the day it was done comes later: it is the same item.
        return Part(Shape.FIELDS, ("item", read_task(said).what), fields=fields)

    def rows(self, table: Table) -> Iterator[Part]:
        names = list(_column_names(table.header))
        yield self.row(table.header, names, HEADER)
        yield self.row(table.delimiter, names, DELIMITER)
        for row in table.rows:
            yield self.row(row, names, ("row",))

    def row(self, row: Row, names: list[str], key: Key) -> Part:
        start, end = self.line_start(row.span.start), self.line_end(row.span.start)
        if not row.cells:
            return self.lines(start, end, *key)
        interiors = [cell.interior for cell in row.cells]
        fields = [self.field(LEFT, start, interiors[0].start)]
        for i, span in enumerate(interiors):
            text = span.of(self.text)
            content = _DASHES.sub("-", text.strip()) if key == DELIMITER else text.strip()
            name = names[i] if i < len(names) else f"cell {i + 1}"
            fields.append(Field(name, text, content, "|" if i else ""))
        fields.append(self.field(RIGHT, interiors[-1].end, end))
        return Part(Shape.FIELDS, key, fields=tuple(fields))


def _column_names(header: Row) -> Iterator[str]:
    """Give a name for each column; one that stands twice is counted."""
    seen: Counter[str] = Counter()
    for cell in header.cells:
        name = fold(cell.text).casefold()
        seen[name] += 1
        yield f"column {name}" if seen[name] == 1 else f"column {name} ({seen[name]})"
