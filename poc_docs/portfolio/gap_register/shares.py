"""A deal's amount, split over its gaps by how severe they are: exact, to the last cent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.currencies import smallest_digits
from poc_docs.plan.values import Money
from poc_docs.plan.vocabulary import Level
from poc_docs.portfolio.exact import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

WEIGHTS = {Level.HIGH: 3, Level.MEDIUM: 2, Level.LOW: 1}
"""How much a gap counts in its deal."""


def weight(severity: Level | None) -> int:
    """Give how much a gap counts; one without a readable severity counts least."""
    return WEIGHTS[severity or Level.LOW]


def split(amount: Money, weights: Sequence[int]) -> list[Money]:
    """Split an amount by weights, in its currency's smallest unit; the parts add up to it exactly.

    An amount with more decimals than that is split in those. What is left after rounding down goes, one unit
    each, to the parts that lost most by it, the first ones first (the method of the largest remainder).
    ``weights`` are positive.
    """
    if not weights:
        return []
    places = _places(amount)
    sign, total = -1 if amount.amount < 0 else 1, sum(weights)
    whole = abs(_in_units(amount, places))
    parts = [whole * each // total for each in weights]
    lost = [whole * each % total for each in weights]
    by_loss = sorted(range(len(parts)), key=lambda index: -lost[index])
    for index in by_loss[: whole - sum(parts)]:
        parts[index] += 1
    return [Money(_shifted(sign * part, places), amount.currency) for part in parts]


def totals(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """Add amounts up, one currency at a time, in the order of their codes."""
    found: dict[str, list[Money]] = {}
    for each in amounts:
        found.setdefault(each.currency, []).append(each)
    return tuple(_sum(found[currency]) for currency in sorted(found))


def _sum(amounts: Sequence[Money]) -> Money:
    places = max(map(_places, amounts))
    return Money(_shifted(sum(_in_units(each, places) for each in amounts), places), amounts[0].currency)


def _places(amount: Money) -> int:
    exponent = amount.amount.as_tuple().exponent
    return max(smallest_digits(amount.currency), -int(exponent))


def _in_units(amount: Money, places: int) -> int:
    """Give how many units of so many decimals an amount is; it has no more decimals than that."""
    return int(EXACT.scaleb(amount.amount, places))


def _shifted(number: int, places: int) -> Decimal:
    """Give ``number`` with so many decimals."""
    return EXACT.scaleb(number, -places)
