"""The judge: a measured result against its target. Where it is not sure, it says so and gives no verdict.

It decides a target of one comparator, one number and one unit, and ``Pass/Fail``. Everything else is left to
people. A missing or other unit, a second number or an approximation is never guessed at in favour of Pass,
and a note in brackets that says more than when or how often was measured takes a Pass back.
"""

from __future__ import annotations

import itertools
import operator
import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import NOT_TESTED, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_COMPARATORS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "\u2264": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "\u2265": operator.ge,
    "=": operator.eq,
}
_NUMBER = r"[-+\u2212]?\d[\d.,]{0,40}"
_TARGET = re.compile(rf"(?P<comparator>[<>]=?|[\u2264\u2265=])\s*(?P<number>{_NUMBER})\s*(?P<unit>\D*)")
_RESULT = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>[^\d(]*)(?P<note>\([^()]*\))?")
_PASS_OR_FAIL = re.compile(r"pass\s*/\s*fail", re.IGNORECASE)
_WORD = re.compile(r"(?P<word>pass|fail)(?:ed)?\s*(?P<note>\([^()]*\))?", re.IGNORECASE)
_HARMLESS_NOTE = re.compile(
    r"\((?:\d{4}-\d{2}-\d{2}|n\s*=\s*[1-9][\d.,]*|[1-9][\d.,]*\s+"
    r"(?:runs?|tests?|samples?|measurements?|iterations?|repetitions?|requests?|users?|hours?|days?|weeks?))\)",
    re.IGNORECASE,
)
_SPAN_OF_TIME = re.compile(r"(?:hour|day|week)s?\)", re.IGNORECASE)
# Far beyond any number the patterns let through: products stay exact, so that nothing is rounded into a Pass.
_EXACT = Context(prec=100)
_UNMEASURED = frozenset({"", "-", "\u2013", "\u2014", "n/a", "pending", "not measured", "not measured yet"})

_SCALES: dict[str, dict[str, Decimal]] = {
    "time": {
        **dict.fromkeys(("ns",), Decimal("1e-9")),
        **dict.fromkeys(("us", "\u00b5s", "\u03bcs"), Decimal("1e-6")),
        **dict.fromkeys(("ms", "millisecond", "milliseconds"), Decimal("1e-3")),
        **dict.fromkeys(("s", "sec", "second", "seconds"), Decimal(1)),
        **dict.fromkeys(("min", "minute", "minutes"), Decimal(60)),
        **dict.fromkeys(("h", "hour", "hours"), Decimal(3600)),
        **dict.fromkeys(("d", "day", "days"), Decimal(86400)),
        **dict.fromkeys(("week", "weeks"), Decimal(604800)),
    },
    "requests per second": dict.fromkeys(("rps", "RPS", "req/s"), Decimal(1)),
}
_UNITS = {unit: (quantity, scale) for quantity, units in _SCALES.items() for unit, scale in units.items()}

# A number is read as both of these would; if the verdicts differ, it is ambiguous (1,500 or 1.500).
_CONVENTIONS = ((",", "."), (".", ","))
_SEPARATORS = frozenset(",.")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason; ``verdict`` is None where a person has to decide."""

    verdict: Verdict | None
    reason: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target the machine can decide: comparator, number as written, unit as written."""

    comparator: str
    number: str
    unit: str


def read_target(text: str) -> Target | None:
    """Read a target of one comparator, one number and one unit, or give None."""
    match = _TARGET.fullmatch(text.strip())
    if not match or all(value is None for value in _values(match["number"])):
        return None
    return Target(match["comparator"], match["number"], match["unit"].strip())


def is_pass_or_fail(text: str) -> bool:
    """Say whether a target asks for nothing but ``Pass`` or ``Fail``."""
    return bool(_PASS_OR_FAIL.fullmatch(text.strip()))


def is_decidable(text: str) -> bool:
    """Say whether the machine can judge results against this target."""
    return is_pass_or_fail(text) or read_target(text) is not None


def is_measured(result: str) -> bool:
    """Say whether a result says anything: an empty or pending one does not, ``Not tested: …`` neither."""
    text = result.strip()
    return not (text.casefold() in _UNMEASURED or is_placeholder(text) or is_not_tested(text))


def is_not_tested(result: str) -> bool:
    """Say whether a result is ``Not tested: reason``."""
    head, colon, reason = result.partition(":")
    return head.strip().casefold() == NOT_TESTED.casefold() and bool(colon and reason.strip())


