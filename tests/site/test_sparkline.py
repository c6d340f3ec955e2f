"""A sparkline shows logged values where they are: higher ones higher, those that pass inside the band."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from html import unescape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.running.series import series
from poc_docs.plan.standings import judge_criterion, standings
from poc_docs.plan.vocabulary import Verdict
from poc_docs.site.drawing.sparkline import HEIGHT, WIDTH, sparkline
from poc_docs.site.markup import NOTHING, Html
from poc_docs.site.plan_page.measured import drawings
from poc_docs.site.view import View
from tests.site.drawn import Drawing
from tests.site.rendered import TODAY, edition_of

VALUES = "poc-docs-sparkline-values"
DAY = dt.date(2026, 11, 2)

values = st.one_of(
    st.fractions(min_value=0), st.sampled_from([Fraction(10) ** 999, Fraction(0), Fraction(1, 10**300)])
)
points = st.lists(st.tuples(st.dates(), values), min_size=2, max_size=30).map(
    lambda found: sorted(found, key=lambda each: each[0])
)
bounds = st.tuples(st.one_of(st.none(), values), st.one_of(st.none(), values)).filter(
    lambda each: each[0] is None or each[1] is None or each[0] <= each[1]
)


@given(points=points, wanted=bounds)
def test_higher_values_are_higher_later_ones_right_and_all_inside_the_box(
    points: list[tuple[dt.date, Fraction]], wanted: tuple[Fraction | None, Fraction | None]
) -> None:
    drawing = Drawing(sparkline(points, wanted))
    places = drawing.points(VALUES)
    assert len(places) == len(points)
    for (one, other), ((x1, y1), (x2, y2)) in zip(pairwise(points), pairwise(places), strict=True):
        assert x1 <= x2
        assert y1 >= y2 if one[1] <= other[1] else y1 <= y2
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert all(0 <= number <= WIDTH for number in drawing.places())


@given(points=points, wanted=bounds)
def test_what_the_target_wants_is_the_band(
    points: list[tuple[dt.date, Fraction]], wanted: tuple[Fraction | None, Fraction | None]
) -> None:
    drawing = Drawing(sparkline(points, wanted))
    (band,) = drawing.of_kind("poc-docs-sparkline-wanted")
    top, height = float(band.attrib["y"]), float(band.attrib["height"])
    low, high = wanted
    for (_, value), (_, y) in zip(points, drawing.points(VALUES), strict=True):
        if (low is None or value >= low) and (high is None or value <= high):
            assert top - 0.02 <= y <= top + height + 0.02
    lines = drawing.of_kind("poc-docs-sparkline-target")
    assert len(lines) == sum(end is not None for end in wanted)


def test_one_value_is_no_line() -> None:
    assert sparkline([(DAY, Fraction(1))], (None, Fraction(2))) == NOTHING
    assert sparkline([], (None, None)) == NOTHING


def test_thousands_of_values_keep_the_first_and_the_last() -> None:
    many = [(DAY + dt.timedelta(days=number), Fraction(number % 7)) for number in range(5000)]
    found = Drawing(sparkline(many, (None, None))).points(VALUES)
    assert len(found) <= 402
    assert (found[0][0], found[-1][0]) == (5, WIDTH - 5)


def test_the_sample_plans_logged_values_are_read_as_the_judge_reads_them() -> None:
    seen = 0
    for of in View(edition_of()).plans:
        for standing in standings(of.plan):
            found = series(of.plan, standing.criterion, TODAY)
            for point in found.points if found else ():
                verdict = judge_criterion(standing.criterion, point.words).verdict
                assert found
                low, high = found.wanted.low, found.wanted.high
                inside = (low is None or point.value >= low) and (high is None or point.value <= high)
                assert inside is (verdict is Verdict.PASS)
                seen += 1
    assert seen > 50


PLAN = """# POC Plan: A -- B

## Success Criteria

| # | Criterion | Measurement | Target | Weight |
|---|-----------|-------------|--------|--------|
| 1 | Latency | P95 | < 200 ms | Critical |

## Metric Log

| Date | # | Value | Note |
|------|---|-------|------|
| 2026-11-02 | 1 | 340 ms | |
| 2026-11-09 | 1 | about 250 ms | |
| 2026-11-16 | 1 | 0.187 s | |
| 2026-11-30 | 1 | 20 ms | of the future |
"""


def shown(text: str) -> list[str]:
    (of,) = View(edition_of({"plans/x.md": text.encode()})).plans
    return [each.source for each in drawings(of, standings(of.plan)[0])]


def test_first_and_last_value_stand_beside_the_line_and_what_is_left_out_is_said() -> None:
    drawing, words = shown(PLAN)
    assert len(points_of(drawing)) == 2
    said = "Logged 2026-11-02: 340 ms, 2026-11-16: 0.187 s (2 values); 1 more can't be drawn; lower is better"
    assert said in unescape(words)


def points_of(source: str) -> list[tuple[float, float]]:
    return Drawing(Html(source)).points(VALUES)


def test_values_that_nobody_can_compare_give_no_line() -> None:
    assert shown(PLAN.replace("< 200 ms", "as fast as possible")) == []
