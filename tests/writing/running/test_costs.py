"""Items of Cost and ROI are written in the order of the format, and read back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.costs import cost_items
from poc_docs.plan.vocabulary import COST_ITEMS
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.running.costs import set_item
from tests.plan.plan_files import plan_text
from tests.reliability.sizes import inputs
from tests.writing.plans import SAMPLES, edited, manners

HEAD = "| Item | Value |\n|------|-------|\n"
MONTHS = "| Months | 12 |\n"
UNIT = "| Unit of work | stop |\n"
OWN = "| Licences | 7 |\n"
VALUES = {
    "Unit of work": "planned *stop* | 1",
    "Units in the PoC": "84,000",
    "Cost per unit": "0.02 EUR",
    "Units per month": "600000.5",
    "Cost per unit today": "0.11 EUR",
    "Other benefit per month": "0 EUR",
    "One-time cost": "18000 EUR",
    "Months": "12",
}


def with_costs(rows: str) -> str:
    return plan_text(end=f"\n## Cost and ROI\n\n{HEAD}{rows}")


@pytest.mark.parametrize(
    ("before", "item", "value", "after"),
    [
        ("", "Months", "12", MONTHS),
        (UNIT, "Months", "12", UNIT + MONTHS),
        (MONTHS, "Unit of work", "stop", UNIT + MONTHS),
        (UNIT + OWN + MONTHS, "Cost per unit", "5 EUR",
         UNIT + "| Cost per unit | 5.00 EUR |\n" + OWN + MONTHS),
        (OWN, "Months", "12", OWN + MONTHS),
        ("| months | 6 |\n", "Months", "12", "| months | 12 |\n"),
        (MONTHS, "Months", "12", MONTHS),
        (MONTHS, "Months", "", "| Months | |\n"),
        ("", "Months", "", ""),
        ("| Cost per unit today | 5 EUR |\n", "Cost per unit today", "0.5 JPY",
         "| Cost per unit today | 0.5 JPY |\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_item_is_written_at_its_place(
    before: str, item: str, value: str, after: str, newline: str
) -> None:
    plan = read_plan(with_costs(before).replace("\n", newline))
    new = edited(plan, set_item(plan, item, value))
    assert new.document.text == with_costs(after).replace("\n", newline)
    assert set_item(new, item, value) == []


def test_the_section_is_added_with_the_first_item() -> None:
    plan = read_plan(plan_text())
    assert edited(plan, set_item(plan, "Months", "12")).document.text == with_costs(MONTHS)


@pytest.mark.parametrize(
    ("rows", "item", "value", "message"),
    [
        ("", "Month", "12", "there is no item 'Month'"),
        ("", "Months", "0", "'Months' must be a number above zero such as 2,000,000, not '0'"),
        ("", "Months", "TBD", "'Months' must be a number"),
        ("", "One-time cost", "12", "'One-time cost' must be an amount such as 1250.00 EUR, not '12'"),
        ("", "One-time cost", "12 XXX", "must be an amount"),
        ("", "One-time cost", "-12 EUR", "must be an amount"),
        ("", "Unit of work", "[unit]", r"'Unit of work' must be a text, not '\[unit\]'"),
        (MONTHS + MONTHS, "Months", "12", "stands 2 times in 'Cost and ROI'"),
    ],
)
def test_what_is_not_written(rows: str, item: str, value: str, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        set_item(read_plan(with_costs(rows)), item, value)


@pytest.mark.parametrize(("name", "manner"), [(name, at % 4) for at, name in enumerate(SAMPLES)])
def test_sample_plans_take_all_items(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    for item, value in VALUES.items():
        plan = edited(plan, set_item(plan, item, value))
    assert cost_items(plan).keys() == set(COST_ITEMS)
    assert cost_items(plan)["Unit of work"].value.value == VALUES["Unit of work"]
    assert cost_items(plan)["One-time cost"].value.value == "18000.00 EUR"


@settings(max_examples=inputs(60, 10_000))
@given(st.permutations(COST_ITEMS))
def test_in_whatever_order_they_are_said_they_stand_in_that_of_the_format(items: list[str]) -> None:
    plan = read_plan(plan_text())
    for item in items:
        plan = edited(plan, set_item(plan, item, VALUES[item]))
    assert [each.item.value for each in plan.running.costs] == list(COST_ITEMS)
