"""How tables are written: cells that no value can break, blanks around values, whole tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.text.display_width import display_width
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAST_DASHES = 3
_LINE_BREAKS = pattern("[ \t]*[\n\r\v\f\x85\u2028\u2029][ \t\n\r\v\f\x85\u2028\u2029]*")
_FORBIDDEN = pattern("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_BARE_PIPE = pattern(r"(?<!\\)((?:\\\\)*)\|")


class TableEditError(ValueError):
    """The table cannot be changed as asked without touching what was not asked for."""


def cell_source(value: str) -> str:
    """Give ``value`` as it is written into a cell: on one line, every pipe escaped (once).

    Raises ``TableEditError`` for characters that no cell can hold.
    """
    if not value:
        return ""
    hidden = _FORBIDDEN.search(value)
    if hidden:
        raise TableEditError(f"a cell must not hold the hidden character U+{ord(hidden.group()):04X}")
    return _BARE_PIPE.sub(r"\1\\|", _trimmed(_LINE_BREAKS.sub(" ", value)))


def _trimmed(text: str) -> str:
    """Give a text without the blanks at its ends that markdown-it-py takes from a cell."""
    if not (text[:1].isspace() or text[-1:].isspace()):
        return text
    from poc_docs.text.libraries import mdTrim  # seldom needed, and slow to load

    return mdTrim(text)


def cell_content(value: str) -> str:
    """Give what the reader finds as ``Cell.content`` after ``value`` was written."""
    return cell_source(value).replace("\\|", "|")


def table_source(
    header: Sequence[str], rows: Iterable[Sequence[str]], newline: str, *, aligned: bool = False
) -> str:
    """Give a whole table without a line break at its end; ``aligned`` makes its columns equally wide."""
    lines = [[cell_source(value) for value in row] for row in (header, *rows)]
    if any(len(line) != len(header) for line in lines):
        raise TableEditError("every row of a table has as many cells as its header")
    measured = lines if aligned else lines[:1]
    widths = [2 + max(display_width(line[i]) for line in measured) for i in range(len(header))]
    fill = widths if aligned else [0] * len(header)
    cells = [[filled(v, width, 1, 1) for v, width in zip(line, fill, strict=True)] for line in lines]
    cells.insert(1, ["-" * max(LEAST_DASHES, width) for width in widths])
    return newline.join(f"|{'|'.join(line)}|" for line in cells)


def filled(value: str, width: int, left: int, right: int, align: str = "left") -> str:
    """Give ``value`` with blanks around it, ``width`` columns wide if it fits.

    ``left`` and ``right`` are the blanks there are; one of them at most is kept where space is short.
    """
    if not value:
        return " " * (width or min(left + right, 1))
    least_left = min(left, 1)
    # A backslash directly before the pipe would swallow it.
    least_right = 1 if value.endswith("\\") else min(right, 1)
    room = width - display_width(value)
    if room <= least_left + least_right:
        return " " * least_left + value + " " * least_right
    if align == "right":
        before = room - max(least_right, min(right, room - least_left))
    elif align == "center":
        before = least_left + (room - least_left - least_right) // 2
    else:
        before = min(left, room - least_right)
    return " " * before + value + " " * (room - before)
