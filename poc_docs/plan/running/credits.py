"""Credits: what was allocated, what is used, what is left, and when it runs out at this pace."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from poc_docs.plan.amounts import EXACT
from poc_docs.plan.currencies import smallest_digits
from poc_docs.plan.layout import folded
from poc_docs.plan.running.clock import Clock, clock_of
from poc_docs.plan.texts import Problem, filled_in
from poc_docs.plan.values import Money
from poc_docs.plan.vocabulary import CREDITS, CreditEntry
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import CreditLine

_FORMS = {
    "date": "a date as 2026-03-20",
    "entry": f"one of {', '.join(CreditEntry)}",
    "amount": "an amount as 1250.00 EUR",
}


@dataclass(frozen=True, slots=True)
class Account:
    """The credits of a plan, exactly, in one currency.

    ``days`` are the days with an entry, with their balance at the evening. ``burnt_daily`` is what was used,
    divided by ``work_days``: the days of work from ``since`` to ``until``, both counted, at least one.
    ``until`` is the day of the latest usage; ``since`` is the later of the first entry and the first day of
    the Duration, or the first usage if that is earlier. Days of a pause are no days of work. Without a
    Duration each day is one; without usage both are the day of the first entry.
    """

    currency: str
    allocated: Decimal
    topped_up: Decimal
    used: Decimal
    since: dt.date
    until: dt.date
    days: tuple[tuple[dt.date, Decimal], ...]
    work_days: int
    burnt_daily: Fraction | None
    clock: Clock | None

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
        ``until`` at which nothing would be left if each day of work used as much; days of a pause are
        skipped, those of an open one up to today. None while nothing is used, and beyond the end of the
        calendar.
        """
        if self.burnt_daily is None:
            return None
        if self.balance <= 0:
            left = [day for day, balance in self.days if balance > 0]
            return next(day for day, _ in self.days if not left or day > left[-1])
        # Counted from the day on which as much work was planned to be behind as is behind at ``until``.
        paused = self.clock.paused_days(self.until) if self.clock else 0
        planned = self.until - dt.timedelta(days=paused)
        days = ceil(Fraction(self.balance) / self.burnt_daily)
        if days > (dt.date.max - planned).days:
            return None
        day = planned + dt.timedelta(days=days)
        moved = self.clock.moved(day) if self.clock else day
        return moved if moved < dt.date.max else None

    @property
    def even_pace(self) -> tuple[tuple[dt.date, Decimal], ...]:
        """Give evenings with what would be left if each day of work used the same, up to the last day.

        These are the evening before the Duration begins, its last one, and those before and at the end of
        each pause: between them the line is straight. Amounts are cut to the currency's smallest unit. Empty
        without a Duration.
        """
        clock = self.clock
        if clock is None:
            return ()
        evenings = [_evening_before(clock.start)]
        for first, last in clock.stops:
            if first <= clock.end:
                evenings += [_evening_before(first), min(last, clock.end)]
        left = ((day, Fraction(clock.total_days - clock.days(day), clock.total_days)) for day in evenings)
        return (
            *((day, self._cut(share * Fraction(self.granted))) for day, share in left),
            (clock.end, Decimal(0)),
        )

    def _cut(self, amount: Fraction) -> Decimal:
        places = smallest_digits(self.currency)
        return Decimal(int(amount * 10**places)).scaleb(-places, EXACT)

    def money(self, amount: Decimal) -> Money:
        """Give an amount with the currency of the account."""
        return Money(amount, self.currency)


