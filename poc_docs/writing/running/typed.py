"""What people type, as the Markdown of a cell or of a list item that reads as that very text."""

from __future__ import annotations

import re

from poc_docs.writing.literal import markdown_of

_BEGINS_A_BLOCK = re.compile(r"(?P<digits>\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|-[ -]*$)")
"""With what a list item would begin a list, a heading, a quotation or a rule inside of itself."""


def cell_of(text: str) -> str:
    """Give the Markdown of a table's cell, or of a value behind its label, that reads as ``text``."""
    return markdown_of(text)


def item_of(text: str) -> str:
    """Give the Markdown of a list item that reads as ``text``."""
    line = cell_of(text)
    begin = _BEGINS_A_BLOCK.match(line)
    return f"{begin['digits'] or ''}\\{line[begin.end() :]}" if begin else line
