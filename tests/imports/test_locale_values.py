"""Dates and amounts of other countries: read by what their column shows, and never guessed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from poc_docs.imports.locale_values import DayOrder, DecimalMark, NotRead, read_amounts, read_dates

if TYPE_CHECKING:
    from decimal import Decimal

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))


def dates(*texts: str, order: DayOrder | None = None) -> list[str]:
    return [each.message if isinstance(each, NotRead) else str(each) for each in read_dates(texts, order)]


def amounts(*texts: str, mark: DecimalMark | None = None) -> list[str]:
    found = read_amounts(texts, mark)
    return [
        each.message if isinstance(each, NotRead) else f"{each.number} {each.currency}".strip()
        for each in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-29", "2026-05-29"),
        ("2026/5/29", "2026-05-29"),
        ("2026. 5. 29.", "2026-05-29"),
        ("29.05.2026", "2026-05-29"),
        ("3.4.2026", "2026-04-03"),
        ("29/05/2026", "2026-05-29"),
        ("5/29/2026", "2026-05-29"),
        ("29-05-2026", "2026-05-29"),
        ("3/3/2026", "2026-03-03"),
        (" 5/29/2026, 12:00 AM ", "2026-05-29"),
        ("2026-05-29T00:00:00.000Z", "2026-05-29"),
        ("29/05/2026 13:45", "2026-05-29"),
    ],
)
def test_dates_that_leave_no_doubt(text: str, expected: str) -> None:
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("03/04/2026", "29/05/2026"), "2026-04-03"),
        (("03/04/2026", "05/29/2026"), "2026-03-04"),
        (("03/04/2026",), "'03/04/2026' may be 2026-04-03 or 2026-03-04; nothing in its column tells"),
        (
            ("03/04/2026", "3/3/2026"),
            "'03/04/2026' may be 2026-04-03 or 2026-03-04; nothing in its column tells",
        ),
        (
            ("03/04/2026", "29-05-2026"),
            "'03/04/2026' may be 2026-04-03 or 2026-03-04; nothing in its column tells",
        ),
        (
            ("03/04/2026", "29/05/2026", "05/29/2026"),
            "'03/04/2026' may be 2026-04-03 or 2026-03-04; its column has dates of both kinds",
        ),
    ],
)
def test_the_others_of_the_column_decide(texts: tuple[str, ...], expected: str) -> None:
    assert dates(*texts)[0] == expected


def test_an_order_that_was_said_counts_for_all() -> None:
    assert dates("03/04/2026", "05/29/2026", order=DayOrder.MDY) == ["2026-03-04", "2026-05-29"]
    assert dates("03/04/2026", "05/29/2026", order=DayOrder.DMY) == [
        "2026-04-03",
        "'05/29/2026' is not a day of the calendar",
    ]
    assert dates("2026-04-03", order=DayOrder.MDY) == ["2026-04-03"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "29.05.26",
        "31/04/2026",
        "0/0/2026",
        "2026-13-01",
        "2569-05-29",
        "29 May 2026",
        "45000",
        "٢٩/٠٥/٢٠٢٦",
        "5/29-2026",
        "5/29/2026 tomorrow",
        "1/1/1",
    ],
)
def test_what_is_no_date_is_named(text: str) -> None:
    (found,) = read_dates([text])
    assert isinstance(found, NotRead)
    assert found.advice


@given(st.lists(DAYS, min_size=1), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y"]))
def test_a_date_is_read_rightly_or_not_at_all(days: list[dt.date], form: str) -> None:
    for day, found in zip(days, read_dates([day.strftime(form) for day in days]), strict=True):
        assert isinstance(found, NotRead) or found == day


@given(st.lists(DAYS, min_size=1), st.sampled_from(list(DayOrder)))
def test_with_an_order_every_date_is_read(days: list[dt.date], order: DayOrder) -> None:
    form = "%d/%m/%Y" if order is DayOrder.DMY else "%m/%d/%Y"
    assert read_dates([day.strftime(form) for day in days], order) == days


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("180000",), ["180000"]),
        (("180000.5", "180000,50"), ["180000.5", "180000.50"]),
        (("180,000.00", "95,000"), ["180000.00", "95000"]),
        (("180.000,00", "95.000"), ["180000.00", "95000"]),
        (("1.234.567", "95.000"), ["1234567", "95000"]),
        (("$1,80,000.00", "EUR 5", "5 €", "US$ 7.50"), ["180000.00 $", "5 EUR", "5 €", "7.50 US$"]),
        (
            ("1 234,50", "1\u202f234\u00a0567,00", "1'234.50", "1’234"),
            ["1234.50", "1234567.00", "1234.50", "1234"],
        ),
        (("-5", "-$5.50", "$-5", "−7,5"), ["-5", "-5.50 $", "-5 $", "-7.5"]),
        (("0,500", "1,5"), ["0.500", "1.5"]),
        (("1234,567",), ["1234.567"]),
    ],
)
def test_amounts(texts: tuple[str, ...], expected: list[str]) -> None:
    assert amounts(*texts) == expected


@pytest.mark.parametrize(
    "texts", [("180,000",), ("180.000",), ("180,000", "12,50"), ("180,000", "1,5", "1.5")]
)
def test_thousands_or_three_decimals_is_not_guessed(texts: tuple[str, ...]) -> None:
    assert "may be thousands, or have three decimals" in amounts(*texts)[0]


def test_a_mark_that_was_said_counts_for_all() -> None:
    assert amounts("180,000", "7", mark=DecimalMark.POINT) == ["180000", "7"]
    assert amounts("180,000", mark=DecimalMark.COMMA) == ["180.000"]
    assert amounts("180.000,50", mark=DecimalMark.POINT) == ["'180.000,50' is not an amount"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many",
        "1.8E5",
        "(5)",
        "1,2,3",
        "1.2.3",
        "EUR 5 USD",
        "5-",
        "+5",
        "٥",
        "9" * 16,
        "1,23.45.6",
        "12,34,567,8",
        "#N/A",
        "5%5",
    ],
)
def test_what_is_no_amount_is_named(text: str) -> None:
    (found,) = read_amounts([text])
    assert isinstance(found, NotRead)
    assert found.advice


@given(
    st.lists(st.decimals(0, 10**12, places=2), min_size=1),
    st.sampled_from([",.", ".,", " ,", "'.", "\u202f,"]),
    st.booleans(),
)
def test_an_amount_is_read_rightly_or_not_at_all(numbers: list[Decimal], marks: str, cut: bool) -> None:
    def written(number: Decimal) -> str:
        text = f"{number:,.2f}".replace(",", "\0").replace(".", marks[1]).replace("\0", marks[0])
        return text.removesuffix(f"{marks[1]}00") if cut else text

    for number, found in zip(numbers, read_amounts([written(each) for each in numbers]), strict=True):
        assert isinstance(found, NotRead) or found.number == number
        assert cut or not isinstance(found, NotRead)


@given(st.text(max_size=20))
def test_any_text_is_read_or_named(text: str) -> None:
    assume(text)
    for found in (*read_dates([text]), *read_amounts([text])):
        assert found is not None
