"""Amounts are rounded once, half to even, for reading; everywhere else every digit stays."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.amounts import (
    EXACT,
    exact_amount,
    exact_number,
    rounded,
    shown_amount,
    with_shown_amounts,
    written_amount,
)
from poc_docs.plan.currencies import CURRENCIES, smallest_digits
from poc_docs.plan.values import Money, parse_money

DIGITS = {"EUR": 2, "JPY": 0, "KWD": 3}


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("0", "EUR", "0 EUR"),
        ("0", "JPY", "0 JPY"),
        ("1250", "EUR", "1,250 EUR"),
        ("1250", "JPY", "1,250 JPY"),
        ("1250", "KWD", "1,250 KWD"),
        ("1.005", "EUR", "1 EUR"),
        ("1.015", "EUR", "1.02 EUR"),
        ("-1.005", "EUR", "-1 EUR"),
        ("0.5", "EUR", "0.50 EUR"),
        ("0.0123", "EUR", "0.0123 EUR"),
        ("0.012345", "EUR", "0.01234 EUR"),
        ("0.99999", "EUR", "1 EUR"),
        ("1/3", "EUR", "0.3333 EUR"),
        ("-1/3", "EUR", "-0.3333 EUR"),
        ("1/3", "JPY", "0.3333 JPY"),
        ("37/3", "JPY", "12.33 JPY"),
        ("370/3", "JPY", "123 JPY"),
        ("1/3000", "KWD", "0.0003333 KWD"),
        ("1/3", "%", "0.3%"),
        ("-0.04", "%", "0.0%"),
        ("12.25", "months", "12.2 months"),
        ("1234", "%", "1,234.0%"),
        ("5", "", "5"),
        ("1e-40", "EUR", f"0.{'0' * 39}1 EUR"),
        ("1e60", "EUR", f"1{',000' * 20} EUR"),
        ("123456789012345678901234567890.125", "EUR", "123,456,789,012,345,678,901,234,567,890.12 EUR"),
    ],
)
def test_an_amount_for_reading(value: str, unit: str, shown: str) -> None:
    assert shown_amount(Fraction(value), unit) == shown


@given(st.fractions(), st.sampled_from(sorted(DIGITS)))
def test_what_is_shown_is_as_near_as_its_digits_allow(value: Fraction, currency: str) -> None:
    digits = rounded(value, currency)
    least = DIGITS[currency]
    assert len(digits.partition(".")[2]) >= least
    step = Fraction(1, 10**least) if abs(value) >= 100 * Fraction(1, 10**least) else abs(value) / 1000
    assert abs(Fraction(digits) - value) <= step / 2
    shown, _, unit = shown_amount(value, currency).partition(" ")
    assert (Fraction(shown.replace(",", "")), unit) == (Fraction(digits), currency)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1250", "EUR", "1250.00 EUR"),
        ("1250.5", "EUR", "1250.50 EUR"),
        ("0.0000001", "EUR", "0.0000001 EUR"),
        ("-3", "KWD", "-3.000 KWD"),
        ("1.125", "EUR", "1.1250 EUR"),
        ("180.000", "EUR", "180.00 EUR"),
        ("0.125", "EUR", "0.125 EUR"),
        ("1250.125", "EUR", "1250.125 EUR"),
        ("1250", "JPY", "1250 JPY"),
        ("12.5", "JPY", "12.5 JPY"),
        ("9" * 40 + ".5", "USD", "9" * 40 + ".50 USD"),
    ],
)
def test_an_amount_as_a_plan_writes_it(amount: str, currency: str, shown: str) -> None:
    assert written_amount(Decimal(amount), currency) == shown
    assert parse_money(shown) == Money(Decimal(amount), currency)


@given(st.decimals(-(10**6), 10**6, allow_nan=False, places=3), st.sampled_from(["EUR", "JPY", "KWD", "USD"]))
def test_what_is_written_is_read_back_with_three_decimals_too(amount: Decimal, currency: str) -> None:
    assert parse_money(written_amount(amount, currency)) == Money(amount, currency)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1450000.00", "BRL", "1,450,000 BRL"),
        ("1250.5", "EUR", "1,250.50 EUR"),
        ("999", "EUR", "999 EUR"),
        ("0.0000001", "EUR", "0.0000001 EUR"),
        ("-3", "KWD", "-3 KWD"),
        ("-1234.5", "KWD", "-1,234.500 KWD"),
        ("1250", "JPY", "1,250 JPY"),
        ("12.5", "JPY", "12.5 JPY"),
        ("9" * 40 + ".5", "USD", "9" + ",999" * 13 + ".50 USD"),
    ],
)
def test_an_amount_for_reading_has_every_digit(amount: str, currency: str, shown: str) -> None:
    assert exact_amount(Decimal(amount), currency) == shown == str(Money(Decimal(amount), currency))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.sampled_from(sorted(CURRENCIES)))
def test_an_exact_amount_loses_nothing(amount: Decimal, currency: str) -> None:
    written, _, unit = written_amount(amount, currency).partition(" ")
    assert (Fraction(written), unit) == (Fraction(amount), currency)
    assert len(written.partition(".")[2]) >= smallest_digits(currency)
    assert Fraction(exact_amount(amount, currency).partition(" ")[0].replace(",", "")) == Fraction(amount)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2000000", "2,000,000"),
        ("1234.5", "1,234.5"),
        ("0.00001", "0.00001"),
        ("12", "12"),
        ("1.125", "1.1250"),
    ],
)
def test_a_number_with_every_digit(value: str, shown: str) -> None:
    assert exact_number(Fraction(value)) == shown


@given(st.decimals(0, allow_nan=False, allow_infinity=False, places=9))
def test_an_exact_number_loses_nothing(value: Decimal) -> None:
    assert Fraction(exact_number(Fraction(value)).replace(",", "")) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("185000.00 BRL", "185,000 BRL"),
        ("Lars Ottesen, up to 3000.00 USD alone", "Lars Ottesen, up to 3,000 USD alone"),
        ("1250.50 EUR or 900 JPY.", "1,250.50 EUR or 900 JPY."),
        ("5000 QQQ", "5000 QQQ"),
        ("up to 3.000 EUR", "up to 3.000 EUR"),
        ("up to 3.000 KWD", "up to 3 KWD"),
        ("1,5000 EUR", "1,5000 EUR"),
        ("5000 EURO", "5000 EURO"),
        ("planned stop", "planned stop"),
    ],
)
def test_the_amounts_in_a_text_are_shown_for_reading(text: str, shown: str) -> None:
    assert with_shown_amounts(text) == shown


def test_sums_keep_more_digits_than_the_usual_28() -> None:
    total = EXACT.add(Decimal("1" + "0" * 40), Decimal("0.000000001"))
    assert total == Decimal("1" + "0" * 40 + ".000000001")
