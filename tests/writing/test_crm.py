"""The CRM's fields in the front matter: what is named changes, and no other byte."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.values import Money
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.crm import CrmChange, set_crm
from tests.plan.plan_files import FRONT_MATTER, plan_text
from tests.writing.plans import SAMPLES, edited, manners

DAY = dt.date(2026, 5, 29)


def euros(number: str) -> Money:
    return Money(Decimal(number), "EUR")


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("", CrmChange(stage="Discovery"), "crm: {stage: Discovery}\n"),
        (
            "",
            CrmChange(
                stage="A: b",
                forecast_category="Best Case",
                deal_review=False,
                amount=euros("5"),
                close_date=DAY,
            ),
            (
                'crm: {stage: "A: b", forecast_category: Best Case, deal_review: false, amount: 5.00 EUR,'
                " close_date: 2026-05-29}\n"
            ),
        ),
        (
            "crm: {stage: 'Old', x-deal: 7} # so far\n",
            CrmChange(stage="New"),
            "crm: {stage: 'New', x-deal: 7} # so far\n",
        ),
        (
            "crm:\n  stage: Old # asked\n  amount: 1.00 EUR\n",
            CrmChange(amount=euros("2.5"), close_date=DAY),
            "crm:\n  stage: Old # asked\n  amount: 2.50 EUR\n  close_date: 2026-05-29\n",
        ),
        ("crm: {amount: 180000 EUR}\n", CrmChange(amount=euros("180000.00")), "crm: {amount: 180000 EUR}\n"),
        (
            "crm: {amount: 5.00 EUR}\n",
            CrmChange(amount=Money(Decimal(1200000), "JPY")),
            "crm: {amount: 1200000 JPY}\n",
        ),
        (
            "crm: {amount: 5.00 EUR}\n",
            CrmChange(amount=Money(Decimal("1E+3"), "KWD")),
            "crm: {amount: 1000.000 KWD}\n",
        ),
        ("crm: {amount: 5.00 EUR}\n", CrmChange(amount=euros("0.12345")), "crm: {amount: 0.12345 EUR}\n"),
        ("crm: {deal_review: 'false'}\n", CrmChange(deal_review=True), "crm: {deal_review: 'true'}\n"),
        ("crm: {stage: Old}\n", CrmChange(), "crm: {stage: Old}\n"),
    ],
)
def test_crm(before: str, change: CrmChange, after: str) -> None:
    plan = read_plan(plan_text(front_matter=FRONT_MATTER + before))
    new = edited(plan, set_crm(plan, change))
    assert new.document.text == plan_text(front_matter=FRONT_MATTER + after)
    assert set_crm(new, change) == []


@pytest.mark.parametrize("line", ["crm: none\n", "crm:\n"])
def test_a_value_that_is_no_mapping_is_not_guessed_at(line: str) -> None:
    plan = read_plan(plan_text(front_matter=FRONT_MATTER + line))
    with pytest.raises(RefusedEdit, match="delete its line"):
        set_crm(plan, CrmChange(stage="Discovery"))


def test_a_broken_amount_is_put_right() -> None:
    plan = read_plan(plan_text(front_matter=FRONT_MATTER + "crm: {stage: Old, amount: many}\n"))
    new = edited(plan, set_crm(plan, CrmChange(amount=euros("5"))))
    assert new.metadata
    assert new.metadata.crm
    assert (new.metadata.crm.stage, new.metadata.crm.amount) == ("Old", euros("5.00"))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("manner", range(4))
def test_sample_plans_take_all_of_it(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    change = CrmChange(
        stage="Closed Won", forecast_category="Closed", deal_review=True, amount=euros("1.50"), close_date=DAY
    )
    new = edited(plan, set_crm(plan, change))
    assert new.metadata
    assert new.metadata.crm
    assert change.differing(new.metadata.crm) == {}
    assert plan.document.text.split("# POC Plan")[1] == new.document.text.split("# POC Plan")[1]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=30
)


@given(WORDS, st.decimals(-(10**12), 10**12, places=4))
def test_what_is_written_is_read_back(stage: str, amount: Decimal) -> None:
    word = " ".join(stage.split())
    if not word:
        return
    plan = read_plan(plan_text(front_matter=FRONT_MATTER + "crm: {stage: Old, close_date: 2026-05-29}\n"))
    try:
        new = edited(plan, set_crm(plan, CrmChange(stage=word, amount=Money(amount, "EUR"))))
    except RefusedEdit:
        return
    assert new.metadata
    assert new.metadata.crm
    assert new.metadata.crm.stage == word
    assert new.metadata.crm.amount == Money(amount, "EUR")
    assert new.metadata.crm.close_date == DAY
