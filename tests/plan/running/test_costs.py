"""Costs and return: each figure follows from what the plan says, and names what it lacks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.costs import Figure, cost_items, figures, is_readable, unit_of_work
from tests.plan.plan_files import plan_text

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

CREDITS = """
## Credits

| Date | Entry | Amount | Note |
|------|-------|--------|------|
| 2026-03-09 | Allocation | 5000.00 EUR | |
| 2026-03-13 | Usage | 610.50 EUR | |
| 2026-03-20 | Usage | 1480.25 EUR | |
"""
ALL = {
    "Unit of work": "planned stop",
    "Cost per unit": "0.02 EUR",
    "Units per month": "600,000",
    "Cost per unit today": "0.11 EUR",
    "One-time cost": "18000.00 EUR",
    "Months": "12",
}
IN_NUMBERS = (
    "(792,000 EUR - 162,000 EUR) / 162,000 EUR;"
    " return = 12 x 0.11 EUR x 600,000; invested = 18,000 EUR + 12 x 0.02 EUR x 600,000"
)


def plan_of(items: dict[str, str], end: str = "") -> Plan:
    rows = "".join(f"| {item} | {value} |\n" for item, value in items.items())
    table = f"\n## Cost and ROI\n\n| Item | Value |\n|---|---|\n{rows}" if items else ""
    return read_plan(plan_text(end=end + table))


def by_name(items: dict[str, str], end: str = "") -> dict[str, Figure]:
    return {figure.name: figure for figure in figures(plan_of(items, end))}


def test_each_figure_stands_with_its_formula_in_words_and_numbers() -> None:
    assert [(figure.name, str(figure), figure.formula) for figure in figures(plan_of(ALL))] == [
        ("Cost per unit", "0.02 EUR", "as written"),
        ("Cost per month", "12,000 EUR", "cost per unit x units per month = 0.02 EUR x 600,000"),
        ("Cost per month today", "66,000 EUR",
         "cost per unit today x units per month = 0.11 EUR x 600,000"),
        ("Saving per month", "54,000 EUR",
         "(cost per unit today - cost per unit) x units per month = (0.11 EUR - 0.02 EUR) x 600,000"),
        ("ROI", "388.9%",
         f"(return - invested) / invested = {IN_NUMBERS}"),
        ("Payback", "0.3 months", "one-time cost / saving per month = 18,000 EUR / 54,000 EUR"),
    ]  # fmt: skip


def test_a_benefit_counts_in_saving_return_and_payback() -> None:
    found = by_name({**ALL, "Other benefit per month": "1000 EUR"})
    assert found["Saving per month"].value == 55_000
    assert found["Saving per month"].formula.endswith(
        "+ other benefit per month = (0.11 EUR - 0.02 EUR) x 600,000 + 1,000 EUR"
    )
    assert "return = 12 x (0.11 EUR x 600,000 + 1,000 EUR)" in found["ROI"].formula
    assert found["ROI"].value == Fraction(12 * 67_000 - 162_000, 162_000) * 100
    assert found["Payback"].value == Fraction(18_000, 55_000)


def test_the_cost_of_a_unit_follows_from_the_credits_that_it_used() -> None:
    items = {**ALL, "Units in the PoC": "84,000"}
    del items["Cost per unit"]
    found = by_name(items, CREDITS)
    assert found["Cost per unit"].value == Fraction("2090.75") / 84_000
    assert str(found["Cost per unit"]) == "0.02489 EUR"
    assert found["Cost per unit"].formula == "credits used / units in the PoC = 2,090.75 EUR / 84,000"
    assert found["Cost per month"].formula.endswith("= (2,090.75 EUR / 84,000) x 600,000")
    assert by_name({**items, "Cost per unit": "1 EUR"}, CREDITS)["Cost per unit"].value == 1


def test_a_plan_that_says_nothing_names_all_that_is_missing() -> None:
    found = by_name({})
    assert [figure.value for figure in found.values()] == [None] * 6
    cost = "'Cost per unit', or 'Units in the PoC' with credits used"
    assert str(found["Cost per unit"]) == f"needs {cost}"
    assert str(found["Cost per month"]) == f"needs {cost} and 'Units per month'"
    assert found["ROI"].missing == (
        "'One-time cost'", "'Cost per unit today'", cost, "'Units per month'", "'Months'",
    )  # fmt: skip
    assert not any("{" in figure.formula for figure in found.values())
    assert found["ROI"].formula == "(return - invested) / invested"


@pytest.mark.parametrize(
    ("item", "value", "figure", "needs"),
    [
        ("Months", "a year", "ROI", "'Months' as a number above zero such as 2,000,000"),
        ("Months", "0", "ROI", "'Months' as a number above zero such as 2,000,000"),
        ("Months", "TBD", "ROI", "'Months'"),
        ("Months", "", "ROI", "'Months'"),
        ("Cost per unit", "2 cents", "Cost per unit", "'Cost per unit' as an amount such as 1250.00 EUR"),
        ("Cost per unit", "-1 EUR", "Cost per unit", "'Cost per unit' as an amount such as 1250.00 EUR"),
        ("Other benefit per month", "some", "Saving per month",
         "'Other benefit per month' as an amount such as 1250.00 EUR"),
        ("One-time cost", "18000.00 USD", "ROI", "amounts in one currency"),
        ("Cost per unit today", "0.02 EUR", "Payback", "a saving per month"),
        ("Cost per unit today", "0.01 EUR", "Payback", "a saving per month"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_missing_and_never_taken_for_nothing(
    item: str, value: str, figure: str, needs: str
) -> None:
    found = by_name({**ALL, item: value}, CREDITS)[figure]
    assert found.value is None
    assert found.missing == (needs,)


def test_amounts_in_another_currency_stop_only_the_figures_that_need_them() -> None:
    found = by_name({**ALL, "One-time cost": "18000.00 USD"})
    assert [name for name, figure in found.items() if figure.value is None] == ["ROI", "Payback"]


def test_an_item_that_stands_twice_counts_for_neither() -> None:
    plan = plan_of({**ALL, "months": "24"})
    assert "Months" not in cost_items(plan)
    roi = next(figure for figure in figures(plan) if figure.name == "ROI")
    assert roi.missing == ("'Months' once (it stands 2 times)",)


def test_credits_in_two_currencies_give_no_cost() -> None:
    end = CREDITS + "| 2026-03-21 | Usage | 5.00 USD | |\n"
    found = by_name({"Units in the PoC": "5"}, end)
    assert found["Cost per unit"].missing == ("'Cost per unit', or credits in one currency",)


def test_credits_of_which_a_row_can_not_be_read_give_no_cost() -> None:
    end = CREDITS + "| 2026-03-21 | Usage | some | |\n"
    found = by_name({"Units in the PoC": "5"}, end)
    assert found["Cost per unit"].missing == ("'Cost per unit', or credits of which each row can be read",)


def test_nothing_to_invest_is_no_division_by_nothing() -> None:
    found = by_name({**ALL, "One-time cost": "0 EUR", "Cost per unit": "0 EUR"})
    assert found["ROI"].missing == ("an amount above zero to invest",)
    assert found["Payback"].value == 0


def test_the_unit_of_work() -> None:
    assert unit_of_work(plan_of(ALL)) == "planned stop"
    assert unit_of_work(plan_of({"Unit of work": "[unit]"})) == "unit"
    assert unit_of_work(plan_of({})) == "unit"


@pytest.mark.parametrize(
    ("name", "value", "readable"),
    [
        ("Months", "12", True),
        ("Months", "0.5", True),
        ("Units per month", "2,000,000.5", True),
        ("Units per month", "20,00", False),
        ("Units per month", "2 million", False),
        ("Units per month", "9" * 5000, False),
        ("Units per month", "1" + ",000" * 900, False),
        ("One-time cost", "0 EUR", True),
        ("One-time cost", "-1 EUR", False),
        ("One-time cost", "1,000 EUR", False),
        ("One-time cost", "9" * 5000 + " EUR", False),
        ("Unit of work", "anything", True),
    ],
)
def test_how_items_are_written(name: str, value: str, *, readable: bool) -> None:
    assert is_readable(name, value) is readable
    assert all(figure.formula for figure in by_name({**ALL, name: value}).values())


_CENTS = st.fixed_dictionaries(
    {
        name: st.integers(0, 10**9)
        for name in ("Cost per unit", "Cost per unit today", "One-time cost", "Other benefit per month")
    }
)


@given(_CENTS, st.integers(1, 10**7), st.integers(1, 60))
def test_return_and_payback_are_those_of_a_ledger_kept_month_by_month(
    cents: dict[str, int], volume: int, months: int
) -> None:
    items = {name: f"{amount // 100}.{amount % 100:02} EUR" for name, amount in cents.items()}
    found = by_name({**items, "Units per month": f"{volume:,}", "Months": str(months)})
    cost, today = cents["Cost per unit"], cents["Cost per unit today"]
    once, benefit = cents["One-time cost"], cents["Other benefit per month"]
    paid, gained = once, 0
    for _ in range(months):
        paid += cost * volume
        gained += today * volume + benefit
    roi = found["ROI"].value
    if paid:
        assert roi is not None
        assert roi * paid == 100 * (gained - paid)
    else:
        assert roi is None
    saved = (today - cost) * volume + benefit
    payback = found["Payback"].value
    if saved > 0:
        assert payback is not None
        assert payback * saved == once
    else:
        assert payback is None
