"""What a target asks for: conditions, each a range of values that a measurement has to lie in."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.verdicts.quantities import Quantity


class Relation(Enum):
    """What a condition or a result relates to the baseline."""

    SHARE = "of the baseline"
    LESS = "less than the baseline"
    MORE = "more than the baseline"


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of a range of values, with or without the value itself."""

    quantity: Quantity
    included: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A range of values that a measurement has to lie in."""

    label: str
    """What is measured, in one form (``p95``), or an empty string."""
    lower: Bound | None
    upper: Bound | None
    relation: Relation | None = None
    """With one, the bounds are percentages or multiples that relate to a baseline."""
    spread: Quantity | None = None
    """How far a value may be from the middle, which ``lower`` and ``upper`` both are then; without them it is
    the baseline."""
    open_outside: bool = False
    """Whether it is not said that a value outside fails: ``15-20`` may mean that less is better still."""
    baseline: Quantity | None = None
    """The baseline that the target itself names."""

    def bounds(self) -> Iterator[Quantity]:
        """Give the ends of the range."""
        if self.lower:
            yield self.lower.quantity
        if self.upper and not (self.lower and self.upper.quantity is self.lower.quantity):
            yield self.upper.quantity

    def quantities(self) -> Iterator[Quantity]:
        """Give every quantity that the target itself names for this condition."""
        yield from self.bounds()
        yield from (each for each in (self.spread, self.baseline) if each)

    def __str__(self) -> str:
        named = f"{self.label} " if self.label else ""
        if self.spread:
            middle = f"{self.lower.quantity} " if self.lower else ""
            return f"{named}{middle}\u00b1 {self.spread}"
        if self.lower and self.lower == self.upper:
            return f"{named}= {self.lower.quantity}"
        if self.lower and self.upper:
            return f"{named}{self.lower.quantity}\u2013{self.upper.quantity}"
        bound = self.lower or self.upper
        signs = ("\u2265", ">") if self.lower else ("\u2264", "<")
        related = f" {self.relation.value}" if self.relation else ""
        return f"{named}{signs[not (bound and bound.included)]} {bound.quantity if bound else ''}{related}"


@dataclass(frozen=True, slots=True)
class Target:
    """A target that can be decided: conditions that must all hold, or none for ``Pass/Fail``."""

    conditions: tuple[Condition, ...]

    @property
    def is_pass_or_fail(self) -> bool:
        return not self.conditions

    @property
    def lacks_baseline(self) -> bool:
        """Whether a condition relates to a baseline that the target does not name."""
        return any(each.relation and each.baseline is None for each in self.conditions)

    def __str__(self) -> str:
        return ", ".join(map(str, self.conditions)) or "Pass/Fail"
