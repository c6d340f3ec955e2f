"""Tables are edited in place: told by tables before and after, and by generated ones of every manner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from poc_docs.text.edits import apply_edits
from poc_docs.text.libraries import MD_TRIM_CHARS
from poc_docs.text.reading import read_document
from poc_docs.text.table_edits import (
    HEADER,
    NewRow,
    TableChange,
    insert_table,
    table_edits,
)
from poc_docs.text.table_source import TableEditError, cell_content, cell_source, table_source

if TYPE_CHECKING:
    from poc_docs.text.document import Document, Table
    from poc_docs.text.edits import Edit

EXAMPLES = [
    (
        "a value that fits is filled up",
        TableChange(cells={(0, 1): "5 ms"}),
        """\
        | # | Result   |
        |---|----------|
        | 1 | TBD      |
        | 2 | 300.5 ms |""",
        """\
        | # | Result   |
        |---|----------|
        | 1 | 5 ms     |
        | 2 | 300.5 ms |""",
    ),
    (
        "a longer value moves no other row",
        TableChange(cells={(0, 1): "5000 requests"}),
        """\
        | # | Result   |
        |---|----------|
        | 1 | TBD      |
        | 2 | 300.5 ms |""",
        """\
        | # | Result   |
        |---|----------|
        | 1 | 5000 requests |
        | 2 | 300.5 ms |""",
    ),
    (
        "a cell that had grown goes back to the column's width",
        TableChange(cells={(0, 1): "5 ms"}),
        """\
        | # | Result   |
        |---|----------|
        | 1 | 5000 requests |
        | 2 | 3 ms     |""",
        """\
        | # | Result   |
        |---|----------|
        | 1 | 5 ms     |
        | 2 | 3 ms     |""",
    ),
    (
        "unpadded stays unpadded",
        TableChange(cells={(0, 1): "5 ms", (1, 1): ""}, columns=["Note"]),
        """\
        | # | Result |
        |---|--------|
        | 1 | [Actual measurement] |
        | 2 | 3 ms |""",
        """\
        | # | Result | Note |
        |---|--------|------|
        | 1 | 5 ms | |
        | 2 | | |""",
    ),
    (
        "compact stays compact",
        TableChange(cells={(0, 1): "5", (1, 0): ""}, columns=["Note"], rows=[NewRow(1, ("4", "", "n"))]),
        """\
        |a|b|
        |-|-|
        |1||
        |2|3|""",
        """\
        |a|b|Note|
        |-|-|----|
        |1|5||
        ||3||
        |4||n|""",
    ),
    (
        "numbers at the right stay at the right",
        TableChange(cells={(0, 1): "12", (1, 1): ""}, rows=[NewRow(HEADER, ("a", "7"))]),
        """\
        | k | Number |
        |---|-------:|
        | b |      1 |
        | c |  12345 |""",
        """\
        | k | Number |
        |---|-------:|
        | a |      7 |
        | b |     12 |
        | c |        |""",
    ),
    (
        "centred",
        TableChange(cells={(0, 1): "ab"}),
        """\
        | k | Number |
        |---|:------:|
        | b |   1    |""",
        """\
        | k | Number |
        |---|:------:|
        | b |   ab   |""",
    ),
    (
        "every cell has its own manners",
        TableChange(cells={(0, 0): "10", (0, 1): "b", (0, 2): "c"}),
        """\
        |#  |  One |Two|
        |-|---|---|
        |1    |  first  |   x|""",
        """\
        |#  |  One |Two|
        |-|---|---|
        |10   |  b      |   c|""",
    ),
    (
        "what stands at the right of its cell stays there, whatever the column says",
        TableChange(cells={(0, 1): "7", (1, 1): "8"}),
        """\
        | k | Number |
        |---|--------|
        | a |   1,234|
        | b |  1,234 |""",
        """\
        | k | Number |
        |---|--------|
        | a |       7|
        | b |      8 |""",
    ),
    (
        "a cell that had grown goes back to the right of its column",
        TableChange(cells={(0, 1): "7"}),
        """\
        | k | Number |
        |---|-------:|
        | a | 1,234,567.89 |
        | b |      1 |""",
        """\
        | k | Number |
        |---|-------:|
        | a |      7 |
        | b |      1 |""",
    ),
    (
        "a new column of a padded table is as wide as its longest value",
        TableChange(cells={(0, 2): "by hand", (1, 2): "x"}, columns=["Note"]),
        """\
        | # | Result |
        |---|--------|
        | 1 | 5 ms   |
        | 2 | 3 ms   |""",
        """\
        | # | Result | Note    |
        |---|--------|---------|
        | 1 | 5 ms   | by hand |
        | 2 | 3 ms   | x       |""",
    ),
    (
        "a new column of a table without padding is as wide as its name",
        TableChange(cells={(0, 2): "by hand"}, columns=["Note"]),
        """\
        | # | Result |
        |---|--------|
        | 1 | 5 ms |""",
        """\
        | # | Result | Note |
        |---|--------|------|
        | 1 | 5 ms | by hand |""",
    ),
    (
        "tabs around a value stay",
        TableChange(cells={(0, 0): "2", (0, 1): "y", (1, 1): "C:\\\\dir\\"}),
        "| k | Path |\n|---|------|\n|\t1|x\t|\n| 3 |\tx|",
        "| k | Path |\n|---|------|\n|\t2|y\t|\n| 3 |\tC:\\\\dir\\ |",
    ),
    (
        "wide characters take two columns",
        TableChange(cells={(0, 0): "日本", (1, 0): "é"}),
        """\
        | Name   | k |
        |--------|---|
        | abcd   | 1 |
        | 漢字   | 2 |""",
        """\
        | Name   | k |
        |--------|---|
        | 日本   | 1 |
        | é      | 2 |""",
    ),
    (
        "pipes and line breaks cannot break the table",
        TableChange(cells={(0, 0): "a|b \\| c", (0, 1): "two\r\n lines\n", (1, 0): "x\\", (1, 1): "\\\\|"}),
        """\
        |a|b|
        |-|-|
        |1|2|
        |3|4|""",
        """\
        |a|b|
        |-|-|
        |a\\|b \\| c|two lines|
        |x\\ |\\\\\\||""",
    ),
    (
        "without outer pipes",
        TableChange(cells={(0, 1): "", (1, 0): ""}, rows=[NewRow(1, ("5", "6")), NewRow(1, ("", "7"))]),
        """\
        a | b
        --|--
        1 | 2
        3 | 4""",
        """\
        a | b
        --|--
        1 | |
        | | 4
        5 | 6
        | | 7 |""",
    ),
    (
        "an empty cell follows the others of its row, and a new row the one above it",
        TableChange(cells={(0, 1): "y"}, rows=[NewRow(0, ("z", "w"))]),
        "| a | b |\n|---|---|\n|x||",
        "| a | b |\n|---|---|\n|x|y|\n|z|w|",
    ),
    (
        "a value at the right of its cell stays there, whatever the column says",
        TableChange(cells={(0, 0): "12"}),
        "| number |\n|:-------|\n|      7 |",
        "| number |\n|:-------|\n|     12 |",
    ),
    (
        "tabs stay",
        TableChange(cells={(0, 0): "longer", (0, 1): ""}),
        "|a|b|\n|-|-|\n|\t1\t|\t2 |",
        "|a|b|\n|-|-|\n|\tlonger\t|\t |",
    ),
]


def _first_table(text: str) -> tuple[Document, Table]:
    document = read_document(text)
    return document, document.tables[0][1]


def _cell_edits(document: Document, table: Table, row: int, column: int, value: str) -> list[Edit]:
    return table_edits(document, table, TableChange(cells={(row, column): value}))


def _row_edits(document: Document, table: Table, values: list[str]) -> list[Edit]:
    """Add a row at the end."""
    row = NewRow(len(table.rows) - 1, tuple(values))
    return table_edits(document, table, TableChange(rows=[row]))


def _column_edits(
    document: Document, table: Table, name: str, values: dict[int, str] | None = None
) -> list[Edit]:
    """Add a column; ``values`` are by row index."""
    cells = {(row, len(table.header.cells)): value for row, value in (values or {}).items()}
    return table_edits(document, table, TableChange(cells=cells, columns=[name]))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "around", [("", ""), ("\ufeff", ""), ("# T\n\n", "\n"), ("text\n\n", "\n\nmore | text\n")]
)
@pytest.mark.parametrize(
    ("change", "before", "after"), [case[1:] for case in EXAMPLES], ids=[case[0] for case in EXAMPLES]
)
def test_example(change: TableChange, before: str, after: str, around: tuple[str, str], newline: str) -> None:
    def whole(table: str) -> str:
        return (around[0] + re.sub(r"(?m)^ {8}", "", table) + around[1]).replace("\n", newline)

    text = whole(before)
    assert apply_edits(text, table_edits(*_first_table(text), change)) == whole(after)


def test_a_new_row_stands_in_the_line_of_its_table() -> None:
    before, after = "  | a |\n  |---|\r\n  | b | ", "\r\n\nx"
    row = _row_edits(*_first_table(before + after), ["c"])
    assert apply_edits(before + after, row) == before + "\r\n  | c |" + after


def test_a_ragged_table_gets_rows_and_no_columns() -> None:
    text = "| a | b |\n|---|---|\n| 1 |\n"
    assert apply_edits(text, _row_edits(*_first_table(text), ["c", "d"])) == text + "| c | d |\n"
    with pytest.raises(TableEditError, match="as many cells"):
        _column_edits(*_first_table(text), "Note")
    with pytest.raises(TableEditError, match="has no cell in column 2"):
        _cell_edits(*_first_table(text), 0, 1, "x")
    with pytest.raises(TableEditError, match="has 2 cells, not 1"):
        _row_edits(*_first_table(text), ["c"])


@pytest.mark.parametrize("hidden", ["\0", "\x1b", "\x7f", "\udc80"])
def test_hidden_characters_are_refused(hidden: str) -> None:
    with pytest.raises(TableEditError, match="hidden"):
        cell_source(f"a{hidden}b")


@pytest.mark.parametrize("blank", MD_TRIM_CHARS)
def test_blanks_that_reading_takes_from_a_cell_are_not_written(blank: str) -> None:
    assert cell_source(f"{blank}a") == cell_source(f"a{blank}") == "a"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# H", "# H\n\n| a |\n|---|\n| 1 |"),
        ("# H\n", "# H\n\n| a |\n|---|\n| 1 |\n"),
        ("# H\r\n\r\ntext\r\n", "# H\r\n\r\n| a |\r\n|---|\r\n| 1 |\r\n\r\ntext\r\n"),
        ("# H\ntext\n", "# H\n\n| a |\n|---|\n| 1 |\n\ntext\n"),
        ("H\n=\n# J", "H\n=\n\n| a |\n|---|\n| 1 |\n\n# J"),
    ],
)
def test_a_new_table_below_a_heading(before: str, after: str) -> None:
    document = read_document(before)
    section = next(s for s in document.sections if s.heading.text == "H")
    assert apply_edits(before, insert_table(document, section, ["a"], [["1"]])) == after


def test_a_cell_behind_the_last_column_is_refused_although_a_row_has_one() -> None:
    found = _first_table("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n")
    for column in (2, 3):
        with pytest.raises(TableEditError, match="has 2 cells; none stands behind them"):
            _cell_edits(*found, 0, column, "x")


def test_a_table_without_a_place_or_a_shape_is_refused() -> None:
    document = read_document("Text before any heading.\n\n# T\n")
    with pytest.raises(TableEditError, match="needs a heading to stand under"):
        insert_table(document, document.sections[0], ["a"], [["1"]])
    with pytest.raises(TableEditError, match="as many cells as its header"):
        table_source(["a", "b"], [["1"]], "\n")


def test_a_whole_table() -> None:
    rows = [["1", "a|b"], ["20", ""]]
    assert table_source(["#", "Text"], rows, "\n") == "| # | Text |\n|---|------|\n| 1 | a\\|b |\n| 20 | |"
    assert (
        table_source(["#", "Text"], rows, "\n", aligned=True)
        == "| #  | Text |\n|----|------|\n| 1  | a\\|b |\n| 20 |      |"
    )


# The oracle below knows a table as what it was generated from, and splits rows by itself.

_CONTENTS = st.one_of(
    st.sampled_from(
        ["", "1", "a b", "187 ms", "≥ 99.5%", "😀", "日本", "é́", "a\\|b", "**x**", "x\\ y", "TBD"]
    ),
    st.text(st.sampled_from("ab |\\*`é日😀-:#\u00a0"), max_size=8).map(
        lambda text: re.sub(r"\\*\|", r"\\|", text.strip(" \u00a0\\"))
    ),
)
_VALUES = st.one_of(
    _CONTENTS,
    st.text(st.sampled_from("ab1 |\\*`é日😀\n\r-\u2028"), max_size=12),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
)
_BLANKS = st.sampled_from(["", " ", " ", "  ", "     "])


@dataclass(frozen=True)
class Generated:
    """A table's text with the place of each cell's interior, body rows only."""

    text: str
    interiors: list[list[tuple[int, int]]]


@st.composite
def generated(draw: st.DrawFn) -> Generated:
    width, height = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    lead = draw(st.sampled_from(["", "\ufeff", "# H\n\n", "text\n\n| no table |\n\n"])).replace("\n", newline)
    tail = draw(st.sampled_from(["", "\n", "\n\ntext | more\n", " \n\n\ttab"])).replace("\n", newline)
    indentation = draw(st.sampled_from(["", "", "  "]))
    blanks = draw(st.sampled_from([st.just(""), st.just(" "), _BLANKS]))
    align = draw(st.lists(st.sampled_from(["---", ":--", "--:", ":-:"]), min_size=width, max_size=width))
    text = lead + indentation + "".join(f"| h{i} " for i in range(width)) + "|" + newline
    text += indentation + "|" + "|".join(align) + "|"
    interiors = []
    for _ in range(height):
        text += newline + indentation + "|"
        spans = []
        for _ in range(width):
            interior = draw(blanks) + draw(_CONTENTS) + draw(blanks)
            spans.append((len(text), len(text) + len(interior)))
            text += interior + "|"
        interiors.append(spans)
    return Generated(text + tail, interiors)


def _split(row: str) -> list[str]:
    """Split a row with outer pipes at its bare pipes."""
    return re.split(r"(?<!\\)\|", row)[1:-1]


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\n|\r", text)


@given(generated(), _VALUES, st.data())
def test_one_cell_and_nothing_else(table: Generated, value: str, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(table.interiors) - 1))
    column = data.draw(st.integers(0, len(table.interiors[row]) - 1))
    text = table.text
    start, end = table.interiors[row][column]
    after = apply_edits(text, _cell_edits(*_first_table(text), row, column, value))
    assert after[:start] == text[:start]
    assert after[len(after) - (len(text) - end) :] == text[end:]
    interior = after[start : len(after) - (len(text) - end)]
    line = after.count("\n", 0, start)
    assert len(_split(_lines(after)[line].lstrip("\ufeff"))) == len(table.interiors[row])
    document, read = _first_table(after)
    assert read.rows[row].cells[column].content == cell_content(value)
    assert [c.content for r in read.rows for c in r.cells if c is not read.rows[row].cells[column]] == [
        c.content
        for i, r in enumerate(_first_table(text)[1].rows)
        for j, c in enumerate(r.cells)
        if (i, j) != (row, column)
    ]
    assert _cell_edits(document, read, row, column, value) == []
    if len(interior) == end - start and ":-:" not in text:
        _goes_back(text, after, row, column)


def _goes_back(text: str, after: str, row: int, column: int) -> None:
    """Where the cell kept its width and had blanks to spare, the old value restores every byte."""
    cell = _first_table(text)[1].rows[row].cells[column]
    left, right = cell.span.start - cell.interior.start, cell.interior.end - cell.span.end
    new = _first_table(after)[1].rows[row].cells[column]
    wide = re.search("[^\x20-\x7e]", text[cell.interior.start : cell.interior.end] + new.content)
    spare = new.span.start - new.interior.start + new.interior.end - new.span.end
    if cell.content and new.content and not wide and right >= 1 and left <= 1 < right and spare > 2:
        back = apply_edits(
            after, _cell_edits(*_first_table(after), row, column, cell.content.replace("|", "\\|"))
        )
        assert back == text


@given(generated(), st.lists(_VALUES, min_size=4, max_size=4), st.data())
def test_one_row_and_nothing_else(table: Generated, values: list[str], data: st.DataObject) -> None:
    values = values[: len(table.interiors[0])]
    position = data.draw(st.integers(HEADER, len(table.interiors) - 1))
    text = table.text
    change = TableChange(rows=[NewRow(position, tuple(values))])
    after = apply_edits(text, table_edits(*_first_table(text), change))
    old, new = _lines(text), _lines(after)
    first = text[: table.interiors[0][0][0]].count("\n")
    at = first + position + 1
    assert new[:at] == old[:at] or (new[: at - 1] == old[: at - 1] and new[at - 1] == old[at - 1])
    assert new[at + 1 :] == old[at:]
    assert [cell.content for cell in _first_table(after)[1].rows[position + 1].cells] == [
        cell_content(value) for value in values
    ]
    assert after.count("\r\n") == after.count("\n") or "\r\n" not in text


@given(generated(), st.dictionaries(st.integers(0, 3), _VALUES, max_size=3))
def test_one_column_and_nothing_else(table: Generated, values: dict[int, str]) -> None:
    text = table.text
    values = {row: value for row, value in values.items() if row < len(table.interiors)}
    after = apply_edits(text, _column_edits(*_first_table(text), "Note", values))
    document, read = _first_table(after)
    assert document.text == after
    assert [row.cells[-1].content for row in read.rows] == [
        cell_content(values.get(i, "")) for i in range(len(table.interiors))
    ]
    first = text[: table.interiors[0][0][0]].count("\n") - 2
    for number, (old, new) in enumerate(zip(_lines(text), _lines(after), strict=True)):
        if first <= number < first + 2 + len(table.interiors):
            assert new.startswith(old.rstrip(" "))
            assert new.endswith(old[len(old.rstrip(" ")) :])
        else:
            assert new == old


@given(_VALUES)
def test_writing_what_was_read_changes_nothing(value: str) -> None:
    assume(not re.search(r"\\\\\|", cell_source(value)))
    assert cell_source(cell_source(value)) == cell_source(value)
    assert cell_content(cell_content(value)) == cell_content(value)
