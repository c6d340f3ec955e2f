"""Results as people write them, read into measurements."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder
from poc_docs.plan.verdicts.numbers import NUMBER, Convention, Number
from poc_docs.plan.verdicts.quantities import Quantity, bare, read_quantity
from poc_docs.plan.verdicts.relations import read_relation
from poc_docs.plan.verdicts.targets import SHARE_NAMED
from poc_docs.plan.verdicts.units import COUNT, CURRENCY, PERCENT, Unit, read_unit
from poc_docs.plan.verdicts.wording import (
    APPROXIMATELY,
    BEFORE,
    LONGEST,
    SEPARATOR,
    Comparator,
    Mood,
    comparator,
    plain,
    read_label,
    statistic,
    without_marks,
)
from poc_docs.plan.vocabulary import NOT_TESTED, Verdict
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.verdicts.conditions import Relation

_UNMEASURED = pattern(
    r"[-\u2013\u2014?.\u2026]*|n[/.]?a\.?|none yet|nothing yet|open|pending|to ?do|t\.?b\.?[acdm]\.?|"
    r"in progress|ongoing|running|planned|scheduled|awaiting(?: \w+){0,3}|waiting(?: for \w+){0,2}|"
    r"to be (?:measured|tested|done|confirmed|determined)|"
    r"(?:not|never)(?: yet)? (?:measured|tested|done|started|available|run|known)(?: yet)?|"
    r"(?:measurement|test|result)s? (?:pending|open|outstanding)",
    re.IGNORECASE,
)
_WORD = pattern(r"(?P<word>pass|fail|partial)(?P<ed>ed)?(?:\s*(?P<note>\([^()]*\)))?\.?", re.IGNORECASE)
_NOTE = pattern(r"\s*(?P<note>\([^()]*\))$")
_SPREAD = pattern(
    rf"(?P<middle>(?:{CURRENCY})?\s?{NUMBER}[^\u00b1+]*?)\s*(?:\u00b1|\+/-)\s*(?P<spread>[0-9].*)",
    re.IGNORECASE,
)
_RANGE = pattern(
    rf"(?P<low>(?:(?:{CURRENCY})\s?)?{NUMBER}\s?[^0-9\s\u2013\u2014-]*?)\s*(?:\u2013|\u2014|-|\bto\b)\s*"
    rf"(?P<high>(?:(?:{CURRENCY})\s?)?(?![-+]){NUMBER}.*)",
    re.IGNORECASE,
)
_BETWEEN = pattern(r"\bbetween\s+(?P<low>[^;]{1,60}?)\s+and\s+(?=[0-9])", re.IGNORECASE)
_WANTED = pattern(r"\b(?:target|goal)|^was$", re.IGNORECASE)
_ZERO = pattern(r"(?:no|zero)\s+(?P<what>[^\W\d_].*)", re.IGNORECASE)
_UP_TO = pattern(r"up\s+to\s+", re.IGNORECASE)
_PLUS = pattern(r"\s\+\s")
_SLASHED = pattern(r"\s+/\s+|\s*\|\s*")
_LABEL_BEFORE = pattern(
    r"(?P<label>[^\W\d_][^<>\u2264\u2265=:]*?)\s*(?::|=|\bis\b|\bwas\b|(?=\s[-+\u2212]?[0-9])|(?=[<>]))\s*"
)
_PERCENTILE_BEFORE = pattern(
    r"(?P<label>p\s?[0-9]{1,2}(?:\.[0-9]+)?(?:\s+[^\W\d_]+){0,3}|[0-9]{1,2}(?:st|nd|rd|th)[- ]percentile)"
    r"\s*(?::|=|\s)\s*",
    re.IGNORECASE,
)
_LABEL_BEHIND = pattern(
    r"\s+(?:at\s+|@\s*)?(?P<label>p\s?[0-9]{1,2}(?:\.[0-9]+)?|[0-9]{1,2}th[- ]percentile|[^\W\d_]+\.?)$",
    re.IGNORECASE,
)
_MEASUREMENTS_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value, or a range in which the value lies; an end that is None is not known."""

    label: str
    low: Quantity | None
    high: Quantity | None
    low_included: bool = True
    high_included: bool = True
    relation: Relation | None = None
    baseline: Quantity | None = None
    """The baseline that the result itself names."""
    in_words: bool = False
    """Whether it is ``no errors``, which is nothing of one kind only."""
    spread: Quantity | None = None
    """How far the value may be from the middle, which ``low`` and ``high`` both are then."""
    note: str = ""
    """What stands behind it in brackets, brackets included."""

    def quantities(self) -> Iterator[Quantity]:
        if self.low:
            yield self.low
        if self.high and self.high is not self.low:
            yield self.high
        if self.spread:
            yield self.spread

    def __str__(self) -> str:
        named = f"{self.label} " if self.label else ""
        related_to = f" {self.relation.value}" if self.relation else ""
        if self.spread:
            return f"{named}{self.low} \u00b1 {self.spread}"
        if self.low and self.low == self.high:
            return f"{named}{self.low}{related_to}"
        if self.low and self.high:
            return f"{named}{self.low}\u2013{self.high}"
        signs = ("\u2265", ">") if self.low else ("\u2264", "<")
        included = self.low_included if self.low else self.high_included
        return f"{named}{signs[not included]} {self.low or self.high}"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a result says: a word, or measurements; neither where it is prose."""

    measurements: tuple[Measurement, ...] = ()
    word: Verdict | None = None
    note: str = ""
    """What stands behind the word in brackets."""
    mood: Mood = Mood.NONE
    approximate: bool = False

    def __str__(self) -> str:
        return str(self.word) if self.word else ", ".join(map(str, self.measurements))


def is_not_tested(result: str) -> bool:
    """Say whether a result is ``Not tested: reason``."""
    head, colon, reason = result.partition(":")
    return head.strip().casefold() == NOT_TESTED.casefold() and bool(colon and reason.strip())


def is_measured(result: str) -> bool:
    """Say whether a result says anything; an empty or pending one does not, ``Not tested: why`` neither."""
    text, mood = without_marks(plain(result[: LONGEST + 1]))
    if is_placeholder(text) or is_not_tested(text) or text.casefold() == NOT_TESTED.casefold():
        return False
    return not _UNMEASURED.fullmatch(text.removesuffix(".")) or (not text and mood in {Mood.GOOD, Mood.BAD})


def read_result(text: str) -> ReadResult:
    """Read a result; what can't be read has neither a word nor measurements."""
    if len(text) > LONGEST or "~~" in text:
        return ReadResult()
    text, mood = without_marks(plain(text))
    match = _WORD.fullmatch(text)
    if match:
        return ReadResult(word=Verdict(match["word"].capitalize()), note=match["note"] or "", mood=mood)
    if _PLUS.search(text):
        return ReadResult(mood=mood)  # a sum, and not two values
    text = _BETWEEN.sub("\\g<low> \u2013 ", text)
    if not text:
        word = {Mood.GOOD: Verdict.PASS, Mood.BAD: Verdict.FAIL}.get(mood)
        return ReadResult(word=word, mood=mood)
    approximate = False
    found = []
    for part in _parts(text.removesuffix(".")):
        rest, said = _without_approximation(part)
        approximate = approximate or said
        found.append(_read_measurement(rest))
    measurements = tuple(each for each in found if each)
    if len(measurements) < len(found) or len(found) > _MEASUREMENTS_AT_MOST:
        measurements = ()
    return ReadResult(_with_sums(_with_shared_unit(measurements)), mood=mood, approximate=approximate)


