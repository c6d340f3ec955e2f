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
from typing import TYPE_CHECKING

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
    return _Title.of(one).nearness(_Title.of(other))


def alike(titles: Sequence[str], others: Sequence[str]) -> list[Alike]:
    """Give the titles that look like one of ``others``, the nearest first; they have some word in common."""
    known = [_Title.of(title) for title in others]
    by_stem: dict[str, list[int]] = {}
    for index, title in enumerate(known):
        for stem in title.stems:
            by_stem.setdefault(stem, []).append(index)
    found = []
    for index, each in enumerate(map(_Title.of, titles)):
        for other in sorted({place for stem in each.stems for place in by_stem.get(stem, ())}):
            near = each.nearness(known[other])
            if near >= THRESHOLD:
                found.append(Alike(index, other, near))
    return sorted(found, key=lambda pair: (-pair.nearness, pair.first, pair.second))


def alike_within(titles: Sequence[str]) -> list[Alike]:
    """Give the pairs of one list that look alike, each once."""
    return [pair for pair in alike(titles, titles) if pair.first < pair.second]


@dataclass(frozen=True, slots=True)
class _Title:
    stems: Counter[str]
    letters: Counter[str]

    @classmethod
    def of(cls, text: str) -> _Title:
        words = list(_words(text))[:_LONGEST]
        return cls(Counter(map(_stem, words)), Counter(part for word in words for part in _threes(word)))

    def nearness(self, other: _Title) -> float:
        return max(_dice(self.stems, other.stems), _dice(self.letters, other.letters))


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


def _dice(one: Counter[str], other: Counter[str]) -> float:
    together = one.total() + other.total()
    return 2 * (one & other).total() / together if together else 0.0