def judge(target: str, result: str) -> Judgement:
    """Judge a result against its target, both as a reader sees them."""
    if not is_measured(result):
        return Judgement(None, "not tested" if is_not_tested(result) else "not measured yet")
    if is_pass_or_fail(target):
        return _judge_word(result)
    wanted = read_target(target)
    if wanted is None:
        return Judgement(None, f"no machine can decide the target {target!r}")
    match = _RESULT.fullmatch(result.strip())
    if not match:
        return Judgement(None, f"the result must be one number with its unit, not {result!r}")
    judgement = _compare(wanted, match["number"], match["unit"].strip())
    return _weigh_note(judgement, match["note"], of_time=_UNITS.get(wanted.unit, ("",))[0] == "time")


def _judge_word(result: str) -> Judgement:
    match = _WORD.fullmatch(result.strip())
    if not match:
        return Judgement(None, f"the target asks for Pass or Fail, not {result!r}")
    verdict = Verdict(match["word"].capitalize())
    return _weigh_note(Judgement(verdict, f"the result says {verdict}"), match["note"], of_time=False)


def _weigh_note(judgement: Judgement, note: str | None, *, of_time: bool) -> Judgement:
    """Take a Pass back if its note may limit it (``median``, ``only warm``); a Fail stands with any note.

    Beside a result ``of_time`` a span of time may be another result, and not how long was measured.
    """
    if judgement.verdict is not Verdict.PASS or not note:
        return judgement
    if not _HARMLESS_NOTE.fullmatch(note) or (of_time and _SPAN_OF_TIME.search(note)):
        return Judgement(None, f"the note {note} may limit the result; a person has to weigh it")
    return judgement


def _compare(target: Target, number: str, unit: str) -> Judgement:
    scales = _common_scales(target.unit, unit)
    if scales is None:
        return Judgement(None, _other_unit(target.unit, unit))
    wanted_scale, scale = scales
    meets = _COMPARATORS[target.comparator]
    readings = [
        (_EXACT.multiply(value, scale), _EXACT.multiply(wanted, wanted_scale))
        for value, wanted in _readings(number, target.number)
    ]
    if unit in _UNITS and any(value < 0 <= wanted for value, wanted in readings):
        return Judgement(None, f"{number} {unit} is below zero, where nothing can be measured")
    verdicts = {meets(value, wanted) for value, wanted in readings}
    if not verdicts:
        return Judgement(
            None, f"{number!r} and {target.number!r} are written differently; write both with '.'"
        )
    if len(verdicts) != 1:
        return Judgement(None, f"the number {number!r} can be read in two ways; write it without separators")
    passed = verdicts.pop()
    sentence = f"{number} {unit}".strip() + (" meets " if passed else " does not meet ")
    shown = f"{target.comparator} {target.number} {target.unit}".strip()
    return Judgement(Verdict.PASS if passed else Verdict.FAIL, sentence + shown)


def _common_scales(wanted: str, measured: str) -> tuple[Decimal, Decimal] | None:
    if wanted == measured:
        return Decimal(1), Decimal(1)
    one, other = _UNITS.get(wanted), _UNITS.get(measured)
    return (one[1], other[1]) if one and other and one[0] == other[0] else None


def _other_unit(wanted: str, measured: str) -> str:
    if not measured:
        return f"the result lacks the unit {wanted!r}"
    if not wanted:
        return f"the target has no unit, the result has {measured!r}"
    return f"the units {measured!r} and {wanted!r} can't be compared"


def _readings(number: str, wanted: str) -> Iterable[tuple[Decimal, Decimal]]:
    """Give every pair of values that result and target may mean; none if they share no convention.

    Where both have the same separator and both conventions read them, they are written alike: ``1,500`` for
    ``1,200`` is not one and a half. Where one is plain, the other may still mean either.
    """
    pairs = list(zip(_values(number), _values(wanted), strict=True))
    shared = [(value, other) for value, other in pairs if value is not None and other is not None]
    alike = set(number) & _SEPARATORS == set(wanted) & _SEPARATORS
    if not shared or (alike and len(shared) == len(pairs)):
        return shared
    values = [value for value, _ in pairs if value is not None]
    return itertools.product(values, [other for _, other in pairs if other is not None])


def _values(number: str) -> Iterator[Decimal | None]:
    """Give the number as each convention reads it, None where it is not written that way."""
    text = number.replace("\u2212", "-")
    for group, point in _CONVENTIONS:
        grouped = rf"[-+]?(?:\d+|[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+)(?:{re.escape(point)}\d+)?"
        written = re.fullmatch(grouped, text)
        yield Decimal(text.replace(group, "").replace(point, ".")) if written else None
