"""The executive summary takes one page of A4, printed by a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from poc_docs.reports.fitting import PAGE, lines_of
from poc_docs.reports.html_page import html_page
from poc_docs.reports.kinds import KINDS
from poc_docs.reports.report import Bullets, Facts, Paragraph, Report, Table, line, text_of
from poc_docs.reports.widths import line_count, shortened, width
from poc_docs.repository.printing import pdf_of
from tests.reports.subjects import COMPLETE, ROWS, TEXTS, long_plan, sample, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.reports.report import Block, Line

WORDS = ["vorgangsbearbeitung", "W", "i", "Wm@%" * 300, "点検", "a", "Ünïcödé", "—", "of the MAXIMUM load"]


def pages(report: Report) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf_of(html_page(report))))


@pytest.mark.browser
@pytest.mark.parametrize("name", COMPLETE)
def test_the_summary_of_a_complete_plan_is_one_page(name: str) -> None:
    assert pages(KINDS["summary"](sample(name))) == 1


@pytest.mark.browser
@pytest.mark.parametrize("word", WORDS)
def test_the_summary_is_one_page_whatever_people_type(word: str) -> None:
    assert pages(KINDS["summary"](long_plan(word))) == 1


@pytest.mark.browser
def test_a_report_that_is_no_summary_takes_the_pages_it_needs() -> None:
    assert pages(KINDS["win"](long_plan("load"))) > 10


@pytest.mark.browser
def test_the_same_page_is_printed_as_the_same_bytes() -> None:
    page = html_page(KINDS["summary"](sample("belrive")))
    assert pdf_of(page) == pdf_of(page)


@pytest.mark.parametrize("name", TEXTS)
def test_every_sample_plan_fits(name: str) -> None:
    assert lines_of(KINDS["summary"](sample(name))) <= PAGE


def blocks_of(report: Report) -> list[Block]:
    return [block for section in report.sections for block in section.blocks]


def lines_in(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield block.line
        case Bullets():
            yield from block.items
        case Facts():
            yield from (said for _, said in block.rows)
        case Table():
            yield from (said for row in block.rows for cell in row for said in cell.lines)


def test_what_is_left_out_is_counted() -> None:
    report = KINDS["summary"](long_plan("load"))
    blocks = blocks_of(report)
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert table.caption == f"Criteria and results, and {ROWS - len(table.rows)} more in the report"
    why, gaps = (block.items for block in blocks if isinstance(block, Bullets))
    assert text_of(gaps[-1]) == f"and {ROWS - len(gaps) + 1} more in the report"
    assert [text_of(each) for each in why] == [
        "All 30 Critical criteria are Pass",
        "No criterion is Required",
    ]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_summary_that_has_room_shortens_nothing(name: str) -> None:
    assert "…" not in html_page(KINDS["summary"](sample(name)))


def test_a_summary_that_is_cut_uses_its_page_and_cuts_between_words() -> None:
    said = "Detection and latency are better than anything the bank has measured so far."
    assert said in TEXTS["serra"]
    report = KINDS["summary"](subject_of(TEXTS["serra"].replace(said, " ".join([said] * 6))))
    assert PAGE - 3 < lines_of(report) <= PAGE
    known = set(re.findall(r"\w+", TEXTS["serra"]))
    cut = [text_of(item) for block in blocks_of(report) for item in lines_in(block) if "…" in text_of(item)]
    assert 0 < len(cut) < 5
    assert all(re.findall(r"\w+", text)[-1] in known for text in cut)


def test_a_workaround_that_the_reasons_tell_is_not_told_again() -> None:
    page = html_page(KINDS["summary"](sample("serra")))
    assert page.count("External key store proxy") == 1
    assert "No support for an on-premises HSM as key source (High)</li>" in page
    assert page.count("; workaround: ") == 1


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("short", 10, "short"),
        ("one six three four", 10, "one six…"),
        ("onesixthreefour", 8, "onesixt…"),
        ("点検点検点検", 8.1, "点検点検…"),
        ("one, six three", 6.5, "one…"),
        ("x", 0, "…"),
    ],
)
def test_a_shortened_text_ends_with_an_ellipsis(text: str, room: float, shown: str) -> None:
    assert text_of(shortened(line(text), room)) == shown
    assert width(shown) <= max(room, width("…"))


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("one six", 6.2, 1),
        ("one six", 6, 2),
        ("onesixthree", 4, 3),
        ("", 5, 1),
        ("a bb ccc", 3, 3),
        ("点検", 2, 2),
    ],
)
def test_lines_are_counted_as_a_browser_breaks_them(text: str, room: float, lines: int) -> None:
    assert line_count(text, room) == lines
