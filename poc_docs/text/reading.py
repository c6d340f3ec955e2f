"""Text to ``Document``: markdown-it-py's block tokens, with the columns that it does not keep.

Sources: CommonMark 0.31.2; the tables of GitHub Flavored Markdown, section 4.10.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import MD_TRIM_CHARS, mdTrim
from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS
from markdown_it.rules_block.table import table as gfm_table

from poc_docs.text import inline
from poc_docs.text.document import Block, Cell, Document, Heading, Html, Row, Section, Table
from poc_docs.text.front_matter import FrontMatter, FrontMatterError, read_front_matter
from poc_docs.text.patterns import pattern
from poc_docs.text.source import BOM, Lines, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_NO_HEADING = Heading(0, "", Span(0, 0), 1)
TABLE = "table"
"""The type of the one token that is a table."""

_ROW_STARTS = "row_starts"
_PIPE = pattern(r"(?<!\\)\|")
_SIGNS = {
    "fence": re.compile("```|~~~"),
    "blockquote": re.compile(r"(?:\A|[\r\n])[ \t0-9.)*+>-]*>"),
    "hr": re.compile(r"[-*_][ \t]*(?:[\r\n]|\Z)"),
    "lheading": re.compile(r"[-=][ \t]*(?:[\r\n]|\Z)"),
    "reference": re.compile(r"\]:"),
    "html_block": re.compile(r"<[A-Za-z/!?]"),
}
"""What must stand somewhere in a text for a rule of markdown-it-py to match there."""
_BEGINS_A_BLOCK = frozenset("`~>-*_+<#0123456789")
"""With what a block that ends a table can begin: fence, quotation, line, list, HTML, heading."""


def read_document(text: str) -> Document:
    """Read any Markdown text; never raises.

    Front matter that is not to be trusted gives no values but ``front_matter_error``, and its lines are
    then read as Markdown.
    """
    return _Reader(text, Lines(text)).document()


def block_tokens(document: Document) -> list[Token]:
    """Parse again the blocks that a document was read from: it doesn't keep them.

    A table is one token of the type ``table``, whose cells the document has; a token's lines are the file's,
    counted from 0.
    """
    source = _below(document.text, document.lines, document.front_matter)
    return _block_parser(source).parse(source)


def _below(text: str, lines: Lines, front_matter: FrontMatter | None) -> str:
    """Give a text with its front matter blanked out, so that the lines of tokens are the file's lines."""
    if front_matter is None:
        return text.removeprefix(BOM)
    end = front_matter.block.end
    return "\n" * lines.line_of(end) + text[end:]


def _block_parser(source: str) -> MarkdownIt:
    """Give the parser with the rules that can match in ``source``: each takes its time on each line."""
    return _parser_without(frozenset(rule for rule, sign in _SIGNS.items() if not sign.search(source)))


@cache
def _parser_without(rules: frozenset[str]) -> MarkdownIt:
    parser = inline.new_parser()
    parser.block.ruler.at("table", _table_in_one_token, {"alt": ["paragraph", "reference"]})
    return parser.disable(sorted(rules))


