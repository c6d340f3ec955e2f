"""The plan's credits: what there was, what is used, and when it runs out at this pace."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from poc_docs.exports.credits_json import credits_json
from poc_docs.exports.credits_text import exhaustion
from poc_docs.plan.amounts import amount_text, with_shown_amounts
from poc_docs.site.badges import badge, quiet
from poc_docs.site.drawing.burn_down import BurnDown, burn_down
from poc_docs.site.drawing.figure import figure
from poc_docs.site.markup import Content, Html, element
from poc_docs.site.tables import facts, table
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View


def credits_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give figures and drawing of what ``poc-docs credits`` computes, or why nothing can be added up."""
    if not of.plan.running.credits:
        return
    value = credits_json(of.plan, of.today)
    account, problem = value["account"], value["problem"]
    if problem:
        words = f"line {problem['line']}: {problem['message']}; {problem['advice']}"
        yield element("p", badge("▲", "The balance can't be told", "bad"), ": ", words)
    if account is None:
        return
    yield facts(_figures(value, account, of.today))
    if value["later_entries"]:
        entries = counted(value["later_entries"], "entry").replace("entrys", "entries")
        yield element("p", quiet(f"{entries} with a later date than {of.today.isoformat()}, not counted."))
    yield _drawn(value, account, of.today)


def _figures(value: dict[str, Any], account: dict[str, Any], today: dt.date) -> Iterator[tuple[str, Content]]:
    currency = account["currency"]
    yield "Granted", amount_text(account["granted"], currency)
    share = "" if account["used_percent"] is None else f" ({account['used_percent']}%)"
    yield "Used", f"{amount_text(account['used'], currency)}{share}"
    left = amount_text(account["balance"], currency)
    yield "Left", badge("▲", left, "bad") if account["is_exhausted"] else left
    if value["time_percent"] is not None:
        days = f"day {value['days_worked']} of {value['days_planned']}"
        yield "Time gone", f"{value['time_percent']}% ({days})"
    if account["burnt_daily"] is not None:
        yield "Used a day of work", amount_text(account["burnt_daily"], currency)
        yield "Runs out", exhaustion(account, value["end"], today)
    if value["top_up_by"]:
        yield "Top-up by", with_shown_amounts(value["top_up_by"])


def _drawn(value: dict[str, Any], account: dict[str, Any], today: dt.date) -> Html:
    currency = account["currency"]
    amounts = dict.fromkeys((account["granted"], "0", account["balance"]))
    drawing = burn_down(
        BurnDown(
            balances=_points(account["days"]),
            even=_points(account["even_pace"]),
            runs_out=_day(account["exhausted_on"]),
            end=_day(value["end"]),
            today=today,
            labels=[(float(amount), amount_text(amount, currency)) for amount in amounts],
        )
    )
    behind = table(
        "Balances",
        ("Evening", "Left"),
        [(each["date"], amount_text(each["balance"], currency)) for each in account["days"]],
    )
    return figure("What is left of the credits", " ".join(_sentences(value, account)), drawing, behind)


def _sentences(value: dict[str, Any], account: dict[str, Any]) -> Iterator[str]:
    """Say what the drawing shows."""
    currency, last = account["currency"], account["days"][-1]["date"]
    if Decimal(account["overage"]):
        over = amount_text(account["overage"], currency)
        yield f"{over} more are used than were granted, by the entry of {last}."
    else:
        left, granted = amount_text(account["balance"], ""), amount_text(account["granted"], currency)
        yield f"{left} of {granted} are left by the entry of {last}."
    if account["even_pace"]:
        yield f"The dashed line would reach nothing on {value['end']}, the last day of the work."
    if account["exhausted_on"]:
        words = "Nothing is left since" if account["is_exhausted"] else "At this pace nothing is left on"
        yield f"{words} {account['exhausted_on']}."


def _points(evenings: list[dict[str, str]]) -> list[tuple[dt.date, float]]:
    return [(dt.date.fromisoformat(each["date"]), float(each["balance"])) for each in evenings]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
