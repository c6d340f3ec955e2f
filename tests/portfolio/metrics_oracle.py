"""The numbers of ``docs/metrics.md`` once more, from what ``show --format json`` prints, in plain loops.

Written from that page alone; nothing of ``poc_docs.portfolio.metrics`` is used.
"""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Any

Shown = dict[str, Any]
"""One plan as ``show --format json`` has it, with its ``path``."""

DAY = dt.timedelta(days=1)


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def stage(plan: Shown) -> str:
    return "closed" if plan["closed"] else str(plan["status"])


def duration(text: str | None) -> tuple[dt.date, dt.date] | None:
    """Give first and last day."""
    match = re.match(r"(\d+) (day|week|month)s?, starting (\d{4}-\d{2}-\d{2})", text or "")
    if not match:
        return None
    count, unit, first = int(match[1]), match[2], dt.date.fromisoformat(match[3])
    if unit != "month":
        return first, first + DAY * (count * (7 if unit == "week" else 1) - 1)
    year, month = first.year, first.month + count
    while month > 12:
        year, month = year + 1, month - 12
    number = first.day
    while True:
        try:
            return first, dt.date(year, month, number) - DAY
        except ValueError:
            number -= 1


def original(plan: Shown, where: str, present: str | None) -> str | None:
    """Give a signed text as it was when work started."""
    for each in plan["agreement"]["originals"]:
        if each["where"] == where:
            return str(each["text"])
    return present


def correction_open(plan: Shown) -> bool:
    return any(link["correct"] and link["open"] for link in plan["agreement"]["amendments"])


