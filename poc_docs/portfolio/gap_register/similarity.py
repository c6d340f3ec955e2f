"""Titles of gaps that may mean the same gap: a proposal for people, who alone can tell.

How near two titles are is the share of word stems, or of letters in threes, that they have in common (the
index of Dice and Sorensen), whichever is larger. Words that nearly every gap has (no, missing, support) do
not count. The threshold was measured on the pairs of ``tests/portfolio/gap_titles.md``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

THRESHOLD = 0.7

_LONGEST = 40
"""Words of a title that are compared."""

_EMPTY_WORDS = """
    a an the of for in on to by with as at is are was be been it its and or only no not without missing lack
    lacks lacking cannot can t has have had does do don doesn there when from into support supported
    unsupported available unavailable product yet too first than them they that this after before
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ENDINGS = ("tions", "tion", "ions", "ion", "ing", "ity", "ed", "es", "s")
_LEAST_STEM = 4
_WORD = re.compile(r"\w+")
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """Two titles, by their places in the two lists that were compared, and how near they are, up to 1."""

    first: int
    second: int
    nearness: float


def nearness(one: str, other: str) -> float:
    """Give how near two titles are, from 0 to 1."""
    reader = _Reader()
    return reader.title(one).nearness(reader.title(other))


def alike(titles: Sequence[str], others: Sequence[str]) -> list[Alike]:
    """Give the titles that look like one of ``others``, the nearest first; they have some word in common."""
    reader = _Reader()
    known = [reader.title(title) for title in others]
    return _sorted(_alike([reader.title(title) for title in titles], known))


def alike_within(titles: Sequence[str]) -> list[Alike]:
    """Give the pairs of one list that look alike, each once."""
    reader = _Reader()
    known = [reader.title(title) for title in titles]
    return _sorted(_alike(known, known, only_later=True))


def _sorted(found: Iterable[Alike]) -> list[Alike]:
    return sorted(found, key=lambda pair: (-pair.nearness, pair.first, pair.second))


def _alike(
    titles: Sequence[_Title], others: Sequence[_Title], *, only_later: bool = False
) -> Iterator[Alike]:
    """Give each pair that looks alike; with ``only_later`` the second has the higher place of the two."""
    by_stem: dict[str, list[int]] = {}
    for place, other in enumerate(others):
        for stem in other.words:
            by_stem.setdefault(stem, []).append(place)
    for index, title in enumerate(titles):
        for place in {place for stem in title.words for place in by_stem.get(stem, ())}:
            if only_later and place <= index:
                continue
            near = title.nearness(others[place])
            if near >= THRESHOLD:
                yield Alike(index, place, near)


class _Title(NamedTuple):
    """A title; ``stems`` and ``letters`` have a bit for each part that it has.

    Thousands of titles make a million pairs, and two numbers are compared far more quickly than two sets.
    """

    words: frozenset[str]
    stems: int
    letters: int

    def nearness(self, other: _Title) -> float:
        return max(_dice(self.stems, other.stems), _dice(self.letters, other.letters))


class _Reader:
    """Reads titles that are to be compared: in all of them the same bit stands for the same part."""

    def __init__(self) -> None:
        self._stems: dict[tuple[str, int], int] = {}
        self._letters: dict[tuple[str, int], int] = {}

    def title(self, text: str) -> _Title:
        words = list(_words(text))[:_LONGEST]
        stems = [_stem(word) for word in words]
        letters = [part for word in words for part in _threes(word)]
        return _Title(frozenset(stems), _bits(stems, self._stems), _bits(letters, self._letters))


def _bits(parts: Iterable[str], places: dict[tuple[str, int], int]) -> int:
    """Give a bit for each part, and another one where it stands a second time."""
    count: Counter[str] = Counter()
    found = 0
    for part in parts:
        count[part] += 1
        found |= 1 << places.setdefault((part, count[part]), len(places))
    return found


def _words(text: str) -> Iterable[str]:
    """Give the words that tell a gap from others; a title of empty words alone keeps them."""
    spelled = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(char for char in spelled if not unicodedata.combining(char)))
    return [word for word in words if word not in _EMPTY] or words


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word.removesuffix(ending)
    return word


def _threes(word: str) -> Iterator[str]:
    framed = f" {word} "
    return (framed[at : at + _LETTERS] for at in range(len(framed) - _LETTERS + 1))


def _dice(one: int, other: int) -> float:
    together = one.bit_count() + other.bit_count()
    return 2 * (one & other).bit_count() / together if together else 0.0
