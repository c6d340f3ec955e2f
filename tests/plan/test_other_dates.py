"""Dates that people write in another form are never read, and named as the day they mean."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.other_dates import days_meant, way_to_correct, way_to_write
from poc_docs.plan.values import parse_duration, parse_leading_date

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))
FORMS = ["%d.%m.%Y", "%d. %m. %Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y"]


@given(DAYS, st.sampled_from(FORMS))
def test_the_day_that_was_meant_is_always_among_those_named(day: dt.date, form: str) -> None:
    meant = days_meant(day.strftime(form))
    assert day in meant
    assert len(meant) == 1 or "/" in form
    written = f"{day.strftime(form)} (board of 2.3.2026)"
    assert f"'{day} (board of 2.3.2026)'" in way_to_correct(written, parse_leading_date)


@pytest.mark.parametrize("text", ["", "soon", "31.02.2026", "1.2.3.2026", "12.2026", "2026-W03", "13/13/26"])
def test_what_means_no_day_gets_an_example(text: str) -> None:
    assert days_meant(text) == ()
    assert way_to_correct(text, parse_leading_date) == ""
    assert way_to_write(text) == "write it as YYYY-MM-DD, such as 2026-03-27"


@pytest.mark.parametrize(
    ("text", "days"),
    [("9.3.2026", "2026-03-09"), ("2026/3/9", "2026-03-09"), ("9/3/2026", "2026-03-09 or 2026-09-03")],
)
def test_a_date_in_another_form_is_to_be_written_as_the_day_it_means(text: str, days: str) -> None:
    assert way_to_write(text) == f"write it as {days}"


def test_a_text_is_only_corrected_to_what_can_be_read() -> None:
    assert way_to_correct("3 weeks, starting 9.3.2026", parse_duration) == (
        "write '3 weeks, starting 2026-03-09'"
    )
    assert way_to_correct("three weeks from 9.3.2026", parse_duration) == ""
