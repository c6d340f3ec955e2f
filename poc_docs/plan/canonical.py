"""Markdown text in the form that is fingerprinted, version 1: it is published and never changes again.

The rules and test vectors stand in ``docs/format.md``. What reads the same gives the same text; a changed
number, word or sign does not. A backslash introduces what is more than its letters (a link, an image, text
struck out, HTML), and one that a reader sees is doubled: so no text can be written to look like another.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from poc_docs.text import inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it.token import Token

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)


def canonical_text(content: str, references: Mapping[str, Any]) -> str:
    """Give Markdown inline ``content`` in canonical form; ``references`` are the link definitions."""
    if not inline.has_markup(content, references):
        return folded_text(content)
    return folded_text("".join(_shown(inline.tokens(content, references))))


def folded_text(shown: str) -> str:
    """Give what a reader sees in the form in which texts are compared."""
    text = shown if shown.isascii() else unicodedata.normalize("NFC", shown).translate(_SIGNS)
    text = inline.fold(text.replace(">=", "\u2265").replace("<=", "\u2264"))
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith("..") else text


def _shown(tokens: Iterable[Token]) -> Iterator[str]:
    destinations: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            destinations.append(str(token.attrGet("href") or ""))
            yield "\\["
        elif token.type == "link_close":
            yield f"\\]({destinations.pop()}\\)"
        elif token.type == "image":
            yield f"\\![{''.join(_shown(token.children or ()))}\\]({token.attrGet('src') or ''}\\)"
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type in {"s_open", "s_close"}:
            yield "\\{" if token.type == "s_open" else "\\}"
        elif token.type == "html_inline":
            yield "\\" + token.content.replace("\\", "\\\\") + "\\;"
        elif token.type not in {"em_open", "em_close", "strong_open", "strong_close"}:
            yield token.content.replace("\\", "\\\\")
