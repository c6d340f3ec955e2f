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
from heapq import nsmallest
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


class LookAlikes(NamedTuple):
    """Of the titles that look like one the nearest, by their places and nearness, and how many there are."""

    nearest: tuple[tuple[int, float], ...]
    in_all: int


def nearness(one: str, other: str) -> float:
    """Give how near two titles are, from 0 to 1."""
    reader = _Reader()
    return reader.title(one).nearness(reader.title(other))


def alike_within(titles: Sequence[str]) -> list[Alike]:
    """Give the pairs of one list that look alike, each once, the nearest first."""
    found = (Alike(earlier, later, near) for later, earlier, near in _alike(titles))
    return sorted(found, key=lambda pair: (-pair.nearness, pair.first, pair.second))


def look_alikes(titles: Sequence[str], known: int, most: int | None = None) -> list[LookAlikes]:
    """Give for each title at most so many of those that look like it, and how many there are.

    The first ``known`` titles are compared with each other alone. They come first among the look-alikes of
    the others, since a gap that looks like one of the register may be that one.
    """
    found: list[list[tuple[bool, float, int]]] = [[] for _ in titles]
    for later, earlier, near in _alike(titles):
        found[later].append((earlier >= known, -near, earlier))
        if earlier >= known or later < known:
            found[earlier].append((later >= known, -near, later))
    nearest = (nsmallest(len(each) if most is None else most, each) for each in found)
    return [
        LookAlikes(tuple((place, -near) for _, near, place in few), len(each))
        for few, each in zip(nearest, found, strict=True)
    ]


def _alike(titles: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Give the places of each two that look alike, the later one first, and how near they are.

    Those that have no word in common are not compared.
    """
    reader = _Reader()
    before: list[_Title] = []
    with_word: dict[str, list[int]] = {}
    for place, text in enumerate(titles):
        title = reader.title(text)
        for other in {each for word in title.words for each in with_word.get(word, ())}:
            near = title.nearness(before[other])
            if near >= THRESHOLD:
                yield place, other, near
        before.append(title)
        for word in title.words:
            with_word.setdefault(word, []).append(place)


class _Title(NamedTuple):
    """A title; ``stems`` and ``letters`` have a bit for each part that it has, and then it is said how many.

    Thousands of titles make a million pairs, and two numbers are compared far more quickly than two sets.
    """

    words: frozenset[str]
    stems: int
    stem_count: int
    letters: int
    letter_count: int

    def nearness(self, other: _Title) -> float:
        _, stems, stem_count, letters, letter_count = other
        return max(
            _dice(self.stems & stems, self.stem_count + stem_count),
            _dice(self.letters & letters, self.letter_count + letter_count),
        )


class _Reader:
    """Reads titles that are to be compared: in all of them the same bit stands for the same part."""

    def __init__(self) -> None:
        self._stems: dict[tuple[str, int], int] = {}
        self._letters: dict[tuple[str, int], int] = {}

    def title(self, text: str) -> _Title:
        words = list(_words(text))[:_LONGEST]
        stems = [_stem(word) for word in words]
        letters = [part for word in words for part in _threes(word)]
        return _Title(
            frozenset(stems),
            _bits(stems, self._stems),
            len(stems),
            _bits(letters, self._letters),
            len(letters),
        )


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


def _dice(shared: int, together: int) -> float:
    return 2 * shared.bit_count() / together if together else 0.0
