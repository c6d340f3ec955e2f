"""A plan's own text as HTML, read as the gate reads it: what is not Markdown of ours stays text.

Raw HTML is parsed as such, so that no table appears that the gate does not see, and is then shown as text.
Nothing is loaded from anywhere: an image is its description.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from poc_docs.site.markup import Html, escape
from poc_docs.text.source import BOM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from poc_docs.text.document import Document

PREFIX = "as-written"
"""How the id of every heading of the plan begins, so that none is the page's own."""

_HEADING_SHIFT = 2
_LOWEST_HEADING = 6
_SCHEME = re.compile(r"[^/?#:]*:")
_ALLOWED_SCHEMES = frozenset({"http:", "https:", "mailto:"})
_COMMENTS = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOX = re.compile(r"\[(?P<mark>[ xX])\](?=\s)")
_BLANK_LINES = re.compile(r"\n{2,}")
_NOT_IN_ID = re.compile(r"[^\w-]+")


def whole_text(document: Document, link: Callable[[str], str | None]) -> Html:
    """Give the text below the front matter.

    ``link`` gives the address for a relative destination, or None where the site has no such page: then the
    destination is shown beside the text.
    """
    start = document.front_matter.block.end if document.front_matter else 0
    tokens = _parser().parse(document.text[start:].removeprefix(BOM))
    ids = _lower_headings(tokens)
    _draw_boxes(tokens)
    for token in tokens:
        token.children = _Links(ids, link).resolved(token.children or [])
    html: str = _parser().renderer.render(tokens, _parser().options, {})
    return Html(_BLANK_LINES.sub("\n", html).strip())


@cache
def _parser() -> MarkdownIt:
    return _Parser("commonmark", renderer_cls=_Renderer).enable(["table", "strikethrough"])


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 -- markdown-it-py's name
        """Say whether a link may lead there: http, https, mailto, or relative."""
        scheme = _SCHEME.match(url.strip())
        return scheme is None or scheme.group().casefold() in _ALLOWED_SCHEMES


def _lower_headings(tokens: Sequence[Token]) -> set[str]:
    """Put the plan's headings below the page's, and give them ids of their own."""
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
class _Links:
    """Resolves the relative links of one paragraph, heading or cell."""

    ids: set[str]
    link: Callable[[str], str | None]
    unresolved: list[str] = field(default_factory=list)

    def resolved(self, tokens: Sequence[Token]) -> list[Token]:
        kept = []
        for token in tokens:
            if token.type == "link_open":
                destination = str(token.attrGet("href") or "")
                address = self.address(destination)
                self.unresolved.append("" if address else destination)
                if not address:
                    continue
                token.attrs = {"href": address}
            elif token.type == "link_close":
                destination = self.unresolved.pop()
                if destination:
                    token.type, token.tag, token.content = "text", "", f" ({unquote(destination)})"
            kept.append(token)
        return kept

    def address(self, destination: str) -> str | None:
        if _SCHEME.match(destination) or destination.startswith("//"):
            return destination
        if destination.startswith("#"):
            name = _id(unquote(destination[1:]))
            return f"#{name}" if name in self.ids else None
        return self.link(unquote(destination))


class _Renderer(RendererHTML):
    """markdown-it-py's HTML with every text escaped as on the rest of the page."""

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 -- markdown-it-py's name
        return "".join(f' {name}="{escape(str(value)).source}"' for name, value in token.attrItems())

    def text(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return escape(tokens[idx].content).source

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

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        words = self.renderInlineAsText(token.children or [], options, env)
        return escape(f"[image: {words} ({unquote(str(token.attrGet('src') or ''))})]").source
