"""The credits of a plan for people: figures with what they mean, and a small burn-down."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from poc_docs.plan.amounts import amount_text, with_shown_amounts
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

_BAR = 40
_ROWS = 12


def credits_text(value: dict[str, Any], today: dt.date) -> Iterator[str]:
    """Give the lines that say what ``credits_json`` holds."""
    account = value["account"]
    if account is None:
        yield from _without_account(value)
        return
    currency = account["currency"]
    yield f"Balance:   {amount_text(account['balance'], currency)}"
    yield f"Granted:   {amount_text(account['granted'], currency)}{_parts(account)}"
    yield f"Used:      {amount_text(account['used'], currency)}{_share(account)}"
    if value["time_percent"] is not None:
        worked, planned = value["days_worked"], value["days_planned"]
        yield f"Time:      {value['time_percent']}% has passed (day {worked} of {planned})"
    if account["burnt_daily"] is not None:
        burnt = amount_text(account["burnt_daily"], currency)
        days = counted(account["work_days"], "day")
        yield f"Burn rate: {burnt} a day of work, in {days} from {account['since']} to {account['until']}"
        yield f"Runs out:  {exhaustion(account, value['end'], today)}"
    if Decimal(account["overage"]):
        yield f"Overage:   {amount_text(account['overage'], currency)}"
    owner = with_shown_amounts(value["top_up_by"] or "")
    yield f"Top-up by: {owner or 'nobody is named; write - **Top-up by:** NAME into Credits'}"
    if value["later_entries"]:
        count = value["later_entries"]
        entries = "one entry is" if count == 1 else f"{count} entries are"
        yield f"Note:      {entries} dated after {today}, and not counted"
    yield ""
    yield from burn_down(account)


def _without_account(value: dict[str, Any]) -> Iterator[str]:
    """Say why there is no balance: one of all rows but those that can't be read would be wrong."""
    problem = value["problem"]
    if problem is None:
        yield "No credits are written down up to today."
        return
    if len(value["currencies"]) > 1:
        several = " and ".join(value["currencies"])
        yield f"Credits are in {several}; amounts of two currencies are never added."
    yield "Balance:   can't be told, for not every row of Credits can be read and added."
    yield f"Line {problem['line']}: {problem['message']}; {problem['advice']}"
    yield f"  -> poc-docs check {value['id'] or 'PLAN'}   # names each row that can't be read"


def burn_down(account: dict[str, Any]) -> Iterator[str]:
    """Give the balances with a bar each, the latest last; of many every n-th, counted from the latest."""
    days = account["days"]
    step = -(-len(days) // _ROWS)
    shown = days[::-1][::step][::-1]
    most = max((Decimal(day["balance"]) for day in days), default=Decimal(0))
    # Decimals that are all zero leave their room blank, so that points stand below each other.
    parts = [amount_text(day["balance"], "").partition(".") for day in shown]
    left = max(len(whole) for whole, _, _ in parts)
    right = max(len(point + decimals) for _, point, decimals in parts)
    for day, (whole, point, decimals) in zip(shown, parts, strict=True):
        balance = Decimal(day["balance"])
        length = int(Fraction(balance) / Fraction(most) * _BAR) if balance > 0 else 0
        bar = "#" * max(length, 1) if balance > 0 else "(overage)" if balance < 0 else "(nothing left)"
        text = f"{whole:>{left}}{point + decimals:<{right}}"
        yield f"  {day['date']}  {text} {account['currency']}  {bar}"


def _parts(account: dict[str, Any]) -> str:
    if not Decimal(account["topped_up"]):
        return ""
    allocated, topped_up = (amount_text(account[each], "") for each in ("allocated", "topped_up"))
    return f" (allocated {allocated}, topped up {topped_up})"


def _share(account: dict[str, Any]) -> str:
    return "" if account["used_percent"] is None else f", {account['used_percent']}% of what was granted"


def exhaustion(account: dict[str, Any], end: str | None, today: dt.date) -> str:
    """Say when credits run out, beside the ``end`` of the work, for an account of which something is used."""
    if account["exhausted_on"] is None:
        return "not within the calendar at this pace"
    day = dt.date.fromisoformat(account["exhausted_on"])
    if account["is_exhausted"]:
        return f"nothing is left since {day}"
    if day < today:
        return f"would have been {day} at this pace; is usage since {account['until']} missing?"
    if end is None:
        return f"{day} at this pace"
    left = (dt.date.fromisoformat(end) - day).days
    count = counted(abs(left), "day")
    if left == 0:
        return f"{day} at this pace, on the last day of the work"
    return f"{day} at this pace, {count} {'before' if left > 0 else 'after'} the end of the work on {end}"
