"""The judge: a measured result against its target. Where it is not sure, it says so and gives no verdict."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from poc_docs.plan.verdicts.assignment import assigned, label_allowed
from poc_docs.plan.verdicts.comparability import unit_doubt
from poc_docs.plan.verdicts.judgement import Doubt, Judgement
from poc_docs.plan.verdicts.numbers import conventions
from poc_docs.plan.verdicts.quantities import Quantity, bare, read_quantity
from poc_docs.plan.verdicts.ranges import Comparison, Range, measured_range, wanted_range
from poc_docs.plan.verdicts.results import Measurement, is_measured, is_not_tested, read_result
from poc_docs.plan.verdicts.targets import read_target
from poc_docs.plan.verdicts.units import PERCENT, TIME
from poc_docs.plan.verdicts.wording import LONGEST, Mood, plain, read_label, statistic
from poc_docs.plan.vocabulary import Verdict
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.verdicts.conditions import Condition, Target
    from poc_docs.plan.verdicts.results import ReadResult
    from poc_docs.plan.verdicts.units import Unit

_HARMLESS_NOTE = pattern(
    r"\((?:[0-9]{4}-[0-9]{2}-[0-9]{2}|n\s*=\s*[1-9][0-9.,]*|[1-9][0-9.,]*\s+"
    r"(?:runs?|tests?|samples?|measurements?|iterations?|repetitions?|requests?|users?|hours?|days?|weeks?))\)",
    re.IGNORECASE,
)
_OF_TIME = pattern(r"(?:hour|day|week)$")
_SHOWN_AT_MOST = 80


@lru_cache(maxsize=4096)  # one judgement is asked for by many, and the texts are short and often the same
def judge(target: str, result: str, *, baseline: str = "", partial: str = "") -> Judgement:
    """Judge a result against its target, both as a reader sees them.

    ``baseline`` is the value that a relative target relates to, ``partial`` the bound that still counts as
    Partial where the target is missed. It never raises, and takes time linear in the length of its input.
    """
    judgement = _judge(target, result, baseline)
    if judgement.verdict is Verdict.FAIL and partial and is_looser(partial, target):
        bound = _judge(partial, result, baseline)
        if bound.verdict is Verdict.PASS:
            reason = f"{judgement.reason}, but {bound.reason}"
            return Judgement(Verdict.PARTIAL, reason, compared=judgement.compared)
    return judgement


def is_looser(partial: str, target: str) -> bool:
    """Say whether whatever meets the target meets the bound for Partial, too."""
    one, other = read_target(partial), read_target(target)
    if one is None or other is None or len(one.conditions) != len(other.conditions):
        return False
    return all(map(_contains, one.conditions, other.conditions))


def _contains(wide: Condition, narrow: Condition) -> bool:
    units = [next(condition.quantities()).unit.quantity for condition in (wide, narrow)]
    same_kind = (wide.label, wide.relation, units[0]) == (narrow.label, narrow.relation, units[1])
    worlds = conventions(*((quantity.number for quantity in each.quantities()) for each in (wide, narrow)))
    inside = [wanted_range(narrow, other).is_within(wanted_range(wide, one)) for one, other in worlds]
    return same_kind and bool(inside) and all(inside)


def _judge(target: str, result: str, baseline: str) -> Judgement:
    if not is_measured(result):
        doubt = Doubt.NOT_TESTED if is_not_tested(result) else Doubt.NOT_MEASURED
        return Judgement(None, "not tested" if doubt is Doubt.NOT_TESTED else "not measured yet", doubt)
    wanted = read_target(target)
    if wanted is None:
        return Judgement(None, f"no machine can decide the target {_shown(target)}", Doubt.TARGET)
    found = read_result(result)
    if wanted.is_pass_or_fail:
        judgement = _judge_word(found, result)
    elif not found.measurements:
        reason = f"the result must be a number with its unit, not {_shown(result)}"
        judgement = Judgement(None, reason, Doubt.PROSE)
    elif found.approximate:
        reason = f"{_shown(result)} is approximate; write the measured value"
        judgement = Judgement(None, reason, Doubt.APPROXIMATE)
    else:
        judgement = _judge_measurements(wanted, found.measurements, read_quantity(plain(baseline[:LONGEST])))
    return _weigh_mood(judgement, found.mood, result)


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN_AT_MOST else f"{text[:_SHOWN_AT_MOST]}\u2026")


def _judge_word(found: ReadResult, result: str) -> Judgement:
    if found.word is None:
        return Judgement(None, f"the target asks for Pass or Fail, not {_shown(result)}", Doubt.PROSE)
    return _weigh_note(Judgement(found.word, f"the result says {found.word}"), found.note)


def _judge_measurements(
    target: Target, measurements: Sequence[Measurement], baseline: Quantity | None
) -> Judgement:
    """Judge each condition by the measurements that belong to it: all must pass, one that fails is enough."""
    pairs = assigned(target.conditions, measurements)
    if isinstance(pairs, Judgement):
        return pairs
    found = [_judge_all(condition, each, baseline) for condition, each in pairs]
    compared = tuple(comparison for judgement in found for comparison in judgement.compared)
    worst = next((j for j in found if j.verdict is Verdict.FAIL), None)
    worst = worst or next((j for j in found if j.verdict is None), None)
    if worst:
        return replace(worst, compared=compared)
    reason = "; ".join(judgement.reason for judgement in found)
    return Judgement(Verdict.PASS, reason, compared=compared)


def _judge_all(
    condition: Condition, measurements: Sequence[Measurement], baseline: Quantity | None
) -> Judgement:
    """Judge every value given for one condition; where they differ, a person has to say which one counts."""
    found = [_judge_one(condition, each, baseline) for each in measurements]
    verdicts = {judgement.verdict for judgement in found}
    compared = tuple(comparison for judgement in found for comparison in judgement.compared)
    if len(verdicts) > 1 and None not in verdicts:
        reason = f"some of the values meet {condition} and some do not"
        return Judgement(None, reason, Doubt.MIXED, compared)
    one = next((judgement for judgement in found if judgement.verdict is None), found[0])
    return replace(one, compared=compared)


def _judge_one(condition: Condition, measurement: Measurement, baseline: Quantity | None) -> Judgement:
    if measurement.label and not label_allowed(condition, measurement.label):
        return _other_label(condition, measurement)
    noted = statistic(measurement.note)
    if noted and statistic(condition.label) and noted != statistic(condition.label):
        return _other_label(condition, measurement)
    judgement = _compare(condition, measurement, baseline)
    if judgement.verdict is not Verdict.PASS and measurement.label and not condition.label:
        return _other_label(condition, measurement)  # a maximum that is too high
    units = [quantity.unit for quantity in condition.quantities()]
    return _weigh_note(judgement, measurement.note, wanted=units, label=condition.label)


def _other_label(condition: Condition, measurement: Measurement) -> Judgement:
    named = measurement.label or statistic(measurement.note)
    wanted = f"for {condition.label}" if condition.label else "without a label"
    return Judgement(None, f"the result is for {named}, the target is {wanted}", Doubt.LABEL)


def _weigh_mood(judgement: Judgement, mood: Mood, result: str) -> Judgement:
    """Take a Pass back where the result itself carries a cross or a warning."""
    if judgement.verdict is Verdict.PASS and mood in {Mood.BAD, Mood.WAITING}:
        return Judgement(None, f"the mark in {_shown(result)} contradicts its value", Doubt.NOTE)
    return judgement


def _weigh_note(
    judgement: Judgement, note: str, *, wanted: Sequence[Unit] = (), label: str = ""
) -> Judgement:
    """Take a Pass back if its note may limit it (``median``, ``only warm``); a Fail stands with any note."""
    if judgement.verdict is not Verdict.PASS or not note:
        return judgement
    named = statistic(note)
    if named and named == statistic(label) == read_label(note[1:-1]):
        return judgement
    if not _HARMLESS_NOTE.fullmatch(note) or _may_be_value(note, wanted):
        return Judgement(None, f"the note {note} may limit the result; a person has to weigh it", Doubt.NOTE)
    return judgement


def _may_be_value(note: str, wanted: Sequence[Unit]) -> bool:
    """Say whether a note may be another result: beside a time, any span of time may."""
    found = read_quantity(note[1:-1])
    if found is None or bare(found):
        return False
    of_time = any(each.quantity in {TIME, "calendar"} or _OF_TIME.search(each.quantity) for each in wanted)
    return any(found.unit.quantity == each.quantity for each in wanted) or (
        of_time and found.unit.quantity == TIME
    )


def _compare(condition: Condition, measurement: Measurement, baseline: Quantity | None) -> Judgement:
    doubt = unit_doubt(condition, measurement, baseline)
    if doubt:
        return doubt
    baseline = condition.baseline or baseline
    related_to = [baseline] if baseline and condition.relation else []
    worlds = conventions(
        (quantity.number for quantity in (*condition.quantities(), *related_to)),
        (quantity.number for quantity in measurement.quantities()),
    )
    if not worlds:
        reason = f"'{measurement}' and '{condition}' are written differently; write both with '.'"
        return Judgement(None, reason, Doubt.NUMBER)
    ranges = [
        (wanted_range(condition, one), measured_range(condition, measurement, baseline, one, other))
        for one, other in worlds
    ]
    if _is_impossible(condition, measurement, ranges):
        too_large = any(each.is_too_large for each in _as_shares(condition, measurement))
        reason = f"{measurement} is below zero, where nothing can be measured"
        reason = f"{measurement} is more than all there is" if too_large else reason
        return Judgement(None, reason, Doubt.IMPOSSIBLE)
    verdicts = {_verdict(wanted, measured) for wanted, measured in ranges}
    if Verdict.PASS in verdicts and _is_change(measurement, ranges):
        reason = f"{measurement} reads as a change, and the target {condition} asks for a value"
        return Judgement(None, reason, Doubt.IMPOSSIBLE)
    if len(verdicts) > 1:
        named = [q.number for q in (*measurement.quantities(), *condition.quantities(), *related_to)]
        numbers = [repr(each.text) for each in named if each.is_ambiguous]
        noun, them = ("number", "it") if len(numbers) == 1 else ("numbers", "them")
        said = f"the {noun} {' and '.join(dict.fromkeys(numbers))}"
        reason = f"{said} can be read in two ways; write {them} without separators"
        return Judgement(None, reason, Doubt.NUMBER)
    compared = (Comparison(condition, measurement, *ranges[0]),) if len(ranges) == 1 else ()
    return replace(_told(condition, measurement, verdicts.pop()), compared=compared)


def _told(condition: Condition, measurement: Measurement, verdict: Verdict | None) -> Judgement:
    if verdict is None:
        reason = f"{measurement} may lie on either side of {condition}"
        return Judgement(None, reason, Doubt.SPREAD)
    if verdict is Verdict.FAIL and condition.open_outside:
        reason = (
            f"{measurement} is not in {condition}; the target does not say whether that is worse or better"
        )
        return Judgement(None, reason, Doubt.DIRECTION)
    meets = "meets" if verdict is Verdict.PASS else "does not meet"
    return Judgement(verdict, f"{measurement} {meets} {condition}")


def _verdict(wanted: Range, measured: Range) -> Verdict | None:
    if measured.is_within(wanted):
        return Verdict.PASS
    return Verdict.FAIL if measured.is_below(wanted) or wanted.is_below(measured) else None


def _is_impossible(
    condition: Condition, measurement: Measurement, ranges: Sequence[tuple[Range, Range]]
) -> bool:
    """Say whether a time or a rate below zero was measured, where the target does not ask for one."""
    if any(quantity.is_too_large for quantity in _as_shares(condition, measurement)):
        return True
    if any(quantity.unit.can_be_negative for quantity in measurement.quantities()):
        return False
    if condition.relation:
        return any(measured.low is not None and measured.low < 0 for _, measured in ranges)
    return _is_below_zero(ranges)


def _is_below_zero(ranges: Sequence[tuple[Range, Range]]) -> bool:
    """Say whether a value below zero was measured where no bound is below zero."""
    return any(
        measured.low is not None
        and measured.low < 0
        and all(end is None or end >= 0 for end in (wanted.low, wanted.high))
        for wanted, measured in ranges
    )


def _is_change(measurement: Measurement, ranges: Sequence[tuple[Range, Range]]) -> bool:
    """Say whether a share below zero was measured, where no bound is: -12% is no load of a machine."""
    of_shares = all(quantity.unit.quantity == PERCENT for quantity in measurement.quantities())
    return of_shares and measurement.relation is None and _is_below_zero(ranges)


def _as_shares(condition: Condition, measurement: Measurement) -> Iterator[Quantity]:
    """Give the measured values, a percentage as one of what the target names."""
    wanted = next(condition.quantities(), None)
    for each in (measurement.low, measurement.high):
        if each and each.unit.quantity == PERCENT and measurement.relation is None and wanted:
            yield replace(each, unit=wanted.unit)
        elif each:
            yield each
