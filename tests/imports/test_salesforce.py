"""Reports as Salesforce exports them, and as people spoil them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.imports.locale_values import DayOrder, DecimalMark
from poc_docs.imports.offers import ImportRefusedError
from poc_docs.imports.salesforce import CrmReport, Reading, ReportRow, read_report
from poc_docs.portfolio.crm.settings import COLUMNS

HEADER = "Opportunity Name,Opportunity ID,Stage,Amount Currency,Amount,Close Date,Forecast Category\n"
ROW = "Halden routes,006AA00000Bc1De,Negotiation,EUR,180000.00,5/29/2026,Commit\n"


def report(text: str | bytes, **reading: object) -> CrmReport:
    data = text.encode() if isinstance(text, str) else text
    return read_report(data, Reading(**{"columns": COLUMNS, **reading}))  # type: ignore[arg-type]


def told(row: ReportRow) -> tuple[object, ...]:
    amount = str(row.amount) if row.amount else None
    return row.names, row.stage, row.forecast_category, amount, str(row.close_date)


EXPECTED = (("006AA00000Bc1De", "Halden routes"), "Negotiation", "Commit", "180,000 EUR", "2026-05-29")


@pytest.mark.parametrize(
    "data",
    [
        (HEADER + ROW).encode(),
        ("\ufeff" + HEADER + ROW).encode(),
        (HEADER + ROW).encode("utf-16"),
        b"\xfe\xff" + (HEADER + ROW).encode("utf-16-be"),
        (HEADER + ROW).replace(",", ";").encode(),
        (HEADER + ROW).replace(",", "\t").encode(),
        (HEADER + ROW).replace("\n", "\r\n").encode(),
        (HEADER + ROW.rstrip("\n")).encode(),
        ('"' + (HEADER + ROW).strip().replace(",", '","').replace("\n", '"\n"') + '"\n').encode(),
        (HEADER.upper() + "\n" + ROW + "\n,,,,,,\n").encode(),
    ],
)
def test_the_same_report_in_many_forms(data: bytes) -> None:
    (row,) = report(data).rows
    assert told(row) == EXPECTED
    assert row.problems == ()


def test_a_file_in_windows_1252_says_so() -> None:
    found = report((HEADER + ROW).replace("Halden", "Größe").encode("cp1252"))
    assert found.rows[0].names[1] == "Größe routes"
    assert found.notes == ("the file is not UTF-8, and was read as Windows-1252",)


def test_an_amount_with_commas_and_its_currency_beside_it() -> None:
    text = HEADER + ROW.replace("EUR,180000.00", ',"EUR 180,000.00"')
    assert str(report(text).rows[0].amount) == "180,000 EUR"


@pytest.mark.parametrize(
    ("cells", "options", "expected"),
    [
        ("EUR,180000", {}, "180,000 EUR"),
        (",180000", {"currency": "CHF"}, "180,000 CHF"),
        (",€ 5", {}, "5 EUR"),
        (",$5", {"currency": "USD"}, "5 USD"),
        ("CAD,$5", {"currency": "USD"}, "5 CAD"),
        ("EUR,EUR 5", {}, "5 EUR"),
        ("EUR,", {}, "None"),
        (",180000", {}, "nothing says which currency the amount is in"),
        (",$5", {}, "nothing says which currency the amount is in"),
        ("EUR,$5", {}, "'$' is not a sign of EUR"),
        ("EUR,USD 5", {}, "the amount is in USD, and its column says EUR"),
        ("XXX,5", {}, "'XXX' is not a currency of ISO 4217"),
        ("Euro,5", {}, "'Euro' is not a currency of ISO 4217"),
        (",5 Taler", {"currency": "EUR"}, "'Taler' is not a currency of ISO 4217"),
        ("EUR,many", {}, "'many' is not an amount"),
    ],
)
def test_the_currency_of_an_amount(cells: str, options: dict[str, object], expected: str) -> None:
    (row,) = report(HEADER + ROW.replace("EUR,180000.00", cells), **options).rows
    said = [problem.message for problem in row.problems]
    assert said == ([] if row.amount or expected == "None" else [expected])
    assert row.amount is None or str(row.amount) == expected


def test_empty_cells_leave_open_what_they_are_about() -> None:
    (row,) = report(HEADER + "Halden routes,,,,,,\n").rows
    assert told(row) == (("Halden routes",), None, None, None, "None")
    assert row.problems == ()


def test_columns_that_are_missing_leave_open_what_they_are_about() -> None:
    (row,) = report("Opportunity ID,Amount\n1,EUR 5\n").rows
    assert told(row) == (("1",), None, None, "5 EUR", "None")


def test_dates_are_read_as_a_column() -> None:
    second = ROW.replace("5/29/2026", "03/04/2026")
    assert [str(row.close_date) for row in report(HEADER + ROW + second).rows] == ["2026-05-29", "2026-03-04"]
    (alone,) = report(HEADER + second).rows
    assert "may be 2026-04-03 or 2026-03-04" in alone.problems[0].message
    (said,) = report(HEADER + second, order=DayOrder.DMY).rows
    assert str(said.close_date) == "2026-04-03"


def test_a_decimal_mark_may_be_said() -> None:
    text = HEADER + ROW.replace("180000.00", '"180,000"')
    assert report(text).rows[0].problems
    assert str(report(text, mark=DecimalMark.POINT).rows[0].amount) == "180,000 EUR"


def test_labels_of_another_language() -> None:
    text = "Opportunity-ID;Betrag;Schlusstermin\n7;1.234,50 €;29.05.2026\n"
    columns = {
        **COLUMNS,
        "opportunity": ("Opportunity-ID",),
        "amount": ("Betrag",),
        "close_date": ("Schlusstermin",),
    }
    (row,) = report(text, columns=columns, named=frozenset({"amount"})).rows
    assert told(row) == (("7",), None, None, "1,234.50 EUR", "2026-05-29")


def test_rows_that_are_none_are_named_with_their_line() -> None:
    text = HEADER + ROW + "a,b\n" + ROW + "\n" + ",,Discovery,,,,\n"
    rows = report(text).rows
    assert [(row.line, [problem.message for problem in row.problems]) for row in rows] == [
        (2, []),
        (3, ["the row has 2 values, and the header has 7"]),
        (4, []),
        (6, ["the row names no opportunity"]),
    ]


def test_the_footer_of_classic_is_passed_over_and_said() -> None:
    footer = '\n\n"Open deals"\n"Copyright (c) 2000-2026 salesforce.com, inc."\n"Generated By: Ines Falk"\n'
    found = report(HEADER + ROW + footer)
    assert len(found.rows) == 1
    assert found.notes == ("3 lines below the table are no rows of it, and were passed over",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"   \n", "the file is empty"),
        (b"PK\x03\x04rest", "no table of separated values"),
        (b"<html><table><tr><td>Opportunity ID</td></tr></table></html>", "no table of separated values"),
        (b'{"a": 1}', "no table of separated values"),
        (b"Account,Amount\nx,1\n", "no column names the opportunity"),
        (b"Opportunity ID,Owner\n1,2\n", "no column has a stage"),
        (b"Opportunity ID,Amount,Amount\n1,2,3\n", "column 'Amount' stands twice"),
        (b"Opportunity ID,Amount\n\x811,2\n", "is not UTF-8"),
        (b"\xff\xfeO\xd8\x00", "is not UTF-16"),
        (b'Opportunity ID,Amount\n"1,2\n', "broken table"),
        (b"Opportunity ID,Amount\n1,\x00\n", "zero byte"),
    ],
)
def test_a_file_that_is_no_report_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ImportRefusedError, match=message) as refused:
        report(data)
    assert refused.value.advice


def test_a_column_that_was_asked_for_must_be_there() -> None:
    with pytest.raises(ImportRefusedError, match="there is no column 'Betrag'") as refused:
        report(HEADER + ROW, columns={**COLUMNS, "amount": ("Betrag",)}, named=frozenset({"amount"}))
    assert "'Amount'" in refused.value.advice


@given(st.lists(st.lists(st.text(max_size=8), min_size=7, max_size=7), max_size=6))
def test_any_table_is_read_or_named_row_by_row(cells: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(cells)
    try:
        found = report((HEADER + text.getvalue()).encode())
    except ImportRefusedError:
        return
    assert all(row.names or row.problems for row in found.rows)
    filled = [row for row in cells if any(cell.strip() for cell in row)]
    assert len(found.rows) <= len(filled)
