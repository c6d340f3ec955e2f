"""Slides: eight at most, in a team's own design, with nothing beyond the edge, and the same bytes."""

from __future__ import annotations

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.util import Pt

from poc_docs.reports.presentation import UnusableTemplateError, presentation
from poc_docs.reports.recognising import is_report
from tests.reports.subjects import ROWS, TEXTS, long_plan, sample
from tests.site.hostile import VECTORS

WORDS = ["vorgangsbearbeitung", "Wm@%" * 300, "点検", "a", VECTORS[0], "=1+1 [x](javascript:alert(1))"]


def texts(data: bytes) -> list[list[str]]:
    """Give the texts of each slide, its title first."""
    found = []
    for slide in Presentation(io.BytesIO(data)).slides:
        assert slide.shapes.title is not None
        said = [slide.shapes.title.text_frame.text]
        for shape in slide.shapes:
            if shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
            elif shape.has_text_frame and shape.shape_id != slide.shapes.title.shape_id:
                said.append(shape.text_frame.text)
        found.append(said)
    return found


def team_design(*, named: bool = True, slides: int = 2) -> bytes:
    file = Presentation()
    for number in range(slides):
        slide = file.slides.add_slide(file.slide_layouts[1])
        assert slide.shapes.title is not None
        slide.shapes.title.text = f"Slide {number} of the team"
    if not named:
        for number, layout in enumerate(file.slide_layouts):
            layout.name = f"Folie {number}"
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


@pytest.mark.parametrize("name", TEXTS)
def test_a_plan_takes_eight_slides_at_most_and_gives_the_same_bytes(name: str) -> None:
    data = presentation(sample(name))
    slides = texts(data)
    assert 2 <= len(slides) <= 8
    assert slides[0][1].startswith(sample(name).headline.word)
    assert presentation(sample(name)) == data


def test_results_verdicts_and_outcome_are_on_the_slides() -> None:
    slides = texts(presentation(sample("serra")))
    results = next(slide for slide in slides if slide[0].startswith("Results"))
    assert results[results.index("26 s") + 1] == "Fail"
    assert [slide[0] for slide in slides][3] == "Outcome: Conditional"
    assert "Results confirmed by Rafael Teixeira (prospect) on 2026-09-14" in slides[3]
    assert "reported by the vendor, not confirmed" in texts(presentation(sample("lakshya")))[0][1]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("template", [None, team_design()], ids=["plain", "team"])
def test_nothing_is_beyond_the_edge_of_a_slide(word: str, template: bytes | None) -> None:
    file = Presentation(io.BytesIO(presentation(long_plan(word), template)))
    assert len(file.slides) == 8
    assert file.slide_height is not None
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert file.slide_width is None or shape.left + shape.width <= file.slide_width
            height = shape.height
            if shape.has_table:
                height = sum(row.height for row in shape.table.rows)
            assert shape.top + height <= file.slide_height


def test_criteria_for_which_there_is_no_room_are_counted() -> None:
    slides = texts(presentation(long_plan("load")))
    pages = [slide for slide in slides if slide[0].startswith("Results")]
    assert [slide[0] for slide in pages] == [
        f"Results: {ROWS} of {ROWS} criteria have a verdict",
        "Results, continued",
    ]
    shown = sum(1 for slide in pages for text in slide if text == "99.9%")
    assert f"• and {ROWS - shown} more in the report" in pages[1]
    gaps = next(slide for slide in slides if slide[0] == "Gaps and workarounds")
    assert f"• and {ROWS - gaps.count('High')} more in the report" in gaps


@pytest.mark.parametrize("named", [True, False])
def test_a_teams_design_is_used_and_its_slides_are_not(named: bool) -> None:
    data = presentation(sample("belrive"), team_design(named=named))
    assert not [text for slide in texts(data) for text in slide if "of the team" in text]
    layouts = [slide.slide_layout.name for slide in Presentation(io.BytesIO(data)).slides]
    assert set(layouts) == ({"Title Slide", "Title Only"} if named else {"Folie 0", "Folie 5"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("ppt/slides/slide")]
    assert len(names) == len(layouts)


def test_the_file_holds_no_time_and_says_who_wrote_it() -> None:
    data = presentation(sample("belrive"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
    properties = Presentation(io.BytesIO(data)).core_properties
    assert (str(properties.created), str(properties.modified)) == ("2000-01-01 00:00:00",) * 2
    assert is_report("pptx", data, ())
    assert not is_report("pptx", team_design(), ())


def test_type_is_large_enough_to_read() -> None:
    for slide in Presentation(io.BytesIO(presentation(long_plan("load")))).slides:
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            if shape.has_table:
                frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
            for frame in frames:
                for paragraph in frame.paragraphs:
                    assert all(run.font.size is None or run.font.size >= Pt(12) for run in paragraph.runs)


@pytest.mark.parametrize("data", [b"", b"PK", b"no presentation", team_design()[:2000]])
def test_a_file_that_is_no_presentation_is_named(data: bytes) -> None:
    with pytest.raises(UnusableTemplateError, match="can't be used") as raised:
        presentation(sample("belrive"), data)
    assert ".pptx" in raised.value.advice
