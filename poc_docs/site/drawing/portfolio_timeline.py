"""Proofs of concept side by side: from their first to their last day, when each is decided, and today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.site.drawing.days_axis import DaysAxis
from poc_docs.site.drawing.days_shown import words_at
from poc_docs.site.drawing.figure import shape, svg
from poc_docs.site.drawing.lettering import lettering, lines_of, room_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from poc_docs.site.markup import Html

_NAMES, _CHART, _WORDS = 210.0, 560.0, 190.0
_TOP, _ROW, _BAR, _BOTTOM = 38.0, 24.0, 10.0, 6.0
_FURTHEST = 400
"""Days around today that the drawing shows: one wrong year must not push all other days together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A proof of concept: its days of work, the day of its decision, its pauses, and words beside it."""

    name: str
    words: str
    tone: str
    first: dt.date | None = None
    last: dt.date | None = None
    decision: dt.date | None = None
    pauses: Sequence[tuple[dt.date, dt.date]] = ()


def portfolio_timeline(works: Sequence[Work], today: dt.date) -> Html:
    """Give the drawing; what lies far from today lies at its edge."""
    days = [day for work in works for day in (work.first, work.last, work.decision) if day]
    near = [day for day in days if abs((day - today).days) <= _FURTHEST]
    axis = DaysAxis(min(today, *near, today), max(today, *near, today), _NAMES, _NAMES + _CHART)
    bottom = _TOP + _ROW * len(works)
    shapes = [
        *_scale(axis, bottom),
        *(each for row, work in enumerate(works) for each in _row(axis, work, _TOP + _ROW * row)),
        *_today(axis, today, bottom),
    ]
    return svg(_NAMES + _CHART + _WORDS, bottom + _BOTTOM, shapes, kind="poc-docs-portfolio")


def _scale(axis: DaysAxis, bottom: float) -> Iterator[Html]:
    for day, label in axis.ticks():
        at = axis.begins(day)
        yield _upright(at, _TOP, bottom, "poc-docs-grid")
        if at + room_of(label) <= axis.right:
            yield lettering(label, at, _TOP - 6)


def _row(axis: DaysAxis, work: Work, top: float) -> Iterator[Html]:
    middle = top + _ROW / 2
    yield lettering(" ".join(lines_of(work.name, _NAMES - 12, 1)), 0, middle + 4)
    if work.first and work.last and work.first <= work.last:
        yield _box(axis, work.first, work.last, middle, f"poc-docs-bar poc-docs-{work.tone}")
        for first, last in work.pauses:
            yield _box(axis, first, last, middle, "poc-docs-stopped")
    if work.decision:
        at = min(max(axis.middle(work.decision), axis.left + 6), axis.right - 6)
        corners = ((at - 6, middle), (at, middle - 6), (at + 6, middle), (at, middle + 6))
        path = f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in corners)}Z"
        yield shape("path", d=path, class_=f"poc-docs-mark poc-docs-hollow poc-docs-{work.tone}")
    words = " ".join(lines_of(work.words, _WORDS - 10, 1))
    yield lettering(words, axis.right + 10, middle + 4, tone=f"poc-docs-{work.tone}")


def _today(axis: DaysAxis, today: dt.date, bottom: float) -> Iterator[Html]:
    at = axis.middle(today)
    yield _upright(at, 14, bottom, "poc-docs-today")
    place, anchor = words_at(axis, at, room_of("today"))
    yield lettering("today", place, 11, anchor=anchor, tone="poc-docs-accent")


def _box(axis: DaysAxis, first: dt.date, last: dt.date, middle: float, kind: str) -> Html:
    left, right = axis.begins(first), axis.ends(last)
    return shape("rect", x=left, y=middle - _BAR / 2, width=max(right - left, 0.5), height=_BAR, class_=kind)


def _upright(at: float, top: float, bottom: float, kind: str) -> Html:
    return shape("line", x1=at, x2=at, y1=top, y2=bottom, class_=kind)
