"""The frame of every drawing: what it shows in words, and the numbers behind it as a table."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from poc_docs.site.markup import NOTHING, Content, Html, element, rows

if TYPE_CHECKING:
    from collections.abc import Iterable


def svg(width: float, height: float, shapes: Iterable[Html], *, kind: str = "") -> Html:
    """Give a drawing of these shapes that says nothing to a screen reader by itself; units are pixels.

    For a drawing in a line of text or a cell whose words stand beside it; a search finds those.
    """
    return element(
        "svg",
        rows(shapes),
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width),
        height=number(height),
        class_=f"poc-docs-drawing {kind}".strip(),
        aria_hidden="true",
        focusable="false",
        data_search_exclude="",
    )


def figure(title: str, description: str, drawing: Html, behind: Html = NOTHING) -> Html:
    """Give a drawing with its title, what it shows in a sentence, and the ``behind`` table folded below.

    ``drawing`` comes from ``svg``; title and description are what a screen reader says in its place.
    """
    name = f"drawing-{hashlib.sha256((title + description).encode()).hexdigest()[:8]}"
    caption = element("figcaption", element("strong", title), element("p", description), id=name)
    parts: list[Content] = [
        element("div", drawing, class_="poc-docs-scrolled", tabindex="0", role="group", aria_labelledby=name)
    ]
    if behind != NOTHING:
        summary = element("summary", "The numbers as a table")
        parts.append(element("details", summary, behind, data_search_exclude=""))
    return element("figure", caption, *parts, class_="poc-docs-figure")


def shape(tag: str, *children: Content, **attributes: str | float) -> Html:
    """Give an SVG element; an attribute ``text_anchor`` is written ``text-anchor``."""
    written = {name: value if isinstance(value, str) else number(value) for name, value in attributes.items()}
    return element(tag, *children, **written)


def number(value: float) -> str:
    """Give a coordinate as briefly as a drawing can use it."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
