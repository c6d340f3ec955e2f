"""What a unit of work costs, and the return on investment, from the inputs that stand in the plan.

Nothing is assumed: without its inputs a figure is missing, and says which ones. No price is ever made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.model import Money
from poc_docs.plan.running.credits import account
from poc_docs.plan.values import is_placeholder, parse_money
from poc_docs.plan.vocabulary import COST_ITEMS

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import CostItem

_COUNT = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_MONEY_ITEMS = frozenset({"Cost per unit", "Cost per unit today", "Other benefit per month", "One-time cost"})
_CENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure: its value, exact, and its formula with the numbers in it.

    Without a value ``missing`` names the items that it needs.
    """

    name: str
    value: Fraction | None
    formula: str
    currency: str = ""
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.value is None:
            return f"needs {', '.join(self.missing)}"
        if self.currency:
            return f"{_shown(self.value)} {self.currency}"
        return _shown(self.value)
