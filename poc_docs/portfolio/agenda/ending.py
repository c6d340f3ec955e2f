"""What a plan lacks when its results are due, when it is decided, and after it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.plan.running.trend import latest
from poc_docs.plan.verdicts import is_measured
from poc_docs.plan.vocabulary import CONVERSION, RESULTS, BusinessOutcome, Outcome, Party
from poc_docs.portfolio.agenda.item import Item
from poc_docs.portfolio.agenda.steps import (
    decision_commands,
    ending_command,
    open_gap_commands,
    sign_command,
)
from poc_docs.portfolio.confirmation import confirmation
from poc_docs.portfolio.signals.commands import done_command, result_command
from poc_docs.portfolio.signals.conversion import ended_on, is_close_out, is_wanted
from poc_docs.portfolio.signals.situation import SOON, criterion_name, earlier
from poc_docs.text.counting import counted, listed
from poc_docs.writing.running import ticking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.standings import Standing
    from poc_docs.portfolio.signals.situation import Situation


def results(at: Situation) -> Iterator[Item]:
    """A criterion has no result in the last 7 days of work, or one that nobody has judged."""
    if not at.is_active or at.is_paused or at.clock is None:
        return
    waiting = {each.criterion.number.value: each for each in at.undecided}
    logged = {n: latest(at.plan, n, at.today) for n, each in waiting.items() if n and not _is_measured(each)}
    taken = [f"{n} ({value.line.value.value}, {value.date})" for n, value in logged.items() if value]
    begins = earlier(at.clock.end, SOON - 1)
    if taken:
        noun = "criterion" if len(taken) == 1 else "criteria"
        yield Item(
            what=f"no result yet, only logged values: {noun} {listed(taken)}",
            span=at.place_of(RESULTS),
            commands=(at.command("results", "--from-log"),),
            begins=begins,
            due=at.clock.end,
        )
    for number, stands in waiting.items():
        if number is None or logged.get(number):
            continue
        measured = stands.result if _is_measured(stands) else None
        said = f"a result that nobody judged: {measured.result.value}" if measured else "no result"
        yield Item(
            what=f"{criterion_name(stands)} has {said}",
            span=(measured.result if measured else stands.criterion.text).span,
            commands=(result_command(at, number, stands),),
            begins=None if measured else begins,
            due=at.clock.end,
        )


def _is_measured(stands: Standing) -> bool:
    return stands.result is not None and is_measured(stands.result.result.value)


def gaps(at: Situation) -> Iterator[Item]:
    """A Required criterion that is not met has a gap row with blanks."""
    for command in open_gap_commands(at.plan, at.name) if at.is_active else ():
        what = "a Required criterion is not met, and its gap is not written down in full"
        yield Item(what=what, span=at.top, commands=(command,), due=at.decision_date)


def decision(at: Situation) -> Iterator[Item]:
    """Each criterion is judged, and the decision is not written, or the plan is not Complete."""
    if not at.is_active or not at.is_judged:
        return
    for command in decision_commands(at.plan, at.name):
        outcome = at.computed.outcome
        what = f"the decision; the outcome is computed: {outcome}" if outcome else "the decision"
        if command == ending_command(at.plan, at.name):
            what = f"{at.outcome} is written, and the plan is not Complete"
        span = at.plan.overview.decision_date.text.span if at.plan.overview.decision_date else at.top
        yield Item(what=what, span=span, commands=(command,), due=at.decision_date)


def decision_ahead(at: Situation) -> Iterator[Item]:
    """The decision is due within 7 days, and results are missing."""
    day, stated = at.decision_date, at.plan.overview.decision_date
    if at.is_active and at.undecided and stated and day and day >= at.today:
        what = f"the decision; {_lacking(at.undecided)} without a verdict"
        yield Item(
            what=what,
            span=stated.text.span,
            commands=(at.command("show"),),
            begins=earlier(day, SOON),
            due=day,
        )


def _lacking(standings: tuple[Standing, ...]) -> str:
    return counted(len(standings), "criterion is", "criteria are")


FOLLOWED = 60
"""Days after the end in which somebody still looks after what the end left open."""


def confirmed(at: Situation) -> Iterator[Item]:
    """The prospect has not confirmed the results of a plan that became Complete in the last 60 days."""
    word = confirmation(at.plan) if _has_just_ended(at) else None
    if _has_just_ended(at) and not (word and word.current):
        what = "the prospect confirms results and outcome"
        if word:
            what += f" anew: they changed since {word.signature.date}"
        command = sign_command(at.name, Party.PROSPECT, results=True)
        yield Item(what=what, span=at.top, commands=(command,), owner=at.engineer)


def business(at: Situation) -> Iterator[Item]:
    """A plan that became Complete in the last 60 days does not say what became of the deal."""
    known = at.plan.metadata.business if at.plan.metadata else None
    ended = ended_on(at)
    if ended and _has_just_ended(at) and (known is None or known.outcome is BusinessOutcome.PENDING):
        since = max(filter(None, (ended, known.date if known else None)))
        what = "what became of the deal: won, lost, no decision" + (", or pending" if known is None else "")
        command = at.command("business", "pending" if known is None else "won")
        begins = since + dt.timedelta(days=SOON if known is None else 30) if since.year < dt.MAXYEAR else None
        yield Item(what=what, span=at.top, commands=(command,), begins=begins, owner=at.engineer)


def _has_just_ended(at: Situation) -> bool:
    ended = ended_on(at) if at.is_complete else None
    return ended is not None and (at.today - ended).days <= FOLLOWED


def conversion(at: Situation) -> Iterator[Item]:
    """An item of Conversion is not done; or there is a success, and nothing plans what comes after."""
    for number, task in enumerate(at.plan.running.conversion, 1):
        closing = is_close_out(task)
        if is_wanted(at, task):
            yield Item(
                what=f"{task.what!r} of {'the close-out' if closing else 'Conversion'}",
                span=task.span,
                commands=(done_command(at, ticking.CONVERSION, number, task.what),),
                begins=earlier(task.due, SOON) if task.due else None,
                due=task.due,
                owner=task.owner,
            )
    deal = at.plan.metadata.business if at.plan.metadata else None
    settled = deal and deal.outcome is not BusinessOutcome.PENDING
    succeeded = _has_just_ended(at) and at.outcome in {Outcome.PROCEED, Outcome.CONDITIONAL}
    if succeeded and not settled and not at.has(CONVERSION):
        what = f"{at.outcome}, and nothing plans the way to the contract and to going live"
        yield Item(what=what, span=at.top, commands=(at.command("add", "conversion"),), owner=at.engineer)
