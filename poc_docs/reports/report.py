"""A report as frozen values: sections of paragraphs, facts, lists and tables, whatever it is written as.

Every text is plain text. What makes it Markdown, HTML or a slide escapes it; nothing here is markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a text means for the reader, beside what it says in words."""

    NONE = ""
    GOOD = "good"
    MIXED = "mixed"
    BAD = "bad"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and the address that it links to, if it is a link."""

    text: str
    address: str = ""


Line = tuple[Piece, ...]
"""A text without a line break."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: one line below the other."""

    lines: tuple[Line, ...] = ()
    tone: Tone = Tone.NONE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of its own."""

    line: Line
    tone: Tone = Tone.NONE


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they are, in order."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; ``widths`` are the columns' shares of a hundred, ``named_by`` the one that names its row."""

    caption: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    named_by: int = 0


Block = Paragraph | Facts | Bullets | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks below a heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """What the reader is told first: a word, what it means, and more in words."""

    word: str
    tone: Tone
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report."""

    title: str
    subject: str
    """Prospect and title of the plan."""
    headline: Headline
    sections: tuple[Section, ...]


def line(*parts: str | Line) -> Line:
    """Give texts and lines as one line."""
    found: list[Piece] = []
    for part in parts:
        found.extend((Piece(part),) if isinstance(part, str) else part)
    return tuple(piece for piece in found if piece.text)


def text_of(said: Line) -> str:
    """Give the words of a line."""
    return "".join(piece.text for piece in said)


def cell(*lines: str | Line, tone: Tone = Tone.NONE) -> Cell:
    """Give a cell of those lines that say something."""
    return Cell(tuple(found for found in map(line, lines) if found), tone)


def section(heading: str, *blocks: Block | None) -> tuple[Section, ...]:
    """Give a section of those blocks that hold anything; without any there is no section."""
    held = tuple(block for block in blocks if block is not None and _holds(block))
    return (Section(heading, held),) if held else ()


def _holds(block: Block) -> bool:
    match block:
        case Paragraph():
            return bool(block.line)
        case Bullets():
            return bool(block.items)
        case Facts() | Table():
            return bool(block.rows)
