"""Text to ``Document``: block tokens, which know their lines, with the place of each in its line."""

from __future__ import annotations

from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING, Any

from poc_docs.text import inline
from poc_docs.text.block_tokens import ROW_COLUMNS, TABLE, read_block_tokens, split_row
from poc_docs.text.document import Block, Cell, Document, Heading, Html, Row, Section, Table
from poc_docs.text.front_matter import FrontMatter, FrontMatterError, read_front_matter
from poc_docs.text.libraries import MD_TRIM_CHARS, mdTrim
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import Lines, Span, quick_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_NO_HEADING = Heading(0, "", Span(0, 0), 1)
_SAYS_NOTHING = frozenset({"inline", "paragraph_close", "heading_close", "list_item_open", "list_item_close"})
"""Tokens that are half of all, and passed over: what stands in one is read with the one that opens it."""
_cell = partial(tuple.__new__, Cell)  # see quick_span
_row = partial(tuple.__new__, Row)


def read_document(text: str) -> Document:
    """Read any Markdown text; never raises.

    Front matter that is not to be trusted gives no values but ``front_matter_error``, and its lines are
    then read as Markdown.
    """
    return _Reader(text, Lines(text)).document()


def _leading(text: str) -> int:
    """Give the number of blanks before the text, as markdown-it-py trims it."""
    return len(text) - len(text.lstrip(MD_TRIM_CHARS))


def _ends_item(tokens: list[Token], at: int) -> bool:
    """Say whether a list item holds nothing from ``at`` on but comments."""
    while tokens[at].type == "html_block":
        html = tokens[at].content.strip()
        if not html.startswith("<!--") or html.find("-->") != len(html) - 3:
            return False
        at += 1
    return tokens[at].type == "list_item_close"


@dataclass(slots=True)
class _OpenSection:
    """A section while its end is not known yet."""

    heading: Heading
    start: int
    body: int
    tables: list[Table] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def closed(self, path: tuple[tuple[int, str], ...], end: int) -> Section:
        names = tuple(text for _, text in path)
        span, body = quick_span((self.start, end)), quick_span((self.body, end))
        return Section(self.heading, names, span, body, tuple(self.tables), tuple(self.blocks))


