"""A timeline: a bar for each milestone, what was planned against what was done, pauses, and today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from poc_docs.site.drawing.days_shown import axis_around, day_width, saturdays, short_day, words_at
from poc_docs.site.drawing.figure import shape, svg
from poc_docs.site.drawing.lettering import lettering, lines_of, room_of
from poc_docs.site.markup import Html, element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.site.drawing.days_axis import DaysAxis

_NAMES, _CHART, _WORDS = 196.0, 410.0, 140.0
_TOP, _ROW, _BOTTOM = 44.0, 30.0, 34.0
_DAY_LABEL, _WEEK_LABEL = 46.0, 58.0
_MOST_WEEKS = 60
_SEEN = 3.0
"""A weekend is drawn where a day has so many pixels: narrower ones are only noise."""
_HATCH = "poc-docs-gantt-pause"


class Mark(Enum):
    """How a milestone stands: its sign before the words beside its bar, and its tone."""

    DONE = ("✓", "good")
    DONE_LATE = ("✓", "mixed")
    LATE = ("▲", "bad")
    TO_COME = ("◇", "quiet")
    UNKNOWN = ("○", "quiet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A milestone: its name, the days planned for it, when it was done, and words beside it.

    ``until`` is the day up to which it was, or is by now, late.
    """

    name: str
    words: str
    mark: Mark
    begins: dt.date | None = None
    due: dt.date | None = None
    done: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What surrounds the bars: the first and last day, the first days of its weeks, and its pauses."""

    first: dt.date
    last: dt.date
    weeks: Sequence[dt.date] = ()
    pauses: Sequence[tuple[dt.date, dt.date]] = ()


def gantt(
    bars: Sequence[Bar], period: Period, *, today: dt.date | None = None, decision: dt.date | None = None
) -> Html:
    """Give the drawing; a date far from the period lies at its edge."""
    days = [day for bar in bars for day in (bar.begins, bar.due, bar.done, bar.until) if day]
    days += [day for day in (today, decision) if day]
    axis = axis_around((period.first, period.last), days, _NAMES, _NAMES + _CHART)
    bottom = _TOP + _ROW * len(bars)
    shapes = [
        *_weekends(axis, bottom),
        *_pauses(axis, period, bottom),
        *_scale(axis, period, bottom),
        *(each for row, bar in enumerate(bars) for each in _row(axis, bar, _TOP + _ROW * row)),
        *_lines(axis, bottom, today, decision),
    ]
    return svg(_NAMES + _CHART + _WORDS, bottom + _BOTTOM, shapes, kind="poc-docs-gantt")


def _weekends(axis: DaysAxis, bottom: float) -> Iterator[Html]:
    if day_width(axis) < _SEEN:
        return
    days = ((day, min(day + dt.timedelta(days=1), axis.last)) for day in saturdays(axis))
    boxes = ((axis.begins(saturday), axis.ends(sunday)) for saturday, sunday in days)
    drawn = (_path((left, _TOP), (right, _TOP), (right, bottom), (left, bottom)) for left, right in boxes)
    yield shape("path", d="".join(drawn), class_="poc-docs-weekend")


def _pauses(axis: DaysAxis, period: Period, bottom: float) -> Iterator[Html]:
    """Hatch each pause; its word stands below where no other one is in the way."""
    seen = [pause for pause in period.pauses if pause[1] >= axis.first and pause[0] <= axis.last]
    if seen:
        stripe = shape("path", d="M-1 7 7 -1M3 11 11 3", class_="poc-docs-hatch")
        yield element("pattern", stripe, id=_HATCH, patternUnits="userSpaceOnUse", width="8", height="8")
    room, taken = room_of("paused"), 0.0
    for first, last in seen:
        left, right = axis.begins(first), axis.ends(last)
        yield _box(left, right, _TOP, bottom, "poc-docs-pause", fill=f"url(#{_HATCH})")
        at, anchor = words_at(axis, (left + right) / 2, room)
        begins = at - {"start": 0.0, "middle": room / 2, "end": room}[anchor]
        if begins >= taken:
            yield lettering("paused", at, bottom + 28, anchor=anchor)
            taken = begins + room + 6


def _scale(axis: DaysAxis, period: Period, bottom: float) -> Iterator[Html]:
    if not period.weeks or len(period.weeks) > _MOST_WEEKS:
        ticks = [(axis.begins(day), label) for day, label in axis.ticks()]
        yield _grid([at for at, _ in ticks], bottom)
        for at, label in ticks:
            if at + room_of(label) <= axis.right:
                yield lettering(label, at, 39)
        return
    starts = [axis.begins(day) for day in period.weeks]
    least = min((after - before for before, after in pairwise(starts)), default=_CHART)
    step = next((each for each in (1, 2, 4, 8, 13, 26) if each * least >= _DAY_LABEL), 26)
    yield _grid(starts if least >= 2 * _SEEN else starts[::step], bottom)
    for number, (day, at) in list(enumerate(zip(period.weeks, starts, strict=True), 1))[::step]:
        if at + _DAY_LABEL <= axis.right + _SEEN:
            yield lettering(f"week {number}" if least * step >= _WEEK_LABEL else f"W{number}", at, 26)
            yield lettering(short_day(day), at, 39)


def _grid(places: Sequence[float], bottom: float) -> Html:
    lines = "".join(f"M{at:.1f} {_TOP:.0f}L{at:.1f} {bottom:.0f}" for at in places)
    return shape("path", d=lines, class_="poc-docs-grid")


def _row(axis: DaysAxis, bar: Bar, top: float) -> Iterator[Html]:
    """Give a milestone's name, its bar, and how it stands: by its mark's shape and in words."""
    sign, tone = bar.mark.value
    lines = lines_of(bar.name, _NAMES - 12)
    first = top + _ROW / 2 + (4 if len(lines) == 1 else -3)
    for number, line in enumerate(lines):
        yield lettering(line, 0, first + 13 * number)
    middle = top + _ROW / 2
    if bar.due:
        begins = min(axis.begins(bar.begins or bar.due), axis.begins(bar.due))
        yield _box(begins, axis.ends(bar.due), middle - 6, middle + 6, f"poc-docs-bar poc-docs-{tone}")
        if bar.until and bar.until > bar.due:
            ends = axis.ends(bar.until)
            yield shape(
                "line", x1=axis.ends(bar.due), x2=ends, y1=middle, y2=middle,
                class_=f"poc-docs-late poc-docs-{tone}",
            )  # fmt: skip
    yield from _marks(axis, bar, middle)
    words = lines_of(bar.words, _WORDS - 22, 1)
    yield lettering(" ".join([sign, *words]), axis.right + 10, middle + 4, tone=f"poc-docs-{tone}")


def _marks(axis: DaysAxis, bar: Bar, middle: float) -> Iterator[Html]:
    """Give a disc where it was done, a triangle where it is late by now, a diamond where it is due."""
    kind = f"poc-docs-mark poc-docs-{bar.mark.value[1]}"
    if bar.done:
        yield shape("circle", cx=_held(axis, axis.middle(bar.done)), cy=middle, r=5, class_=kind)
    elif bar.due and bar.mark is Mark.LATE:
        at = _held(axis, axis.ends(bar.until or bar.due))
        yield shape(
            "path", d=_path((at - 6, middle + 5), (at, middle - 6), (at + 6, middle + 5)), class_=kind
        )
    elif bar.due:
        at = _held(axis, axis.ends(bar.due))
        corners = ((at - 6, middle), (at, middle - 6), (at + 6, middle), (at, middle + 6))
        yield shape("path", d=_path(*corners), class_=f"{kind} poc-docs-hollow")


def _held(axis: DaysAxis, at: float) -> float:
    """Keep a mark inside the chart."""
    return min(max(at, axis.left + 6), axis.right - 6)


def _lines(axis: DaysAxis, bottom: float, today: dt.date | None, decision: dt.date | None) -> Iterator[Html]:
    if decision and axis.holds(decision):
        at = axis.ends(decision)
        yield _upright(at, _TOP, bottom + 5, "poc-docs-decision")
        words = f"decision {short_day(decision)}"
        place, anchor = words_at(axis, at, room_of(words))
        yield lettering(words, place, bottom + 15, anchor=anchor)
    if today and axis.holds(today):
        at = axis.middle(today)
        yield _upright(at, 14, bottom, "poc-docs-today")
        place, anchor = words_at(axis, at, room_of("today"))
        yield lettering("today", place, 11, anchor=anchor, tone="poc-docs-accent")


def _box(left: float, right: float, top: float, bottom: float, kind: str, **more: str) -> Html:
    return shape(
        "rect", x=left, y=top, width=max(right - left, 0.5), height=bottom - top, class_=kind, **more
    )


def _upright(at: float, top: float, bottom: float, kind: str) -> Html:
    return shape("line", x1=at, x2=at, y1=top, y2=bottom, class_=kind)


def _path(*corners: tuple[float, float]) -> str:
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in corners)}Z"
