"""Credits over time: what is left, the even pace it was meant to go at, and where this pace leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.site.drawing.days_shown import axis_around, short_day, words_at
from poc_docs.site.drawing.figure import number, shape, svg
from poc_docs.site.drawing.lettering import lettering, lines_of, room_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from poc_docs.site.drawing.days_axis import DaysAxis
    from poc_docs.site.markup import Html

    Points = Sequence[tuple[dt.date, float]]

_LEFT, _CHART, _RIGHT = 112.0, 530.0, 16.0
_TOP, _HIGH, _BOTTOM = 30.0, 170.0, 26.0
_KEY_LINE = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnDown:
    """What is drawn: ``balances`` at the evening of each day with an entry, in order, at least one.

    ``even`` are the corners of the line at the even pace, ``runs_out`` the day this pace leads to, if it is
    still to come; ``labels`` are amounts and how the axis writes them.
    """

    balances: Points
    even: Points = ()
    runs_out: dt.date | None = None
    end: dt.date | None = None
    today: dt.date | None = None
    labels: Sequence[tuple[float, str]] = ()


def burn_down(of: BurnDown) -> Html:
    """Give the drawing; a date far from the days with entries and the work lies at the edge."""
    days = sorted(day for day, _ in (*of.balances, *of.even))
    others = [day for day in (of.runs_out, of.end, of.today) if day]
    axis = axis_around((days[0], days[-1]), others, _LEFT, _LEFT + _CHART)
    heights = _Heights.of([value for _, value in (*of.balances, *of.even)])
    shapes = [*_amounts(axis, heights, of), *_days(axis, of), *_today(axis, of)]
    if len(of.even) > 1:
        corners = [(axis.ends(day), heights.at(value)) for day, value in of.even]
        shapes.append(_line(corners, "poc-docs-even"))
    last_day, last = of.balances[-1]
    if of.runs_out and of.runs_out > last_day and last > 0:
        ends = (axis.ends(of.runs_out), heights.at(0))
        shapes.append(_line([(axis.ends(last_day), heights.at(last)), ends], "poc-docs-forecast"))
    shapes += [_line(_steps(axis, heights, of), "poc-docs-balance"), *_key(of)]
    return svg(_LEFT + _CHART + _RIGHT, _TOP + _HIGH + _BOTTOM, shapes, kind="poc-docs-burn-down")


@dataclass(frozen=True, slots=True)
class _Heights:
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> _Heights:
        least, most = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
        return cls(least, most if most > least else least + 1)

    def at(self, value: float) -> float:
        share = (value - self.least) / (self.most - self.least)
        return _TOP + _HIGH * (1 - min(max(share, 0.0), 1.0))


def _amounts(axis: DaysAxis, heights: _Heights, of: BurnDown) -> Iterator[Html]:
    """Give a line across for each amount; one whose words had no room beside the last stays away."""
    taken: list[float] = []
    for value, words in of.labels:
        at = heights.at(value)
        kind = "poc-docs-grid" if value else "poc-docs-zero"
        yield shape("line", x1=axis.left, x2=axis.right, y1=at, y2=at, class_=kind)
        if all(abs(at - other) >= 14 for other in taken):  # noqa: PLR2004 -- the height of a line of words
            taken.append(at)
            yield lettering(" ".join(lines_of(words, _LEFT - 10, 1)), axis.left - 8, at + 4, anchor="end")


def _days(axis: DaysAxis, of: BurnDown) -> Iterator[Html]:
    """Write first and last day below, and between them the end of the work and where it runs out."""
    base = _TOP + _HIGH + 16
    room = room_of(short_day(axis.last)) + 6
    taken: list[float] = []
    for day in dict.fromkeys(day for day in (axis.first, axis.last, of.runs_out, of.end) if day):
        if not axis.holds(day):
            continue
        at = axis.left if day == axis.first else axis.ends(day)
        place, anchor = words_at(axis, at, room)
        middle = place + {"start": room / 2, "middle": 0.0, "end": -room / 2}[anchor]
        if all(abs(middle - other) >= room for other in taken):
            taken.append(middle)
            yield shape("line", x1=at, x2=at, y1=_TOP + _HIGH, y2=_TOP + _HIGH + 4, class_="poc-docs-grid")
            yield lettering(short_day(day), place, base, anchor=anchor)


def _today(axis: DaysAxis, of: BurnDown) -> Iterator[Html]:
    if of.today and axis.holds(of.today):
        at = axis.middle(of.today)
        yield shape("line", x1=at, x2=at, y1=_TOP - 4, y2=_TOP + _HIGH, class_="poc-docs-today")
        place, anchor = words_at(axis, at, room_of("today"))
        yield lettering("today", place, _TOP - 8, anchor=anchor, tone="poc-docs-accent")


def _steps(axis: DaysAxis, heights: _Heights, of: BurnDown) -> list[tuple[float, float]]:
    """Give the balance as steps: what an entry changes holds from its evening on."""
    corners: list[tuple[float, float]] = []
    for day, value in of.balances:
        at = axis.ends(day)
        if corners:
            corners.append((at, corners[-1][1]))
        corners.append((at, heights.at(value)))
    last_day, last = of.balances[-1]
    if of.today and of.today > last_day:
        corners.append((max(corners[-1][0], axis.ends(min(of.today, of.end or of.today))), heights.at(last)))
    return corners


def _key(of: BurnDown) -> Iterator[Html]:
    """Say which line is which, by its dashes as well as by its colour."""
    named = [("what is left", "poc-docs-balance")]
    if len(of.even) > 1:
        named.append(("even pace", "poc-docs-even"))
    if of.runs_out and of.runs_out > of.balances[-1][0] and of.balances[-1][1] > 0:
        named.append(("at this pace", "poc-docs-forecast"))
    x = 0.0
    for words, kind in named:
        yield _line([(x, 7), (x + _KEY_LINE, 7)], kind)
        yield lettering(words, x + _KEY_LINE + 6, 11)
        x += _KEY_LINE + 24 + room_of(words)


def _line(corners: Sequence[tuple[float, float]], kind: str) -> Html:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return shape("polyline", points=points, class_=kind)
