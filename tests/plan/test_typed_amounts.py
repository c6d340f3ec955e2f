"""Amounts as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.amounts import exact_amount, written_amount
from poc_docs.plan.currencies import CURRENCIES
from poc_docs.plan.typed_amounts import meant_amount, without_grouping
from poc_docs.plan.values import parse_money

if TYPE_CHECKING:
    from decimal import Decimal

AMOUNTS = st.decimals(-(10**14), 10**14, allow_nan=False, places=6)


@given(AMOUNTS, st.sampled_from(sorted(CURRENCIES)))
def test_what_is_shown_can_be_typed_back(amount: Decimal, currency: str) -> None:
    money = parse_money(without_grouping(exact_amount(amount, currency)))
    assert money
    assert (money.amount, money.currency) == (amount, currency)
    assert without_grouping(written_amount(amount, currency)) == written_amount(amount, currency)


@pytest.mark.parametrize(
    "text",
    ["1,45,000 BRL", "0,500 EUR", "1,2500 EUR", "1250,000 EUR", ",500 EUR", "1,250,5 EUR", "1.250,500"],
)
def test_only_groups_of_three_digits_are_thousands(text: str) -> None:
    assert without_grouping(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,250.00 eur", "1250.00 EUR"),
        ("eur 1.250,50", "1250.50 EUR"),
        ("1.450.000 BRL", "1450000.00 BRL"),
        ("1 450 000 JPY", "1450000 JPY"),
        ("1'250.5CHF", "1250.50 CHF"),
        ("12 500", "12500.00 USD"),
        ("EUR 5 EUR", ""),
        ("1,25 EUR", ""),
        ("1 25 EUR", ""),
        ("0 eur", ""),
        ("many", ""),
        ("5 EURO", ""),
        ("\u20ac5", ""),
    ],
)
def test_what_has_one_reading_is_given_as_it_is_written(typed: str, meant: str) -> None:
    assert meant_amount(typed, "USD") == meant


def test_no_currency_is_made_up() -> None:
    assert meant_amount("12 500") == ""
