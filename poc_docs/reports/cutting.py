"""A report cut down to fewer and shorter texts, for a page or a slide that holds no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from poc_docs.reports.report import Bullets, Cell, Facts, Headline, Paragraph, Table, line, text_of
from poc_docs.reports.widths import shortened

if TYPE_CHECKING:
    from poc_docs.reports.report import Block, Line, Report, Section


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of each thing is kept; widths as ``widths.width`` gives them."""

    text: int
    cell: int
    rows: int
    items: int


LEVELS = (
    *(Limits(text=text, cell=110, rows=12, items=6) for text in range(600, 280, -20)),
    *(Limits(text=text, cell=text // 3, rows=12, items=5) for text in range(280, 200, -20)),
    *(Limits(text=text, cell=text // 3, rows=10, items=3) for text in range(200, 120, -20)),
    Limits(text=120, cell=30, rows=8, items=2),
    Limits(text=80, cell=20, rows=6, items=1),
)
"""From the most that is of use on a page to what always fits."""


def cut(report: Report, limits: Limits) -> Report:
    """Give the report with no more than ``limits`` of each thing; what is left out is counted."""
    headline = report.headline
    return replace(
        report,
        subject=text_of(shortened(line(report.subject), 150)),
        headline=Headline(headline.word, headline.tone, shortened(headline.line, 190)),
        sections=tuple(_cut_section(each, limits) for each in report.sections),
    )


def _cut_section(found: Section, limits: Limits) -> Section:
    return replace(found, blocks=tuple(cut_block(block, limits) for block in found.blocks))


def cut_block(block: Block, limits: Limits) -> Block:
    """Give a block with no more than ``limits`` of each thing."""
    match block:
        case Paragraph():
            return replace(block, line=shortened(block.line, limits.text))
        case Facts():
            return Facts(tuple((name, shortened(said, limits.text * 2 // 3)) for name, said in block.rows))
        case Bullets():
            kept = tuple(shortened(item, limits.text * 2 // 3) for item in block.items[: limits.items])
            return Bullets((*kept, *_left_out(len(block.items) - len(kept))))
        case Table():
            return _cut_table(block, limits)


def _cut_table(table: Table, limits: Limits) -> Table:
    kept = tuple(
        tuple(
            Cell(tuple(shortened(said, limits.cell * share / 30) for said in cell.lines), cell.tone)
            for share, cell in zip(table.widths, row, strict=True)
        )
        for row in table.rows[: limits.rows]
    )
    left = len(table.rows) - len(kept)
    note = f"{table.caption}, and {left} more in the report" if left > 0 else table.caption
    return replace(table, caption=note, rows=kept)


def _left_out(count: int) -> tuple[Line, ...]:
    return (line(f"and {count} more in the report"),) if count > 0 else ()
