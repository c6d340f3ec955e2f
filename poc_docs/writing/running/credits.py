"""Allocations, usage and top-ups in Credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.amounts import written_amount
from poc_docs.plan.running.credits import currencies
from poc_docs.plan.vocabulary import CREDITS
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.literal import markdown_of
from poc_docs.writing.running.by_date import row_above
from poc_docs.writing.running.sections import add_row

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Plan
    from poc_docs.plan.values import Money
    from poc_docs.plan.vocabulary import CreditEntry
    from poc_docs.text.edits import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A row of Credits that is to be written; ``note`` is plain text."""

    date: dt.date
    entry: CreditEntry
    amount: Money
    note: str = ""


def is_booked(plan: Plan, booking: Booking) -> bool:
    """Say whether a row of the same day, entry and amount stands there already."""
    return any(
        (line.date.value, line.entry.value, line.amount.value)
        == (booking.date, booking.entry, booking.amount)
        for line in plan.running.credits
    )


def book(plan: Plan, booking: Booking) -> list[Edit]:
    """Give the edits that add a row by its date; the section may be new.

    Raises ``RefusedEdit`` for an amount that is not above zero, or in another currency than those there.
    """
    amount = booking.amount
    if amount.amount <= 0:
        raise RefusedEdit(f"an amount of credits must be above zero, not {amount}")
    others = [each for each in currencies(plan) if each != amount.currency]
    if others:
        raise RefusedEdit(f"the credits are in {others[0]}, and amounts in {amount.currency} are never added")
    values = {
        "Date": str(booking.date),
        "Entry": booking.entry.value,
        "Amount": written_amount(amount.amount, amount.currency),
    }
    values |= {"Note": markdown_of(booking.note)} if booking.note else {}
    dates = [line.date.value for line in plan.running.credits]
    return add_row(plan, CREDITS, values, below=row_above(dates, booking.date))
