"""The nearest known word to a misspelt one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 200
"""Candidates that are looked at: a file of a million headings must not take an hour."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that looks most like ``word``, or an empty string."""
    spellings = {candidate.casefold(): candidate for candidate in islice(known, _MOST)}
    import difflib

    near = difflib.get_close_matches(word.casefold()[:100], spellings, n=1, cutoff=0.5)
    return spellings[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give ``did you mean 'Critical'? ``, or an empty string where no known word is near."""
    near = nearest(word, known)
    return f"did you mean {str(near)!r}? " if near else ""
