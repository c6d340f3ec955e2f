"""How much of a plan is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.standings import standings

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a plan's criteria have a verdict."""

    decided: int
    total: int

    def __str__(self) -> str:
        return f"{self.decided} of {self.total}"


def progress(plan: Plan) -> Progress:
    """Count the criteria with a verdict that counts, and all criteria."""
    verdicts = [standing.verdict for standing in standings(plan)]
    return Progress(sum(verdict is not None for verdict in verdicts), len(verdicts))
