"""The credits' drawing: less is further down, later is further right, and all of it is inside."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from poc_docs.site.drawing.burn_down import BurnDown, burn_down
from tests.site.placed import corners, outside, page_with, shapes, words

if TYPE_CHECKING:
    from tests.site.parsed import Page

START = dt.date(2026, 10, 5)
AMOUNTS = st.floats(-1e20, 1e20, allow_nan=False)
POINTS = st.lists(st.tuples(st.dates(), AMOUNTS), min_size=1, max_size=8).map(sorted)


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def line(page: Page, kind: str) -> list[tuple[float, float]]:
    """Give the corners of a line of the chart, not of the key above it."""
    return corners(shapes(page, kind)[0])


EVEN = [(day(-1), 100.0), (day(29), 0.0)]


def drawn(*balances: tuple[int, float], **more: object) -> Page:
    found = BurnDown(balances=[(day(number), value) for number, value in balances], **more)  # type: ignore[arg-type]
    return page_with(burn_down(found))


@given(POINTS, POINTS | st.just([]), st.none() | st.dates(), st.none() | st.dates(), st.none() | st.dates())
def test_everything_lies_inside_whatever_dates_and_amounts_are(
    balances: list[tuple[dt.date, float]],
    even: list[tuple[dt.date, float]],
    runs_out: dt.date | None,
    end: dt.date | None,
    today: dt.date | None,
) -> None:
    labels = [(value, f"{value} EUR") for _, value in balances]
    found = BurnDown(balances=balances, even=even, runs_out=runs_out, end=end, today=today, labels=labels)
    assert outside(page_with(burn_down(found))) == []


@given(st.lists(st.integers(1, 100), min_size=2, max_size=10))
def test_less_is_further_down_and_later_further_right(uses: list[int]) -> None:
    balances = [(number, 1000.0 - sum(uses[:number])) for number in range(len(uses) + 1)]
    points = line(drawn(*balances), "poc-docs-balance")
    assert points == sorted(points)
    heights = [y for _, y in points]
    assert heights == sorted(heights)
    assert len(set(heights)) == len(balances)


def test_what_is_below_zero_is_below_the_line_of_zero() -> None:
    page = drawn((0, 100.0), (9, -20.0), labels=[(100.0, "100"), (0.0, "0")])
    zero = line(page, "poc-docs-zero")[0][1]
    assert line(page, "poc-docs-balance")[-1][1] > zero
    assert line(page, "poc-docs-balance")[0][1] < zero


def test_the_even_pace_and_the_forecast_are_drawn_and_named_where_there_are_any() -> None:
    page = drawn((0, 100.0), (9, 60.0), even=EVEN, runs_out=day(22), end=day(29), today=day(10))
    assert words(page)[-3:] == ["what is left", "even pace", "at this pace"]
    (begins, _), (ends, low) = line(page, "poc-docs-forecast")
    assert begins == line(page, "poc-docs-balance")[2][0]
    assert begins < ends < line(page, "poc-docs-even")[-1][0]
    assert low == line(page, "poc-docs-even")[-1][1]
    assert shapes(drawn((0, 100.0)), "poc-docs-forecast") == []
    assert shapes(drawn((0, 100.0)), "poc-docs-even") == []


def test_there_is_no_forecast_once_nothing_is_left() -> None:
    page = drawn((0, 100.0), (9, 0.0), even=EVEN, runs_out=day(9))
    assert shapes(page, "poc-docs-forecast") == []


def test_words_on_the_axis_of_days_do_not_touch() -> None:
    page = drawn((0, 100.0), (9, 60.0), even=EVEN, runs_out=day(28), end=day(29))
    below = [text for text in page.named("text") if text.text.split()[-1] in {"Oct", "Nov"}]
    places = sorted(corners(text)[0][0] for text in below)
    assert len(places) == 2
