"""The tables of a text, in one form for our reader and for the tokens of markdown-it-py."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

    from poc_docs.text.document import Document, Table

Cells = list[tuple[str, str]]


def seen(inline: Token) -> str:
    """Give what the tokens show, written for the tests alone."""

    def show(token: Token) -> str:
        if token.type in {"softbreak", "hardbreak"}:
            return "\n"
        if token.type == "html_inline":
            return "\n" if token.content.lower().replace(" ", "") in {"<br>", "<br/>"} else ""
        if token.type in {"s_open", "s_close"}:
            return "~~"
        if token.type == "image":
            return "".join(map(show, token.children or []))
        return token.content

    return "".join(map(show, inline.children or [])).strip()


def tables_of(tokens: list[Token]) -> list[tuple[int, bool, list[Cells]]]:
    """Give line, top level or not, and the rows of each table as (content, what is seen)."""
    found: list[tuple[int, bool, list[Cells]]] = []
    for i, token in enumerate(tokens):
        if token.type == "table_open":
            assert token.map
            found.append((token.map[0] + 1, token.level == 0, []))
        elif token.type == "tr_open":
            found[-1][2].append([])
        elif token.type in {"th_open", "td_open"}:
            found[-1][2][-1].append((tokens[i + 1].content, seen(tokens[i + 1])))
    return found


def our_tables(document: Document) -> list[tuple[int, bool, list[Cells]]]:
    return [(table.line, table.top_level, table_rows(table)) for _, table in document.tables]


def table_rows(table: Table) -> list[Cells]:
    """Give the rows as markdown-it-py makes them: as wide as the header."""
    width = len(table.header.cells)
    rows = [[(cell.content, cell.text) for cell in row.cells] for row in (table.header, *table.rows)]
    return [[*row, *[("", "")] * width][:width] for row in rows]
