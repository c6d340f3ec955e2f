"""The workbook, opened by another library than the one that wrote it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.exports.tracking import workbook as module
from poc_docs.exports.tracking.table import Column, ColumnKind, Sheet, Table, Value
from poc_docs.exports.tracking.tables import TABLES
from poc_docs.exports.tracking.workbook import LONGEST_CELL, TooManyRowsError, fitted, write_workbook
from tests.exports.running_plan import everything, sheets_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def workbook(sheets: Sequence[Sheet]) -> bytes:
    target = io.BytesIO()
    write_workbook(sheets, target)
    return target.getvalue()


SHEETS = sheets_of(everything())
DATA = workbook(SHEETS)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def one_cell(value: Value, kind: ColumnKind = ColumnKind.TEXT) -> Any:
    """Give the cell that a value becomes."""
    return opened(one_cell_book(value, kind))["T"]["B2"]


def one_cell_book(value: Value, kind: ColumnKind = ColumnKind.TEXT) -> bytes:
    column: Column[None] = Column("value", kind, "a value", lambda _: value)
    table: Table[None] = Table("t", "T", "A table.", lambda _: (None,), (column,), is_root=True)
    return workbook([Sheet(table, ((None, value),))])


def test_every_cell_holds_its_value_as_what_it_is() -> None:
    book = opened(DATA)
    assert book.sheetnames == [table.title for table in TABLES]
    for sheet in SHEETS:
        header, *rows = book[sheet.table.title].iter_rows()
        assert [cell.value for cell in header] == [column.title for column in sheet.table.columns]
        for cells, row in zip(rows, sheet.rows, strict=True):
            for column, cell, value in zip(sheet.table.columns, cells, row, strict=True):
                assert cell.data_type != "f"
                assert read(cell) == (float(value) if isinstance(value, Decimal) else value)
                if column.kind is ColumnKind.DATE and value:
                    assert cell.is_date


def read(cell: Any) -> Any:
    return cell.value.date() if isinstance(cell.value, dt.datetime) else cell.value


def test_rows_that_are_too_many_to_be_held_become_the_same_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS_KEPT", 0)
    large = workbook(SHEETS)
    assert large == workbook(sheets_of(everything()))
    for one, other in zip(opened(large), opened(DATA), strict=True):
        assert one.title == other.title
        assert one.freeze_panes == other.freeze_panes
        assert one.auto_filter.ref == other.auto_filter.ref
        for cells in zip(one.iter_rows(), other.iter_rows(), strict=True):
            for here, there in zip(*cells, strict=True):
                assert (here.value, here.number_format) == (there.value, there.number_format)
                assert here.fill.fgColor.rgb == there.fill.fgColor.rgb
        for number, row in other.row_dimensions.items():
            assert one.row_dimensions[number].height == row.height
        for name, column in other.column_dimensions.items():
            assert one.column_dimensions[name].width == column.width


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1450000", "JPY", "#,##0"),
        ("12.5", "JPY", "#,##0.00####"),
        ("1250", "EUR", "#,##0.00####"),
        ("1250", None, "#,##0.00####"),
    ],
)
def test_an_amount_of_a_currency_without_decimals_shows_none(
    amount: str, currency: str | None, shown: str
) -> None:
    columns: tuple[Column[None], ...] = (
        Column("amount", ColumnKind.AMOUNT, "an amount", lambda _: None),
        Column("currency", ColumnKind.TEXT, "its currency", lambda _: None),
    )
    table: Table[None] = Table("t", "T", "A table.", lambda _: (None,), columns, is_root=True)
    book = opened(workbook([Sheet(table, ((None, Decimal(amount), currency),))]))
    cell = book["T"][2][[each.value for each in book["T"][1]].index(columns[0].title)]
    assert (cell.value, cell.number_format) == (float(amount), shown)


def test_headers_are_frozen_filtered_and_printed_on_every_page() -> None:
    for page in opened(DATA):
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref.startswith("A1:")
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape"
        assert all(7 <= each.width <= 61 for each in page.column_dimensions.values())


def test_it_has_the_same_bytes_each_time_and_no_day_of_its_own() -> None:
    again = workbook(sheets_of(everything()))
    assert again == DATA
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01" in archive.read("docProps/core.xml")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("https://x.example")',
        "{=SUM(A1)}",
        "+1",
        "-5",
        "@SUM(A1)",
        "https://x.example",
        "0012",
        "2026-03-27",
        "TRUE",
        "#REF!",
        "'quoted",
        "_x0041_",
        "\u202e\u05d0\u05d1\u05d2",
        "a\nb",
        " blanks ",
        '<&>"',
        "\U0001f680",
    ],
)
def test_a_text_is_that_text_and_nothing_else(text: str) -> None:
    cell = one_cell(text)
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.hyperlink is None


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=50))
def test_no_text_breaks_the_workbook(text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(one_cell_book(text))) as archive:
        strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    *_, written = (each.text or "" for each in strings.iter(f"{{{strings.tag[1:].split('}')[0]}}}t"))
    assert re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), written) == text


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    assert fitted("x" * LONGEST_CELL) == "x" * LONGEST_CELL
    for text in ("x" * (LONGEST_CELL + 1), "\U0001f680" * LONGEST_CELL, "a" + "\U0001f680" * LONGEST_CELL):
        cut = fitted(text)
        assert len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL
        assert cut.endswith(f"\u2026 [cut: {len(text):,} characters]")
        assert one_cell(text).value == cut


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (Decimal("180000.50"), ColumnKind.AMOUNT, 180000.5),
        (Decimal("-3.2"), ColumnKind.NUMBER, -3.2),
        (Decimal("123456789012345.67"), ColumnKind.AMOUNT, "123456789012345.67"),
        (dt.date(2026, 3, 27), ColumnKind.DATE, dt.datetime(2026, 3, 27)),  # noqa: DTZ001 -- as openpyxl reads it
        (dt.date(1899, 12, 31), ColumnKind.DATE, "1899-12-31"),
        (True, ColumnKind.FLAG, True),
        (7, ColumnKind.COUNT, 7),
        (None, ColumnKind.TEXT, None),
    ],
)
def test_no_digit_and_no_day_is_lost(value: Value, kind: ColumnKind, expected: object) -> None:
    assert one_cell(value, kind).value == expected


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    count = len(SHEETS[0].rows)
    monkeypatch.setattr(module, "MOST_ROWS", count)
    said = f"Plans has {count} rows, and a sheet holds {count - 1}"
    with pytest.raises(TooManyRowsError, match=said) as refused:
        workbook(SHEETS)
    assert "--format sqlite" in refused.value.advice


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_reads_every_sheet_as_it_is_meant(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(DATA)
    # Comma, quote, UTF-8, from line 1, values as they are shown and no formulas, every sheet in a file.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "t.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    for sheet in SHEETS:
        text = (tmp_path / f"t-{sheet.table.title}.csv").read_text("utf-8")
        header, *rows = csv.reader(io.StringIO(text))
        assert header == [column.title for column in sheet.table.columns]
        for cells, row in zip(rows, sheet.rows, strict=True):
            for column, cell, value in zip(sheet.table.columns, cells, row, strict=True):
                assert as_meant(column.kind, cell) == (value if value is not None else ""), column.name


def as_meant(kind: ColumnKind, cell: str) -> Value:
    """Give what LibreOffice shows in a cell as the value that it shows."""
    if not cell or kind is ColumnKind.TEXT:
        return cell
    if kind is ColumnKind.FLAG:
        return {"TRUE": True, "FALSE": False}[cell]
    if kind is ColumnKind.DATE:
        return dt.date.fromisoformat(cell)
    return int(cell) if kind is ColumnKind.COUNT else Decimal(cell.replace(",", ""))
