"""Targets as people write them, read into conditions that arithmetic can decide."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from poc_docs.plan.verdicts.conditions import Bound, Condition, Relation, Target
from poc_docs.plan.verdicts.numbers import NUMBER, Convention
from poc_docs.plan.verdicts.quantities import Quantity, bare, read_quantity
from poc_docs.plan.verdicts.relations import read_relation
from poc_docs.plan.verdicts.units import CURRENCY, PERCENT, Unit, read_unit
from poc_docs.plan.verdicts.wording import (
    BAD,
    BEFORE,
    BEHIND,
    LONGEST,
    SEPARATOR,
    Comparator,
    comparator,
    plain,
    read_label,
    statistic,
)
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_PASS_OR_FAIL = pattern(r"pass\s*/\s*fail", re.IGNORECASE)
_NOTE = pattern(r"\s*\((?P<note>[^()]*)\)$")
_BASELINE_NOTE = pattern(
    r"(?:from|vs\.?|versus|baseline:?|currently:?|today:?|was:?|compared (?:to|with)|baseline (?:is|was|of))"
    r"\s+"
    r"(?:an?\s+|the\s+)?(?P<value>.+?)(?:\s+(?:baseline|today|currently|now))?"
    r"|(?P<before>.+?)\s+(?:baseline|today|currently)",
    re.IGNORECASE,
)
_BETWEEN = pattern(r"\b(?:between|from)\s+(?P<low>[^;]{1,60}?)\s+(?:and|to)\s+(?=[^\s;])", re.IGNORECASE)
_AND_IN_DURATION = pattern(r"(?<=[a-z])\s+and\s+(?=[0-9]+\s?[a-z]+)", re.IGNORECASE)
"""Between ``1 hour`` and ``30 minutes``; a bound of its own has a comparator."""
_TO = "\u2026"
_DASH = r"\s*(?:\u2013|\u2014|-|\bto\b|\u2026)\s*"
_RANGE = pattern(
    rf"(?P<sure>between\s+|within\s+)?(?P<low>(?:(?:{CURRENCY})\s?)?{NUMBER}\s?[^0-9\s+\u2013\u2014\u2026-]*)"
    rf"{_DASH}(?P<high>(?:(?:{CURRENCY})\s?)?(?![-+]){NUMBER}.*)",
    re.IGNORECASE,
)
_TOLERANCE = pattern(
    r"(?:(?P<middle>[^\u00b1]*?)\s*(?:within\s+)?(?:\u00b1|\+/-)\s*|within\s+(?=[^\u00b1]*%\s+of\b))"
    r"(?P<spread>[^\u00b1]+?)(?P<of>\s+of\s+(?:the\s+)?(?:baseline|current|today.*))?",
    re.IGNORECASE,
)
SHARE_NAMED = pattern(
    rf"\s*(?P<share>{NUMBER}\s?%)\s+(?P<name>uptime|availability|accuracy|precision|recall|coverage|completeness|"
    r"(?:(?:success|error|failure|match|hit|detection|delivery|conversion|adoption|completion|resolution)\s+)rate)",
    re.IGNORECASE,
)
"""A share with its name behind it: ``99.9% uptime``."""
_LOWER = {Comparator.ABOVE, Comparator.AT_LEAST, Comparator.EQUAL}
_UPPER = {Comparator.BELOW, Comparator.AT_MOST, Comparator.EQUAL}
_CONDITIONS_AT_MOST = 8


def is_pass_or_fail(text: str) -> bool:
    """Say whether a target asks for nothing but ``Pass`` or ``Fail``."""
    return bool(_PASS_OR_FAIL.fullmatch(plain(text)))


@lru_cache(maxsize=1024)
def read_target(text: str) -> Target | None:
    """Read a target, or give None where no machine can decide it.

    That is so for prose, for a bare number, whose direction nobody wrote down, and for a number with
    something beside it that no number shows (``< 200 ms at 500 RPS``).
    """
    if len(text) > LONGEST or "~~" in text:
        return None
    text = plain(text)
    if _PASS_OR_FAIL.fullmatch(text):
        return Target(())
    text = _BETWEEN.sub(rf"between \g<low> {_TO} ", text)
    text = _AND_IN_DURATION.sub(" ", text)
    found = [_read_condition(part) for part in SEPARATOR.split(text.removesuffix("."))]
    conditions = [each for each in found if each]
    if not conditions or len(conditions) < len(found) or len(conditions) > _CONDITIONS_AT_MOST:
        return None
    return Target(tuple(_with_shared_unit(conditions)))


def _with_shared_unit(conditions: list[Condition]) -> Iterator[Condition]:
    """Give a bare bound the unit of the next one: ``\u2265 10 and \u2264 20 ms``."""
    for each, following in itertools.pairwise((*conditions, None)):
        first = next(each.quantities(), None) if each else None
        other = next(following.quantities(), None) if following else None
        if each and first and following and other and _shares_unit(each, first, following):
            lower, upper = _in_unit(each.lower, other.unit), _in_unit(each.upper, other.unit)
            yield replace(each, lower=lower, upper=upper)
        elif each:
            yield each


def _shares_unit(each: Condition, first: Quantity, following: Condition) -> bool:
    lends = all(each.lends_unit for each in following.quantities())
    return lends and bare(first) and not first.is_zero and not each.label and not following.label


def _in_unit(bound: Bound | None, unit: Unit) -> Bound | None:
    return replace(bound, quantity=replace(bound.quantity, unit=unit)) if bound else None


def _read_condition(text: str) -> Condition | None:
    note = _NOTE.search(text)
    if not note:
        return _read_noted(text, None, "")
    baseline = _BASELINE_NOTE.fullmatch(note["note"].strip())
    value = read_quantity(baseline["value"] or baseline["before"]) if baseline else None
    if value:
        return _read_noted(text[: note.start()], value, "")
    label = read_label(note["note"])
    if label and label == statistic(note["note"]):
        return _read_noted(text[: note.start()], None, label)
    return None


def _read_noted(text: str, baseline: Quantity | None, noted: str) -> Condition | None:
    """Read a condition without its note, which named a baseline or a statistic."""
    start = BEFORE.search(text)
    label = read_label(text[: start.start()]) if start else None
    condition = _tolerance(text) or _range(text) or _behind(text)
    if condition is None and start and label is not None:
        if comparator(start[0]) in {Comparator.ABOVE, Comparator.AT_LEAST} and BAD.fullmatch(label):
            return None
        condition = _bounded(label, comparator(start[0]), text[start.end() :])
    if condition is None or (noted and statistic(condition.label)):
        return None
    return replace(
        condition, label=f"{condition.label} {noted}".strip(), baseline=condition.baseline or baseline
    )


def _behind(text: str) -> Condition | None:
    match = BEHIND.search(text)
    split = match and _label_and_rest(text[: match.start()])
    return _bounded(split[0], comparator(match["comparator"]), split[1]) if match and split else None


def _label_and_rest(text: str) -> tuple[str, str] | None:
    """Split ``RTO: 120 s`` into its label and the rest; without a colon there is no label."""
    head, colon, rest = text.rpartition(":")
    label = read_label(head)
    return (label, rest) if colon and label else ("", text) if not colon else None


def _bounded(label: str, sign: Comparator, text: str) -> Condition | None:
    """Read what stands behind a comparator."""
    named = None if label else SHARE_NAMED.fullmatch(text)
    if named:
        return _bounded(read_label(named["name"]) or "", sign, named["share"])
    quantity = read_quantity(text)
    relation, baseline = None, None
    if quantity is None or (quantity.unit.quantity == PERCENT and quantity.unit.whole == "baseline"):
        found = read_relation(text)
        if found is None:
            return None
        quantity, relation, baseline = found
    lower = Bound(quantity, sign is not Comparator.ABOVE) if sign in _LOWER else None
    upper = Bound(quantity, sign is not Comparator.BELOW) if sign in _UPPER else None
    return Condition(label, lower, upper, relation, baseline=baseline)


def _tolerance(text: str) -> Condition | None:
    match = _TOLERANCE.fullmatch(text)
    spread = read_quantity(match["spread"]) if match else None
    if not match or spread is None or spread.unit.whole:
        return None
    middle = match["middle"] or ""
    split = _label_and_rest(middle) if ":" in middle else ("", middle)
    if split is None:
        return None
    label, middle = split
    quantity = read_quantity(middle) if middle.strip() else None
    if middle.strip() and (quantity is None or match["of"]):
        return None
    if quantity and bare(quantity) and spread.unit.quantity != PERCENT:
        quantity = replace(quantity, unit=spread.unit)
    elif quantity and bare(spread) and quantity.lends_unit:
        spread = replace(spread, unit=quantity.unit)
    if quantity and not _can_spread(quantity, spread):
        return None
    if quantity is None and spread.unit.quantity != PERCENT:
        return None
    bound = Bound(quantity, included=True) if quantity else None
    return Condition(label, bound, bound, None if quantity else Relation.SHARE, spread)


def _can_spread(quantity: Quantity, spread: Quantity) -> bool:
    if spread.unit.quantity == PERCENT:
        return not quantity.unit.offset
    return spread.unit.quantity == quantity.unit.quantity


def _range(text: str) -> Condition | None:
    split = _label_and_rest(text)
    match = _RANGE.fullmatch(split[1].strip()) if split else None
    if not split or not match:
        return None
    low, high = read_quantity(match["low"]), read_quantity(match["high"])
    if low and high and bare(low) and not high.lends_unit:
        return None
    has_own_unit = low and high and low.unit == high.unit and not bare(low)
    if low and high and high.magnitude and not low.magnitude and not has_own_unit:
        return None  # of 10-20k nobody knows whether it begins at ten
    if low and high and bare(high) and low.unit.quantity.startswith("money"):
        high = replace(high, unit=low.unit)
    elif (
        low and high and low.unit.quantity.startswith("money") and not high.unit.quantity.startswith("money")
    ):
        again = read_unit(
            f"{low.unit.text}{high.unit.text if high.unit.text.startswith('/') else ' ' + high.unit.text}"
        )
        high = replace(high, unit=again) if again else None
        low = replace(low, unit=again) if again else None
    if low and high and bare(low):
        low = replace(low, unit=high.unit)
    if not low or not high or low.unit.quantity != high.unit.quantity or _is_falling(low, high):
        return None
    lower, upper = Bound(low, included=True), Bound(high, included=True)
    return Condition(split[0], lower, upper, open_outside=not match["sure"])


def _is_falling(low: Quantity, high: Quantity) -> bool:
    """Say whether a range runs backwards: ``from 47 min to 12 min`` is a change, and no range."""
    for convention in Convention:
        start, end = low.value(convention), high.value(convention)
        if start is not None and end is not None and start > end:
            return True
    return False
