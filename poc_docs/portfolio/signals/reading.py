"""The signal that something in the plan can't be read: every figure and colour leaves it out."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from poc_docs.checks import running
from poc_docs.checks.contents import dates_readable
from poc_docs.checks.finding import fault_of
from poc_docs.plan.once import once_per_plan
from poc_docs.portfolio.signals.signal import Evidence
from poc_docs.text.counting import counted
from poc_docs.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.checks.finding import Fault
    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.signals.situation import Situation

_RULES = (
    dates_readable,
    running.values_of_criteria,
    running.credits_of_one_currency,
    running.issues_told_apart,
    running.one_checkpoint_a_day,
    running.costs_readable,
)
_LONGEST = 240


def not_readable(at: Situation) -> Iterator[Evidence]:
    """The plan holds entries that can't be read, and so count for nothing.

    They are values of the front matter, headings and columns that stand twice, dates, and rows of the
    optional sections. It is raised for adopted plans as well, in which ``check`` excuses some of them.
    """
    is_said = at.closed or at.plan.status is None  # without a status it is no plan yet, which `next` says
    faults = [] if is_said else sorted(_faults(at.plan), key=lambda each: each.span.start)
    if faults:
        count = len({each.span for each in faults})
        told = counted(count, "entry can't be read and counts", "entries can't be read and count")
        first = " ".join(faults[0].message.split())
        first = f"{first[:_LONGEST]}\u2026" if len(first) > _LONGEST else first
        message = f"{told} for nothing{'' if count == 1 else '; the first'}: {first}"
        yield Evidence(message, _seen(at.plan, faults[0].span), (at.command("check"),))


@once_per_plan
def _faults(plan: Plan) -> tuple[Fault, ...]:
    noticed = map(fault_of, (*plan.problems, *plan.ambiguous))
    return (*noticed, *chain.from_iterable(rule(plan) for rule in _RULES))


def _seen(plan: Plan, span: Span) -> Span:
    """Give a place that can be shown: that of an empty cell is the character before it."""
    if span.start < span.end or not plan.document.text:
        return span
    return Span(max(0, span.start - 1), max(1, span.start))
