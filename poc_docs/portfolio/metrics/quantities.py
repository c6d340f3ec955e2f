"""What a metric is given as: a ratio with both its parts, or a spread of values with an exact median."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable

T = TypeVar("T")

SMALL = 10
"""A ratio over fewer, or a median of fewer, is marked as small."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many of how many; nothing of nothing has no share."""

    numerator: int
    denominator: int

    @property
    def share(self) -> Fraction | None:
        """Give the exact share, or None for nothing of nothing."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def percent(self) -> float | None:
        """Give the share in per cent, rounded to a tenth, half to even; 0 and 100 only for none and all."""
        if self.share is None:
            return None
        tenths = round(self.share * 1000)
        if self.numerator not in {0, self.denominator}:
            tenths = min(max(tenths, 1), 999)
        return tenths / 10

    @property
    def is_small(self) -> bool:
        """Say whether it rests on few."""
        return self.denominator < SMALL


def ratio_of(answers: list[bool]) -> Ratio:
    """Give how many of ``answers`` are yes."""
    return Ratio(sum(answers), len(answers))


def share_of(counted: Counter[T], is_so: Callable[[T], bool]) -> Ratio:
    """Give of how many of all that was counted ``is_so`` holds."""
    return Ratio(sum(count for each, count in counted.items() if is_so(each)), counted.total())


@dataclass(frozen=True, slots=True)
class Spread:
    """Values from the lowest to the highest."""

    values: tuple[Fraction, ...]

    @property
    def median(self) -> Fraction | None:
        """Give the exact median: of an even number of values half the sum of the two in the middle."""
        if not self.values:
            return None
        middle, odd = divmod(len(self.values), 2)
        if odd:
            return self.values[middle]
        return (self.values[middle - 1] + self.values[middle]) / 2

    @property
    def is_small(self) -> bool:
        """Say whether it rests on few."""
        return len(self.values) < SMALL


def spread_of(counts: Iterable[tuple[tuple[int, int], int]]) -> Spread:
    """Give fractions in their order, each from numerator and denominator, and how often it is there."""
    known = sorted((Fraction(*each), count) for each, count in counts)
    return Spread(tuple(value for value, count in known for _ in range(count)))
