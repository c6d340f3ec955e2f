"""Drawings as values: each shape with its numbers."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poc_docs.site.markup import Html

_PLACES = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"}
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class Drawing:
    """A parsed drawing."""

    def __init__(self, drawn: Html) -> None:
        self.root = ET.fromstring(drawn.source)  # noqa: S314 -- it is our own
        self.width, self.height = (float(self.root.attrib[name]) for name in ("width", "height"))

    def of_kind(self, kind: str) -> list[ET.Element]:
        return [each for each in self.root.iter() if kind in each.get("class", "").split()]

    def words(self) -> list[str]:
        return [each.text or "" for each in self.root.iter("text")]

    def span(self, kind: str) -> tuple[float, float]:
        """Give the left and the right end of a rectangle."""
        (found,) = self.of_kind(kind)
        left = float(found.attrib["x"])
        return left, left + float(found.attrib["width"])

    def middle(self, kind: str) -> float:
        """Give where a mark is, from left to right; a path begins at its left or its top."""
        (found,) = self.of_kind(kind)
        if found.tag == "circle":
            return float(found.attrib["cx"])
        x = float(_NUMBER.findall(found.attrib["d"])[0])
        return x + 4 if kind.endswith("bad") else x

    def points(self, kind: str) -> list[tuple[float, float]]:
        (found,) = self.of_kind(kind)
        pairs = (pair.split(",") for pair in found.attrib["points"].split())
        return [(float(x), float(y)) for x, y in pairs]

    def places(self) -> list[float]:
        """Give every number that says where something is."""
        found = [float(v) for each in self.root.iter() for n, v in each.attrib.items() if n in _PLACES]
        paths = [each.attrib["d"] for each in self.root.iter("path")]
        return [*found, *(float(n) for d in paths for n in _NUMBER.findall(d.partition("l")[0]))]
