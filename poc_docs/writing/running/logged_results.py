"""Results that stand in the Metric Log already, with their day as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.running.trend import latest
from poc_docs.plan.verdicts import is_measured, is_not_tested
from poc_docs.plan.vocabulary import METRIC_LOG
from poc_docs.writing.results import Recording

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Plan


def logged_results(plan: Plan, today: dt.date) -> dict[int, Recording]:
    """Give the latest logged value of each criterion that has no result yet, by number.

    ``Not tested: reason`` is a result: people decided so. Values of days to come are none.
    """
    found = {}
    for criterion in plan.criteria:
        number = criterion.number.value
        row = plan.result(number) if number else None
        result = row.result.value if row else ""
        line = latest(plan, number, today) if number else None
        if number and line and not is_measured(result) and not is_not_tested(result):
            evidence = f"{METRIC_LOG.heading}, {line.date}"
            found[number] = Recording(result=line.line.value.source, evidence=evidence)
    return found
