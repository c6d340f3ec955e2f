"""Amounts as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.amounts import exact_amount, written_amount
from poc_docs.plan.currencies import CURRENCIES, has_two_readings
from poc_docs.plan.typed_amounts import meant_amount, which_is_meant, without_grouping
from poc_docs.plan.values import parse_money
from poc_docs.plan.verdicts.numbers import read_number

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


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("180.000 EUR", "180000.00 EUR or 180.00 EUR"),
        ("eur 1.200", "1200.00 EUR or 1.20 EUR"),
        ("1.125 EUR", "1125.00 EUR or 1.1250 EUR"),
        ("180.000 JPY", "180000 JPY or 180 JPY"),
        ("1.200", "1200.00 USD or 1.20 USD"),
    ],
)
def test_one_point_with_three_digits_behind_it_is_not_read_and_both_readings_are_named(
    typed: str, readings: str
) -> None:
    assert which_is_meant(typed, "USD") == f"it may be {readings}; write the one that is meant"
    assert meant_amount(typed, "USD") == ""
    assert parse_money(typed) is None


def test_a_number_without_a_currency_is_named_as_two_numbers() -> None:
    assert which_is_meant("10.000") == "it may be 10,000 or 10; write the one that is meant"


@pytest.mark.parametrize(
    "text",
    ["1,200 EUR", "1200.000 EUR", "0.125 EUR", "180.00 EUR", "1.1250 EUR", "1.250 KWD", "1.200 EURO", "a"],
)
def test_what_has_one_reading_or_none_is_no_question(text: str) -> None:
    assert which_is_meant(text) == ""


@given(st.from_regex(r"[-+]?[0-9]{1,5}(?:[ ,.'][0-9]{1,4}){0,3}", fullmatch=True))
def test_an_amount_has_two_readings_where_a_measured_number_has(number: str) -> None:
    measured = read_number(number)
    assert has_two_readings(number) == (measured is not None and measured.has_point_before_three_digits)


def test_three_decimals_of_a_currency_that_has_three_are_read() -> None:
    money = parse_money("1.250 KWD")
    assert money
    assert money.amount * 4 == 5
