"""What a presentation of a plan shows, slide by slide: never more than eight, and no more than each holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from poc_docs.reports import agreement, returns, verdicts
from poc_docs.reports.cutting import LEVELS, cut_block
from poc_docs.reports.fitting import BETWEEN, ROW, block_lines, row_lines
from poc_docs.reports.quoting import quoted
from poc_docs.reports.report import Bullets, Facts, Paragraph, Section, Table, line, section, text_of
from poc_docs.reports.widths import line_count
from poc_docs.reports.win import findings, learnings, overview_rows, reasons, towards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.reports.cutting import Limits
    from poc_docs.reports.report import Block
    from poc_docs.reports.subject import Subject

_RESULT_SLIDES = 2


@dataclass(frozen=True, slots=True)
class Board:
    """What a slide holds below its title: lines, and letters of middling width on each."""

    lines: float
    room: float
    table_room: float
    """As ``room``, in the smaller type of tables."""

    table_line: float
    """The height of a line in tables, in lines of the slide."""


def deck(subject: Subject, board: Board) -> tuple[Section, ...]:
    """Give the slides after the first, each cut to what ``board`` holds."""
    plan = subject.plan
    feedback = quoted(plan, plan.decision.feedback) if subject.outcome else ()
    confirmed, tone = subject.confirmed
    said = Paragraph(line("Results ", confirmed) if confirmed else (), tone)
    why = reasons(subject)
    slides = (
        *findings(subject),
        *section(
            "What was to be shown",
            Facts(tuple(overview_rows(subject))),
            agreement.amendments_in_short(subject),
            verdicts.removed(subject),
        ),
        *_results(subject, board),
        *section(
            _outcome(subject),
            said if why.items else None,
            why,
            Facts((("Customer feedback", feedback),) if feedback else ()),
        ),
        *section("Gaps and workarounds", replace(verdicts.gap_table(subject), caption="")),
        *section("Gain and return", returns.performance_in_short(subject), returns.figures_in_short(subject)),
        *section(
            "Next step" if subject.next_step else "Learnings",
            Paragraph(subject.next_step),
            Paragraph(line("What was learnt:") if subject.next_step and learnings(subject).items else ()),
            learnings(subject),
        ),
    )
    return tuple(_fitted(each, board) for each in slides)


def _outcome(subject: Subject) -> str:
    return towards(subject, f"Outcome: {subject.outcome}")


def _fitted(slide: Section, board: Board) -> Section:
    found = slide
    for limits in LEVELS:
        blocks = (kept for block in slide.blocks for kept in _cut(block, limits))
        found = replace(slide, blocks=tuple(blocks))
        if height(found.blocks, board) <= board.lines:
            break
    return found


def _cut(block: Block, limits: Limits) -> Iterator[Block]:
    """Give a block cut down; a slide shows no caption, so what a table leaves out stands below it."""
    cut = cut_block(block, limits)
    if isinstance(block, Table) and isinstance(cut, Table):
        yield replace(cut, caption="")
        left = len(block.rows) - len(cut.rows)
        if left:
            yield Bullets((line(f"and {left} more in the report"),))
    else:
        yield cut


def height(blocks: tuple[Block, ...], board: Board) -> float:
    """Give the height of blocks on a slide, in its lines."""
    return sum(block_height(block, board) + BETWEEN for block in blocks)


def block_height(block: Block, board: Board) -> float:
    """Give the height of a block on a slide, in its lines."""
    if isinstance(block, Table):
        return block_lines(block, board.table_room) * board.table_line
    if isinstance(block, Facts):
        return sum(line_count(f"{name}: {text_of(said)}", board.room) for name, said in block.rows)
    return block_lines(block, board.room)


def _results(subject: Subject, board: Board) -> Iterator[Section]:
    """Give the criteria on one slide or two; those for which there is no room are counted."""
    table = verdicts.results_table(subject)
    whole = replace(table, caption="")
    rows = [cut_block(replace(whole, rows=(row,)), LEVELS[-8]) for row in table.rows]
    left = [row for each in rows if isinstance(each, Table) for row in each.rows]
    for number in range(_RESULT_SLIDES):
        taken, used = 0, (2 + ROW) * board.table_line + 2 * BETWEEN
        for row in left:
            used += row_lines(table, row, board.table_room) * board.table_line
            if used > board.lines - 1:
                break
            taken += 1
        page, left = left[:taken], left[taken:]
        if page:
            more = f"and {len(left)} more in the report" if left and number + 1 == _RESULT_SLIDES else ""
            heading = f"Results: {subject.tally}" if number == 0 else "Results, continued"
            yield from section(
                heading,
                replace(whole, rows=tuple(page)),
                Bullets((line(more),) if more else ()),
            )
