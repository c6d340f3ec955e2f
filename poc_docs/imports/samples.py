"""Figures of raw samples. A percentile is a sample: the smallest that so many per cent do not exceed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from poc_docs.imports.offers import Offer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PERCENTILES = (50, 90, 95, 99)


def percentile(ordered: Sequence[Decimal], percent: int) -> Decimal:
    """Give the nearest-rank percentile of samples in rising order; nothing is interpolated."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def figures(source: str, samples: Sequence[Decimal], unit: str) -> Iterator[Offer]:
    """Offer average, minimum, maximum and percentiles of at least one sample."""
    ordered = sorted(samples)
    yield Offer(source=f"{source} avg", value=divided(sum(ordered, Decimal(0)), len(ordered)), unit=unit)
    yield Offer(source=f"{source} min", value=ordered[0], unit=unit)
    yield Offer(source=f"{source} max", value=ordered[-1], unit=unit)
    for percent in PERCENTILES:
        yield Offer(source=f"{source} p({percent})", value=percentile(ordered, percent), unit=unit)


def divided(one: Decimal | int, other: Decimal | int) -> Decimal:
    """Give a quotient of up to 28 digits: rounding is for who knows the target."""
    return Decimal(one) / Decimal(other)


def share(part: int, whole: int) -> Decimal:
    """Give what per cent of ``whole`` a ``part`` is."""
    return divided(100 * part, whole)
