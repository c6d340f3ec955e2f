"""What commands refuse that record the work on a PoC: days outside it, and plans without work or after it.

A test may come before the first day that Duration names, once the work was started on agreed criteria; the
commands that record values say so and take it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.cli.refusal import Refusal
from poc_docs.plan.vocabulary import Status
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan


def refuse_before_start(plan: Plan, date: dt.date) -> None:
    """Refuse a day before the proof of concept, as its Duration has it."""
    duration = plan.overview.duration.value if plan.overview.duration else None
    if duration and date < duration.start:
        raise Refusal(
            f"{date} is a date outside the PoC, which starts on {duration.start}",
            f"give a day from the start on: --date {duration.start} or later",
        )


def refuse_before_work(plan: Plan, date: dt.date) -> None:
    """Refuse a day before the proof of concept and before the status Active: nothing was agreed to test."""
    started = plan.metadata.started if plan.metadata else None
    if started is None or date < started.date:
        refuse_before_start(plan, date)


def early(plan: Plan, date: dt.date) -> str:
    """Say that a day lies before the first day of work; empty where it does not."""
    duration = plan.overview.duration.value if plan.overview.duration else None
    if duration is None or date >= duration.start:
        return ""
    days = (duration.start - date).days
    return f"Note: that is {counted(days, 'day')} before the first day of work, {duration.start}."


def refuse_not_running(loaded: LoadedPlan, ended: str) -> None:
    """Refuse a plan in which no work goes on; ``ended`` says what that means for one that is over."""
    plan, name = loaded.plan, loaded.word
    closed = plan.metadata.closed if plan.metadata else None
    if closed:
        raise Refusal(
            f"{loaded.name} was closed on {closed.date} ({closed.reason}); {ended}",
            f"poc-docs close {name} --undo   # only if it goes on after all",
        )
    if plan.status is Status.COMPLETE:
        raise Refusal(f"{loaded.name} is Complete; {ended}", f"poc-docs show {name}")
    if plan.status is not Status.ACTIVE:
        stands = f"in {plan.status}" if plan.status else "without a status that can be read"
        raise Refusal(
            f"{loaded.name} is {stands}: work has not started",
            f"poc-docs status {name} Active   # once both sides have agreed",
        )


def refuse_complete(loaded: LoadedPlan) -> None:
    """Refuse to change results or decision of a plan that is Complete; that takes a correction."""
    if loaded.plan.status is Status.COMPLETE:
        raise Refusal(
            f"{loaded.name} is Complete, and its results and decision stay; both parties can correct them",
            f'poc-docs amend {loaded.word} --correct --reason "…" --result 1="…"',
        )
