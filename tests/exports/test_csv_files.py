"""CSV: exact for who reads it, and never a formula for a spreadsheet program."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.exports.tracking.csv_files import BOM, csv_line, csv_lines, file_name, harmless, write_zip
from poc_docs.exports.tracking.tables import TABLES
from tests.exports.running_plan import everything, portfolio, running_text, sheets_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.exports.tracking.table import Sheet

SHEETS = sheets_of(everything())
SIGNS = tuple("=+-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20")
NUMBER = re.compile(r"[-+]?[0-9.,]*[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?\s?%?|-", re.ASCII)


@pytest.mark.parametrize(
    "text",
    [
        "-5",
        "-3.2%",
        "+4",
        "-1,250.50",
        "-1.250,50",
        "-.5",
        "-1e-3",
        "-12 %",
        "-",
        "2026-03-27",
        "187 ms",
        "a=b",
        "",
    ],
)
def test_numbers_dates_and_plain_texts_stay(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "  =1",
        "\x00=1",
        "\uff1d1",
        "-5 ms",
        "+49 30 1234567",
        "--",
        '=HYPERLINK("https://x.example")',
    ],
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_a_formula_behind_a_separator_is_parted_from_it() -> None:
    assert harmless("\t=1") == "'\t'=1"
    assert harmless("fine;=1+1") == "fine;'=1+1"
    assert harmless("fine\n@x;+y; -z") == "fine\n'@x;'+y; -z"
    assert harmless("fine;\x00=1") == "fine;'\x00=1"
    assert harmless("fine;\u200b=1") == "fine;'\u200b=1"


@given(st.text(alphabet=st.one_of(st.sampled_from("=+-@\t\r\n;,\"' 15.%e"), st.characters(codec="utf-8"))))
def test_no_cell_is_a_formula_however_the_file_is_split(text: str) -> None:
    cell = harmless(text)
    assert NUMBER.fullmatch(cell) or not cell.lstrip().startswith(SIGNS)
    assert cell.replace("'", "") == text.replace("'", "")
    for part in re.split(r"[;\t\r\n]", cell)[1:]:
        assert not part.startswith(SIGNS)


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1))
def test_a_line_reads_back_as_its_cells(cells: list[str]) -> None:
    (line,) = csv.reader(io.StringIO(csv_line(["first", *cells]), newline=""))
    assert line == ["first", *cells]


def test_every_value_reads_back() -> None:
    for sheet in SHEETS:
        text = "".join(csv_lines(sheet))
        assert text.endswith("\r\n")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        assert header == [column.name for column in sheet.table.columns]
        assert rows == [[said(value) for value in row] for row in sheet.rows]


def said(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else harmless(value) if isinstance(value, str) else str(value)


def test_numbers_of_the_sample_portfolio_are_not_spoilt() -> None:
    (metrics,) = (sheet for sheet in SHEETS if sheet.table.name == "metrics")
    rows = list(csv.DictReader(io.StringIO("".join(csv_lines(metrics)), newline="")))
    assert ["-3.2%", "-3.2", "%"] in [[row["value"], row["value_number"], row["value_unit"]] for row in rows]


def test_a_formula_in_a_plan_is_harmless_in_the_file() -> None:
    text = running_text().replace("Map data is old", '=HYPERLINK("https://x.example","a")')
    (issues,) = (sheet for sheet in sheets_of(portfolio(text)) if sheet.table.name == "issues")
    assert ',"\'=HYPERLINK(""https://x.example"",""a"")",' in "".join(csv_lines(issues))


def zipped(sheets: Sequence[Sheet]) -> bytes:
    target = io.BytesIO()
    write_zip(sheets, target)
    return target.getvalue()


def test_a_byte_order_mark_is_there_if_asked_for() -> None:
    for sheet in SHEETS:
        lines = list(csv_lines(sheet))
        assert list(csv_lines(sheet, bom=True)) == [f"{BOM}{lines[0]}", *lines[1:]]
        assert not lines[0].startswith(BOM)


def test_the_archive_has_a_file_for_each_table_and_the_same_bytes_each_time() -> None:
    files = {file_name(sheet): "".join(csv_lines(sheet)).encode() for sheet in SHEETS}
    assert list(files) == [f"{table.name}.csv" for table in TABLES]
    assert zipped(SHEETS) == zipped(sheets_of(everything()))
    with zipfile.ZipFile(io.BytesIO(zipped(SHEETS))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
