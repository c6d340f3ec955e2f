"""The design that slides are put on: a team's own presentation, or a plain one of wide slides."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu, Pt

from poc_docs.reports.deck import Board
from poc_docs.reports.fitting import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.presentation import Presentation as PresentationFile
    from pptx.shapes.base import BaseShape
    from pptx.shapes.placeholder import LayoutPlaceholder
    from pptx.slide import Slide, SlideLayout
    from pptx.text.text import TextFrame

Area = tuple[int, int, int, int]
"""Left, top, width and height in EMU."""

_TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE})
_BODIES = frozenset({PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE})
LETTER = 0.64
"""The width of a middling letter of the widest usual sans serif, in parts of its size."""

LEADING = 1.4
"""The height of a line, in parts of the size of its type."""

_SIZES = (12.0, 18.0)


class Design:
    """A presentation under way: where its slides come from, and what they hold."""

    title_sizes: tuple[float, float] = (0, 0)
    """The type of the first title and of the others; 0 is what the layout says."""

    is_plain = False
    """Whether nobody has designed it, so that titles are set here."""

    def __init__(self, file: PresentationFile, body: Area) -> None:
        self.file = file
        self.body = body
        width, height = body[2] / Pt(1), body[3] / Pt(1)
        self.size = min(max(width / 48, _SIZES[0]), _SIZES[1])
        self.between = BETWEEN
        self.table_size = self.size - 4
        self.board = Board(
            height / (self.size * LEADING),
            width / (self.size * LETTER),
            width / (self.table_size * LETTER),
            self.table_size / self.size,
        )

    def area(self, top: float, lines: float) -> Area:
        """Give the area of so many lines, ``top`` lines below the beginning."""
        left, start, width, _ = self.body
        return left, start + self.tall(top), width, self.tall(lines)

    def tall(self, lines: float) -> Emu:
        """Give the height of lines."""
        return Emu(int(Pt(1) * lines * self.size * LEADING))

    def first_slide(self) -> tuple[Slide, TextFrame]:
        """Add the first slide, and give it with the text below its title."""
        raise NotImplementedError

    def next_slide(self) -> Slide:
        """Add a slide with a title and nothing else."""
        raise NotImplementedError


class PlainDesign(Design):
    """Wide slides in black on white."""

    title_sizes = (34, 26)
    is_plain = True

    def __init__(self) -> None:
        file = Presentation()
        file.slide_width, file.slide_height = Pt(960), Pt(540)
        super().__init__(file, (Pt(55), Pt(112), Pt(850), Pt(400)))

    def first_slide(self) -> tuple[Slide, TextFrame]:
        """Add the first slide."""
        slide = self.file.slides.add_slide(_named(self.file, "Title Slide") or self.file.slide_layouts[0])
        title, subtitle = slide.shapes.title, slide.placeholders[1]
        if title is not None:
            title.left, title.top, title.width, title.height = Pt(48), Pt(120), Pt(864), Pt(150)
        subtitle.left, subtitle.top, subtitle.width, subtitle.height = Pt(48), Pt(290), Pt(864), Pt(140)
        frame: TextFrame = subtitle.text_frame
        return slide, frame

    def next_slide(self) -> Slide:
        """Add a slide."""
        layout = _named(self.file, "Title Only") or self.file.slide_layouts[5]
        slide: Slide = self.file.slides.add_slide(layout)
        title = slide.shapes.title
        if title is not None:
            title.left, title.top, title.width, title.height = Pt(48), Pt(30), Pt(864), Pt(66)
        return slide


class TeamDesign(Design):
    """A team's own presentation: its layouts by name, or by what stands on them; its slides are taken out.

    Raises ``ValueError`` for one without a layout that has a title.
    """

    def __init__(self, data: bytes) -> None:
        file = Presentation(io.BytesIO(data))
        _empty(file)
        content = _named(file, "Title and Content") or _with(file, titles=_TITLES, body=True)
        self._first = _named(file, "Title Slide") or _with(file, titles=_TITLES, body=True)
        self._next = _named(file, "Title Only") or _with(file, titles=_TITLES, body=False) or content
        if self._next is None:
            raise ValueError("it has no layout with a title")
        super().__init__(file, _body(file, content or self._next))

    def first_slide(self) -> tuple[Slide, TextFrame]:
        """Add the first slide."""
        slide = self.file.slides.add_slide(self._first or self._next)
        below = [each for each in slide.placeholders if each.placeholder_format.type in _BODIES]
        _without(slide, below[1:])
        frame = below[0].text_frame if below else slide.shapes.add_textbox(*self._area()).text_frame
        frame.word_wrap = True
        return slide, frame

    def next_slide(self) -> Slide:
        """Add a slide."""
        slide: Slide = self.file.slides.add_slide(self._next)
        _without(slide, [each for each in slide.placeholders if each.placeholder_format.type not in _TITLES])
        return slide

    def _area(self) -> tuple[Emu, Emu, Emu, Emu]:
        left, top, width, height = (Emu(side) for side in self.body)
        return left, top, width, height


def _named(file: PresentationFile, name: str) -> SlideLayout | None:
    found = file.slide_layouts.get_by_name(name)
    return found if found is not None and _has(found, _TITLES) else None


def _has(layout: SlideLayout, types: frozenset[PP_PLACEHOLDER]) -> bool:
    return any(each.placeholder_format.type in types for each in _placeholders(layout))


def _with(file: PresentationFile, *, titles: frozenset[PP_PLACEHOLDER], body: bool) -> SlideLayout | None:
    found = (each for each in file.slide_layouts if _has(each, titles) and _has(each, _BODIES) is body)
    return next(found, None)


def _body(file: PresentationFile, layout: SlideLayout) -> Area:
    """Give where a layout has its content; without one, what is left below the title."""
    width, height = int(file.slide_width or Pt(960)), int(file.slide_height or Pt(540))
    for each in _placeholders(layout):
        if each.placeholder_format.type in _BODIES and each.width and each.height:
            return int(each.left), int(each.top), int(each.width), int(each.height)
    return width // 20, height * 23 // 100, width * 9 // 10, height * 68 // 100


def _placeholders(layout: SlideLayout) -> list[LayoutPlaceholder]:
    found: list[LayoutPlaceholder] = []
    for at in range(len(layout.placeholders)):
        each: LayoutPlaceholder = layout.placeholders[at]  # type: ignore[assignment] # typed as any shape
        found.append(each)
    return found


def _without(slide: Slide, shapes: Sequence[BaseShape]) -> None:
    for each in shapes:
        slide.shapes.element.remove(each.element)


def _empty(file: PresentationFile) -> None:
    """Take all slides out, and the sections that name them: with these PowerPoint would repair the file."""
    listed = file.slides.element
    for each in list(listed):
        file.part.drop_rel(each.rId)
        listed.remove(each)
    for sections in file.element.xpath(".//*[local-name()='sectionLst']"):
        extension = sections.getparent()
        extension.getparent().remove(extension)
