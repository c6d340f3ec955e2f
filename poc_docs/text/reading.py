"""Text to ``Document``: markdown-it-py's block tokens, with the columns that it does not keep.

Sources: CommonMark 0.31.2; the tables of GitHub Flavored Markdown, section 4.10.
"""

from __future__ import annotations

import re
from dataclasses import field
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from poc_docs.text import inline
from poc_docs.text.document import Block, Cell, Document, Heading, Html, Row, Section, Table
from poc_docs.text.front_matter import FrontMatter, FrontMatterError, read_front_matter
from poc_docs.text.libraries import MAX_AUTOCOMPLETED_CELLS, MD_TRIM_CHARS, gfm_table, mdTrim
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import BOM, Lines, Span, quick_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_NO_HEADING = Heading(0, "", Span(0, 0), 1)
TABLE = "table"
"""The type of the one token that is a table."""

_ROW_COLUMNS = "row_columns"
_SAYS_NOTHING = frozenset({"inline", "paragraph_close", "heading_close", "list_item_open", "list_item_close"})
"""Tokens that are half of all, and passed over: what stands in one is read with the one that opens it."""
_PIPE = pattern(r"(?<!\\)\|")
_SIGNS = {
    "fence": (re.compile("```"), re.compile("~~~")),
    "blockquote": (re.compile(r"\n[ \t0-9.)*+-]*>"),),
    "hr": (re.compile(r"[-*_][ \t]*$", re.MULTILINE),),
    "lheading": (re.compile(r"\n(?<!\n\n)[ \t>]*(?:-+|=+)[ \t]*$", re.MULTILINE),),
    "reference": (re.compile(r"\]:"),),
    "html_block": (re.compile(r"<[A-Za-z/!?]"),),
}
"""Of these one must stand somewhere in a text for a rule of markdown-it-py to match there; LF begins lines.

A search for something that begins with one letter, or one of few, is over quickest.
"""
_BEGINS_A_BLOCK = frozenset("`~>-*_+<#0123456789")
"""With what a block that ends a table can begin: fence, quotation, line, list, HTML, heading."""

_cell = partial(tuple.__new__, Cell)  # see quick_span


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
    return _block_tokens(document.text, document.lines, document.front_matter, {})


def _block_tokens(
    text: str, lines: Lines, front_matter: FrontMatter | None, env: dict[str, Any]
) -> list[Token]:
    """Parse a text with its front matter blanked out, so that the lines of tokens are the file's lines.

    Only rules that can match are switched on: each takes its time on each line.
    """
    if front_matter is None:
        source = text.removeprefix(BOM)
    else:
        source = "\n" * lines.line_of(front_matter.block.end) + text[front_matter.block.end :]
    # What markdown-it-py's own rule "normalize" does.
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    searched = f"\n{source}"
    needless = [rule for rule, signs in _SIGNS.items() if not any(sign.search(searched) for sign in signs)]
    parser = _parser_without(frozenset(needless))
    tokens: list[Token] = []
    parser.block.parse(source, parser, env, tokens)
    return tokens


@cache
def _parser_without(rules: frozenset[str]) -> MarkdownIt:
    parser = inline.new_parser()
    parser.block.ruler.at("table", _table_in_one_token, {"alt": ["paragraph", "reference"]})
    return parser.disable(sorted(rules))


def _table_in_one_token(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Let markdown-it-py find a table's head, and note in which columns of its line each row's text stands.

    Its own rule makes four tokens of each cell. The rows end where they do there, for the same reasons.
    """
    header_has_pipe = state.src.find("|", state.bMarks[start], state.eMarks[start]) >= 0
    if not header_has_pipe or not gfm_table(state, start, end, True):  # noqa: FBT003
        return False
    if silent:
        return True
    token = state.push(TABLE, "table", 0)
    parent, state.parentType = state.parentType, "table"
    rows = [start, start + 1]
    for line in range(start + 2, end):
        if state.sCount[line] < state.blkIndent or state.is_code_block(line):
            break  # it is not indented as the table is
        text = mdTrim(_line(state, line))
        if not text or (text[0] in _BEGINS_A_BLOCK and _begins_a_block(state, line, end)):
            break
        rows.append(line)
    state.parentType = parent
    header = mdTrim(_line(state, start))
    if (header.count("|") + 1) * len(rows) > MAX_AUTOCOMPLETED_CELLS:
        del rows[2 + _filled_rows(state, rows[2:], len(split_row(header)[0])) :]
    state.line = rows[-1] + 1
    token.map = [start, state.line]
    token.meta = {_ROW_COLUMNS: [_columns(state, line) for line in rows]}
    return True


def _columns(state: StateBlock, line: int) -> tuple[int, int]:
    """Give in which columns of a line of the file its text begins and ends."""
    begin = state.bMarks[line] + state.tShift[line]
    line_start = state.src.rfind("\n", 0, begin) + 1
    return begin - line_start, state.eMarks[line] - line_start


def _filled_rows(state: StateBlock, rows: list[int], width: int) -> int:
    """Give how many rows markdown-it-py reads before it has filled in too many empty cells."""
    missing = 0
    for number, line in enumerate(rows):
        missing += width - len(split_row(mdTrim(_line(state, line)))[0])
        if missing > MAX_AUTOCOMPLETED_CELLS:
            return number
    return len(rows)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _begins_a_block(state: StateBlock, line: int, end: int) -> bool:
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("blockquote"))  # noqa: FBT003


def split_row(row: str) -> tuple[list[str], int]:
    """Split a row of a table at its unescaped pipes, as markdown-it-py does.

    Give the interiors of its cells, and where the first of them begins.
    """
    interiors = _PIPE.split(row) if "\\" in row else row.split("|")
    begin = 0
    if not interiors[0]:
        del interiors[0]
        begin = 1
    if interiors and not interiors[-1]:
        interiors.pop()
    return interiors, begin


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
        tokens = _block_tokens(self.text, self.lines, front_matter, env)
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
        return Span(line.start + found, min(line.start + found + len(part), line.end))

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
            for line, columns in enumerate(token.meta[_ROW_COLUMNS], first)
        )
        span = Span(header.span.start, (rows or [delimiter])[-1].span.end)
        return Table(header, delimiter, tuple(rows), span, first + 1, token.level == 0)

    def row(self, line: int, columns: tuple[int, int], *, with_text: bool) -> Row:
        line_start = self.lines.start(line)
        begin = line_start + columns[0]
        raw = self.text[begin : line_start + columns[1]]
        row = mdTrim(raw)
        start = begin + _leading(raw)
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
            cells.append(_cell((text, content, span, quick_span((at, end)))))
            at = end + 1
        return Row(tuple(cells), quick_span((start, start + len(row))))

    def cell_text(self, content: str, span: Span) -> str:
        self.find_html(content, [span])
        return inline.plain_text(content, self.references)