def _parts(text: str) -> list[str]:
    parts = SEPARATOR.split(text)
    if len(parts) == 1 and _SLASHED.search(text) and not _read_measurement(text):
        parts = _SLASHED.split(text)
    return [part for part in parts if part]


def _without_approximation(text: str) -> tuple[str, bool]:
    match = APPROXIMATELY.match(text)
    if match:
        return text[match.end() :], True
    inner = re.search(
        r"(?<=[\s:=])(?:~|\u2248|about|around|approx\.?|ca\.?)\s*(?=[0-9])", text, re.IGNORECASE
    )
    return (text[: inner.start()] + text[inner.end() :], True) if inner else (text, False)


def _with_shared_unit(measurements: tuple[Measurement, ...]) -> tuple[Measurement, ...]:
    """Give bare values the unit of the last one: ``187, 192 and 201 ms``."""
    last = next(measurements[-1].quantities(), None) if measurements else None
    if last is None or bare(last) or not last.lends_unit or any(each.label for each in measurements):
        return measurements
    if any(each.low != each.high or (each.low and each.low.is_zero) for each in measurements):
        return measurements
    return tuple(_in_unit(each, last) for each in measurements)


def _with_sums(measurements: tuple[Measurement, ...]) -> tuple[Measurement, ...]:
    """Add what values of falling units make together: ``1 hour and 30 minutes`` may be one value."""
    sums = []
    for index, each in enumerate(measurements):
        total, last = each, each
        for following in measurements[index + 1 :]:
            added = _sum(total, last, following)
            if added is None:
                break
            total, last = added, following
        if total is not each:
            sums.append(total)
    return (*measurements, *sums)


