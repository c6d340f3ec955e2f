"""A presentation as PowerPoint opens it, in a team's own design or in a plain one; same plan, same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Pt

from poc_docs.reports.deck import block_height, deck
from poc_docs.reports.fitting import ROW, row_lines
from poc_docs.reports.html_text import visible
from poc_docs.reports.recognising import AUTHOR
from poc_docs.reports.report import Bullets, Facts, Paragraph, Table, Tone, line, text_of
from poc_docs.reports.slide_design import LEADING, LETTER, PlainDesign, TeamDesign
from poc_docs.reports.widths import line_count, shortened
from poc_docs.text.addresses import safe_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide
    from pptx.text.text import TextFrame, _Paragraph

    from poc_docs.reports.report import Block, Cell, Line, Section
    from poc_docs.reports.slide_design import Area, Design
    from poc_docs.reports.subject import Subject

_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 -- the format has no zone, and the day means nothing
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_COLOURS = {
    Tone.GOOD: RGBColor(0x11, 0x6A, 0x38),
    Tone.MIXED: RGBColor(0x7D, 0x52, 0x00),
    Tone.BAD: RGBColor(0xA1, 0x25, 0x25),
    Tone.QUIET: RGBColor(0x55, 0x61, 0x6E),
}
_AFTER = 0.15
_BOLD = 1.15
_LARGEST, _SMALLEST = 44, 14
_TITLE, _SUBTITLE, _HEADING = 110, 260, 80


class UnusableTemplateError(Exception):
    """A team's own presentation can't be used, with the way out."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def presentation(subject: Subject, template: bytes | None = None) -> bytes:
    """Give the file; ``template`` is the team's own .pptx, whose design is used and whose slides are not.

    Raises ``UnusableTemplateError`` for one that is no presentation, or has no layout with a title.
    """
    try:
        design: Design = TeamDesign(template) if template is not None else PlainDesign()
        _first(design, subject)
        for slide in deck(subject, design.board):
            _add(design, slide)
        return _saved(design)
    except (
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        SyntaxError,
        OSError,
        zipfile.BadZipFile,
    ) as error:
        if template is None:
            raise
        raise UnusableTemplateError(
            f"the presentation to start from can't be used: {error}",
            "save it again from PowerPoint or LibreOffice as .pptx, with a layout that has a title",
        ) from None


def _first(design: Design, subject: Subject) -> None:
    headline = subject.headline
    slide, subtitle = design.first_slide()
    _title(design, slide, subject.name, first=True)
    subtitle.clear()
    _runs(subtitle.paragraphs[0], line(headline.word), tone=headline.tone, bold=True)
    if headline.line:
        _runs(subtitle.add_paragraph(), shortened(headline.line, _SUBTITLE), size=18)
    if design.is_plain:
        for paragraph in subtitle.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT


def _title(design: Design, slide: Slide, text: str, *, first: bool) -> None:
    title = slide.shapes.title
    if title is None:
        raise ValueError("a layout has no title")
    title.text_frame.clear()
    said = shortened(line(text), _TITLE if first else _HEADING)
    paragraph, usual = title.text_frame.paragraphs[0], design.title_sizes[0 if first else 1]
    _runs(paragraph, said, size=_title_size(title, said, usual), bold=design.is_plain)
    if design.is_plain:
        paragraph.alignment = PP_ALIGN.LEFT


def _title_size(title: BaseShape, said: Line, usual: float) -> float:
    """Give the largest type in which a title fits its place; 0 where it fits in any that a team chooses."""
    width, height = title.width / Pt(1), title.height / Pt(1)
    for size in [usual or _LARGEST, *range(int(usual or _LARGEST) - 1, _SMALLEST, -1)]:
        lines = line_count(text_of(said), (width - 15) / (size * LETTER * _BOLD))
        if lines * size * LEADING <= height:
            return 0 if size == _LARGEST else size
    return _SMALLEST


def _add(design: Design, found: Section) -> None:
    slide = design.next_slide()
    _title(design, slide, found.heading, first=False)
    top = 0.0
    for block in found.blocks:
        lines = block_height(block, design.board)
        area = design.area(top, lines)
        if isinstance(block, Table):
            _table(design, slide, block, area)
        else:
            _text(design, slide, block, area)
        top += lines + design.between


def _text(design: Design, slide: Slide, block: Block, area: Area) -> None:
    box = slide.shapes.add_textbox(*(Emu(side) for side in area))
    frame = box.text_frame
    _flush(frame)
    for number, (said, tone) in enumerate(_paragraphs(block)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _runs(paragraph, said, size=design.size, tone=tone)
        paragraph.space_after = Pt(design.size * _AFTER)
        if isinstance(block, Facts):
            paragraph.runs[0].font.bold = True


def _flush(frame: TextFrame) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)


def _paragraphs(block: Block) -> Iterator[tuple[Line, Tone]]:
    match block:
        case Paragraph():
            yield block.line, block.tone
        case Bullets():
            yield from ((line("• ", item), Tone.NONE) for item in block.items)
        case Facts():
            yield from ((line(f"{name}: ", said), Tone.NONE) for name, said in block.rows)
        case Table():
            return


def _runs(
    paragraph: _Paragraph, said: Line, *, size: float = 0, tone: Tone = Tone.NONE, bold: bool = False
) -> None:
    for piece in said:
        run = paragraph.add_run()
        run.text = visible(piece.text)
        if size:
            run.font.size = Pt(size)
        if bold:
            run.font.bold = True
        if tone in _COLOURS:
            run.font.color.rgb = _COLOURS[tone]
        if safe_address(piece.address):
            run.hyperlink.address = piece.address


def _table(design: Design, slide: Slide, table: Table, area: Area) -> None:
    left, top, width, height = (Emu(side) for side in area)
    frame = slide.shapes.add_table(len(table.rows) + 1, len(table.columns), left, top, width, height)
    frame.name = "Table"
    grid = frame.table
    for at, share in enumerate(table.widths):
        grid.columns[at].width = Emu(area[2] * share // 100)
    lines = design.board.table_line
    grid.rows[0].height = design.tall((1 + ROW) * lines)
    for at, name in enumerate(table.columns):
        _fill(design, grid.cell(0, at).text_frame, (line(name),), bold=True)
    for number, row in enumerate(table.rows, 1):
        grid.rows[number].height = design.tall(row_lines(table, row, design.board.table_room) * lines)
        for at, found in enumerate(row):
            _cell(design, grid.cell(number, at).text_frame, found, bold=at == table.named_by)


def _cell(design: Design, frame: TextFrame, found: Cell, *, bold: bool) -> None:
    _fill(design, frame, found.lines, tone=found.tone, bold=bold or found.tone in _COLOURS)


def _fill(
    design: Design, frame: TextFrame, lines: tuple[Line, ...], *, tone: Tone = Tone.NONE, bold: bool = False
) -> None:
    frame.margin_left = frame.margin_right = Pt(4)
    frame.margin_top = frame.margin_bottom = Pt(2)
    frame.word_wrap = True
    for number, said in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _runs(paragraph, said, size=design.table_size, tone=tone, bold=bold and number == 0)


def _saved(design: Design) -> bytes:
    """Give the file with the same dates inside whenever it is made."""
    properties = design.file.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.created = properties.modified = _MADE
    properties.revision = 1
    written = io.BytesIO()
    design.file.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, parts.read(name))
    return fixed.getvalue()
