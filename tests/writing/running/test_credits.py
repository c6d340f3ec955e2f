"""Rows of Credits are written exactly, by date, and in one currency."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.credits import account
from poc_docs.plan.values import Money
from poc_docs.plan.vocabulary import CreditEntry
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.running.credits import Booking, book, is_booked
from tests.plan.plan_files import plan_text
from tests.reliability.sizes import inputs
from tests.writing.plans import SAMPLES, edited, manners

MARCH_13 = dt.date(2026, 3, 13)
HEAD = "| Date | Entry | Amount | Note |\n|------|-------|--------|------|\n"
GRANTED = "| 2026-03-09 | Allocation | 5000.00 EUR | planned |\n"
LATER = "| 2026-03-20 | Usage | 7 EUR | |\n"
ROW = "| 2026-03-13 | Usage | 610.50 EUR | load \\| test |\n"


def booking(amount: str = "610.5", currency: str = "EUR", note: str = "load | test") -> Booking:
    return Booking(date=MARCH_13, entry=CreditEntry.USAGE, amount=Money(Decimal(amount), currency), note=note)


def with_credits(rows: str) -> str:
    return plan_text(end=f"\n## Credits\n\n{HEAD}{rows}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ROW),
        (GRANTED, GRANTED + ROW),
        (GRANTED + LATER, GRANTED + ROW + LATER),
        (ROW, ROW + ROW),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_row_stands_by_its_day(before: str, after: str, newline: str) -> None:
    plan = read_plan(with_credits(before).replace("\n", newline))
    assert is_booked(plan, booking()) == (before == ROW)
    new = edited(plan, book(plan, booking()))
    assert new.document.text == with_credits(after).replace("\n", newline)


def test_the_section_is_added_with_the_first_row() -> None:
    plan = read_plan(plan_text())
    assert edited(plan, book(plan, booking())).document.text == with_credits(ROW)


def test_who_may_top_up_stays_above_the_first_row() -> None:
    plan = read_plan(plan_text(end="\n## Credits\n\n- **Top-up by:** Ines Falk\n"))
    new = edited(plan, book(plan, booking()))
    assert new.running.top_up_by
    assert new.running.top_up_by.value == "Ines Falk"
    assert account(new)


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [("1250", "EUR", "1250.00 EUR"), ("1250", "JPY", "1250 JPY"), ("0.5", "KWD", "0.500 KWD"),
     ("0.00001", "EUR", "0.00001 EUR")],
)  # fmt: skip
def test_amounts_have_the_digits_of_their_currency(amount: str, currency: str, written: str) -> None:
    plan = read_plan(plan_text())
    new = edited(plan, book(plan, booking(amount, currency, "")))
    assert new.document.text.endswith(f"| 2026-03-13 | Usage | {written} | |\n")


@pytest.mark.parametrize(
    ("amount", "currency", "message"),
    [
        ("0", "EUR", "must be above zero, not 0 EUR"),
        ("-5", "EUR", "must be above zero, not -5 EUR"),
        ("5", "USD", "the credits are in EUR, and amounts in USD are never added"),
    ],
)
def test_what_is_not_booked(amount: str, currency: str, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        book(read_plan(with_credits(GRANTED)), booking(amount, currency))


@pytest.mark.parametrize(("name", "manner"), [(name, at % 4) for at, name in enumerate(SAMPLES)])
def test_sample_plans_take_a_usage(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    before = account(plan)
    currency = before.currency if before else "EUR"
    new = account(edited(plan, book(plan, booking("0.01", currency))))
    assert new
    assert new.balance == (before.balance if before else 0) - Decimal("0.01")


_BOOKINGS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(list(CreditEntry)), st.integers(1, 10**9)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=inputs(60, 10_000))
@given(_BOOKINGS)
def test_booked_one_after_the_other_they_add_up(bookings: list[tuple[int, CreditEntry, int]]) -> None:
    plan = read_plan(plan_text())
    balance = 0
    for day, entry, cents in bookings:
        amount = Money(Decimal(cents) / 100, "EUR")
        before = plan.document.text
        edits = book(
            plan, Booking(date=MARCH_13 + dt.timedelta(days=day), entry=entry, amount=amount, note="")
        )
        plan = edited(plan, edits)
        kept = iter(plan.document.text.splitlines())
        assert all(line in kept for line in before.splitlines())
        balance += -cents if entry is CreditEntry.USAGE else cents
    found = account(plan)
    assert found
    assert found.balance == Decimal(balance) / 100
    days = [line.date.value for line in plan.running.credits]
    assert days == sorted(day for day in days if day)
