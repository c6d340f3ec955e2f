"""A deal's amount is split exactly, whatever it is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.values import Money
from poc_docs.plan.vocabulary import Level
from poc_docs.portfolio.gap_register.shares import split, totals, weight

AMOUNTS = (
    st.decimals(-(10**30), 10**30, places=2)
    | st.decimals(-100, 100, places=5)
    | st.integers(-9, 9).map(Decimal)
)
CURRENCIES = st.sampled_from(["EUR", "JPY", "KWD"])
DIGITS = {"EUR": 2, "JPY": 0, "KWD": 3}


def shares(amount: str, *weights: int) -> list[str]:
    number, currency = amount.split()
    return [str(share) for share in split(Money(Decimal(number), currency), weights)]


@pytest.mark.parametrize(
    ("amount", "weights", "expected"),
    [
        ("100.00 EUR", (3, 2, 1), ["50 EUR", "33.33 EUR", "16.67 EUR"]),
        ("100 EUR", (1, 1, 1), ["33.34 EUR", "33.33 EUR", "33.33 EUR"]),
        ("0.02 EUR", (1, 1, 1), ["0.01 EUR", "0.01 EUR", "0 EUR"]),
        ("-100.00 EUR", (3, 2, 1), ["-50 EUR", "-33.33 EUR", "-16.67 EUR"]),
        ("100 JPY", (3, 3, 1), ["43 JPY", "43 JPY", "14 JPY"]),
        ("1.001 EUR", (1, 1), ["0.501 EUR", "0.500 EUR"]),
        ("1450000.00 BRL", (2, 3, 1), ["483,333.33 BRL", "725,000 BRL", "241,666.67 BRL"]),
        ("5 EUR", (2,), ["5 EUR"]),
        ("5 EUR", (), []),
    ],
)
def test_shares(amount: str, weights: tuple[int, ...], expected: list[str]) -> None:
    assert shares(amount, *weights) == expected


@given(AMOUNTS, CURRENCIES, st.lists(st.integers(1, 3), min_size=1, max_size=30))
def test_shares_add_up_and_none_is_a_unit_off(amount: Decimal, currency: str, weights: list[int]) -> None:
    money = Money(amount, currency)
    found = split(money, weights)
    assert sum(Fraction(share.amount) for share in found) == Fraction(amount)
    places = max(DIGITS[currency], -int(amount.as_tuple().exponent))
    for share, each in zip(found, weights, strict=True):
        assert share.currency == currency
        assert abs(Fraction(share.amount) - Fraction(amount) * each / sum(weights)) < Fraction(1, 10**places)
        assert -int(share.amount.as_tuple().exponent) == places
    (total,) = totals(found)
    assert Fraction(total.amount) == Fraction(amount)


def test_currencies_are_never_added() -> None:
    amounts = [
        Money(Decimal(number), code) for number, code in (("1", "EUR"), ("2.5", "CHF"), ("0.01", "EUR"))
    ]
    assert [str(each) for each in totals(amounts)] == ["2.50 CHF", "1.01 EUR"]
    assert totals([]) == ()


def test_an_unknown_severity_counts_least() -> None:
    assert [weight(level) for level in (Level.HIGH, Level.MEDIUM, Level.LOW, None)] == [3, 2, 1, 1]
