"""Quantities: a number with its unit, durations of several units, amounts of money, ratings."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.plan.verdicts.numbers import NUMBER, Number, read_number
from poc_docs.plan.verdicts.units import BARE, CURRENCY, PERCENT, TIME, Unit, read_unit
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from poc_docs.plan.verdicts.numbers import Convention

_AMOUNT = pattern(rf"(?P<currency>{CURRENCY})?\s?(?P<number>{NUMBER})(?P<rest>.*)", re.DOTALL)
_SIGN_BEFORE_CURRENCY = pattern(rf"(?P<sign>[-\u2212])(?P<currency>{CURRENCY})\s?")
_MAGNITUDE = pattern(
    r"(?:[kKM](?![A-Za-z/])|\s[kKM](?=\s+[A-Za-z])|(?:bn|B)(?=\s+[A-Za-z])|\s?(?:thousand|[Mm]illion|[Bb]illion)\b|"
    r"\s?(?:[Mm]io|mln)\b\.?)"
)
_MAGNITUDE_OF_MONEY = pattern(r"(?:[kKmM]|bn|B)(?![A-Za-z])")
_FACTORS = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "mio": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
}
_RATING = pattern(rf"\s*(?:/|out\s+of|of)\s*(?P<best>{NUMBER})", re.IGNORECASE)
_CLOCK = pattern(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9](?:\.[0-9]{1,9})?)")
_STEP = pattern(r"(?P<number>[0-9]+(?:\.[0-9]+)?)\s?(?P<unit>[a-z]+)\s*", re.IGNORECASE)
_STEPS_AT_MOST = 6
_ALL = 100
RATING = "rating out of "


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit."""

    number: Number
    unit: Unit

    def value(self, convention: Convention) -> Fraction | None:
        """Give the value in the quantity's base unit, as a convention reads it."""
        value = self.number.value(convention)
        return None if value is None else self.unit.in_base(value)

    def distance(self, convention: Convention) -> Fraction:
        """Give how far this is, where it is a difference: 2 \u00b0C are 2 K, not 275.15 K."""
        return abs(self.number.value(convention) or Fraction(0)) * self.unit.scale

    @property
    def lends_unit(self) -> bool:
        """Whether a bare number beside this has the same unit; ``1 h 30 min`` has none to lend."""
        return self.unit != Unit("", TIME)

    @property
    def magnitude(self) -> str:
        """Give what stands behind the digits and multiplies them, such as ``k``."""
        if not self.lends_unit:
            return ""
        return self.number.text.lstrip("-+\u2212").lstrip("0123456789.,'\u2019_ \u00a0\u2009\u202f").strip()

    @property
    def is_too_large(self) -> bool:
        """Whether this is more than there can be: 45 out of 5, 150% of the requests."""
        value = self.number.english if self.number.english is not None else self.number.continental
        if value is None:
            return False
        if self.unit.quantity.startswith(RATING):
            return value > Fraction(self.unit.quantity.removeprefix(RATING))
        counted = self.unit.whole != "baseline" and self.unit.text.endswith(
            "s"
        )  # of requests, not of the budget
        return self.unit.quantity == PERCENT and bool(self.unit.whole) and counted and value > _ALL

    @property
    def is_zero(self) -> bool:
        return self.number.english == 0 and not self.unit.offset

    def __str__(self) -> str:
        if self.unit.text and not self.unit.text[0].isalpha() and self.unit.text[0] != "\u00b0":
            return f"{self.number.text}{self.unit.text}" if self.unit.text[0] == "%" else self._signed()
        return f"{self.number.text} {self.unit.text}".strip()

    def _signed(self) -> str:
        if self.unit.text.startswith("/"):
            return f"{self.number.text}{self.unit.text}"
        sign, slash, rest = self.unit.text.partition("/")
        return f"{sign}{self.number.text}{slash}{rest}"


def read_quantity(text: str) -> Quantity | None:
    """Read one quantity, or give None for what is none or more than one."""
    text = text.strip()
    duration = _read_duration(text)
    if duration:
        return duration
    match = _AMOUNT.fullmatch(_sign_first(text))
    number = read_number(match["number"]) if match else None
    if not match or not number:
        return None
    number, rest = _with_magnitude(number, match["rest"], money=bool(match["currency"]))
    if match["currency"]:
        rest = f"{match['currency']}{rest if rest.lstrip()[:1] in {'', '/'} else f' {rest.strip()}'}"
    rating = _RATING.fullmatch(rest)
    best = read_number(rating["best"]) if rating else None
    if best and best.english is not None:
        return Quantity(number, Unit(rest.strip(), f"{RATING}{best.english}"))
    unit = read_unit(rest)
    return Quantity(number, unit) if unit and "\n" not in rest else None


def _sign_first(text: str) -> str:
    """Give ``-$5`` as ``$-5``."""
    match = _SIGN_BEFORE_CURRENCY.match(text)
    return f"{match['currency']}{match['sign']}{text[match.end() :]}" if match else text


def _with_magnitude(number: Number, rest: str, *, money: bool) -> tuple[Number, str]:
    match = (_MAGNITUDE_OF_MONEY.match(rest) if money else None) or _MAGNITUDE.match(rest)
    if not match:
        return number, rest
    factor = _FACTORS[match[0].strip(" .").casefold()]
    english, continental = (None if v is None else v * factor for v in (number.english, number.continental))
    return Number(number.text + match[0], english, continental), rest[match.end() :]


def _read_duration(text: str) -> Quantity | None:
    """Read ``1h 45m``, ``2 min 30 s`` or ``01:45:30``; of ``1:45`` nobody knows what it is."""
    clock = _CLOCK.fullmatch(text)
    if clock:
        counts = map(Fraction, clock.groups())
        return _duration(text, list(zip(counts, map(Fraction, (3600, 60, 1)), strict=True)))
    steps: list[tuple[Fraction, Fraction]] = []
    position = 0
    while position < len(text) and len(steps) < _STEPS_AT_MOST:
        match = _STEP.match(text, position)
        # In a duration of several units, m is minutes; alone it may be metres or millions.
        unit = read_unit("min" if match["unit"] == "m" else match["unit"]) if match else None
        if not match or unit is None or unit.quantity != TIME:
            return None
        steps.append((Fraction(match["number"]), unit.scale))
        position = match.end()
    falling = all(one > other for (_, one), (_, other) in itertools.pairwise(steps))
    return _duration(text, steps) if len(steps) > 1 and falling and position == len(text) else None


def _duration(text: str, steps: list[tuple[Fraction, Fraction]]) -> Quantity:
    seconds = sum((count * scale for count, scale in steps), Fraction(0))
    return Quantity(Number(text, seconds, seconds), Unit("", TIME))


def bare(quantity: Quantity) -> bool:
    """Say whether a quantity has no unit at all."""
    return quantity.unit == BARE
