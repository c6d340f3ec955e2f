"""Numbers with their nouns, and how far a day is, as a sentence has them."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """Give a number with its noun: ``1 day``, ``3 days``; ``plural`` is for one that takes no ``s``."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def from_now(days: int) -> str:
    """Say how far a day is: ``in 3 days``, ``today``, ``2 days ago``."""
    count = counted(abs(days), "day")
    return f"in {count}" if days > 0 else f"{count} ago" if days else "today"
