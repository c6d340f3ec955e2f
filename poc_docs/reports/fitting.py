"""How many lines a report takes on paper, counted on the safe side, so that a page is never overfull.

The numbers belong to the print rules in ``sheet.py``: type of 9 points in lines of 12.2 points, on A4 with
margins of 13 mm, in which the widest usual sans serif (DejaVu Sans) has 87 letters on a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.reports.report import Bullets, Facts, Paragraph, Table, text_of
from poc_docs.reports.widths import line_count

if TYPE_CHECKING:
    from poc_docs.reports.report import Block, Cell, Report

PAGE = 62.0
"""The lines that a page holds."""

_ROOM = 87.0
_HEADING = 1.7
BETWEEN = 0.45
"""The room between blocks, in lines."""

ROW = 0.45
"""The room between rows, in lines."""


def lines_of(report: Report) -> float:
    """Give the height of a report in lines."""
    head = 1.3 + 1.8 * line_count(report.subject, _ROOM / 1.75) + BETWEEN
    banner = line_count(f"{report.headline.word}  {text_of(report.headline.line)}", _ROOM / 1.25) * 1.3 + 1.4
    blocks = (block for section in report.sections for block in section.blocks)
    height = sum(block_lines(block, _ROOM) + BETWEEN for block in blocks)
    return head + banner + _HEADING * len(report.sections) + height


def block_lines(block: Block, room: float) -> float:
    """Give the height of a block in lines that are ``room`` letters wide."""
    match block:
        case Paragraph():
            return line_count(text_of(block.line), room)
        case Facts():
            return sum(line_count(text_of(said), room * 0.78) for _, said in block.rows)
        case Bullets():
            return sum(line_count(text_of(item), room - 4) for item in block.items)
        case Table():
            head = line_count(block.caption, room) + 1 + ROW
            return head + sum(row_lines(block, row, room) for row in block.rows)


def row_lines(table: Table, row: tuple[Cell, ...], room: float) -> float:
    """Give the height of a row with the room between rows; what names a row is bold, and wider."""
    return ROW + max(
        sum(
            line_count(text_of(said), (room * share / 100 - 2) / (1.15 if at == table.named_by else 1))
            for said in found.lines
        )
        for at, (share, found) in enumerate(zip(table.widths, row, strict=True))
    )
