"""What the judge says: a verdict with its reason, or why a person has to decide."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from poc_docs.plan.verdicts.ranges import Comparison
    from poc_docs.plan.vocabulary import Verdict


class Doubt(StrEnum):
    """Why there is no verdict."""

    NOT_MEASURED = "not measured"
    NOT_TESTED = "not tested"
    TARGET = "target for people"
    PROSE = "prose"
    UNIT = "missing unit"
    QUANTITY = "other quantity"
    LABEL = "other label"
    NUMBER = "ambiguous number"
    SPREAD = "spread across the bound"
    APPROXIMATE = "approximate value"
    BASELINE = "missing baseline"
    NOTE = "limiting note"
    MIXED = "mixed values"
    DIRECTION = "direction not said"
    IMPOSSIBLE = "impossible value"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason; ``verdict`` is None where a person has to decide, and ``doubt`` says why."""

    verdict: Verdict | None
    reason: str
    doubt: Doubt | None = None
    compared: tuple[Comparison, ...] = field(default=(), compare=False, repr=False)
    """What was compared, where there is one way to read it: the values behind the verdict."""
