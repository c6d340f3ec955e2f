"""The credits of a plan as JSON: balance, pace and when they run out, beside the time that is left."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from poc_docs.plan.amounts import rounded, written_amount
from poc_docs.plan.running.clock import clock_of
from poc_docs.plan.running.credits import account, account_problem, currencies
from poc_docs.plan.values import says_nothing

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.credits import Account

VERSION = 1
"""The version of the form; it grows when a key changes its meaning or goes."""


def credits_json(plan: Plan, today: dt.date) -> dict[str, Any]:
    """Give the account of the entries up to ``today``; without one ``account`` is None.

    ``problem`` is why entries can't be added up, with the line of the first that stops it; None if they can.

    Amounts are texts with all their digits; shares, and what is burnt a day, are rounded half to even.
    """
    found = account(plan, today)
    clock = clock_of(plan, today)
    owner = plan.running.top_up_by
    days = (line.date.value for line in plan.running.credits)
    return {
        "version": VERSION,
        "id": plan.id,
        "currencies": list(currencies(plan)),
        "top_up_by": owner.value if owner and not says_nothing(owner.value) else None,
        "end": str(clock.end) if clock else None,
        "days_worked": min(clock.days(today), clock.total_days) if clock else None,
        "days_planned": clock.total_days if clock else None,
        "time_percent": _percent(Fraction(min(clock.days(today), clock.total_days), clock.total_days))
        if clock
        else None,
        "later_entries": sum(day is not None and day > today for day in days),
        "problem": _problem(plan),
        "account": _account(found) if found else None,
    }


def _problem(plan: Plan) -> dict[str, Any] | None:
    problem = account_problem(plan)
    if problem is None:
        return None
    line, _ = plan.document.position(problem.span.start)
    return {"line": line, "message": problem.message, "advice": problem.advice}


def _account(found: Account) -> dict[str, Any]:
    def amount(value: Decimal) -> str:
        return written_amount(value, found.currency).partition(" ")[0]

    burnt = found.burnt_daily
    return {
        "currency": found.currency,
        "allocated": amount(found.allocated),
        "topped_up": amount(found.topped_up),
        "granted": amount(found.granted),
        "used": amount(found.used),
        "balance": amount(found.balance),
        "overage": amount(found.overage),
        "used_percent": None if found.used_share is None else _percent(found.used_share),
        "burnt_daily": None if burnt is None else rounded(burnt, found.currency),
        "work_days": found.work_days,
        "since": str(found.since),
        "until": str(found.until),
        "exhausted_on": str(found.exhausted_on) if found.exhausted_on else None,
        "is_exhausted": found.used > 0 and found.balance <= 0,
        "days": [{"date": str(day), "balance": amount(balance)} for day, balance in found.days],
        "even_pace": [{"date": str(day), "balance": amount(balance)} for day, balance in found.even_pace],
    }


def _percent(share: Fraction) -> str:
    return rounded(share * 100, "%")