@dataclass(slots=True)
class _Reader:
    text: str
    lines: Lines
    references: dict[str, Any] = field(default_factory=dict)
    html: list[Html] = field(default_factory=list)
    nested_headings: list[Heading] = field(default_factory=list)
    literal: list[Span] = field(default_factory=list)

    def document(self) -> Document:
        front_matter, error = None, None
        try:
            front_matter = read_front_matter(self.text)
        except FrontMatterError as unreadable:
            error = unreadable
        tokens = self.tokens(front_matter)
        sections = tuple(self.sections(tokens))
        return Document(
            text=self.text,
            lines=self.lines,
            front_matter=front_matter,
            front_matter_error=error,
            sections=sections,
            html=tuple(self.html),
            nested_headings=tuple(self.nested_headings),
            literal=tuple(self.literal),
            references=self.references,
        )

    def tokens(self, front_matter: FrontMatter | None) -> list[Token]:
        env: dict[str, Any] = {}
        tokens = read_block_tokens(self.text, self.lines, front_matter, env)
        self.references.update(env.get("references", {}))
        return tokens

    def sections(self, tokens: list[Token]) -> Iterator[Section]:
        path: tuple[tuple[int, str], ...] = ()
        open_section = _OpenSection(_NO_HEADING, self.lines.start(0), self.lines.start(0))
        for at, token in [each for each in enumerate(tokens) if each[1].type not in _SAYS_NOTHING]:
            if token.type == "heading_open" and token.level == 0 and token.map:
                start = self.lines.start(token.map[0])
                yield open_section.closed(path, start)
                heading = self.heading(token, tokens[at + 1])
                path = (*(step for step in path if step[0] < heading.level), (heading.level, heading.text))
                open_section = _OpenSection(heading, start, self.lines.start(token.map[1]))
            elif token.type == TABLE:
                open_section.tables.append(self.table(token))
            elif token.type == "heading_open":
                self.nested_headings.append(self.heading(token, tokens[at + 1]))
            elif token.type in {"fence", "code_block"}:
                self.literal.append(self.whole_lines(token))
            elif token.type == "html_block":
                self.html.append(Html(token.content.strip(), self.whole_lines(token)))
                self.literal.append(self.whole_lines(token))
            elif token.type == "paragraph_open":
                open_section.blocks.append(self.block(tokens, at))
        yield open_section.closed(path, len(self.text))

    def heading(self, token: Token, content: Token) -> Heading:
        lines = token.map or (0, 1)
        if token.markup.startswith("#"):
            line = self.lines.content(lines[0])
            found = self.text.find(content.content, line.start, line.end)
            spans = [Span(found, found + len(content.content))] if found >= 0 else [line]
        else:
            spans = self.content_lines(lines, content.content)
        text = inline.fold(inline.plain_text(content.content, self.references))
        self.find_html(content.content, spans)
        return Heading(int(token.tag[1]), text, Span(spans[0].start, spans[-1].end), lines[0] + 1)

    def whole_lines(self, token: Token) -> Span:
        first, last = token.map or (0, 1)
        return Span(self.lines.start(first), self.lines.content(last - 1).end)

    def block(self, tokens: list[Token], at: int) -> Block:
        token, content = tokens[at : at + 2]
        begins_item = tokens[at - 1].type == "list_item_open"
        spans = self.content_lines(token.map or (0, 1), content.content)
        self.find_html(content.content, spans)
        return Block(
            content.content,
            Span(spans[0].start, spans[-1].end),
            tuple(spans),
            item=begins_item,
            nested=token.level > (2 if begins_item else 0),
            alone=not begins_item or _ends_item(tokens, at + 3),
            references=self.references,
        )

    def content_lines(self, lines: list[int] | tuple[int, int], content: str) -> list[Span]:
        """Give the spans of a block's lines: its content is the tail of each of the file's lines."""
        parts = [mdTrim(part) for part in content.split("\n")]
        number, end = lines
        # markdown-it-py drops lines of nothing but wide blanks (U+00A0, U+2028 ...) before the content.
        while number < end - len(parts) and self.lines.content(number).of(self.text).rfind(parts[0]) < 0:
            number += 1
        return [self.tail(self.lines.content(at), part) for at, part in enumerate(parts, number)]

    def tail(self, line: Span, part: str) -> Span:
        """Give the span of ``part``, with which the line ends but for blanks."""
        found = line.of(self.text).rfind(part) if part else -1
        if found < 0:  # empty, or with a NUL, which markdown-it-py replaces
            found = max(0, len(mdTrim("." + line.of(self.text))) - 1 - len(part))
        return quick_span((line.start + found, min(line.start + found + len(part), line.end)))

    def find_html(self, content: str, spans: list[Span]) -> None:
        if "<" not in content:
            return
        at = spans[0].start
        for piece in inline.raw_html(content, self.references):
            found = self.text.find(piece.split("\n")[0], at, spans[-1].end)
            at = found if found >= 0 else at
            self.html.append(Html(piece, Span(at, min(at + len(piece), spans[-1].end))))

    def table(self, token: Token) -> Table:
        first = (token.map or (0, 2))[0]
        header, delimiter, *rows = (
            self.row(line, columns, with_text=line != first + 1)
            for line, columns in enumerate(token.meta[ROW_COLUMNS], first)
        )
        span = Span(header.span.start, (rows or [delimiter])[-1].span.end)
        return Table(header, delimiter, tuple(rows), span, first + 1, token.level == 0)

    def row(self, line: int, columns: tuple[int, int], *, with_text: bool) -> Row:
        line_start = self.lines.start(line)
        begin = line_start + columns[0]
        raw = self.text[begin : line_start + columns[1]]
        row = raw.strip(MD_TRIM_CHARS)
        start = begin if row == raw else begin + _leading(raw)
        has_markup = with_text and inline.may_have_markup(row)
        interiors, at = split_row(row)
        at += start
        cells = []
        for interior in interiors:
            content = interior.strip(MD_TRIM_CHARS)
            left = at + (interior.find(content) if content else min(1, len(interior)))
            end = at + len(interior)
            span = quick_span((left, left + len(content)))
            text = content.strip()
            if has_markup:
                content = content.replace("\\|", "|")
                text = self.cell_text(content, span)
            cells.append(_cell((text, content, span, at, end)))
            at = end + 1
        return _row((tuple(cells), quick_span((start, start + len(row)))))

    def cell_text(self, content: str, span: Span) -> str:
        self.find_html(content, [span])
        return inline.plain_text(content, self.references)
