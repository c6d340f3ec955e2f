"""Whether a measured value can be held against a condition: their units and their baselines."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from poc_docs.plan.verdicts.judgement import Doubt, Judgement
from poc_docs.plan.verdicts.numbers import Convention
from poc_docs.plan.verdicts.quantities import bare
from poc_docs.plan.verdicts.units import PERCENT, TIMES

if TYPE_CHECKING:
    from poc_docs.plan.verdicts.conditions import Condition
    from poc_docs.plan.verdicts.quantities import Quantity
    from poc_docs.plan.verdicts.results import Measurement


def unit_doubt(condition: Condition, measurement: Measurement, baseline: Quantity | None) -> Judgement | None:
    """Give why target and result can't be compared, or None."""
    if condition.relation:
        return _relation_doubt(condition, measurement, baseline)
    if measurement.in_words and any(map(bare, condition.bounds())):
        return Judgement(None, f"write the number instead of {measurement} in words", Doubt.UNIT)
    if measurement.relation:
        return Judgement(
            None, f"the target does not relate to a baseline, {measurement} does", Doubt.QUANTITY
        )
    for wanted in condition.bounds():
        for found in measurement.quantities():
            if found is not measurement.spread:
                doubt = _quantity_doubt(wanted, found)
                if doubt:
                    return doubt
    return None


def _quantity_doubt(wanted: Quantity, found: Quantity) -> Judgement | None:
    one, other = wanted.unit, found.unit
    if one.quantity == other.quantity:
        if other.whole and other.whole != one.whole:
            return Judgement(
                None, f"the units {other.text!r} and {one.text!r} can't be compared", Doubt.QUANTITY
            )
        return None
    if wanted.is_zero and ((bare(wanted) and not other.offset) or (bare(found) and found.is_zero)):
        return None  # nothing is nothing in any unit
    if bare(found):
        return Judgement(None, f"the result lacks the unit {one.text!r}", Doubt.UNIT)
    if bare(wanted):
        return Judgement(None, f"the target has no unit, the result has {other.text!r}", Doubt.UNIT)
    return Judgement(None, f"the units {other.text!r} and {one.text!r} can't be compared", Doubt.QUANTITY)


def _relation_doubt(
    condition: Condition, measurement: Measurement, baseline: Quantity | None
) -> Judgement | None:
    """Give why target and result do not relate to the same, or None."""
    named = [each for each in (baseline, condition.baseline, measurement.baseline) if each]
    if any(_differ(one, other) for one, other in itertools.pairwise(named)):
        return Judgement(None, "more than one baseline is named", Doubt.BASELINE)
    if measurement.relation:
        wanted, found = (next(each.quantities()).unit.whole for each in (condition, measurement))
        if found not in {"", "baseline", wanted}:
            return Judgement(None, f"{measurement} is for {found}", Doubt.QUANTITY)
        return None
    return _baseline_doubt(measurement, condition.baseline or baseline)


def _differ(one: Quantity, other: Quantity) -> bool:
    return one.unit.quantity != other.unit.quantity or all(
        one.value(each) != other.value(each) for each in Convention
    )


def _baseline_doubt(measurement: Measurement, baseline: Quantity | None) -> Judgement | None:
    """Give why a measurement can't be related to the baseline, or None."""
    found = next(measurement.quantities())
    if found.unit.quantity in {PERCENT, TIMES}:
        ways = "'% of baseline', '% less than baseline' or '% more than baseline'"
        reason = f"it is not said what {found} relates to; write the measured value, or which it is: {ways}"
        return Judgement(None, reason, Doubt.UNIT)
    if baseline is None:
        reason = "the target relates to a baseline that is not known; write it into the column Baseline"
        return Judgement(None, reason, Doubt.BASELINE)
    stood = baseline.number.english if baseline.number.english is not None else baseline.number.continental
    if not stood or stood < 0 or baseline.unit.offset:
        return Judgement(None, f"nothing can be related to the baseline {baseline}", Doubt.BASELINE)
    if bare(baseline) and not bare(found):
        reason = f"the baseline {baseline} has no unit, the result has {found.unit.text!r}"
        return Judgement(None, reason, Doubt.BASELINE)
    return _quantity_doubt(baseline, found)