def _sum(total: Measurement, last: Measurement, following: Measurement) -> Measurement | None:
    one, two, before = total.low, following.low, last.low
    exact = all(each.low == each.high and not each.spread for each in (total, following))
    if not exact or not one or not two or not before or following.label or total.relation:
        return None
    large, small = before.value(Convention.ENGLISH), two.value(Convention.ENGLISH)
    whole = one.value(Convention.ENGLISH)
    if large is None or small is None or whole is None or before.unit.quantity != two.unit.quantity:
        return None
    if before.unit.scale <= max(small, two.unit.scale) or (large / before.unit.scale).denominator > 1:
        return None
    text = f"{one} {two}"
    number = Number(text, whole + small, whole + small)
    quantity = Quantity(number, Unit("", two.unit.quantity))
    return replace(total, low=quantity, high=quantity)


def _in_unit(measurement: Measurement, last: Quantity) -> Measurement:
    if measurement.low is None or not bare(measurement.low):
        return measurement
    quantity = replace(measurement.low, unit=last.unit)
    return replace(measurement, low=quantity, high=quantity)


def _read_measurement(text: str) -> Measurement | None:
    text = text.strip()
    note = _NOTE.search(text)
    if note:
        text = text[: note.start()]
    found = _labelled(text)
    return replace(found, note=note["note"]) if found and note else found


def _labelled(text: str) -> Measurement | None:
    """Read a value with its label in front of it, behind it, or without one."""
    found = _value(text)
    if found:
        return found
    for place in (_PERCENTILE_BEFORE, _LABEL_BEFORE):
        match = place.match(text)
        label = read_label(match["label"]) if match and not _WANTED.search(match["label"]) else None
        found = _value(text[match.end() :]) if match and label is not None else None
        if found:
            return replace(found, label=label or "")
    share = SHARE_NAMED.fullmatch(text)
    if share:
        found = _value(share["share"])
        return replace(found, label=read_label(share["name"]) or "") if found else None
    match = _LABEL_BEHIND.search(text)
    named = statistic(match["label"]) if match else ""
    found = _value(text[: match.start()]) if match and named else None
    return replace(found, label=named) if found else None


def _value(text: str) -> Measurement | None:
    text = text.strip()
    start = _UP_TO.match(text) or BEFORE.match(text)
    if start:
        sign = Comparator.AT_MOST if _UP_TO.match(text) else comparator(start[0])
        return _bound(sign, text[start.end() :])
    spread = _SPREAD.fullmatch(text)
    if spread:
        return _spread(spread["middle"], spread["spread"])
    quantity = read_quantity(text)
    if quantity and not (quantity.unit.quantity == PERCENT and quantity.unit.whole == "baseline"):
        return Measurement("", quantity, quantity)
    relation = read_relation(text)
    if relation:
        return Measurement("", relation[0], relation[0], relation=relation[1], baseline=relation[2])
    return _nothing(text) or _range(text)


def _nothing(text: str) -> Measurement | None:
    """Read ``no errors``."""
    match = _ZERO.fullmatch(text)
    unit = read_unit(match["what"]) if match else None
    if unit is None or unit.offset or unit.quantity in {"", COUNT}:
        return None
    none = Quantity(Number("0", Fraction(0), Fraction(0)), unit)
    return Measurement("", none, none, in_words=True)


def _bound(sign: Comparator, text: str) -> Measurement | None:
    quantity = read_quantity(text)
    if quantity is None:
        return None
    if sign is Comparator.EQUAL:
        return Measurement("", quantity, quantity)
    if sign in {Comparator.BELOW, Comparator.AT_MOST}:
        return Measurement("", None, quantity, high_included=sign is Comparator.AT_MOST)
    return Measurement("", quantity, None, low_included=sign is Comparator.AT_LEAST)


def _spread(middle: str, spread: str) -> Measurement | None:
    one, other = read_quantity(middle), read_quantity(spread)
    if one is None or other is None:
        return None
    if not _can_share(one, other):
        return None
    if bare(one):
        one = replace(one, unit=other.unit)
    if bare(other):
        other = replace(other, unit=one.unit)
    if other.unit.quantity not in {one.unit.quantity, PERCENT} or one.unit.offset:
        return None
    return Measurement("", one, one, spread=other)


def _can_share(one: Quantity, other: Quantity) -> bool:
    """Say whether a bare one of two has the unit of the other one."""
    return (one.lends_unit or not bare(other)) and (other.lends_unit or not bare(one))


def _range(text: str) -> Measurement | None:
    match = _RANGE.fullmatch(text)
    if not match:
        return None
    low, high = read_quantity(match["low"]), read_quantity(match["high"])
    if low and high and not _can_share(low, high):
        return None
    if low and high and bare(low):
        low = replace(low, unit=high.unit)
    elif low and high and bare(high):
        high = replace(high, unit=low.unit)
    if not low or not high or low.unit.quantity != high.unit.quantity:
        return None
    return Measurement("", low, high)
