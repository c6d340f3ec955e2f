"""What a unit of work costs, and the return on investment, from the inputs that stand in the plan.

Nothing is assumed: a figure without its inputs is missing and says which ones. No price is ever made up.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.plan.amounts import exact_amount, exact_number, shown_amount
from poc_docs.plan.currencies import has_two_readings
from poc_docs.plan.layout import folded
from poc_docs.plan.running.credits import account, account_problem, currencies
from poc_docs.plan.values import parse_amount, says_nothing
from poc_docs.plan.vocabulary import COST_ITEMS
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import CostItem

    Value = Callable[[str], Fraction]
    Shown = Callable[[str], str]

_COUNT = pattern(r"\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,30})?|\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_UNIT, _UNITS, _COST, _VOLUME, _TODAY, _BENEFIT, _ONCE, _MONTHS = COST_ITEMS
MONEY_ITEMS = frozenset({_COST, _TODAY, _BENEFIT, _ONCE})
COUNT_ITEMS = frozenset({_UNITS, _VOLUME, _MONTHS})


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure, exact, with its formula in words and then in numbers.

    ``unit`` is a currency, ``%``, ``months`` or empty. Without a value ``missing`` names what it needs, and
    the formula has words only.
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


def form_of(name: str) -> str:
    """Say how an item of Cost and ROI is written; empty for one that is free text."""
    if name in MONEY_ITEMS:
        return "an amount such as 1250.00 EUR"
    return "a number above zero such as 2,000,000" if name in COUNT_ITEMS else ""


def is_readable(name: str, value: str) -> bool:
    """Say whether an item of Cost and ROI is written as the format has it."""
    if name in MONEY_ITEMS:
        money = parse_amount(value)
        return money is not None and money.amount >= 0
    if name in COUNT_ITEMS:
        return _count(value) is not None
    return True


def item_rows(plan: Plan, name: str) -> tuple[int, ...]:
    """Give the indices of the rows of Cost and ROI that have an item of this name, in any letter case."""
    rows = enumerate(plan.running.costs)
    return tuple(index for index, each in rows if folded(each.item.value) == folded(name))


def cost_items(plan: Plan) -> dict[str, CostItem]:
    """Give the rows of Cost and ROI by the format's name of their item; of two with one name neither."""
    found = {name: item_rows(plan, name) for name in COST_ITEMS}
    return {name: plan.running.costs[rows[0]] for name, rows in found.items() if len(rows) == 1}


def unit_of_work(plan: Plan) -> str:
    """Give what the work is counted in; ``unit`` where the plan does not say."""
    found = cost_items(plan).get(_UNIT)
    return found.value.value if found and not says_nothing(found.value.value) else "unit"


def figures(plan: Plan) -> tuple[Figure, ...]:
    """Give cost per unit and per month, saving, ROI and payback, each with its formula.

    Sources: cost per unit is what is written, or else the credits used divided by the units of work that they
    paid for; ROI is (return - invested) / invested. Amounts of two currencies are never put together.
    """
    return tuple(_Sheet(plan).figures())


def _count(text: str) -> Fraction | None:
    if not _COUNT.fullmatch(text) or has_two_readings(text):
        return None
    value = Fraction(text.replace(",", ""))
    return value if value > 0 else None


@dataclass(frozen=True, slots=True)
class _Input:
    """A value that figures are computed from, as it is shown in a formula."""

    value: Fraction
    currency: str
    shown: str


@dataclass(frozen=True, slots=True)
class _Formula:
    """How a figure follows from the items it needs, in words, in numbers and as a value.

    ``instead`` is what it needs where it would divide by nothing.
    """

    name: str
    needed: tuple[str, ...]
    words: str
    numbers: Callable[[Shown], str]
    compute: Callable[[Value], Fraction]
    unit: str = ""
    instead: str = ""


