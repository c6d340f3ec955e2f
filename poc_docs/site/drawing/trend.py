"""A number from quarter to quarter: a line with a point for each, and what each rests on below it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from poc_docs.site.drawing.figure import number, shape, svg
from poc_docs.site.drawing.lettering import lettering

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.site.markup import Html

_LEFT, _TOP = 40.0, 26.0
_STEP, _HEIGHT = 58.0, 90.0
_BELOW = 40.0
_RADIUS = 3.5
_ROOM_BELOW = 0.2
"""How high up a point must be, as a share of the height, for words below it."""


@dataclass(frozen=True, slots=True)
class Point:
    """The number of one span of time; ``place`` is from 0 to 1, None where there is no number.

    ``words`` say the number, ``rests`` how many things it rests on; on few of them it ``is_small``.
    """

    name: str
    place: float | None
    words: str
    rests: str
    is_small: bool


def trend(points: Sequence[Point], low: str, high: str) -> Html:
    """Give the drawing; ``low`` and ``high`` say the values at the lower and the upper end of the axis.

    A point that rests on few is hollow. Where there is no number the line breaks off.
    """
    width = _LEFT + _STEP * len(points)
    shapes = [*_frame(width, low, high), *_line(points)]
    for index, point in enumerate(points):
        shapes += _point(point, _LEFT + _STEP * (index + 0.5), is_valley=_is_valley(points, index))
    return svg(width, _TOP + _HEIGHT + _BELOW, shapes, kind="poc-docs-trend")


def _frame(width: float, low: str, high: str) -> Iterator[Html]:
    for y, said in ((_TOP, high), (_TOP + _HEIGHT, low)):
        yield shape("line", x1=_LEFT, x2=width, y1=y, y2=y, class_="poc-docs-grid")
        yield lettering(said, _LEFT - 4, y + 4, anchor="end", tone="poc-docs-axis")


def _y(place: float) -> float:
    return _TOP + _HEIGHT * (1 - place)


def _line(points: Sequence[Point]) -> Iterator[Html]:
    for known, group in groupby(enumerate(points), key=lambda each: each[1].place is not None):
        places = [(_LEFT + _STEP * (index + 0.5), point.place or 0.0) for index, point in group]
        if known and len(places) > 1:
            path = " ".join(f"{number(x)},{number(_y(place))}" for x, place in places)
            yield shape("polyline", points=path, class_="poc-docs-trend-line")


def _is_valley(points: Sequence[Point], index: int) -> bool:
    """Say whether the line comes down to a point from above: words over it would stand on the line."""
    place = points[index].place
    beside = [each.place for each in (*points[max(index - 1, 0) : index], *points[index + 1 : index + 2])]
    known = [each for each in beside if each is not None]
    return place is not None and place > _ROOM_BELOW and max(known, default=place) > place


def _point(point: Point, x: float, *, is_valley: bool) -> Iterator[Html]:
    if point.place is None:
        yield lettering("–", x, _TOP + _HEIGHT - 6, anchor="middle", tone="poc-docs-axis")
    else:
        kind = "poc-docs-trend-point poc-docs-hollow" if point.is_small else "poc-docs-trend-point"
        yield shape("circle", cx=x, cy=_y(point.place), r=_RADIUS, class_=kind)
        yield lettering(point.words, x, _y(point.place) + (16 if is_valley else -8), anchor="middle")
    yield lettering(point.name, x, _TOP + _HEIGHT + 18, anchor="middle", tone="poc-docs-axis")
    yield lettering(point.rests, x, _TOP + _HEIGHT + 33, anchor="middle", tone="poc-docs-axis")
