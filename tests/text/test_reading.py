"""The reading of a file, held against markdown-it-py's own tokens, which know nothing of our spans."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from poc_docs.text.block_tokens import block_tokens
from poc_docs.text.reading import read_document
from tests.text.markdown_files import files
from tests.text.tables_alike import our_tables, seen, tables_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from poc_docs.text.document import Cell, Document


# What markdown-it-py trims from cells and lines: JavaScript's white space, without U+0085 and U+FEFF.
BLANKS = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def tokens_of(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text.removeprefix("\ufeff"))


def all_cells(document: Document) -> list[Cell]:
    return [
        cell
        for _, table in document.tables
        for row in (table.header, table.delimiter, *table.rows)
        for cell in row.cells
    ]


def cells_beyond_the_header(document: Document) -> list[Cell]:
    return [
        cell
        for _, table in document.tables
        for row in table.rows
        for cell in row.cells[len(table.header.cells) :]
    ]


@given(files())
@example("|a|b|\n|-|-|\n|`x|y`|2|\n")
@example("- |a|\n  |-|\n  |b|\n")
@example("> |a|\r> |-|\r> |b|\r")
@example("\ufeff|a|\n|-|\n|b|")
@example("|\u2028a|\n|-|\n|\u00a0b\u00a0|\n")
def test_tables_are_those_of_markdown_it(text: str) -> None:
    assert our_tables(read_document(text)) == tables_of(tokens_of(text))


@pytest.mark.parametrize("row", ["|a", "a", "|a|b"])
def test_a_table_ends_where_markdown_it_has_filled_in_too_many_cells(row: str) -> None:
    text = "|x" * 300 + "\n" + "|-" * 300 + "\n" + f"{row}\n" * 240
    ours, theirs = our_tables(read_document(text)), tables_of(tokens_of(text))
    assert [len(rows) for _, _, rows in ours] == [len(rows) for _, _, rows in theirs]
    assert len(ours[0][2]) < 240
    assert ours == theirs


@given(files())
def test_a_cells_span_cuts_out_its_text_and_its_interior_reaches_from_pipe_to_pipe(text: str) -> None:
    document = read_document(text)
    for cell in all_cells(document):
        assert cell.span.of(text).replace("\\|", "|") == cell.content
        assert cell.interior.start <= cell.span.start <= cell.span.end <= cell.interior.end
        assert cell.interior.of(text).strip(BLANKS) == cell.span.of(text)
        assert cell.interior.start == 0 or text[cell.interior.start - 1] in f"|>-.\ufeff{BLANKS}"
        assert "|" not in cell.interior.of(text).replace("\\|", "")


UNDERLINES = st.lists(
    st.sampled_from(["", "a", "| a |", "|---|", "---", "===", "- ", "-- ", "> ", "  ", "- a", "  ---"])
    | st.sampled_from(["> ---", "> a", ">\t==", "1. a", "   --", "\u00a0", "--\u00a0", "-=", "    --"]),
    max_size=8,
)
"""Lines of which some underline a heading, and others look like it."""


@given(UNDERLINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_an_underlined_heading_is_read_wherever_markdown_it_reads_one(lines: list[str], end: str) -> None:
    text = end.join(lines)
    tokens = tokens_of(text)
    wanted = [token.map for token in tokens if token.type == "heading_open"]
    kinds = [token.type for token in tokens if token.type in {"hr", "heading_open", "paragraph_open"}]
    read = block_tokens(read_document(text))
    assert [token.map for token in read if token.type == "heading_open"] == wanted
    assert [token.type for token in read if token.type in {"hr", "heading_open", "paragraph_open"}] == kinds


@given(files())
def test_headings_are_those_of_markdown_it_and_their_spans_hold_the_text(text: str) -> None:
    document = read_document(text)
    tokens = tokens_of(text)
    wanted = [
        (int(token.tag[1]), " ".join(seen(tokens[i + 1]).split()), token.map[0] + 1)
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
    headings = [section.heading for section in document.sections[1:]]
    assert [(h.level, h.text, h.line) for h in headings] == wanted
    sources = [
        tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open" and not t.level
    ]
    for heading, source in zip(headings, sources, strict=True):
        assert document.position(heading.span.start)[0] >= heading.line
        assert heading.span.of(text).split() == source.split()


@given(files())
def test_sections_follow_each_other_without_a_gap(text: str) -> None:
    sections = read_document(text).sections
    bounds = [section.span for section in sections]
    assert bounds[0].start == int(text.startswith("\ufeff"))
    assert bounds[-1].end == len(text)
    assert all(one.end == other.start for one, other in itertools.pairwise(bounds))
    assert all(s.span.start <= s.body.start <= s.span.end == s.body.end for s in sections)


@given(files())
@example("\u2028\n1\n")
@example("> \u00a0\n> 1\n")
@example("a\u0085\n\u0085b\n")
def test_blocks_are_the_paragraphs_of_markdown_it_and_their_lines_cut_them_out(text: str) -> None:
    tokens = tokens_of(text)
    wanted = [tokens[i + 1] for i, token in enumerate(tokens) if token.type == "paragraph_open"]
    blocks = [block for section in read_document(text).sections for block in section.blocks]
    assert [block.content for block in blocks] == [token.content for token in wanted]
    assert [block.text for block in blocks] == [seen(token) for token in wanted]
    for block in blocks:
        lines = [line.strip(BLANKS) for line in block.content.split("\n")]
        assert [span.of(text) for span in block.lines] == lines
        assert (block.span.start, block.span.end) == (block.lines[0].start, block.lines[-1].end)


@given(files())
@example("- a <br>\n  ---\n")
@example("|a|\n|-|\n|b|<br>|\n")
def test_html_is_found_where_markdown_it_finds_it(text: str) -> None:
    wanted = []
    for token in tokens_of(text):
        if token.type == "html_block":
            wanted.append(token.content.strip())
        wanted += [child.content for child in token.children or [] if child.type == "html_inline"]
    document = read_document(text)
    cut_off = [
        cell.span for cell in cells_beyond_the_header(document)
    ]  # markdown-it-py drops these, we do not
    found = [html for html in document.html if not any(s.start <= html.span.start < s.end for s in cut_off)]
    assert [html.text for html in found] == wanted
    assert all(html.text.split("\n")[0] in html.span.of(text) for html in found)


@given(st.text())
@example("\x00|a|\n|-|\n|\x00|")
@example("---\r---")
@example("- ")
@example("## POC Overview\n\n- no label\n")
def test_any_text_can_be_read(text: str) -> None:
    document = read_document(text)
    assert document.text == text
    assert document.sections[-1].span.end == len(text)


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        ("- one", True),
        ("- one\n  line more", True),
        ("- one\n- two", True),
        ("- one\n  <!-- a comment -->", True),
        ("- one\n\n  a paragraph", False),
        ("- one\n  - a list", False),
        ("- one\n\n  ```\n  code\n  ```", False),
        ("- one\n\n  | a |\n  |---|", False),
        ("- one\n\n  <div>text</div>", False),
        ("- one\n\n  <!-- a --> text <!-- b -->", False),
    ],
)
def test_a_list_item_knows_whether_more_follows_in_it(source: str, whole: bool) -> None:
    first = read_document(source).sections[0].blocks[0]
    assert (first.item, first.alone) == (True, whole)


@pytest.mark.parametrize(
    "decoy",
    [
        "```\n{}\n```",
        "~~~\n{}",
        "<!--\n{}\n-->",
        "    {}",
        "<div>\n{}\n</div>",
    ],
)
def test_a_table_in_code_or_html_is_none(decoy: str) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    text = decoy.format(table.replace("\n", "\n    ") if decoy.startswith("    ") else table)
    assert read_document(text).tables == []


def test_lines_of_tokens_are_the_files_lines_after_front_matter() -> None:
    text = "\ufeff---\r\nid: a\r\n---\r\n\r\n# T\r\n\r\n| a |\r\n|---|\r\n| b |\r\n"
    document = read_document(text)
    (_, table), heading = document.tables[0], document.sections[1].heading
    assert document.front_matter
    assert document.front_matter.block.of(text) == "---\r\nid: a\r\n---\r\n"
    assert (heading.line, heading.span.of(text)) == (5, "T")
    assert (table.line, table.rows[0].cells[0].span.of(text)) == (7, "b")


def test_untrusted_front_matter_gives_an_error_and_no_values() -> None:
    document = read_document("---\na: 1\na: 2\n---\n\n# Title\n")
    assert document.front_matter is None
    assert document.front_matter_error
    assert document.sections[-1].heading.text == "Title"


def test_a_struck_out_text_keeps_its_tildes() -> None:
    document = read_document("| a |\n|---|\n| ~~146 ms~~ |\n")
    assert document.tables[0][1].rows[0].cells[0].text == "~~146 ms~~"


def test_a_very_long_table_whose_cells_are_all_there_has_all_of_its_rows() -> None:
    columns, rows = 16, 4200
    row = "| 1 " * columns + "|\n"
    (table,) = [table for _, table in read_document(row + "|---" * columns + "|\n" + row * rows).tables]
    assert len(table.rows) == rows