def account(plan: Plan, until: dt.date | None = None) -> Account | None:
    """Give the account of a plan, of the entries up to and including ``until`` if it is given.

    None without entries, and where ``account_problem`` gives a reason.
    """
    lines = sorted(
        (line for line in _lines(plan) if until is None or line[0] <= until), key=lambda line: line[0]
    )
    if not lines or account_problem(plan):
        return None
    sums = dict.fromkeys(CreditEntry, Decimal(0))
    balances: dict[dt.date, Decimal] = {}
    for day, entry, money in lines:
        sums[entry] = EXACT.add(sums[entry], money.amount)
        granted = EXACT.add(sums[CreditEntry.ALLOCATION], sums[CreditEntry.TOP_UP])
        balances[day] = EXACT.subtract(granted, sums[CreditEntry.USAGE])
    used = sums[CreditEntry.USAGE]
    clock = clock_of(plan, until or lines[-1][0])
    usage = [day for day, entry, _ in lines if entry is CreditEntry.USAGE] or [lines[0][0]]
    since = min(max(lines[0][0], clock.start if clock else lines[0][0]), usage[0])
    work_days = max(1, clock.worked(since, usage[-1]) if clock else (usage[-1] - since).days + 1)
    return Account(
        currency=lines[0][2].currency,
        allocated=sums[CreditEntry.ALLOCATION],
        topped_up=sums[CreditEntry.TOP_UP],
        used=used,
        since=since,
        until=usage[-1],
        days=tuple(balances.items()),
        work_days=work_days,
        burnt_daily=Fraction(used) / work_days if used else None,
        clock=clock,
    )


def _evening_before(day: dt.date) -> dt.date:
    return dt.date.fromordinal(max(day.toordinal() - 1, 1))


def account_problem(plan: Plan) -> Problem | None:
    """Give why the credits of a plan can't be added up, at the first row that stops it; None if they can.

    A row that can't be read is never left out, for the balance would be wrong without anybody seeing it. A
    row needs its date, its entry and an amount above zero: what it does is said by its kind. Amounts of two
    currencies are never added. A row of blanks is no row yet.
    """
    currency = ""
    for line in plan.running.credits:
        if _is_blank(line):
            continue
        problem = _problem(line)
        if problem:
            return problem
        money = line.amount.value
        currency = currency or (money.currency if money else "")
        if money and money.currency != currency:
            message = f"it is in {money.currency}, and the rows above it are in {currency}"
            advice = f"write the amount in {currency}, and the other one into Note"
            return Problem(message, line.amount.text.span, advice)
    return _table_problem(plan)


def _is_blank(line: CreditLine) -> bool:
    """Say whether a row is empty, or one of a template in which at most the entry is chosen."""
    texts = (line.date.text, line.amount.text)
    if any(map(filled_in, (*texts, line.note))):
        return False
    return not filled_in(line.entry.text) or any(text.value for text in texts)


def _problem(line: CreditLine) -> Problem | None:
    """Give what of a row can't be read."""
    texts = {
        "date": (line.date.text, line.date.value),
        "entry": (line.entry.text, line.entry.value),
        "amount": (line.amount.text, line.amount.value),
    }
    for name, (text, value) in texts.items():
        if value is None:
            what = f"{name} {text.value[:40]!r}, which can't be read" if text.value else f"no {name}"
            advice = f"write {_FORMS[name]}"
            if name == "amount":
                from poc_docs.plan.typed_amounts import which_is_meant

                advice = which_is_meant(text.value) or advice
            return Problem(f"it has {what}", text.span, advice)
    money = line.amount.value
    if money and money.amount <= 0:
        advice = f"write it without '-'; {CreditEntry.USAGE} takes credits away, the other entries give them"
        return Problem(f"its amount {money} is not above zero", line.amount.text.span, advice)
    return None


def _table_problem(plan: Plan) -> Problem | None:
    """Give a table of Credits of which no row was read, because it or its heading stands twice."""
    if CREDITS.heading in plan.tables:
        return None
    for section in plan.document.sections:
        if section.heading.level == CREDITS.level and folded(section.heading.text) == folded(CREDITS.heading):
            for table in section.tables:
                if table.rows:
                    message = "its table can't be told from another, or has a column twice"
                    return Problem(message, table.header.span, "rename or delete one of the two")
    return None


def currencies(plan: Plan) -> tuple[str, ...]:
    """Give the currencies of the readable entries, in the order of the file."""
    return tuple(dict.fromkeys(money.currency for _, _, money in _lines(plan)))


def _lines(plan: Plan) -> Iterator[tuple[dt.date, CreditEntry, Money]]:
    for line in plan.running.credits:
        day, entry, money = line.date.value, line.entry.value, line.amount.value
        if day and entry and money and money.amount > 0:
            yield day, entry, money
