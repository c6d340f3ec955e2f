"""Words inside drawings, which have only so much room: never wider than it, whatever a plan calls a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.reports.widths import MORE, width
from poc_docs.site.drawing.figure import shape

if TYPE_CHECKING:
    from poc_docs.site.markup import Html

SIZE = 11
"""The size of letters in drawings, in pixels."""

_MIDDLING = 0.64 * SIZE


def room_of(text: str) -> float:
    """Give how many pixels a text takes at most."""
    return width(text) * _MIDDLING


def lines_of(text: str, room: float, most: int = 2) -> list[str]:
    """Give a text on at most so many lines of ``room`` pixels; what has no room is an ellipsis."""
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < most:
        taken = 1
        while taken < len(words) and room_of(" ".join(words[: taken + 1])) <= room:
            taken += 1
        line, words = " ".join(words[:taken]), words[taken:]
        cut = bool(words) and len(lines) == most - 1
        lines.append(_cut(line, room) if cut or room_of(line) > room else line)
    return lines


def lettering(text: str, x: float, y: float, *, anchor: str = "start", tone: str = "") -> Html:
    """Give words in a drawing; ``y`` is the line they stand on."""
    return shape("text", text, x=x, y=y, text_anchor=anchor, class_=f"poc-docs-lettering {tone}".strip())


def _cut(text: str, room: float) -> str:
    while text and room_of(text + MORE) > room:
        text = text[: min(len(text) - 1, int(room / _MIDDLING * 2) + 1)]
    return text.rstrip(" ,;:.(") + MORE
