"""How wide a text is on a terminal, by Unicode's East Asian widths."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """Give the number of columns that ``text`` takes."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def char_width(char: str) -> int:
    """Give the number of columns that a character takes: none, one or two."""
    if char < "\u0300":
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