def middle(values: list[Any]) -> Any:
    if not values:
        return None
    values = sorted(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else Fraction(values[half - 1] + values[half]) / 2


class Oracle:
    """The numbers of plans without errors, of the days from ``since`` to ``until``."""

    def __init__(
        self, plans: list[Shown], since: dt.date | None = None, until: dt.date | None = None
    ) -> None:
        self.plans = [plan for plan in plans if plan["computed"]["not_computed"] is None]
        self.since, self.until = since, until

    def inside(self, when: dt.date | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if when is None:
            return False
        return (self.since is None or self.since <= when) and (self.until is None or when <= self.until)

    def complete(self) -> list[Shown]:
        return [plan for plan in self.plans if stage(plan) == "Complete"]

    def settled(self) -> list[Shown]:
        return [plan for plan in self.complete() if not correction_open(plan)]

    def decided_in(self) -> list[Shown]:
        return [plan for plan in self.settled() if self.inside(day(plan["decision"]["decided_on"]))]

    def completed_in(self, plans: list[Shown]) -> list[Shown]:
        return [plan for plan in plans if self.inside(day(plan["completed"]))]

    def started_in(self) -> list[Shown]:
        return [plan for plan in self.plans if plan["started"] and self.inside(day(plan["started"]["date"]))]

    def status(self) -> dict[str, int]:
        found = dict.fromkeys(("Planning", "Active", "Complete", "closed"), 0)
        for plan in self.plans:
            if self.inside(day(plan["date"])):
                found[stage(plan)] += 1
        return found

    def outcomes(self) -> dict[str, int]:
        found = dict.fromkeys(("Proceed", "Conditional", "No-go"), 0)
        for plan in self.decided_in():
            if plan["decision"]["outcome"]:
                found[plan["decision"]["outcome"]] += 1
        return found

    def closed(self) -> dict[str, int]:
        found = dict.fromkeys(("qualified-out", "withdrew", "no-decision", "superseded"), 0)
        for plan in self.plans:
            if plan["closed"] and self.inside(day(plan["closed"]["date"])):
                found[plan["closed"]["reason"]] += 1
        return found

    def business(self) -> dict[str, int]:
        found = dict.fromkeys(("won", "lost", "pending", "no decision"), 0)
        for plan in self.plans:
            if plan["business"] and self.inside(day(plan["business"]["date"])):
                found[plan["business"]["outcome"]] += 1
        return found

    def win_rate(self) -> tuple[int, int]:
        won = lost = 0
        for plan in self.plans:
            if plan["business"] and not plan["closed"] and self.inside(day(plan["business"]["date"])):
                won += plan["business"]["outcome"] == "won"
                lost += plan["business"]["outcome"] == "lost"
        return won, won + lost

    def both(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for plan in self.decided_in():
            if plan["decision"]["outcome"]:
                business = plan["business"]["outcome"] if plan["business"] else "not said"
                key = (plan["decision"]["outcome"], business)
                found[key] = found.get(key, 0) + 1
        return found

    def agreed_before_start(self) -> tuple[int, int]:
        yes = of = 0
        for plan in self.started_in():
            signed = duration(original(plan, "Duration", plan["overview"]["duration"]))
            if signed is None:
                continue
            of += 1
            early = [
                (s["party"], s["name"])
                for s in plan["agreement"]["signatures"]
                if s["parameters"] == plan["started"]["parameters"] and day(s["date"]) <= signed[0]  # type: ignore[operator]
            ]
            yes += any(one != other and name != another for one, name in early for other, another in early)
        return yes, of

    def durations(self) -> list[tuple[int, int, int]]:
        """Give actual, planned and first planned days of each plan."""
        found = []
        for plan in self.completed_in(self.complete()):
            present, end = duration(plan["overview"]["duration"]), day(plan["completed"])
            first = duration(original(plan, "Duration", plan["overview"]["duration"]))
            if present is None or first is None or end is None or end < present[0]:
                continue
            worked, each = 0, present[0]
            while each <= end:
                stopped = any(
                    day(pause["since"]) <= each <= (day(pause["until"]) or end)  # type: ignore[operator]
                    for pause in plan["pauses"]
                )
                worked += not stopped
                each += DAY
            planned, at_first = ((last - begin).days + 1 for begin, last in (present, first))
            found.append((worked, planned, at_first))
        return found

    def days_to_decision(self) -> list[int]:
        found = []
        for plan in self.decided_in():
            decided = day(plan["decision"]["decided_on"])
            began = day(plan["started"]["date"]) if plan["started"] else None
            if decided and began and decided >= began:
                found.append((decided - began).days)
        return found

    def on_time(self) -> tuple[int, int, int]:
        """Give how many were on time by the present date, and by the first one, of how many."""
        present = first = of = 0
        for plan in self.decided_in():
            decided, now = day(plan["decision"]["decided_on"]), day(plan["overview"]["decision_date"])
            before = day((original(plan, "Decision date", plan["overview"]["decision_date"]) or "")[:10])
            if decided and now and before:
                of += 1
                present += decided <= now
                first += decided <= before
        return present, first, of

    def verdicts(self, key: str = "", word: str | None = None) -> tuple[int, int, int]:
        """Give passed, with a verdict, and without; of all criteria, or of those with a kind or weight."""
        passed = judged = without = 0
        for plan in self.completed_in(self.settled()):
            for criterion in plan["criteria"]:
                if not key or criterion[key] == word:
                    passed += criterion["verdict"] == "Pass"
                    judged += criterion["verdict"] is not None
                    without += criterion["verdict"] is None
        return passed, judged, without

    def amendments(self) -> tuple[int, int, int, int]:
        """Give amendments, those that are open, started plans, and plans with none."""
        count = waiting = without = 0
        started = self.started_in()
        for plan in started:
            links = [
                link
                for link in plan["agreement"]["amendments"]
                if not link["correct"] and not link["editorial"]
            ]
            count += len(links)
            waiting += sum(link["open"] for link in links)
            without += not links
        return count, waiting, len(started), without

    def load(self, today: dt.date) -> dict[str | None, tuple[int, int, int, int]]:
        found: dict[str | None, tuple[int, int, int, int]] = {}
        for plan in self.plans:
            if stage(plan) not in {"Planning", "Active"}:
                continue
            name = plan["sales_engineer"].casefold() if plan["sales_engineer"] else None
            running, planned, ahead, overdue = found.get(name, (0, 0, 0, 0))
            running, planned = running + (stage(plan) == "Active"), planned + (stage(plan) == "Planning")
            decision = day(plan["overview"]["decision_date"])
            if decision and today <= decision <= today + 30 * DAY:
                ahead += 1
            if decision and decision < today:
                overdue += 1
            found[name] = running, planned, ahead, overdue
        return found

    def funnel(self) -> dict[str, int]:
        found = dict.fromkeys(("planned", "started", "complete", "success", "won"), 0)
        for plan in self.plans:
            if plan["closed"] and plan["closed"]["reason"] == "superseded":
                continue
            found["planned"] += 1
            if not plan["started"] and stage(plan) not in {"Active", "Complete"}:
                continue
            found["started"] += 1
            if stage(plan) != "Complete":
                continue
            found["complete"] += 1
            if correction_open(plan) or plan["decision"]["outcome"] not in {"Proceed", "Conditional"}:
                continue
            found["success"] += 1
            found["won"] += bool(plan["business"] and plan["business"]["outcome"] == "won")
        return found

    def pipeline(self) -> dict[tuple[str | None, str], tuple[Fraction, int]]:
        deals: dict[str, list[Shown]] = {}
        for plan in self.plans:
            deals.setdefault(plan["opportunity"] or plan["path"], []).append(plan)
        found: dict[tuple[str | None, str], tuple[Fraction, int]] = {}
        for plans in deals.values():
            if any(p["business"] and p["business"]["outcome"] != "pending" for p in plans):
                continue
            going_on = [p for p in plans if not p["closed"] and p["crm"]]
            if not going_on:
                continue
            speaker = max(going_on, key=lambda p: (p["date"] or "", p["path"]))
            current = [p for p in plans if not (p["closed"] and p["closed"]["reason"] == "superseded")]
            amounts = amounts_of(current) or amounts_of(plans)
            if len(amounts) == 1 and self.inside(day(speaker["crm"]["close_date"])):
                ((amount, currency),) = amounts
                category = speaker["crm"]["forecast_category"]
                key = (category.casefold() if category else None, currency)
                total, count = found.get(key, (Fraction(0), 0))
                found[key] = total + amount, count + 1
        return found


def amounts_of(plans: list[Shown]) -> set[tuple[Fraction, str]]:
    amounts = [plan["crm"]["amount"] for plan in plans if plan["crm"] and plan["crm"]["amount"]]
    return {(Fraction(each["amount"]), each["currency"]) for each in amounts}
