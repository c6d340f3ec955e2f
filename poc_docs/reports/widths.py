"""How much room a text takes, and the same text shortened to fit: for pages and slides that have no more."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.reports.report import Piece

if TYPE_CHECKING:
    from poc_docs.reports.report import Line

# Measured in DejaVu Sans, the widest usual sans serif; a letter of middling width is 0.64 of its size.
_BROAD = frozenset("mwMW@%—…")
_NARROW = frozenset("fijlrtI.,;:'|!()[]/")
_SPACE = 0.5
_LONG_WORD = 24
MORE = "…"
"""How a text ends that was shortened."""


def width(text: str) -> float:
    """Give the room a text takes on one line, in letters of middling width."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter == " ":
        return _SPACE
    if letter in _NARROW:
        return 0.66
    if letter.isascii():
        return 1.6 if letter in _BROAD else 1.25 if letter.isupper() else 1.0
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.6
    return 1.6 if letter in _BROAD or not letter.isalnum() else 1.25


def line_count(text: str, room: float) -> int:
    """Give on how many lines a text stands that are ``room`` wide; a longer word is cut where it must be."""
    lines, used = 1, 0.0
    for word in text.split():
        needed = width(word)
        if used and used + _SPACE + needed > room:
            lines, used = lines + 1, 0.0
        used += needed + (_SPACE if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


def shortened(said: Line, room: float) -> Line:
    """Give a line that is no wider than ``room``; one that was longer ends with an ellipsis."""
    if sum(width(piece.text) for piece in said) <= room:
        return said
    left = room - width(MORE)
    kept: list[Piece] = []
    for piece in said:
        taken = _beginning(piece.text, left)
        left -= width(taken)
        kept.append(replace(piece, text=taken))
        if len(taken) < len(piece.text):
            break
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return (Piece(MORE),)
    return (*kept[:-1], replace(kept[-1], text=kept[-1].text.rstrip(" ,;:.(") + MORE))


def _beginning(text: str, room: float) -> str:
    """Give the beginning of a text that fits, up to the end of a word unless that word is very long."""
    used = 0.0
    for at, letter in enumerate(text):
        used += _letter(letter)
        if used > room:
            whole = text[:at].rpartition(" ")[0]
            return whole if whole and at - len(whole) <= _LONG_WORD else text[:at]
    return text
