"""Answers that are kept because plans share what was asked: headings, columns, words of the template."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_LONGEST = 200
"""What is longer is nobody's heading, and a file of nothing else must not fill the memory."""


def remembered(compute: Callable[..., T]) -> Callable[..., T]:
    """Keep what ``compute`` makes of short texts; it must be a value that nobody changes."""
    known = lru_cache(maxsize=4096)(compute)

    @wraps(compute)
    def answered(*texts: str) -> T:
        return known(*texts) if sum(map(len, texts)) <= _LONGEST else compute(*texts)

    return answered
