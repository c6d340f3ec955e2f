"""The inside of a cell, a list item or a heading: Markdown inline content as plain or canonical text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from poc_docs.text.libraries import MarkdownIt, Token

# What CommonMark may read as more than its letters: `_` inside a word, a single `~`, `< 5`, and `[a]` without
# a link definition, are none of it. The first of the two is fast where it finds nothing.
_SIGN = pattern(r"[\\`*_\[<&~\r\n]")
_MARKUP = pattern(r"[\\`*\r\n]|~~|\]\(|<[A-Za-z/!?]|<[^<>]*@|&[#A-Za-z]|(?<![A-Za-z0-9_])_|_(?![A-Za-z0-9_])")
_LINE_BREAK_TAG = pattern(r"<br\s*/?>", re.IGNORECASE)
_TAG_BEGINS = pattern(r"<[A-Za-z/!?]")
_TICK_BOX = pattern(r"\A\s*\[[ xX]\]\s")
_BEGINNING = 200
_CONTENT = frozenset({"text", "text_special", "code_inline"})


def new_parser() -> MarkdownIt:
    """Give the one Markdown parser: CommonMark with GitHub's tables and strikethrough.

    Inline content is parsed on demand by ``tokens``; that more than halves the time of a document.
    """
    # Commands that know from an earlier run what the plans say never load it.
    from poc_docs.text.libraries import MarkdownIt

    parser = MarkdownIt("commonmark", renderer_cls=_NoRenderer)
    return parser.enable(["table", "strikethrough"]).disable(["inline", "text_join"])


class _NoRenderer:
    """In place of what makes HTML, which looks through its own methods before it makes any."""

    __output__: ClassVar[str] = "none"

    def __init__(self, _parser: MarkdownIt) -> None: ...

    def render(self, *_arguments: Any) -> None:
        """Give nothing: who wants HTML has a parser with a renderer."""


_parser = cache(new_parser)


def tokens(content: str, references: Mapping[str, Any]) -> list[Token]:
    """Parse inline ``content``; ``references`` are the document's link definitions."""
    from poc_docs.text.libraries import Token

    if not has_markup(content, references):
        return [Token("text", "", 0, content=content)] if content else []
    markdown = _parser()
    found: list[Token] = []
    markdown.inline.parse(content, markdown, {"references": references}, found)
    return found


def may_have_markup(content: str) -> bool:
    """Say whether ``content`` holds a sign of markup; without one no part of it has markup."""
    return bool(_SIGN.search(content))


def has_markup(content: str, references: Mapping[str, Any]) -> bool:
    """Say whether Markdown may read ``content`` as more than its letters; if not, they are what is seen."""
    if not _SIGN.search(content):
        return False
    return bool(_MARKUP.search(content)) or (bool(references) and "[" in content)


def plain_text(content: str, references: Mapping[str, Any]) -> str:
    """Give what a reader sees: entities resolved, ``<br>`` and line breaks as a line break, no marks.

    The tildes around struck-out text stay: without them it would read as if it still held. An image shows as
    ``![its description]``: nobody who looks at it reads these words.
    """
    if not has_markup(content, references):
        return content.strip()
    return _plain_text(content, references) if references else _plain_alone(content)


def _plain_text(content: str, references: Mapping[str, Any]) -> str:
    return "".join(_plain(tokens(content, references))).strip()


@remembered
def _plain_alone(content: str) -> str:
    return _plain_text(content, {})


def _plain(parts: Iterable[Token]) -> Iterable[str]:
    for token in parts:
        if token.type in _CONTENT:
            yield token.content
        elif token.type in {"s_open", "s_close"}:
            yield "~~"
        elif token.type in {"softbreak", "hardbreak"} or _LINE_BREAK_TAG.fullmatch(token.content):
            yield "\n"
        elif token.type == "image":
            yield f"![{''.join(_plain(token.children or ()))}]"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """How a line begins for a reader; ``bold`` is how much of it is bold from its beginning on.

    ``is_new`` says that every reader sees it begin a line: the first, or one after a hard line break.
    """

    text: str
    bold: str
    is_new: bool


def shown_lines(content: str, references: Mapping[str, Any]) -> Iterator[ShownLine]:
    """Give how the lines of inline ``content`` begin, without the tick box of a list item."""
    text, bold, depth, still, is_new = "", "", 0, True, True
    for token in tokens(_TICK_BOX.sub("", content), references):
        depth += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        is_break = token.type in {"softbreak", "hardbreak"} or _LINE_BREAK_TAG.fullmatch(token.content)
        if is_break:
            yield ShownLine(text, bold, is_new)
            text, bold, still, is_new = "", "", True, token.type != "softbreak"
            continue
        shown = "".join(_plain([token])) if len(text) < _BEGINNING else ""
        still = still and (bool(depth) or not (text + shown).strip())
        text, bold = text + shown, bold + shown if still else bold
    yield ShownLine(text, bold, is_new)


def fold(text: str) -> str:
    """Give ``text`` on one line, with every run of white space as one blank."""
    # Nearly every text is folded already. Of white space only the blank counts as printable.
    if text.isprintable() and "  " not in text and text == text.strip():
        return text
    return " ".join(text.split())


def raw_html(content: str, references: Mapping[str, Any]) -> list[str]:
    """Give the pieces of raw HTML inside ``content``, in order."""
    if not _TAG_BEGINS.search(content):
        return []
    return [token.content for token in tokens(content, references) if token.type == "html_inline"]
