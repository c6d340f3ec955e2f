"""Which word a misspelt one was meant to be; English, by a list that is never changed.

Source of the list: SCOWL, see ``english_words.txt``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long the longer of the two words must be: short words are a slip away from too many others.
_SWAPPED, _MISSING, _OTHER = 5, 6, 7


def meant_words(word: str) -> frozenset[str]:
    """Give the words that a misspelt one, in small letters, may have been meant to be; none for a word.

    Two neighbouring letters that are swapped are the likeliest slip, then a letter too many or too few, and
    last (in a long word) another letter. What is likelier leaves the rest out. The first letter is right.
    """
    known = _known_words()
    if word in known:
        return frozenset()
    for slips in (_swapped, _one_more_or_less, _one_other):
        found = frozenset(known.intersection(slips(word)))
        if found:
            return found
    return frozenset()


@cache
def _known_words() -> frozenset[str]:
    text = (files(__package__) / "english_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def _swapped(word: str) -> Iterator[str]:
    if len(word) >= _SWAPPED:
        for i in range(1, len(word) - 1):
            yield f"{word[:i]}{word[i + 1]}{word[i]}{word[i + 2 :]}"


def _one_more_or_less(word: str) -> Iterator[str]:
    if len(word) >= _MISSING:
        yield from (word[:i] + word[i + 1 :] for i in range(1, len(word)))
    if len(word) + 1 >= _MISSING:
        for i in range(1, len(word) + 1):
            yield from (f"{word[:i]}{letter}{word[i:]}" for letter in ascii_lowercase)


def _one_other(word: str) -> Iterator[str]:
    if len(word) >= _OTHER:
        for i in range(1, len(word)):
            yield from (f"{word[:i]}{letter}{word[i + 1 :]}" for letter in ascii_lowercase)
