"""Credits: what was allocated, what is used, what is left, and when it runs out at this pace."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from poc_docs.plan.model import Money
from poc_docs.plan.running.amounts import EXACT
from poc_docs.plan.vocabulary import CreditEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Account:
    """The credits of a plan, exactly, in one currency.

    ``days`` are the days with their balance at the evening, from the first entry on. ``burnt_daily`` is what
    was used, divided by the calendar days from the first entry to the latest usage, both counted.
    """

    currency: str
    allocated: Decimal
    topped_up: Decimal
    used: Decimal
    since: dt.date
    until: dt.date
    days: tuple[tuple[dt.date, Decimal], ...]
    burnt_daily: Fraction | None

    @property
    def granted(self) -> Decimal:
        """Give what there was to use: allocations and top-ups."""
        return EXACT.add(self.allocated, self.topped_up)

    @property
    def balance(self) -> Decimal:
        """Give what is left; less than nothing is overage."""
        return EXACT.subtract(self.granted, self.used)

    @property
    def overage(self) -> Decimal:
        """Give what was used beyond what there was."""
        return EXACT.minus(self.balance) if self.balance < 0 else Decimal(0)

    @property
    def used_share(self) -> Fraction | None:
        """Give the share of the credits that is used; None where there were none."""
        return Fraction(self.used) / Fraction(self.granted) if self.granted else None

    @property
    def exhausted_on(self) -> dt.date | None:
        """Give the day on which the credits are used up: the one that was, or the one this pace leads to.

        It is the first day since when nothing was left at the evening, or else the first evening after
        ``until`` at which nothing would be left. None while nothing is used, and beyond the end of the
        calendar.
        """
        if self.burnt_daily is None:
            return None
        if self.balance <= 0:
            left = [day for day, balance in self.days if balance > 0]
            return next(day for day, _ in self.days if not left or day > left[-1])
        days = ceil(Fraction(self.balance) / self.burnt_daily)
        return self.until + dt.timedelta(days=days) if days <= (dt.date.max - self.until).days else None

    def money(self, amount: Decimal) -> Money:
        """Give an amount with the currency of the account."""
        return Money(amount, self.currency)


def account(plan: Plan, until: dt.date | None = None) -> Account | None:
    """Give the account of a plan, of the entries up to and including ``until`` if it is given.

    None without readable entries, or with more than one currency: amounts of two are never added. An entry
    that is not above zero is not readable: what it does is said by its kind.
    """
    lines = sorted(
        (line for line in _lines(plan) if until is None or line[0] <= until), key=lambda line: line[0]
    )
    found = {money.currency for _, _, money in lines}
    if len(found) != 1:
        return None
    sums = dict.fromkeys(CreditEntry, Decimal(0))
    balances: dict[dt.date, Decimal] = {}
    for day, entry, money in lines:
        sums[entry] = EXACT.add(sums[entry], money.amount)
        granted = EXACT.add(sums[CreditEntry.ALLOCATION], sums[CreditEntry.TOP_UP])
        balances[day] = EXACT.subtract(granted, sums[CreditEntry.USAGE])
    used = sums[CreditEntry.USAGE]
    since = lines[0][0]
    last = max((day for day, entry, _ in lines if entry is CreditEntry.USAGE), default=since)
    return Account(
        currency=found.pop(),
        allocated=sums[CreditEntry.ALLOCATION],
        topped_up=sums[CreditEntry.TOP_UP],
        used=used,
        since=since,
        until=last,
        days=tuple(balances.items()),
        burnt_daily=Fraction(used) / ((last - since).days + 1) if used else None,
    )


def currencies(plan: Plan) -> tuple[str, ...]:
    """Give the currencies of the readable entries, in the order of the file."""
    return tuple(dict.fromkeys(money.currency for _, _, money in _lines(plan)))


def _lines(plan: Plan) -> Iterator[tuple[dt.date, CreditEntry, Money]]:
    for line in plan.running.credits:
        day, entry, money = line.date.value, line.entry.value, line.amount.value
        if day and entry and money and money.amount > 0:
            yield day, entry, money
