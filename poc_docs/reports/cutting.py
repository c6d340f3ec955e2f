"""A report cut down to fewer and shorter texts, for a page or a slide that holds no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from poc_docs.reports.report import Bullets, Cell, Facts, Headline, Paragraph, Table, line, text_of
from poc_docs.reports.widths import MORE, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def fitted(report: Report, fits: Callable[[Report], bool]) -> Report:
    """Give as much of a report as fits: all, or else each thing cut alike, and the room left filled."""
    found = report
    for limits in LEVELS:
        if fits(found):
            break
        found = cut(report, limits)
    return _filled(report, found, fits)


def _filled(whole: Report, found: Report, fits: Callable[[Report], bool]) -> Report:
    """Give back to each block, in the order of reading, what there is room for."""
    for at, each in enumerate(whole.sections):
        for number, block in enumerate(each.blocks):
            for candidate in (block, *(cut_block(block, limits) for limits in LEVELS)):
                if candidate == found.sections[at].blocks[number]:
                    break
                if fits(fuller := _with_block(found, at, number, candidate)):
                    found = fuller
                    break
            for candidate in _with_whole_items(block, found.sections[at].blocks[number]):
                if fits(fuller := _with_block(found, at, number, candidate)):
                    found = fuller
                    break
    return found


def _with_whole_items(whole: Block, found: Block) -> Iterator[Block]:
    """Give a list with one of its shortened items in full, for each of them."""
    if isinstance(whole, Bullets) and isinstance(found, Bullets):
        for at, (item, kept) in enumerate(zip(whole.items, found.items, strict=False)):
            if text_of(kept).endswith(MORE):
                yield Bullets((*found.items[:at], item, *found.items[at + 1 :]))


def _with_block(report: Report, at: int, number: int, block: Block) -> Report:
    """Give the report with another block in one place."""
    blocks = list(report.sections[at].blocks)
    blocks[number] = block
    sections = list(report.sections)
    sections[at] = replace(sections[at], blocks=tuple(blocks))
    return replace(report, sections=tuple(sections))


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
            # Where one is left, saying so takes the line that it would stand on.
            most = limits.items if len(block.items) > limits.items + 1 else len(block.items)
            kept = tuple(shortened(item, limits.text * 2 // 3) for item in block.items[:most])
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
