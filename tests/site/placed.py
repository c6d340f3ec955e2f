"""Where each shape of a page's drawings lies, in the drawing's own pixels, and what is written there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.site.parsed import Page

if TYPE_CHECKING:
    from poc_docs.site.markup import Html
    from tests.site.parsed import Tag

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SHAPES = {"rect", "circle", "line", "text", "polyline", "path"}
_NEARLY = 0.01


def page_with(drawing: Html) -> Page:
    return Page(drawing.source)


def size_of(page: Page) -> tuple[float, float]:
    """Give width and height of the page's first drawing."""
    drawing = page.named("svg")[0].attributes
    return float(drawing["width"]), float(drawing["height"])


def corners(tag: Tag) -> list[tuple[float, float]]:
    """Give the corners of the box in which a shape lies; words are as their anchor, without their width."""
    given = {name: float(value) for name, value in tag.attributes.items() if _NUMBER.fullmatch(value)}
    if tag.name == "rect":
        left, top = given["x"], given["y"]
        return [(left, top), (left + given["width"], top + given["height"])]
    if tag.name == "circle":
        x, y, r = given["cx"], given["cy"], given["r"]
        return [(x - r, y - r), (x + r, y + r)]
    if tag.name == "line":
        return [(given["x1"], given["y1"]), (given["x2"], given["y2"])]
    if tag.name == "text":
        return [(given["x"], given["y"])]
    numbers = [float(each) for each in _NUMBER.findall(tag.attributes.get("points") or tag.attributes["d"])]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def outside(page: Page) -> list[str]:
    """Give the shapes of which a corner lies outside of the drawing; a pattern is no shape of it."""
    width, height = size_of(page)
    return [
        f"{tag.name} {tag.attributes}"
        for tag in page.tags
        if tag.name in _SHAPES and "poc-docs-hatch" not in tag.attributes.get("class", "")
        for x, y in corners(tag)
        if not (-_NEARLY <= x <= width + _NEARLY and -_NEARLY <= y <= height + _NEARLY)
    ]


def shapes(page: Page, kind: str) -> list[Tag]:
    """Give the shapes of a class."""
    return [tag for tag in page.tags if kind in tag.attributes.get("class", "").split()]


def words(page: Page) -> list[str]:
    return [tag.text for tag in page.named("text")]
