"""A text's block tokens from markdown-it-py, with a table in one token: its own rule makes four of each cell.

Sources: CommonMark 0.31.2; the tables of GitHub Flavored Markdown, section 4.10.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from poc_docs.text import inline
from poc_docs.text.libraries import MAX_AUTOCOMPLETED_CELLS, StateBlock, gfm_table, mdTrim
from poc_docs.text.patterns import pattern
from poc_docs.text.remembering import remembered
from poc_docs.text.source import BOM

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from poc_docs.text.document import Document
    from poc_docs.text.front_matter import FrontMatter
    from poc_docs.text.source import Lines

TABLE = "table"
"""The type of the one token that is a table."""

ROW_COLUMNS = "row_columns"
"""Where a table's token keeps in which columns of its line the text of each row begins and ends."""

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


def block_tokens(document: Document) -> list[Token]:
    """Parse again the blocks that a document was read from: it doesn't keep them.

    A table is one token of the type ``table``, whose cells the document has; a token's lines are the file's,
    counted from 0.
    """
    return read_block_tokens(document.text, document.lines, document.front_matter, {})


def read_block_tokens(
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
    if not header_has_pipe or start + 2 > end or state.is_code_block(start):
        return False
    is_beside = state.sCount[start + 1] >= state.blkIndent and not state.is_code_block(start + 1)
    if not is_beside or not _are_head(_line(state, start), _line(state, start + 1)):
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
    token.meta = {ROW_COLUMNS: [_columns(state, line) for line in rows]}
    return True


@remembered
def _are_head(header: str, delimiter: str) -> bool:
    """Say whether markdown-it-py takes two lines for the head of a table."""
    state = StateBlock(f"{header}\n{delimiter}", _parser_without(frozenset()), {}, [])
    return gfm_table(state, 0, 2, True)  # noqa: FBT003


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
