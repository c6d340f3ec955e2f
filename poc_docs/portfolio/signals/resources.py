"""Signals about what the work needs: credits, people on both sides, accounts that are ready."""

from __future__ import annotations

import datetime as dt
import shlex
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from poc_docs.plan.amounts import exact_amount, rounded, shown_amount, with_shown_amounts
from poc_docs.plan.currencies import smallest_digits
from poc_docs.plan.running.credits import account
from poc_docs.plan.running.derived import is_done
from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import RESOURCES, CreditEntry, Party
from poc_docs.portfolio.signals.commands import done_command
from poc_docs.portfolio.signals.signal import Evidence
from poc_docs.portfolio.signals.situation import SOON
from poc_docs.text.counting import counted
from poc_docs.writing.running.ticking import INFRASTRUCTURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.running.clock import Clock
    from poc_docs.plan.running.credits import Account
    from poc_docs.plan.running.model import Task
    from poc_docs.portfolio.signals.situation import Situation
    from poc_docs.text.source import Span

ENOUGH_DAYS = 3
"""Days of usage from which a pace is projected: a single bill says nothing of the next one."""


def credits_short(at: Situation) -> Iterator[Evidence]:
    """At the pace of the usage so far the credits are used up before the end of the work.

    The pace is known once usage is logged over three days of work. While the clock stands still nothing is
    said, nor once each criterion is judged, nor where the latest usage is older than the cadence or the
    projected day has passed: then usage was not logged, and nobody knows.
    """
    found = account(at.plan, at.today) if at.is_running else None
    if found is None or at.clock is None or found.balance < 0 or at.today > at.clock.end or at.is_judged:
        return
    if found.work_days < ENOUGH_DAYS or at.worked_since(found.until) > at.cadence:
        return
    spent = found.exhausted_on
    if spent and at.today <= spent < at.clock.end:
        left = exact_amount(found.balance, found.currency)
        pace = shown_amount(found.burnt_daily or Fraction(0), found.currency)
        days = counted((at.clock.end - spent).days, "day")
        message = (
            f"credits are used up on {spent} at {pace} a day of work, {days} before the work ends on"
            f" {at.clock.end}; {left} of {exact_amount(found.granted, found.currency)} are left"
        )
        yield Evidence(message, _last_usage(at), (top_up(at, _until_end(found, at.clock)),), due=spent)


def credits_overdrawn(at: Situation) -> Iterator[Evidence]:
    """More credits are used than there were."""
    found = account(at.plan, at.today) if at.is_active or at.is_planning else None
    if found and found.overage:
        over = exact_amount(found.overage, found.currency)
        granted = exact_amount(found.granted, found.currency)
        message = f"{over} of credits are used beyond the {granted} that there were"
        yield Evidence(message, _last_usage(at), (top_up(at, over),))


def resource_gap(at: Situation) -> Iterator[Evidence]:
    """A party has no contact in Resource Alignment, a milestone has no owner, or the infrastructure is late.

    It is looked at from a week before the start on: a milestone that is due within 7 days, and items of
    Infrastructure Setup that are past their date and not done.
    """
    near = at.is_active or (at.is_planning and at.in_days(at.start) <= SOON)
    if near and not at.is_paused:
        yield from _no_contact(at)
        yield from _no_owner(at)
        yield from _not_ready(at)


def _no_contact(at: Situation) -> Iterator[Evidence]:
    if not at.has(RESOURCES):
        return
    for party in missing_contacts(at):
        message = f"Resource Alignment names nobody for the {party}"
        command = at.command("contact", f'"NAME" --party {party} --role "…" --mail "…"')
        yield Evidence(message, at.place_of(RESOURCES), (command,))


def missing_contacts(at: Situation) -> tuple[Party, ...]:
    """Give the parties for which Resource Alignment names nobody."""
    named = {each.party.value for each in at.plan.running.alignment.contacts if filled_in(each.name)}
    return tuple(party for party in (Party.PROSPECT, Party.VENDOR) if party not in named)


def _no_owner(at: Situation) -> Iterator[Evidence]:
    for milestone, due in at.open_milestones:
        if filled_in(milestone.milestone) and not filled_in(milestone.owner) and 0 <= at.in_days(due) <= SOON:
            message = f"milestone {milestone.milestone.value!r} is due on {due}, and nobody owns it"
            command = at.command("check", "  # once a name stands under Owner")
            yield Evidence(message, milestone.milestone.span, (command,), due=due)


def _not_ready(at: Situation) -> Iterator[Evidence]:
    for number, task in enumerate(at.plan.running.infrastructure, 1):
        if task.due and task.due < at.today and is_open(at, task):
            yield late_task(at, task, INFRASTRUCTURE, number, task.due)


def is_open(at: Situation, task: Task) -> bool:
    """Say whether a list item waits to be done: it has a tick box or a due date, and nothing says it is."""
    return (task.done is not None or task.due is not None) and not is_done(at.plan, task)


def late_task(at: Situation, task: Task, kind: str, number: int, due: dt.date) -> Evidence:
    """Give the evidence that a list item is late."""
    by = f" ({task.owner})" if task.owner else ""
    message = f"{task.what!r}{by} was due on {due}, {counted(-at.in_days(due), 'day')} ago, and is not done"
    command = done_command(at, kind, number, task.what)
    return Evidence(message, task.span, (command,), due=due, owner=task.owner)


def top_up(at: Situation, amount: str) -> str:
    """Give the command that records a top-up, and who may give one."""
    who = with_shown_amounts(filled_in(at.plan.running.top_up_by))
    by = f"   # Top-up by: {who}" if who else ""
    return at.command("credits", f"--top-up {shlex.quote(amount)}{by}")


def _until_end(found: Account, clock: Clock) -> str:
    """Give what is missing until the end of the work at the pace so far, up to a smallest unit."""
    days = clock.worked(found.until, clock.end) - (not clock.is_paused(found.until))
    missing = (found.burnt_daily or Fraction(0)) * days - Fraction(found.balance)
    unit = 10 ** smallest_digits(found.currency)
    return f"{rounded(Fraction(ceil(missing * unit), unit), found.currency)} {found.currency}"


def _last_usage(at: Situation) -> Span:
    """Give the place of the latest usage; a balance below zero and a pace both come from one."""
    used = [
        line
        for line in at.plan.running.credits
        if line.entry.value is CreditEntry.USAGE and line.date.value and line.date.value <= at.today
    ]
    return max(used, key=lambda line: line.date.value or dt.date.min).amount.text.span
