"""Tick boxes of list items, as GitHub's task lists have them."""

from __future__ import annotations

from poc_docs.text.patterns import pattern

_TICK_BOX = pattern(r"\[(?P<mark>[ xX])\]\s+")


def split_tick_box(content: str) -> tuple[bool | None, str]:
    """Split an item's content into whether it is ticked and the rest; None where there is no box."""
    box = _TICK_BOX.match(content)
    return (box["mark"] != " ", content[box.end() :]) if box else (None, content)