class _Sheet:
    """The inputs of a plan, and what follows from them."""

    def __init__(self, plan: Plan) -> None:
        self._inputs: dict[str, _Input] = {}
        self._unusable: dict[str, str] = {}
        self._cost_formula = "as written"
        for name in COST_ITEMS:
            rows = item_rows(plan, name)
            said = [plan.running.costs[row].value.value for row in rows]
            if len(said) > 1:
                self._unusable[name] = f"{name!r} once (it stands {len(said)} times)"
            elif said and not says_nothing(said[0]):
                self._read(name, said[0])
        if _COST not in self._inputs and _COST not in self._unusable:
            self._cost_of_credits(plan)

    def _read(self, name: str, text: str) -> None:
        money = parse_amount(text) if name in MONEY_ITEMS else None
        count = _count(text) if name in COUNT_ITEMS else None
        if money and money.amount >= 0:
            shown = exact_amount(money.amount, money.currency)
            self._inputs[name] = _Input(Fraction(money.amount), money.currency, shown)
        elif count is not None:
            self._inputs[name] = _Input(count, "", exact_number(count))
        elif form_of(name):
            self._unusable[name] = f"{name!r} as {form_of(name)}"

    def _cost_of_credits(self, plan: Plan) -> None:
        """Take the cost of a unit from the credits that it used."""
        units, spent = self._inputs.get(_UNITS), account(plan)
        if units and spent and spent.used:
            cost = Fraction(spent.used) / units.value
            quotient = f"{exact_amount(spent.used, spent.currency)} / {units.shown}"
            # A rounded quotient would not multiply up to what is shown beside it.
            self._inputs[_COST] = _Input(cost, spent.currency, f"({quotient})")
            self._cost_formula = f"credits used / units in the PoC = {quotient}"
        elif units and len(currencies(plan)) > 1:
            self._unusable[_COST] = f"{_COST!r}, or credits in one currency"
        elif units and account_problem(plan):
            self._unusable[_COST] = f"{_COST!r}, or credits of which each row can be read"
        else:
            self._unusable[_COST] = f"{_COST!r}, or {_UNITS!r} with credits used"

    def figures(self) -> Iterator[Figure]:
        formulas = (
            self._unit_cost(),
            _Formula(
                "Cost per month",
                (_COST, _VOLUME),
                "cost per unit x units per month",
                lambda shown: f"{shown(_COST)} x {shown(_VOLUME)}",
                lambda of: of(_COST) * of(_VOLUME),
            ),
            _Formula(
                "Cost per month today",
                (_TODAY, _VOLUME),
                "cost per unit today x units per month",
                lambda shown: f"{shown(_TODAY)} x {shown(_VOLUME)}",
                lambda of: of(_TODAY) * of(_VOLUME),
            ),
            self._saving(),
            self._roi(),
            self._payback(),
        )
        return map(self._figure, formulas)

    def _unit_cost(self) -> _Formula:
        words, _, numbers = self._cost_formula.partition(" = ")
        return _Formula("Cost per unit", (_COST,), words, lambda _: numbers, lambda of: of(_COST))

    @property
    def _benefits(self) -> tuple[str, ...]:
        """Give the item of other benefits where the plan has one, so that no figure leaves it out unsaid."""
        return (_BENEFIT,) if _BENEFIT in self._inputs or _BENEFIT in self._unusable else ()

    def _plus_benefit(self, shown: Shown, text: str) -> str:
        return " + ".join([text, *(shown(item) for item in self._benefits)])

    def _saved(self, of: Value) -> Fraction:
        saved = (of(_TODAY) - of(_COST)) * of(_VOLUME)
        return sum((of(item) for item in self._benefits), saved)

    def _saving(self) -> _Formula:
        plus = " + other benefit per month" if self._benefits else ""
        return _Formula(
            "Saving per month",
            (_TODAY, _COST, _VOLUME, *self._benefits),
            f"(cost per unit today - cost per unit) x units per month{plus}",
            lambda shown: self._plus_benefit(shown, f"({shown(_TODAY)} - {shown(_COST)}) x {shown(_VOLUME)}"),
            self._saved,
        )

    def _roi(self) -> _Formula:
        def invested(of: Value) -> Fraction:
            return of(_ONCE) + of(_MONTHS) * of(_COST) * of(_VOLUME)

        def returned(of: Value) -> Fraction:
            return of(_MONTHS) * (of(_COST) * of(_VOLUME) + self._saved(of))

        def numbers(shown: Shown) -> str:
            back, paid = (self._amount(total) for total in (returned, invested))
            gain = self._plus_benefit(shown, f"{shown(_TODAY)} x {shown(_VOLUME)}")
            gain = f"({gain})" if self._benefits else gain
            return (
                f"({back} - {paid}) / {paid}; return = {shown(_MONTHS)} x {gain};"
                f" invested = {shown(_ONCE)} + {shown(_MONTHS)} x {shown(_COST)} x {shown(_VOLUME)}"
            )

        return _Formula(
            "ROI",
            (_ONCE, _TODAY, _COST, _VOLUME, _MONTHS, *self._benefits),
            "(return - invested) / invested",
            numbers,
            lambda of: (returned(of) - invested(of)) / invested(of) * 100,
            unit="%",
            instead="an amount above zero to invest",
        )

    def _payback(self) -> _Formula:
        def payback(of: Value) -> Fraction:
            saved = self._saved(of)
            if saved <= 0:
                raise ZeroDivisionError
            return of(_ONCE) / saved

        return _Formula(
            "Payback",
            (_ONCE, _TODAY, _COST, _VOLUME, *self._benefits),
            "one-time cost / saving per month",
            lambda shown: f"{shown(_ONCE)} / {self._amount(self._saved)}",
            payback,
            unit="months",
            instead="a saving per month",
        )

    def _figure(self, formula: _Formula) -> Figure:
        name, needed, words = formula.name, formula.needed, formula.words
        missing = [self._unusable.get(item, repr(item)) for item in needed if item not in self._inputs]
        used = {self._inputs[item].currency for item in needed if item in self._inputs} - {""}
        if len(used) > 1:
            missing.append("amounts in one currency")
        unit = formula.unit or (used.pop() if len(used) == 1 else "")
        if missing:
            return Figure(name, None, unit, words, tuple(missing))
        try:
            value = formula.compute(self._value)
        except ZeroDivisionError:
            return Figure(name, None, unit, words, (formula.instead,))
        numbers = formula.numbers(lambda item: self._inputs[item].shown)
        return Figure(name, value, unit, f"{words} = {numbers}" if numbers else words)

    def _value(self, item: str) -> Fraction:
        return self._inputs[item].value

    def _amount(self, total: Callable[[Value], Fraction]) -> str:
        """Give a sum of money as it stands in a formula."""
        return shown_amount(total(self._value), self._inputs[_ONCE].currency)
