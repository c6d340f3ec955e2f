"""Ratios and medians in words, with what they rest on: no share stands without its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from poc_docs.portfolio.metrics import Ratio, Spread

NO_DATA = "no data"


def share_of(ratio: Ratio) -> str:
    """Give ``83.3%: 5 of 6, small (n=6)``; nothing of nothing is no data, and never a number."""
    if ratio.percent is None:
        return NO_DATA
    small = f", small (n={ratio.denominator})" if ratio.is_small else ""
    return f"{ratio.percent:g}%: {ratio.numerator} of {ratio.denominator}{small}"


def median_of(spread: Spread, unit: str = "") -> str:
    """Give ``38.5 days, from 36 to 60, small (n=6)``."""
    if spread.median is None:
        return NO_DATA
    number = len(spread.values)
    rests = f", small (n={number})" if spread.is_small else f", n={number}"
    ends = f"from {two_decimals(spread.values[0])} to {two_decimals(spread.values[-1])}"
    return f"{two_decimals(spread.median)}{unit}, {ends}{rests}"


def two_decimals(value: Fraction) -> str:
    """Give a value with at most two decimals, half to even, as ``poc-docs metrics`` does."""
    return f"{float(round(value, 2)):.2f}".rstrip("0").rstrip(".")