def _table_in_one_token(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Let markdown-it-py find a table's head, and note where each row's text begins in its line.

    Its own rule makes four tokens of each cell. The rows end where they do there, for the same reasons.
    """
    if not gfm_table(state, start, end, True):  # noqa: FBT003
        return False
    if silent:
        return True
    token = state.push(TABLE, "table", 0)
    parent, state.parentType = state.parentType, "table"
    rows = [start, start + 1]
    for line in range(start + 2, end):
        if _ends_table(state, line, end) or not mdTrim(_line(state, line)):
            break
        rows.append(line)
    state.parentType = parent
    width = len(split_row(mdTrim(_line(state, start))))
    if width * len(rows) > MAX_AUTOCOMPLETED_CELLS:
        del rows[2 + _filled_rows(state, rows[2:], width) :]
    state.line = rows[-1] + 1
    token.map = [start, state.line]
    token.meta = {_ROW_STARTS: [state.bMarks[line] + state.tShift[line] for line in rows]}
    return True


def _filled_rows(state: StateBlock, rows: list[int], width: int) -> int:
    """Give how many rows markdown-it-py reads before it has filled in too many empty cells."""
    missing = 0
    for number, line in enumerate(rows):
        missing += width - len(split_row(mdTrim(_line(state, line))))
        if missing > MAX_AUTOCOMPLETED_CELLS:
            return number
    return len(rows)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _ends_table(state: StateBlock, line: int, end: int) -> bool:
    """Say whether a line is not indented as the table is, or begins another block."""
    if state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return True
    begin = state.bMarks[line] + state.tShift[line]
    if state.src[begin : begin + 1] not in _BEGINS_A_BLOCK:
        return False
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("blockquote"))  # noqa: FBT003


def split_row(row: str) -> list[tuple[int, int]]:
    """Split a row of a table at its unescaped pipes, as markdown-it-py does; give the cells' interiors."""
    interiors, at = [], 0
    for part in _PIPE.split(row):
        interiors.append((at, at + len(part)))
        at += len(part) + 1
    if not row[slice(*interiors[0])]:
        interiors.pop(0)
    if interiors and not row[slice(*interiors[-1])]:
        interiors.pop()
    return interiors


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
        span, body = Span(self.start, end), Span(self.body, end)
        return Section(self.heading, names, span, body, tuple(self.tables), tuple(self.blocks))


@dataclass(slots=True)
class _Reader:
    text: str
    lines: Lines
    references: dict[str, Any] = field(default_factory=dict)
    html: list[Html] = field(default_factory=list)
    nested_headings: list[Heading] = field(default_factory=list)
    literal: list[Span] = field(default_factory=list)
    parsed_starts: list[int] = field(default_factory=list)

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
        source = _below(self.text, self.lines, front_matter)
        env: dict[str, Any] = {}
        self.parsed_starts = list(Lines(source.replace("\r\n", "\n").replace("\r", "\n")).starts)
        tokens = _block_parser(source).parse(source, env)
        self.references.update(env.get("references", {}))
        return tokens

    def sections(self, tokens: list[Token]) -> Iterator[Section]:
        path: tuple[tuple[int, str], ...] = ()
        open_section = _OpenSection(_NO_HEADING, self.lines.start(0), self.lines.start(0))
        lists: list[Token] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "heading_open" and token.level == 0 and token.map:
                start = self.lines.start(token.map[0])
                yield open_section.closed(path, start)
                heading = self.heading(token, tokens[at + 1])
                path = (*(step for step in path if step[0] < heading.level), (heading.level, heading.text))
                open_section = _OpenSection(heading, start, self.lines.start(token.map[1]))
            elif token.type == TABLE:
                open_section.tables.append(self.table(token))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                lists.append(token)
            elif token.type in {"bullet_list_close", "ordered_list_close"}:
                lists.pop()
            elif token.type == "heading_open":
                self.nested_headings.append(self.heading(token, tokens[at + 1]))
            elif token.type in {"fence", "code_block"}:
                self.literal.append(self.whole_lines(token))
            elif token.type == "html_block":
                self.html.append(Html(token.content.strip(), self.whole_lines(token)))
                self.literal.append(self.whole_lines(token))
            elif token.type == "paragraph_open":
                in_list = lists[-1].type if tokens[at - 1].type == "list_item_open" else ""
                open_section.blocks.append(self.block(tokens, at, in_list))
            at += 1
        yield open_section.closed(path, len(self.text))

    def heading(self, token: Token, content: Token) -> Heading:
        first = (token.map or (0, 1))[0]
        spans = self.content_lines(token.map or (0, 1), content.content)
        if token.markup.startswith("#"):
            line = self.lines.content(first)
            found = self.text.find(content.content, line.start, line.end)
            spans = [Span(found, found + len(content.content))] if found >= 0 else [line]
        text = inline.fold(inline.plain_text(content.content, self.references))
        self.find_html(content.content, spans)
        return Heading(int(token.tag[1]), text, Span(spans[0].start, spans[-1].end), first + 1)

    def whole_lines(self, token: Token) -> Span:
        first, last = token.map or (0, 1)
        return Span(self.lines.start(first), self.lines.content(last - 1).end)

    def block(self, tokens: list[Token], at: int, in_list: str) -> Block:
        token, content = tokens[at : at + 2]
        spans = self.content_lines(token.map or (0, 1), content.content)
        self.find_html(content.content, spans)
        return Block(
            content.content,
            Span(spans[0].start, spans[-1].end),
            tuple(spans),
            item=bool(in_list),
            ordered=in_list == "ordered_list_open",
            nested=token.level > (2 if in_list else 0),
            alone=not in_list or _ends_item(tokens, at + 3),
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
        return Span(line.start + found, min(line.start + found + len(part), line.end))

    def find_html(self, content: str, spans: list[Span]) -> None:
        at = spans[0].start
        for piece in inline.raw_html(content, self.references):
            found = self.text.find(piece.split("\n")[0], at, spans[-1].end)
            at = found if found >= 0 else at
            self.html.append(Html(piece, Span(at, min(at + len(piece), spans[-1].end))))

    def table(self, token: Token) -> Table:
        first = (token.map or (0, 2))[0]
        header, delimiter, *rows = (
            self.row(line, start, with_text=line != first + 1)
            for line, start in enumerate(token.meta[_ROW_STARTS], first)
        )
        span = Span(header.span.start, (rows or [delimiter])[-1].span.end)
        return Table(header, delimiter, tuple(rows), span, first + 1, token.level == 0)

    def row(self, line: int, parsed_offset: int, *, with_text: bool) -> Row:
        begin = self.lines.start(line) + parsed_offset - self.parsed_starts[line]
        raw = self.text[begin : self.lines.content(line).end]
        row = mdTrim(raw)
        start = begin + _leading(raw)
        has_markup = with_text and inline.may_have_markup(row)
        cells = tuple(self.cell(row, start, *bounds, has_markup=has_markup) for bounds in split_row(row))
        return Row(cells, Span(start, start + len(row)))

    def cell(self, row: str, start: int, left: int, right: int, *, has_markup: bool) -> Cell:
        interior = row[left:right]
        stripped = interior.strip(MD_TRIM_CHARS)
        begin = start + left + (interior.find(stripped) if stripped else min(1, len(interior)))
        span = Span(begin, begin + len(stripped))
        if not has_markup:
            return Cell(stripped.strip(), stripped, span, Span(start + left, start + right))
        content = stripped.replace("\\|", "|")
        text = inline.plain_text(content, self.references)
        if "<" in content:
            self.find_html(content, [span])
        return Cell(text, content, span, Span(start + left, start + right))
