"""Plain text as Markdown that reads as that text."""

from __future__ import annotations

import re

from poc_docs.text.inline import fold, plain_text

# Python-Markdown, which renders the site, knows no backslash before these: entities are safe everywhere.
_ENTITIES = {"<": "&lt;", "&": "&amp;", "~": "&#126;"}
_MARKS = re.compile(
    r"[\\`*\[\]]|<(?=[A-Za-z/!?])|&(?=#?\w+;|#[0-9xX])|~(?=~)|(?<=~)~|(?<!\w)_++|(?<!_)_++(?![^\W_])|#(?=#*$)"
)
_BEGINS_A_BLOCK = re.compile(r"(?P<digits>\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|-[ -]*$)")
"""With what a list item would begin a list, a heading, a quotation or a rule inside of itself."""


def markdown_of(text: str) -> str:
    """Give one line of Markdown that reads as ``text``; what has no meaning to Markdown stays as it is."""
    line = fold(text)
    escaped = _MARKS.sub(_escaped, line)
    if plain_text(escaped, {}) != line:
        raise ValueError(f"no Markdown reads as {line!r}")
    return escaped


def _escaped(mark: re.Match[str]) -> str:
    """Give an entity, or each sign of a run behind a backslash."""
    signs = mark.group()
    return _ENTITIES.get(signs) or "".join(f"\\{sign}" for sign in signs)


def item_of(text: str) -> str:
    """Give the Markdown of a list item that reads as ``text``."""
    line = markdown_of(text)
    begin = _BEGINS_A_BLOCK.match(line)
    return f"{begin['digits'] or ''}\\{line[begin.end() :]}" if begin else line
