"""Scales: where the values of a target lie, and baseline and result beside them, as the judge reads them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.plan.verdicts.judgement import Doubt
from poc_docs.plan.verdicts.judging import is_looser, judge
from poc_docs.plan.verdicts.numbers import conventions
from poc_docs.plan.verdicts.quantities import read_quantity
from poc_docs.plan.verdicts.ranges import Range, wanted_range
from poc_docs.plan.verdicts.targets import read_target
from poc_docs.plan.verdicts.units import PERCENT
from poc_docs.plan.verdicts.wording import LONGEST, plain
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.plan.verdicts.conditions import Condition
    from poc_docs.plan.verdicts.judgement import Judgement
    from poc_docs.plan.verdicts.quantities import Quantity
    from poc_docs.plan.verdicts.ranges import Comparison

_ITSELF = Range(Fraction(1), Fraction(1))
"""The baseline, where values are multiples of it."""

_ALL = Fraction(100)

_CLEAR = frozenset({None, Doubt.SPREAD, Doubt.DIRECTION})
"""The doubts that leave a value where it is."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a value lies, and the value as written; ``inside`` is None where it may lie on either side."""

    values: Range
    words: str
    inside: bool | None


@dataclass(frozen=True, slots=True)
class Scale:
    """One condition of a target: the values that meet it, those that count as Partial, and what there is.

    All of one scale are in one unit: the quantity's base unit, or multiples of the baseline.
    """

    words: str
    wanted: Range
    partial: Range | None
    baseline: Placed | None
    result: Placed | None
    most: Fraction | None = None
    """The largest value that there is, where there is one: of shares that are all below it, a hundred."""


def scales(
    target: str, judgement: Judgement | None, *, baseline: str = "", partial: str = ""
) -> tuple[Scale, ...]:
    """Give a scale for each condition of a target; none where anything on them can't be placed for certain.

    ``judgement`` is of the result, None where there is no result yet. The texts are as a reader sees them.
    """
    read = read_target(target)
    conditions = read.conditions if read else ()
    measured = judgement.compared if judgement else ()
    if judgement and (judgement.doubt not in _CLEAR or len(measured) != len(conditions)):
        return ()
    before = judge(target, baseline).compared if baseline else ()
    bounds = _partial_ranges(partial, target) if partial else [None] * len(conditions)
    if len(bounds) != len(conditions):
        return ()
    found = []
    for condition, bound in zip(conditions, bounds, strict=True):
        result = _of(condition, measured)
        wanted = result.wanted if result else _only_range(condition)
        if wanted is None or (judgement and result is None):
            return ()
        stood = _baseline(condition, wanted, _of(condition, before), baseline)
        placed = _placed(result) if result else None
        most = _most(condition, [wanted, *(each.values for each in (stood, placed) if each)])
        found.append(Scale(str(condition), wanted, bound, stood, placed, most))
    return tuple(found)


def _most(condition: Condition, ranges: Sequence[Range]) -> Fraction | None:
    """Give a hundred for shares of which none is more."""
    ends = [end for each in ranges for end in (each.low, each.high) if end is not None]
    is_share = all(each.unit.quantity == PERCENT for each in condition.bounds()) and not condition.relation
    return _ALL if is_share and all(end <= _ALL for end in ends) else None


def _of(condition: Condition, compared: Sequence[Comparison]) -> Comparison | None:
    """Give the one value that was compared with a condition; None for several."""
    same = [each for each in compared if each.condition == condition]
    return same[0] if len(same) == 1 else None


def _only_range(condition: Condition) -> Range | None:
    """Give the range that a condition asks for, if its numbers can be read in one way only."""
    worlds = {one for one, _ in conventions((each.number for each in condition.quantities()), ())}
    return wanted_range(condition, worlds.pop()) if len(worlds) == 1 else None


def _partial_ranges(partial: str, target: str) -> list[Range | None]:
    """Give the ranges that still count as Partial; a bound that counts for nothing has none."""
    wanted, read = read_target(target), read_target(partial)
    if wanted is None or read is None or not is_looser(partial, target):
        return [None] * len(wanted.conditions if wanted else ())
    found = [_only_range(condition) for condition in read.conditions]
    return found if all(found) else []


def _baseline(condition: Condition, wanted: Range, found: Comparison | None, text: str) -> Placed | None:
    """Give where the baseline lies: judged as a result would be, or as the target itself names it."""
    if condition.relation:
        named = condition.baseline or (read_quantity(plain(text[:LONGEST])) if text else None)
        return Placed(_ITSELF, str(named) if named else "", _inside(_ITSELF, wanted))
    if found:
        return _placed(found) if found.wanted == wanted else None
    if condition.baseline and not text:
        return _named(condition, condition.baseline, wanted)
    return None


def _named(condition: Condition, baseline: Quantity, wanted: Range) -> Placed | None:
    bounds = tuple(condition.bounds())
    if any(each.unit.quantity != baseline.unit.quantity for each in bounds):
        return None
    worlds = conventions((each.number for each in condition.quantities()), [baseline.number])
    value = baseline.value(worlds[0][1]) if len(worlds) == 1 else None
    if value is None or wanted_range(condition, worlds[0][0]) != wanted:
        return None
    values = Range(value, value)
    return Placed(values, str(baseline), _inside(values, wanted))


def _placed(compared: Comparison) -> Placed:
    inside = _inside(compared.measured, compared.wanted)
    return Placed(compared.measured, str(compared.measurement), inside)


def _inside(values: Range, wanted: Range) -> bool | None:
    if values.is_within(wanted):
        return True
    return False if values.is_below(wanted) or wanted.is_below(values) else None
