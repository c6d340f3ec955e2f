"""What a unit of work costs, and the return on investment, from the inputs that stand in the plan.

Nothing is assumed: a figure without its inputs is missing and says which ones. No price is ever made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.running.credits import account
from poc_docs.plan.values import is_placeholder, parse_money
from poc_docs.plan.vocabulary import COST_ITEMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import CostItem

_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_UNIT, _UNITS, _COST, _VOLUME, _TODAY, _BENEFIT, _ONCE, _MONTHS = COST_ITEMS
MONEY_ITEMS = frozenset({_COST, _TODAY, _BENEFIT, _ONCE})
COUNT_ITEMS = frozenset({_UNITS, _VOLUME, _MONTHS})
_SIGNIFICANT = Context(prec=4, rounding=ROUND_HALF_EVEN)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure, exact, with its formula in words and then in numbers.

    ``unit`` is a currency, ``%``, ``months`` or empty. Without a value ``missing`` names the items it needs.
    """

    name: str
    value: Fraction | None
    unit: str
    formula: str
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.value is None:
            return f"needs {' and '.join(self.missing)}"
        return shown_amount(self.value, self.unit)


def shown_amount(value: Fraction, unit: str) -> str:
    """Give an exact value rounded for reading: money to cents, or to four digits below one; half to even."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    if unit in {"%", "months"}:
        shown = f"{number.quantize(Decimal('0.1'), rounding=ROUND_HALF_EVEN)}"
        return f"{shown}%" if unit == "%" else f"{shown} {unit}"
    small = 0 < abs(number) < 1
    rounded = _SIGNIFICANT.plus(number) if small else number.quantize(_CENT, rounding=ROUND_HALF_EVEN)
    places = -int(rounded.as_tuple().exponent)
    return f"{rounded:.{max(places, 2)}f} {unit}".strip()


def is_readable(name: str, value: str) -> bool:
    """Say whether an item of Cost and ROI is written as the format has it."""
    if name in MONEY_ITEMS:
        money = parse_money(value)
        return money is not None and money.amount >= 0
    if name in COUNT_ITEMS:
        return _count(value) is not None
    return True


def cost_items(plan: Plan) -> dict[str, CostItem]:
    """Give the rows of Cost and ROI by the format's name of their item; of two with one name the first."""
    names = {folded(name): name for name in COST_ITEMS}
    found: dict[str, CostItem] = {}
    for each in plan.running.costs:
        name = names.get(folded(each.item.value))
        if name:
            found.setdefault(name, each)
    return found


def unit_of_work(plan: Plan) -> str:
    """Give what the work is counted in; ``unit`` where the plan does not say."""
    found = cost_items(plan).get(_UNIT)
    return found.value.value if found and found.value and not is_placeholder(found.value.value) else "unit"


def figures(plan: Plan) -> tuple[Figure, ...]:
    """Give cost per unit and per month, saving, ROI and payback, each with its formula.

    Sources: cost per unit is what is written, or else the credits used divided by the units of work that they
    paid for; ROI is (return - invested) / invested. Amounts of two currencies are never put together.
    """
    return tuple(_Sheet(plan).figures())


def _count(text: str) -> Fraction | None:
    if not _COUNT.fullmatch(text):
        return None
    value = Fraction(text.replace(",", ""))
    return value if value > 0 else None


