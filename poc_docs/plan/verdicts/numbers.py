"""Numbers as people write them, and how far it is clear which convention they follow.

The format's own convention is English: a point before decimals, commas between thousands. ``1,500`` is one
and a half thousand; ``1.500`` may be that too, in the continental convention, and ``1,5`` and ``1.500,5`` can
be nothing else than continental. What can be read in two ways is kept so, for the judge to compare both.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 60
"""How long a number may be, in characters; a longer one is no measurement."""

_SPACE = r"[ \u00a0\u2009\u202f'\u2019_]"
_EXPONENT = r"(?:[eE][-+\u2212]?[0-9]{1,3}(?![0-9.,])|\s?[\u00d7x*]\s?10\^[-+\u2212]?[0-9]{1,3}(?![0-9.,]))"
_GROUPED = rf"[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?"
NUMBER = rf"[-+\u2212]?(?:{_GROUPED}|[0-9]+(?:[.,][0-9]+)*){_EXPONENT}?"
"""A regular expression for one number, with its sign and exponent."""

_PARTS = pattern(
    rf"(?P<sign>[-+\u2212]?)(?P<digits>[0-9.,]+|[0-9][0-9 \u00a0\u2009\u202f'\u2019_]*(?:[.,][0-9]+)?)"
    rf"(?P<exponent>{_EXPONENT})?"
)
_SPACES = pattern(_SPACE)
_ENGLISH = pattern(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_CONTINENTAL = pattern(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")
_TEN = pattern(r"10\^|[eE]")


class Convention(Enum):
    """What point and comma mean."""

    ENGLISH = "1,500.5"
    CONTINENTAL = "1.500,5"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, with its value in each convention that could be meant."""

    text: str
    english: Fraction | None
    continental: Fraction | None

    def value(self, convention: Convention) -> Fraction | None:
        return self.english if convention is Convention.ENGLISH else self.continental

    @property
    def has_point_before_three_digits(self) -> bool:
        """Whether this is a number such as ``1.500``, which either convention reads in its own way."""
        return self.is_ambiguous and "." in self.text

    @property
    def has_comma_before_three_digits(self) -> bool:
        """Whether this is a number such as ``1,500``, which nearly always means thousands."""
        return self.is_ambiguous and "," in self.text

    @property
    def is_ambiguous(self) -> bool:
        """Whether the two conventions read another value."""
        known = self.english is not None and self.continental is not None
        return known and self.english != self.continental


def read_number(text: str) -> Number | None:
    """Read a number, or give None for what is none, or far too long."""
    match = _PARTS.fullmatch(text) if len(text) <= LONGEST else None
    if not match:
        return None
    digits = match["digits"]
    if digits.isdecimal() and not match["sign"] and not match["exponent"]:
        value = Fraction(int(digits))
        return Number(text, value, value)
    digits = _SPACES.sub("", digits)
    grouped = digits != match["digits"]
    english = Fraction(digits.replace(",", "")) if _ENGLISH.fullmatch(digits) else None
    continental = None
    if _CONTINENTAL.fullmatch(digits):
        continental = Fraction(digits.replace(".", "").replace(",", "."))
    if grouped and digits.count(".") + digits.count(",") == 1:
        # 1 500.250 and 1 500,250: what follows can't be thousands again.
        english, continental = (english, None) if "." in digits else (None, continental)
    if english is None and continental is None:
        return None
    factor = _power_of_ten(match["exponent"] or "") * (-1 if match["sign"] in {"-", "\u2212"} else 1)
    return Number(
        text,
        None if english is None else english * factor,
        None if continental is None else continental * factor,
    )


def _power_of_ten(exponent: str) -> Fraction:
    if not exponent:
        return Fraction(1)
    return Fraction(10) ** int(_TEN.split(exponent, maxsplit=1)[1].replace("\u2212", "-"))


def conventions(target: Iterable[Number], result: Iterable[Number]) -> list[tuple[Convention, Convention]]:
    """Give the conventions that target and result may follow, each with each; none if one contradicts itself.

    What the target shows by a number such as ``1.5`` holds for the result as well. The other way round it is
    no proof: ``1.000 users`` in a target may be a thousand, whatever the result looks like.
    """
    wanted, measured = _Evidence(target), _Evidence(result)
    if any(each.english and each.continental for each in (wanted, measured)):
        return []
    of_target = wanted.possible(foreign=measured.continental)
    if measured.english or measured.continental:
        of_result = measured.possible(foreign=False)
    elif wanted.english:
        of_result = [Convention.ENGLISH]
    elif wanted.continental and not measured.open:
        of_result = [Convention.CONTINENTAL]
    else:
        of_result = measured.possible(foreign=wanted.continental)
    if len(of_target) == len(of_result) == len(Convention) and wanted.open and measured.open:
        return [(each, each) for each in Convention]
    return [(one, other) for one in of_target for other in of_result]


class _Evidence:
    """What the numbers of one text say of the convention they follow."""

    def __init__(self, numbers: Iterable[Number]) -> None:
        known = tuple(numbers)
        self.english = any(number.continental is None for number in known)
        self.continental = any(number.english is None for number in known)
        self.open = any(number.has_point_before_three_digits for number in known)
        self.thousands = any(number.has_comma_before_three_digits for number in known)

    def possible(self, *, foreign: bool) -> list[Convention]:
        """Give what is possible; ``foreign`` says that the other text is continental."""
        if self.english or self.continental:
            return [Convention.ENGLISH] if self.english else [Convention.CONTINENTAL]
        both = self.open or (self.thousands and foreign)
        return list(Convention) if both else [Convention.ENGLISH]
