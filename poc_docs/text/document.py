"""A Markdown file as sections, tables, list items and labelled lines, each with its span in the file."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any, NamedTuple

from poc_docs.text import inline
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from poc_docs.text.front_matter import FrontMatter, FrontMatterError
    from poc_docs.text.source import Lines


class Cell(NamedTuple):
    """A table cell; ``span`` covers the content alone, ``left`` and ``right`` are beside its pipes."""

    text: str
    content: str
    span: Span
    left: int
    right: int

    @property
    def interior(self) -> Span:
        """Give what lies from pipe to pipe."""
        return Span(self.left, self.right)


class Row(NamedTuple):
    """A table row as it stands in the file: it may hold more or fewer cells than the header."""

    cells: tuple[Cell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``top_level`` is false inside a list or a quotation."""

    header: Row
    delimiter: Row
    rows: tuple[Row, ...]
    span: Span
    line: int
    top_level: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or the first paragraph of a list item; ``lines`` are the spans of its lines' content.

    ``alone`` is false where more follows inside the same list item; ``references`` are the document's link
    definitions.
    """

    content: str
    span: Span
    lines: tuple[Span, ...]
    item: bool = False
    nested: bool = False
    alone: bool = True
    references: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def text(self) -> str:
        """Give what a reader sees."""
        return inline.plain_text(self.content, self.references)


class Heading(NamedTuple):
    """A heading; ``span`` covers its text, ``line`` is 1-based, level 0 stands for the file's beginning."""

    level: int
    text: str
    span: Span
    line: int


class Section(NamedTuple):
    """A heading and what follows it up to the next heading of any level."""

    heading: Heading
    path: tuple[str, ...]
    span: Span
    body: Span
    tables: tuple[Table, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of raw HTML."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its text, its front matter, and its sections in order.

    ``nested_headings`` stand in a list or a quotation and begin no section; ``literal`` are the lines of code
    and of raw HTML.
    """

    text: str
    lines: Lines
    front_matter: FrontMatter | None
    front_matter_error: FrontMatterError | None
    sections: tuple[Section, ...]
    html: tuple[Html, ...]
    nested_headings: tuple[Heading, ...]
    literal: tuple[Span, ...]
    references: Mapping[str, Any] = field(repr=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Give the 1-based line and column of an offset."""
        return self.lines.position(offset)

    @property
    def tables(self) -> Sequence[tuple[Section, Table]]:
        """Give every table with the section it stands in, in the order of the file."""
        return [(section, table) for section in self.sections for table in section.tables]

    def plain(self, content: str) -> str:
        """Give inline ``content`` as the reader of this document sees it, on one line."""
        return inline.fold(inline.plain_text(content, self.references))
