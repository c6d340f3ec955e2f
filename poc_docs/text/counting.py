"""Numbers with their nouns, names in a row, and how far a day is, as a sentence has them."""

from __future__ import annotations

TYPE_CHECKING = False  # the hook and --help load nothing for it
if TYPE_CHECKING:
    from collections.abc import Sequence


def counted(number: int, noun: str, plural: str = "") -> str:
    """Give a number with its noun: ``1 day``, ``3 days``; ``plural`` is for one that takes no ``s``."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def listed(names: Sequence[str]) -> str:
    """Give names as a sentence has them: ``1, 2 and 3``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def from_now(days: int) -> str:
    """Say how far a day is: ``in 3 days``, ``today``, ``2 days ago``."""
    count = counted(abs(days), "day")
    return f"in {count}" if days > 0 else f"{count} ago" if days else "today"
