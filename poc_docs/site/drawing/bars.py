"""Bars below each other, as long as their numbers: for amounts, counts, and the steps of a funnel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.site.drawing.figure import shape, svg
from poc_docs.site.drawing.lettering import lettering, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from poc_docs.site.markup import Html

_NAMES, _CHART, _WORDS = 150.0, 236.0, 174.0
_ROW, _BAR = 24.0, 14.0
_LEAST = 1.5
"""The pixels of a bar that stands for something, however little it is."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name before it and the words behind it, which say the number.

    ``most`` is the number of a bar of full length: bars have a scale in common if they have the same.
    """

    name: str
    value: int | Decimal
    words: str
    most: int | Decimal


def bars(lines: Sequence[Bar]) -> Html:
    """Give the drawing."""
    shapes = [each for row, line in enumerate(lines) for each in _row(line, _ROW * row)]
    return svg(_NAMES + _CHART + _WORDS, _ROW * len(lines), shapes, kind="poc-docs-bars")


def _row(bar: Bar, top: float) -> Iterator[Html]:
    long = max(_CHART * float(bar.value / bar.most), _LEAST) if bar.value > 0 else 0.0
    line = top + _ROW / 2 + 4
    yield lettering(" ".join(lines_of(bar.name, _NAMES - 10, 1)), 0, line)
    if long:
        yield shape(
            "rect",
            x=_NAMES,
            y=top + (_ROW - _BAR) / 2,
            width=long,
            height=_BAR,
            class_="poc-docs-bar",
        )
    yield lettering(" ".join(lines_of(bar.words, _WORDS - 8, 1)), _NAMES + long + 8, line)