class _Sheet:
    """The inputs of a plan, and what follows from them."""

    def __init__(self, plan: Plan) -> None:
        self._items = cost_items(plan)
        self._account = account(plan)
        self._values: dict[str, Fraction] = {}
        self._currencies: set[str] = set()
        self._own_cost = ""
        for name, item in self._items.items():
            self._read(name, item.value.value)
        if _COST not in self._values:
            self._cost_of_credits()

    @property
    def _currency(self) -> str:
        return next(iter(self._currencies)) if len(self._currencies) == 1 else ""

    def _read(self, name: str, text: str) -> None:
        money = parse_money(text) if name in MONEY_ITEMS else None
        count = _count(text) if name in COUNT_ITEMS else None
        if money and money.amount >= 0:
            self._values[name] = Fraction(money.amount)
            self._currencies.add(money.currency)
        elif count is not None:
            self._values[name] = count

    def _cost_of_credits(self) -> None:
        """Take the cost of a unit from the credits that it used."""
        units = self._values.get(_UNITS)
        if units and self._account and self._account.used:
            self._values[_COST] = Fraction(self._account.used) / units
            self._currencies.add(self._account.currency)
            used = self._account.money(self._account.used)
            self._own_cost = f"credits used / units in the PoC = {used} / {_number(units)}"

    def figures(self) -> Iterator[Figure]:
        yield self._figure("Cost per unit", (_COST,), lambda cost: cost, self._own_cost or "as written")
        yield self._figure(
            "Cost per month",
            (_COST, _VOLUME),
            lambda cost, volume: cost * volume,
            "cost per unit x units per month = {0} x {1}",
        )
        yield self._figure(
            "Cost per month today",
            (_TODAY, _VOLUME),
            lambda today, volume: today * volume,
            "cost per unit today x units per month = {0} x {1}",
        )
        yield self._figure(
            "Saving per month",
            (_TODAY, _COST, _VOLUME),
            lambda today, cost, volume: (today - cost) * volume + self._benefit,
            f"(cost per unit today - cost per unit) x units per month{self._plus}"
            " = ({0} - {1}) x {2}" + self._plus_benefit,
        )
        yield self._roi()
        yield self._figure(
            "Payback",
            (_ONCE, _TODAY, _COST, _VOLUME),
            lambda once, today, cost, volume: once / ((today - cost) * volume + self._benefit),
            "one-time cost / saving per month",
            "months",
        )

    @property
    def _benefit(self) -> Fraction:
        return self._values.get(_BENEFIT, Fraction(0))

    @property
    def _plus(self) -> str:
        return " + other benefit per month" if self._benefit else ""

    @property
    def _plus_benefit(self) -> str:
        return f" + {self._amount(_BENEFIT)}" if self._benefit else ""

    def _roi(self) -> Figure:
        def roi(
            once: Fraction, today: Fraction, cost: Fraction, volume: Fraction, months: Fraction
        ) -> Fraction:
            invested = once + months * cost * volume
            returned = months * (today * volume + self._benefit)
            return (returned - invested) / invested * 100

        benefit = f"(cost per month today{self._plus})" if self._benefit else "cost per month today"
        formula = (
            f"(return - invested) / invested; return = months x {benefit};"
            " invested = one-time cost + months x cost per month; months = {4}"
        )
        return self._figure("ROI", (_ONCE, _TODAY, _COST, _VOLUME, _MONTHS), roi, formula, "%")

    def _figure(
        self,
        name: str,
        needed: tuple[str, ...],
        compute: Callable[..., Fraction],
        formula: str,
        unit: str = "",
    ) -> Figure:
        missing = tuple(_needs(item) for item in needed if item not in self._values)
        if not missing and not self._currency:
            missing = ("amounts in one currency",)
        if missing:
            return Figure(name, None, unit or self._currency, formula.partition(" = {")[0], missing)
        try:
            value = compute(*(self._values[item] for item in needed))
        except ZeroDivisionError:
            return Figure(name, None, unit, formula.partition(" = {")[0], ("an amount above zero",))
        if unit == "months" and value < 0:
            return Figure(name, None, unit, formula, ("a saving per month",))
        shown = formula.format(*(self._amount(item) for item in needed))
        return Figure(name, value, unit or self._currency, shown)

    def _amount(self, item: str) -> str:
        value = self._values[item]
        return shown_amount(value, self._currency) if item in MONEY_ITEMS else _number(value)


def _needs(item: str) -> str:
    return f"{_COST!r}, or {_UNITS!r} with credits used" if item == _COST else repr(item)


def _number(value: Fraction) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,}"
