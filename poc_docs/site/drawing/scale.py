"""A scale in one line: which values meet a target, and where baseline and result lie.

Meaning never hangs on colour: a result that meets its target is a disc, one that misses it a cross, one that
still counts as Partial a triangle, an undecided one a ring; the baseline is a diamond. Each has its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from poc_docs.site.drawing.figure import shape, svg
from poc_docs.site.drawing.lettering import lettering, lines_of
from poc_docs.site.drawing.value_axis import value_axis
from poc_docs.site.markup import NOTHING, Html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from poc_docs.site.drawing.value_axis import ValueAxis

WIDTH = 220
_EDGE = 7
_BAND = 8
_ABOVE, _BELOW, _LINE = 17, 15, 14
_APART = 4
"""How far a mark's middle is at least from an end of the target's values: on it, no side could be told."""


class Sign(Enum):
    """The shape of a mark, with its tone."""

    MET = "good"
    MISSED = "bad"
    PARTIAL = "mixed"
    UNDECIDED = "quiet"
    BASELINE = "soft"


Interval = tuple["Fraction | None", "Fraction | None"]
"""Values from one to another; None is without end."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value or a range of values with its words; ``inside`` says whether it meets the target, if known."""

    values: Interval
    words: str
    sign: Sign
    inside: bool | None


@dataclass(frozen=True, slots=True)
class Content:
    """What a scale shows: the values that meet the target, with its words, and what lies beside them."""

    wanted: Interval
    words: str
    partial: Interval | None = None
    baseline: Mark | None = None
    result: Mark | None = None
    most: Fraction | None = None
    """The largest value that there is, if there is one."""


def scale(shown: Content) -> Html:
    """Give the scale, which says nothing to a screen reader; nothing where no end of anything is known."""
    marks = [mark for mark in (shown.baseline, shown.result) if mark]
    intervals = [shown.wanted, shown.partial or (None, None), *(mark.values for mark in marks)]
    axis = value_axis((end for each in intervals for end in each if end is not None), shown.most)
    if axis is None:
        return NOTHING
    top = _ABOVE if shown.result else 4
    height = top + _BAND + _BELOW + (_LINE if shown.baseline else 0)
    return svg(WIDTH, height, _shapes(_Places(axis), top + _BAND / 2, shown), kind="poc-docs-scale")


def _shapes(places: _Places, middle: float, shown: Content) -> Iterator[Html]:
    wanted = shown.wanted
    yield shape("line", x1=0, x2=WIDTH, y1=middle, y2=middle, class_="poc-docs-scale-line")
    if shown.partial:
        yield _band(places, shown.partial, middle, "poc-docs-scale-partial")
    yield _band(places, wanted, middle, "poc-docs-scale-wanted")
    yield from _ends(places, wanted, middle)
    bound = wanted[1] if wanted[1] is not None else wanted[0]
    below = middle + _BAND / 2 + _BELOW - 2
    yield _words(f"target {shown.words}", places.of(bound) if bound is not None else 0, below)
    if shown.baseline:
        place = places.mark(shown.baseline, wanted)
        yield _mark(shown.baseline.sign, place, middle)
        yield _words(f"baseline {shown.baseline.words}".strip(), place, below + _LINE, "poc-docs-quiet")
    if shown.result:
        place = places.mark(shown.result, wanted)
        yield from _reach(places, shown.result, wanted, middle)
        yield _mark(shown.result.sign, place, middle)
        yield _words(shown.result.words, place, middle - _BAND / 2 - 5, "poc-docs-scale-result")


@dataclass(frozen=True, slots=True)
class _Places:
    """Values as pixels of the drawing."""

    axis: ValueAxis

    def of(self, value: Fraction) -> float:
        return _EDGE + self.axis.place(value) * (WIDTH - 2 * _EDGE)

    def band(self, interval: Interval) -> tuple[float, float]:
        low, high = interval
        return (0.0 if low is None else self.of(low), float(WIDTH) if high is None else self.of(high))

    def ends(self, mark: Mark, wanted: Interval) -> tuple[float, float]:
        """Give both ends of a mark, on the side of the target's ends on which it is."""
        low, high = self.band(mark.values)
        first, last = self.band(wanted)
        if mark.inside is True:
            room = min(_APART, (last - first) / 2)
            low = min(max(low, first + (room if wanted[0] is not None else 0)), last - room)
            high = max(min(high, last - (room if wanted[1] is not None else 0)), first + room)
        elif mark.inside is False and self._is_below(mark, wanted):
            low, high = min(low, first - _APART), min(high, first - _APART)
        elif mark.inside is False:
            low, high = max(low, last + _APART), max(high, last + _APART)
        return max(low, 0.0), min(high, float(WIDTH))

    def mark(self, mark: Mark, wanted: Interval) -> float:
        """Give the middle of a mark; of a range without end, the end that is known."""
        low, high = self.ends(mark, wanted)
        if mark.values[0] is None:
            return high
        return low if mark.values[1] is None else (low + high) / 2

    @staticmethod
    def _is_below(mark: Mark, wanted: Interval) -> bool:
        high, first = mark.values[1], wanted[0]
        return high is not None and first is not None and high <= first


def _band(places: _Places, interval: Interval, middle: float, kind: str) -> Html:
    low, high = places.band(interval)
    return shape("rect", x=low, y=middle - _BAND / 2, width=max(high - low, 2), height=_BAND, class_=kind)


def _ends(places: _Places, wanted: Interval, middle: float) -> Iterator[Html]:
    for end in wanted:
        if end is not None:
            x = places.of(end)
            yield shape("line", x1=x, x2=x, y1=middle - _BAND, y2=middle + _BAND, class_="poc-docs-scale-end")


def _reach(places: _Places, mark: Mark, wanted: Interval, middle: float) -> Iterator[Html]:
    low, high = places.ends(mark, wanted)
    if high - low > 1:
        yield shape(
            "line",
            x1=low,
            x2=high,
            y1=middle,
            y2=middle,
            class_=f"poc-docs-scale-reach poc-docs-mark-{mark.sign.value}",
        )


def _mark(sign: Sign, x: float, y: float) -> Html:
    kind = f"poc-docs-mark poc-docs-mark-{sign.value}"
    if sign is Sign.MISSED:
        cross = f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8"
        return shape("path", d=cross, class_=kind)
    if sign is Sign.PARTIAL:
        return shape("path", d=f"M{x:.1f} {y - 5:.1f}l5 9h-10z", class_=kind)
    if sign is Sign.BASELINE:
        return shape("path", d=f"M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5z", class_=kind)
    return shape("circle", cx=x, cy=y, r=4.5, class_=kind)


def _words(words: str, x: float, y: float, tone: str = "") -> Html:
    """Give words as near to their place as the drawing has room."""
    third = WIDTH / 3
    anchor, at = (
        ("start", max(x - 4, 0)) if x < third else ("middle", x) if x <= 2 * third else ("end", x + 4)
    )
    (line,) = lines_of(words, 2 * third, 1) or [""]
    return lettering(line, min(at, WIDTH), y, anchor=anchor, tone=tone)
