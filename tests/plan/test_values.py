from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.values import (
    is_placeholder,
    parse_date,
    parse_duration,
    parse_leading_date,
    parse_money,
    parse_number,
    parse_word,
)
from poc_docs.plan.vocabulary import Outcome, Status, Verdict, Weight


@given(st.dates())
def test_a_date_is_read_as_it_is_written(date: dt.date) -> None:
    assert parse_date(date.isoformat()) == date
    assert parse_leading_date(f"{date}, at noon") == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-2-3",
        "2026-02-30",
        "20260203",
        "2026-W06-2",
        "2026-02-03T10:00",
        " 2026-02-03",
        "TBD",
        "\u0662\u0660\u0662\u0666-02-03",
        "0000-01-01",
        "2026-02-03\n",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-03-27", dt.date(2026, 3, 27)),
        ("2026-03-27 (steering committee)", dt.date(2026, 3, 27)),
        ("2026-03-27, or later", dt.date(2026, 3, 27)),
        ("2026-03-27; noon", dt.date(2026, 3, 27)),
        ("by 2026-03-27", None),
        ("2026-03-27x", None),
        ("2026-03-27T10:00", None),
        ("", None),
    ],
)
def test_a_decision_date_begins_with_its_date(text: str, date: dt.date | None) -> None:
    assert parse_leading_date(text) == date


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("1 day, starting 2026-03-09", "2026-03-09"),
        ("10 days, starting 2026-03-09", "2026-03-18"),
        ("2 weeks, starting 2026-03-09", "2026-03-22"),
        ("1 weeks, starting 2026-03-09", "2026-03-15"),
        ("1 month, starting 2026-01-31", "2026-02-27"),
        ("1 month, starting 2028-01-31", "2028-02-28"),
        ("12 months, starting 2026-03-01", "2027-02-28"),
        ("2 weeks, starting 2026-03-09 (after the freeze)", "2026-03-22"),
        ("0 weeks, starting 2026-03-09", None),
        ("2 weeks", None),
        ("2 weeks, starting soon", None),
        ("2 weeks, starting 2026-02-30", None),
        ("2 weeks starting 2026-03-09", None),
        ("two weeks, starting 2026-03-09", None),
        ("2 Weeks, starting 2026-03-09", None),
        ("2 weeks, starting 2026-03-09 or so", None),
        ("2.5 weeks, starting 2026-03-09", None),
        ("-2 weeks, starting 2026-03-09", None),
        ("9999 months, starting 9500-01-01", None),
        ("9999 days, starting 9999-01-01", None),
        ("99999 days, starting 2026-01-01", None),
    ],
)
def test_durations(text: str, end: str | None) -> None:
    duration = parse_duration(text)
    assert (duration and duration.end.isoformat()) == end


@given(st.integers(1, 60), st.sampled_from(["day", "days", "week", "weeks", "month", "months"]), st.dates())
def test_a_duration_ends_on_or_after_the_day_it_starts(count: int, unit: str, start: dt.date) -> None:
    duration = parse_duration(f"{count} {unit}, starting {start}")
    if duration:
        assert duration.start == start <= duration.end
    else:
        assert start.year > 9990


@pytest.mark.parametrize("text", ["1250.00 EUR", "0 USD", "-5.5 GBP", "1000000 JPY"])
def test_money_keeps_every_digit_that_was_written(text: str) -> None:
    found = parse_money(text)
    assert found
    assert f"{found.amount} {found.currency}" == text


@pytest.mark.parametrize(
    "text", ["1,250.00 EUR", "1250", "EUR 1250", "1250 eur", "1250.00EUR", "\u20ac1250", "1. EUR"]
)
def test_what_is_no_money(text: str) -> None:
    assert parse_money(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("42", 42),
        ("999999", 999999),
        ("0", None),
        ("01", None),
        ("1.0", None),
        ("-1", None),
        ("1000000", None),
        ("1 ", None),
        ("\u0661", None),
        ("1a", None),
        ("", None),
    ],
)
def test_the_number_of_a_criterion(text: str, number: int | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("vocabulary", [Status, Weight, Verdict, Outcome])
def test_closed_vocabularies_are_read_letter_for_letter(vocabulary: type[Status]) -> None:
    for word in vocabulary:
        assert parse_word(word.value, vocabulary) is word
        for other in (word.value.upper(), word.value.lower(), word.value + " ", "", word.value[:-1]):
            assert parse_word(other, vocabulary) is None


PLACEHOLDERS = [
    "[e.g., >99.5%]",
    "[Name]",
    "[Pass / Fail / Partial]",
    "[Critical]",
    "TBD",
    "tbd",
    "YYYY-MM-DD",
    "___",
    "__",
    "...",
    "\u2026",
    "[x y]",
]
FILLED = [
    "",
    "a [b]",
    "[a] b",
    "[a](b)",
    "[a][b]",
    "[^1]",
    "[ ]",
    "[x]",
    "[X]",
    "[]",
    "[1-5]",
    "[0.5, 1.0]",
    "[1\u20132]",
    "TBD soon",
    "_",
    "..",
    "Planning / Active / Complete",
]


@pytest.mark.parametrize(
    ("text", "expected"), [*((text, True) for text in PLACEHOLDERS), *((text, False) for text in FILLED)]
)
def test_placeholders(text: str, expected: bool) -> None:
    assert is_placeholder(text) is expected
