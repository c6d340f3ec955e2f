"""A plan's own text as HTML, read as the gate reads it: what is not Markdown of ours stays text.

Raw HTML is parsed as such, so that no table appears that the gate does not see, and is then shown as text.
Nothing is loaded from anywhere: an image is its description.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from poc_docs.plan.vocabulary import CREDITS, FRAMEWORK, METRIC_LOG
from poc_docs.site.markup import Html, escape
from poc_docs.text import inline
from poc_docs.text.addresses import safe_address
from poc_docs.text.block_tokens import TABLE, block_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from poc_docs.plan.model import Plan
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View
    from poc_docs.text.document import Cell, Table

PREFIX = "as-written"
"""How the id of every heading of the plan begins, so that none is the page's own."""

_NOT_SEARCHED = frozenset({FRAMEWORK.heading, METRIC_LOG.heading, CREDITS.heading})
"""Sections of numbers, and of the template's own sentences: the search of the site leaves them out."""

_HEADING_SHIFT = 2
_LOWEST_HEADING = 6
_LEADS_OUTSIDE = re.compile(r"[^/?#:]*:|//")
_COMMENTS = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOX = re.compile(r"\[(?P<mark>[ xX])\](?=\s)")
_BLANK_LINES = re.compile(r"\n{2,}")
_NOT_IN_ID = re.compile(r"[^\w-]+")


def whole_text_section(view: View, of: PlanView) -> Iterator[Html]:
    """Give the plan's own text; links to other plans lead to their pages."""
    yield whole_text(of.plan, view.addresses.from_plan(of.entry.path))


def whole_text(plan: Plan, link: Callable[[str], str | None]) -> Html:
    """Give the text below the front matter.

    ``link`` gives the address for a relative destination, or None where the site has no such page: then the
    destination is shown beside the text.
    """
    document = plan.document
    tokens = block_tokens(document)
    not_searched = {s.heading.line for name, s in plan.sections.items() if name in _NOT_SEARCHED}
    writer = _Writer(document.references, _lower_headings(tokens, not_searched), link)
    tables = {table.line: table for _, table in document.tables}
    for token in tokens:
        if token.type == "inline":
            token.children = writer.tokens(token.content)
        elif token.type == TABLE and token.map:
            token.content = writer.table(tables[token.map[0] + 1])
    _draw_boxes(tokens)
    return Html(_BLANK_LINES.sub("\n", _render(tokens)).strip())


def _lower_headings(tokens: Sequence[Token], not_searched: Collection[int]) -> set[str]:
    """Put the plan's headings below the page's, and give them ids of their own.

    ``not_searched`` are the lines of the headings that the search leaves out with their sections.
    """
    ids: set[str] = set()
    for token, content in zip(tokens, [*tokens[1:], None], strict=False):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + _HEADING_SHIFT, _LOWEST_HEADING)}"
        if token.type == "heading_open" and content:
            name = _id(content.content)
            number = 1
            while _numbered(name, number) in ids:
                number += 1
            ids.add(_numbered(name, number))
            token.attrSet("id", _numbered(name, number))
            if token.map and token.map[0] + 1 in not_searched:
                token.attrSet("data-search-exclude", "")
    return ids


def _id(heading: str) -> str:
    return f"{PREFIX}-{_NOT_IN_ID.sub('-', heading.casefold()).strip('-')}".rstrip("-")


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}--{number}"


def _draw_boxes(tokens: Sequence[Token]) -> None:
    """Show the tick boxes of list items as boxes."""
    for item, _, content in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and content.children:
            first = content.children[0]
            box = _BOX.match(first.content)
            if box and first.type == "text":
                first.content = ("☐" if box["mark"] == " " else "☑") + first.content[box.end() :]


