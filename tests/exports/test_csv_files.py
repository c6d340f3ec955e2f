"""CSV: exact for who reads it, and never a formula for a spreadsheet program."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.exports.tracking.csv_files import BOM, csv_files, csv_line, csv_text, harmless, zipped
from poc_docs.exports.tracking.tables import TABLES, tracking_sheets
from tests.exports.running_plan import TODAY, everything, portfolio, running_text

SHEETS = tracking_sheets(everything().entries, TODAY)
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
        text = csv_text(sheet)
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
    rows = list(csv.DictReader(io.StringIO(csv_text(metrics), newline="")))
    assert ["-3.2%", "-3.2", "%"] in [[row["value"], row["value_number"], row["value_unit"]] for row in rows]


def test_a_formula_in_a_plan_is_harmless_in_the_file() -> None:
    text = running_text().replace("Map data is old", '=HYPERLINK("https://x.example","a")')
    files = csv_files(tracking_sheets(portfolio(text).entries, TODAY))
    assert b',"\'=HYPERLINK(""https://x.example"",""a"")",' in files["issues.csv"]


def test_a_byte_order_mark_is_there_if_asked_for() -> None:
    assert all(data.startswith(BOM.encode()) for data in csv_files(SHEETS, bom=True).values())
    assert not any(data.startswith(BOM.encode()) for data in csv_files(SHEETS).values())


def test_the_archive_has_a_file_for_each_table_and_the_same_bytes_each_time() -> None:
    files = csv_files(SHEETS)
    assert list(files) == [f"{table.name}.csv" for table in TABLES]
    assert zipped(files) == zipped(csv_files(tracking_sheets(everything().entries, TODAY)))
    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
