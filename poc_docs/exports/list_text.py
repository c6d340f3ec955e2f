"""A list of plans as a table that fits its width: what must be cut is cut, the title first, an id never."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.text.display_width import char_width, display_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from poc_docs.portfolio.listing import Column, Listed

_GAP = "  "
_CUT = "…"
_FIRST = "title"
_TYPED = "id"
_NARROW = 4
"""To how little any text may shrink where there is no other way."""


@dataclass(frozen=True, slots=True)
class TableText:
    """A table, its header first, and the columns for which there was no room."""

    lines: tuple[str, ...]
    dropped: tuple[str, ...]


def list_text(
    lines: Sequence[Listed],
    columns: Sequence[Column],
    width: int | None,
    *,
    may_drop: Sequence[str] = (),
    printable: Callable[[Sequence[str]], Sequence[str]] = list,
) -> TableText:
    """Give the table of ``lines``, at most ``width`` columns of the terminal wide, or as wide as ids need.

    Of ``may_drop`` columns go, the first ones first, until there is room. ``printable`` makes texts safe.
    """
    shown = list(columns)
    cells = {each.name: printable([each.name, *map(each.shown, lines)]) for each in shown}
    wide = {name: _text_widths(texts) for name, texts in cells.items()}
    natural = {name: max(each) for name, each in wide.items()}
    dropped = []
    for name in may_drop if width is not None else ():
        if _total([_least(each, natural) for each in shown]) <= (width or 0):
            break
        if name in natural:
            shown = [each for each in shown if each.name != name]
            dropped.append(name)
    widths = {each.name: natural[each.name] for each in shown}
    if width is not None:
        _shrink(widths, shown, width)
        shown = shown[: _shown_beside_id(widths, width)]
    padded = (_padded(cells[each.name], wide[each.name], widths[each.name], each) for each in shown)
    rows = [_GAP.join(row) for row in zip(*padded, strict=True)]
    fitted = rows if width is None or shown[-1].name == _TYPED else [_cut(row, width) for row in rows]
    return TableText(tuple(row.rstrip() for row in fitted), tuple(dropped))


def _shown_beside_id(widths: dict[str, int], width: int) -> int:
    """Give how many columns are shown where an id leaves no room behind it: half an id can't be typed."""
    names = [*widths]
    before = names[: names.index(_TYPED) + 1] if _TYPED in names else []
    is_full = before and _total([widths[name] for name in before]) + len(_GAP) + _NARROW > width
    return len(before) if is_full else len(names)


def _least(column: Column, natural: dict[str, int]) -> int:
    wide = natural[column.name]
    return min(wide, column.least) if column.least else wide


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _shrink(widths: dict[str, int], shown: Sequence[Column], width: int) -> None:
    """Shrink texts until the table fits: the title down to its least, then the widest others, then all."""
    texts = [each for each in shown if each.least]
    others = [each for each in texts if each.name != _FIRST]
    title = [each for each in texts if each.name == _FIRST]
    stages = (
        (title, {each.name: each.least for each in title}),
        (others, {each.name: each.least for each in others}),
        (texts, {each.name: _NARROW for each in texts}),
    )
    for part, least in stages:
        while _total([*widths.values()]) > width:
            wider = [each.name for each in part if widths[each.name] > least[each.name]]
            if not wider:
                break
            widths[max(wider, key=lambda name: widths[name])] -= 1


def _text_widths(texts: Sequence[str]) -> list[int]:
    """Give the columns that each of many texts takes; where all are ASCII, that is quickly said."""
    return [*map(len if "".join(texts).isascii() else display_width, texts)]


def _cut(text: str, width: int) -> str:
    """Give a text no wider than ``width``; what is cut off is marked."""
    if display_width(text) <= width:
        return text
    kept, room = "", width - 1
    for char in text:
        room -= char_width(char)
        if room < 0:
            break
        kept += char
    return f"{kept.rstrip()}{_CUT}"


def _padded(texts: Sequence[str], wide: Sequence[int], width: int, column: Column) -> list[str]:
    """Give the texts of a column, each as wide as the column; ``wide`` is how wide they are."""
    if max(wide) > width:
        texts = [_cut(text, width) for text in texts]
        wide = _text_widths(texts)
    pad = str.rjust if column.right else str.ljust
    return [pad(text, width + len(text) - each) for text, each in zip(texts, wide, strict=True)]
