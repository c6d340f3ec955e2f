"""A sparkline: values over days in one line of text, with the line that the target draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.site.drawing.figure import number, shape, svg
from poc_docs.site.drawing.value_axis import value_axis
from poc_docs.site.markup import NOTHING, Html

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from poc_docs.site.drawing.scale import Interval

WIDTH, HEIGHT = 220, 40
_EDGE = 5
_MOST = 400
"""So many points are drawn at most: a pixel shows no more than two."""


def sparkline(points: Sequence[tuple[dt.date, Fraction]], wanted: Interval) -> Html:
    """Give values by day, the first ones left; nothing for less than two.

    The values that the target wants are a tinted band, its ends are dashed lines. It says nothing to a screen
    reader: first and last value stand beside it in words.
    """
    axis = value_axis([*(value for _, value in points), *(end for end in wanted if end is not None)])
    if axis is None or len(points) < 2:  # noqa: PLR2004 -- a line has two ends
        return NOTHING

    def height(value: Fraction) -> float:
        return HEIGHT - _EDGE - axis.place(value) * (HEIGHT - 2 * _EDGE)

    first, days = points[0][0], max((points[-1][0] - points[0][0]).days, 1)
    places = [
        (_EDGE + (day - first).days / days * (WIDTH - 2 * _EDGE), height(value)) for day, value in points
    ]
    low, high = wanted
    band = (0 if high is None else height(high), HEIGHT if low is None else height(low))
    return svg(WIDTH, HEIGHT, _shapes(_thinned(places), band, wanted), kind="poc-docs-sparkline")


def _shapes(
    places: Sequence[tuple[float, float]], band: tuple[float, float], wanted: Interval
) -> Iterator[Html]:
    top, bottom = band
    yield shape(
        "rect", x=0, y=top, width=WIDTH, height=max(bottom - top, 1), class_="poc-docs-sparkline-wanted"
    )
    low, high = wanted
    for end, y in ((high, top), (low, bottom)):
        if end is not None:
            yield shape("line", x1=0, x2=WIDTH, y1=y, y2=y, class_="poc-docs-sparkline-target")
    path = " ".join(f"{number(x)},{number(y)}" for x, y in places)
    yield shape("polyline", points=path, class_="poc-docs-sparkline-values")
    (x1, y1), (x2, y2) = places[0], places[-1]
    yield shape("circle", cx=x1, cy=y1, r=2.5, class_="poc-docs-sparkline-first")
    yield shape("circle", cx=x2, cy=y2, r=3, class_="poc-docs-sparkline-last")


def _thinned(places: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """Leave out what no eye could tell apart; the first and the last point stay."""
    if len(places) <= _MOST:
        return places
    step = -(-len(places) // _MOST)
    return [*places[:-1:step], places[-1]]