@dataclass(slots=True)
class _Writer:
    """Writes the inline content of a document, with the ids of its headings."""

    references: Mapping[str, Any]
    ids: set[str]
    link: Callable[[str], str | None]

    def tokens(self, content: str) -> list[Token]:
        """Give the tokens of one paragraph, heading or cell, with its links resolved."""
        kept: list[Token] = []
        closings: list[str | None] = []
        for token in inline.tokens(content, self.references):
            if token.type == "link_open":
                destination = str(token.attrGet("href") or "")
                address = self.address(destination)
                named = "" if token.markup == "autolink" else f" ({unquote(destination)})"
                closings.append(None if address else named)
                if not address:
                    continue
                token.attrs = {"href": address}
            elif token.type == "link_close":
                closing = closings.pop()
                if closing is not None:
                    token.type, token.tag, token.content = "text", "", closing
            elif token.type == "image":
                words = inline.fold(inline.plain_text(token.content, self.references))
                token.content = f"[image: {words} ({unquote(str(token.attrGet('src') or ''))})]"
            kept.append(token)
        return kept

    def address(self, destination: str) -> str | None:
        if _LEADS_OUTSIDE.match(destination):
            return safe_address(destination) or None
        if destination.startswith("#"):
            name = _id(unquote(destination[1:]))
            return f"#{name}" if name in self.ids else None
        return self.link(unquote(destination))

    def table(self, table: Table) -> str:
        styles = [_style(cell.content) for cell in table.delimiter.cells]
        head = self.row("th", table.header.cells, styles)
        body = "".join(self.row("td", row.cells, styles) for row in table.rows)
        written = f"<table>\n<thead>\n{head}</thead>\n"
        return written + (f"<tbody>\n{body}</tbody>\n</table>\n" if body else "</table>\n")

    def row(self, tag: str, cells: Sequence[Cell], styles: Sequence[str]) -> str:
        """Give a row of as many cells as the table has columns, as GitHub does."""
        texts = [self.cell(cell.content) for cell in cells[: len(styles)]]
        texts += [""] * (len(styles) - len(texts))
        written = (f"<{tag}{style}>{text}</{tag}>" for text, style in zip(texts, styles, strict=True))
        return "<tr>\n" + "\n".join(written) + "\n</tr>\n"

    def cell(self, content: str) -> str:
        if inline.has_markup(content, self.references):
            return _render(self.tokens(content))
        return escape(content).source


def _style(delimiter: str) -> str:
    """Give how a column is aligned, from its cell in the row below the header."""
    if not delimiter.endswith(":"):
        return ' style="text-align:left"' if delimiter.startswith(":") else ""
    return f' style="text-align:{"center" if delimiter.startswith(":") else "right"}"'


def _render(tokens: Sequence[Token]) -> str:
    html: str = _parser().renderer.render(tokens, _parser().options, {})
    return html


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", renderer_cls=_Renderer)


class _Renderer(RendererHTML):
    """markdown-it-py's HTML with every text escaped as on the rest of the page."""

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 -- markdown-it-py's name
        return "".join(f' {name}="{escape(str(value)).source}"' for name, value in token.attrItems())

    def text(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return escape(tokens[idx].content).source

    def text_special(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return self.text(tokens, idx)

    def table(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return tokens[idx].content

    def softbreak(self, *_: Any) -> str:
        return " "

    def hardbreak(self, *_: Any) -> str:
        return "<br>"

    def code_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f"<code>{escape(tokens[idx].content).source}</code>"

    def fence(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f"<pre><code>{escape(tokens[idx].content).source}</code></pre>\n"

    def code_block(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        return self.fence(tokens, idx, *rest)

    def html_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return "<br>" if _LINE_BREAK.fullmatch(tokens[idx].content) else self._raw(tokens[idx])

    def html_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        shown = self._raw(tokens[idx])
        return f"<pre><code>{shown}</code></pre>\n" if shown else ""

    def _raw(self, token: Token) -> str:
        return "" if _COMMENTS.fullmatch(token.content) else escape(token.content.strip("\n")).source

    def image(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return self.text(tokens, idx)
