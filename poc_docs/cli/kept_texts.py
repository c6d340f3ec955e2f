"""Where exports are kept: of each plan a line as ``kept`` has it, and its texts in a file beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from poc_docs.cli.aside import KEPT, BroughtBack, Place
from poc_docs.repository.kept_texts import MOST, KeptTexts
from poc_docs.repository.known_good import known_line, known_parts, read_known, write_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.cli.aside import Aside


class TextStore:
    """The lines and texts of one kind; each line has a JSON list that begins with the ``Place`` of its texts.

    ``back``, which is closed by its user, gives back what was kept before and what this command puts aside.
    """

    def __init__(self, git_folder: str, name: str, key: str, aside: Aside) -> None:
        self._texts = KeptTexts(git_folder, name)
        self._place = (git_folder, name)
        self._key = key
        self.lines: Mapping[str, str] = read_known(git_folder, name, self._key_of(self._texts.stamp))
        self.back = BroughtBack(aside, self._texts.file)

    def keep(self, lines: dict[str, str]) -> None:
        """Keep these lines with their texts, as far as there is room for them. Never fails."""
        fitting = _fitting(lines)
        if fitting.items() <= self.lines.items():
            return
        kept: dict[str, str] = {}
        stamp = self._texts.write(self._moved(fitting, kept))
        if stamp:
            write_known(*self._place, self._key_of(stamp), kept)

    def _key_of(self, stamp: str) -> str:
        return f"{self._key} {stamp}"

    def _moved(self, lines: Mapping[str, str], kept: dict[str, str]) -> Iterator[bytes]:
        """Give the texts of lines one after the other, and note each line with where they then stand."""
        end = 0
        for content, line in lines.items():
            size, first, last, marks, text = known_parts(line)
            place, *rest = json.loads(text)
            if place:
                before = Place(*place)
                yield self.back.texts(before)
                bounds = [each - before.bounds[0] + end for each in before.bounds]
                place, end = Place(KEPT, bounds), bounds[-1]
            plain = json.dumps([place, *rest], separators=(",", ":"))
            kept[content] = known_line(int(size), first, last, marks, plain)


def _fitting(lines: Mapping[str, str]) -> dict[str, str]:
    """Give the first of these lines whose texts have room."""
    size, found = 0, {}
    for content, line in lines.items():
        place = json.loads(known_parts(line)[4])[0]
        if place:
            bounds = Place(*place).bounds
            size += bounds[-1] - bounds[0]
        if size > MOST:
            break
        found[content] = line
    return found
