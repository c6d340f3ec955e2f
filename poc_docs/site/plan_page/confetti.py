"""The moment of success as a line; the script lets confetti fall over it, once in each browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.success import days_since
from poc_docs.site.markup import Html, element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.site.plan_view import PlanView


def confetti_line(of: PlanView) -> Iterator[Html]:
    """Say when Proceed was reached, if the outcome is Proceed; one of a plan with errors is no outcome."""
    day = of.at.success
    if day is None or of.entry.errors or days_since(day, of.today) is None:
        return
    moment = f"{of.plan.id or of.entry.path} {day.isoformat()}"
    reached = element("time", day.isoformat(), datetime=day.isoformat())
    yield element("p", "Proceed was reached on ", reached, class_="poc-docs-success", data_moment=moment)
