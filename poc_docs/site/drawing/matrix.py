"""A matrix of likelihood and impact, with the numbers of the risks in its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.site.drawing.figure import shape, svg
from poc_docs.site.drawing.lettering import lettering

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.site.markup import Html

_LEFT, _TOP, _RIGHT, _BOTTOM = 86.0, 6.0, 6.0, 38.0
_WIDE, _HIGH = 78.0, 58.0
_DISC, _ACROSS = 10.0, 3
_FIT = 6
"""So many numbers stand in a cell, and of more all but two with how many there are further."""
_TONES = ("low", "low", "middling", "high", "high")


def matrix(
    levels: Sequence[str], cells: Mapping[tuple[int, int], Sequence[int]], *, across: str, up: str
) -> Html:
    """Give the drawing; a cell is ``(likelihood, impact)``, each the place of its level, lowest first.

    ``across`` and ``up`` name the axes; likelihood goes up, impact across.
    """
    size = len(levels)
    bottom = _TOP + _HIGH * size
    shapes: list[Html] = []
    for likelihood in range(size):
        top = bottom - _HIGH * (likelihood + 1)
        shapes.append(lettering(levels[likelihood], _LEFT - 8, top + _HIGH / 2 + 4, anchor="end"))
        for impact in range(size):
            left = _LEFT + _WIDE * impact
            tone = _TONES[min(likelihood + impact, len(_TONES) - 1)]
            kind = f"poc-docs-cell poc-docs-cell-{tone}"
            shapes.append(shape("rect", x=left, y=top, width=_WIDE, height=_HIGH, class_=kind))
            shapes += _numbers(cells.get((likelihood, impact), ()), left, top)
    for impact, level in enumerate(levels):
        shapes.append(lettering(level, _LEFT + _WIDE * (impact + 0.5), bottom + 16, anchor="middle"))
    shapes.append(
        lettering(across, _LEFT + _WIDE * size / 2, bottom + 32, anchor="middle", tone="poc-docs-axis")
    )
    shapes.append(lettering(up, 0, _TOP + 12, tone="poc-docs-axis"))
    return svg(_LEFT + _WIDE * size + _RIGHT, bottom + _BOTTOM, shapes, kind="poc-docs-matrix")


def _numbers(numbers: Sequence[int], left: float, top: float) -> Iterator[Html]:
    """Give each number on a disc; of many the last says how many more there are."""
    shown = numbers if len(numbers) <= _FIT else numbers[: _FIT - 1]
    labels = [str(number) for number in shown]
    if len(shown) < len(numbers):
        labels.append(f"+{len(numbers) - len(shown)}")
    lines = -(-len(labels) // _ACROSS)
    for place, label in enumerate(labels):
        line, column = divmod(place, _ACROSS)
        on_line = min(_ACROSS, len(labels) - line * _ACROSS)
        x = left + _WIDE / 2 + (column - (on_line - 1) / 2) * (2 * _DISC + 4)
        y = top + _HIGH / 2 + (line - (lines - 1) / 2) * (2 * _DISC + 4)
        if not label.startswith("+"):
            yield shape("circle", cx=x, cy=y, r=_DISC, class_="poc-docs-disc")
        yield lettering(label, x, y + 4, anchor="middle")
