"""Which measured value belongs to which condition of a target: by its label, or by its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.verdicts.judgement import Doubt, Judgement
from poc_docs.plan.verdicts.quantities import bare
from poc_docs.plan.verdicts.wording import statistic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.plan.verdicts.conditions import Condition
    from poc_docs.plan.verdicts.results import Measurement

_NEUTRAL = frozenset({"latency", "response", "time", "times", "duration", "score", "total", "overall"})
"""Words that say no more of a value than its unit does."""


def assigned(
    conditions: Sequence[Condition], measurements: Sequence[Measurement]
) -> list[tuple[Condition, list[Measurement]]] | Judgement:
    """Give each condition its measurements: by label, or by unit where that leaves no choice."""
    if len(conditions) == 1:
        return [(conditions[0], _of_statistic(conditions[0].label, measurements))]
    if (
        len(measurements) == 1
        and not any(c.label for c in conditions)
        and _all_fit(conditions, measurements[0])
    ):
        return [(condition, list(measurements)) for condition in conditions]
    pairs = []
    for condition in conditions:
        same = [m for m in measurements if m.label and _labels_fit(condition.label, m.label)]
        if not same:
            same = [m for m in measurements if not m.label and _fits(condition, m)]
        if len(same) != 1:
            what = condition.label or str(condition)
            how = "no value" if not same else "more than one value"
            reason = f"the result has {how} for {what}; write each with its label, such as '{what} 5'"
            return Judgement(None, reason, Doubt.LABEL)
        pairs.append((condition, same))
    used = [id(measurement) for _, each in pairs for measurement in each]
    if len(set(used)) != len(used) or len(used) != len(measurements):
        return Judgement(None, "it is not clear which value belongs to which part of the target", Doubt.LABEL)
    return pairs


def _of_statistic(label: str, measurements: Sequence[Measurement]) -> list[Measurement]:
    """Give the values for the statistic of a label, where all others are for other ones."""
    wanted = statistic(label)
    said = [statistic(each.label) or statistic(each.note) for each in measurements]
    if not wanted or wanted not in said or "" in said:
        return list(measurements)
    return [each for each, named in zip(measurements, said, strict=True) if named == wanted]


def _all_fit(conditions: Sequence[Condition], measurement: Measurement) -> bool:
    return all(_fits(condition, measurement) for condition in conditions)


def _fits(condition: Condition, measurement: Measurement) -> bool:
    """Say whether the units could belong together."""
    wanted = next(condition.quantities(), None)
    found = next(measurement.quantities(), None)
    return bool(
        wanted
        and found
        and (wanted.unit.quantity == found.unit.quantity or (wanted.is_zero and bare(wanted)))
    )


def label_allowed(condition: Condition, label: str) -> bool:
    """Say whether a value so labelled belongs to a condition; a maximum says it of every value below it."""
    if not condition.label and condition.relation is None and condition.spread is None:
        return (label in {"max", "worst"} and condition.lower is None) or (
            label == "min" and condition.upper is None
        )
    return bool(condition.label) and _labels_fit(condition.label, label)


def _labels_fit(wanted: str, found: str) -> bool:
    """Say whether two labels name the same; ``false positives`` are no ``positives``, nor the other way."""
    one, other = set(wanted.split()), set(found.split())
    short = other <= _NEUTRAL | {statistic(found)}  # it says no more than a bare value does
    return bool(
        one & other
        and other - one <= _NEUTRAL
        and (short or one - other <= _NEUTRAL | {"rate", statistic(wanted)})
        and _statistics_fit(wanted, found)
    )


def _statistics_fit(wanted: str, found: str) -> bool:
    return not statistic(found) or statistic(wanted) == statistic(found)
