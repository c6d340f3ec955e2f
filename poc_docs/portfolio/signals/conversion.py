"""Signals about what comes after: a success that leads nowhere, and an environment nobody closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.running.derived import CONTRACT_SIGNED
from poc_docs.plan.vocabulary import CONVERSION, BusinessOutcome, Outcome
from poc_docs.portfolio.signals.commands import done_command
from poc_docs.portfolio.signals.resources import is_open, late_task
from poc_docs.portfolio.signals.signal import Evidence
from poc_docs.text.counting import counted, listed
from poc_docs.writing.running import ticking

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.running.model import Task
    from poc_docs.portfolio.signals.situation import Situation

COLD = 7
"""Days after which a success that nobody followed up is a cold one: "strike while the iron is hot"."""

LONG_OPEN = 14
"""Days after the end in which accounts are closed and data is returned, if nobody wrote a date."""

_CLOSE_OUT = frozenset({"close-out", "close out", "closeout"})


def weak_conversion(at: Situation) -> Iterator[Evidence]:
    """Proceed is more than 7 days old, and nothing has been done about the deal for as long.

    Something is an item of Conversion that was done, an entry of Decision Timeline, or a word on the deal; a
    deal that is won, lost or given up is settled.
    """
    since, business = at.success, at.plan.metadata.business if at.plan.metadata else None
    settled = business and business.outcome is not BusinessOutcome.PENDING
    if since is None or since > at.today or settled:
        return
    last = max((day for day in (since, *_steps(at)) if day <= at.today), default=since)
    if (at.today - last).days <= COLD:
        return
    message = f"Proceed since {since}, for {counted((at.today - since).days, 'day')}"
    message += (
        f"; nothing was done about the deal since {last}" if last != since else ", and no step to a deal"
    )
    moment = at.plan.decision.outcome
    span = moment.text.span if moment else at.top
    waiting = open_items(at)
    first = done_command(at, ticking.CONVERSION, *waiting[0]) if waiting else at.command("add", "conversion")
    if at.has(CONVERSION) and not waiting:
        yield Evidence(message, span, (at.command("business", "won"), at.command("business", "lost")))
    else:
        yield Evidence(message, span, (first, at.command("business", "pending")))


def _steps(at: Situation) -> Iterator[dt.date]:
    """Give the days on which something was done about the deal."""
    running = at.plan.running
    yield from (task.finished for task in running.conversion if task.done and task.finished)
    yield from (entry.date.value for entry in running.decisions if entry.date.value)
    business = at.plan.metadata.business if at.plan.metadata else None
    if business and business.date:
        yield business.date


def open_items(at: Situation) -> list[tuple[int, str]]:
    """Give number and text of the items of Conversion that wait to be done."""
    items = enumerate(at.plan.running.conversion, 1)
    return [(number, task.what) for number, task in items if is_open(at, task)]


def conversion_overdue(at: Situation) -> Iterator[Evidence]:
    """An item of Conversion is past its date and not done, while there is something to convert.

    There is nothing after a No-go, in a closed plan, or where the deal is lost or given up; where it is won,
    nothing above its contract in the list. While nothing is decided, only what is due before the decision
    counts. Items of the close-out are another signal.
    """
    for number, task in enumerate(at.plan.running.conversion, 1):
        if task.due and task.due < at.today and not is_close_out(task) and is_wanted(at, task):
            yield late_task(at, task, ticking.CONVERSION, number, task.due)


def is_wanted(at: Situation, task: Task) -> bool:
    """Say whether an item of Conversion waits to be done, as things stand; a close-out only after the end."""
    if not is_open(at, task):
        return False
    if is_close_out(task):
        return ended_on(at) is not None
    business = at.plan.metadata.business if at.plan.metadata else None
    given_up = business and business.outcome in {BusinessOutcome.LOST, BusinessOutcome.NO_DECISION}
    if at.closed or given_up or at.outcome is Outcome.NO_GO or _is_overtaken(at, task):
        return False
    before = task.due is not None and at.decision_date is not None and task.due < at.decision_date
    return at.outcome is not None or at.is_complete or before


def _is_overtaken(at: Situation, task: Task) -> bool:
    """Say whether an item led to a contract that is signed by now: it stands above that item in the list."""
    business = at.plan.metadata.business if at.plan.metadata else None
    if business is None or business.outcome is not BusinessOutcome.WON:
        return False
    items = at.plan.running.conversion
    contract = [n for n, each in enumerate(items) if folded(each.what) == folded(CONTRACT_SIGNED)]
    return bool(contract) and any(each is task for each in items[: contract[0]])


def close_out_open(at: Situation) -> Iterator[Evidence]:
    """The plan ended, and items of its close-out are not done: past their date, or 14 days after the end.

    They stand in Conversion below a paragraph that begins with Close-out; one with a later date has time.
    """
    ended = ended_on(at)
    late = [
        (number, task)
        for number, task in enumerate(at.plan.running.conversion, 1)
        if ended and is_close_out(task) and is_wanted(at, task) and _is_late(at, task, ended)
    ]
    if ended and late:
        names = listed([repr(task.what) for _, task in late])
        verb = "is" if len(late) == 1 else "are"
        message = (
            f"ended on {ended}, {counted((at.today - ended).days, 'day')} ago, and {names} {verb} not done"
        )
        commands = tuple(done_command(at, ticking.CONVERSION, number, task.what) for number, task in late)
        first = late[0][1]
        yield Evidence(message, first.span, commands, due=first.due, owner=first.owner)


def _is_late(at: Situation, task: Task, ended: dt.date) -> bool:
    if task.due:
        return task.due < at.today and ended <= at.today
    return (at.today - ended).days >= LONG_OPEN


def is_close_out(task: Task) -> bool:
    """Say whether an item of Conversion stands below a paragraph that names the close-out."""
    name = folded(task.group).strip(" :.*_")
    return any(name.startswith(each) for each in _CLOSE_OUT)


def ended_on(at: Situation) -> dt.date | None:
    """Give the day on which the plan became Complete or was closed."""
    if at.closed:
        return at.closed.date
    if not at.is_complete or at.plan.metadata is None:
        return None
    decided = at.plan.decision.decided_on
    return at.plan.metadata.completed or (decided.value if decided else None)
