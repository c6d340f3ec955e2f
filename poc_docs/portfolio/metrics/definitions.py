"""What one plan contributes to each number, as ``docs/metrics.md`` defines it.

The function of a number has its name; ``numbers`` lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import amendments as amendments_of
from poc_docs.plan.agreement.corrections import open_correction
from poc_docs.plan.agreement.originals import originals
from poc_docs.plan.agreement.signers import by_both
from poc_docs.plan.agreement.state import open_amendment
from poc_docs.plan.running.clock import clock_of
from poc_docs.plan.standings import standings
from poc_docs.plan.values import parse_duration, parse_leading_date
from poc_docs.plan.vocabulary import BusinessOutcome
from poc_docs.portfolio.metrics.facts import Dated, Missing
from poc_docs.portfolio.metrics.values import Amended, Ended, Judged, OnTime, Took
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.values import Duration
    from poc_docs.plan.vocabulary import CloseReason
    from poc_docs.portfolio.metrics.facts import Counted

_NOT_STARTED = Missing("no recorded start")
_CORRECTION = "a correction of its results is open"


def status(by: Counted) -> Iterator[Dated[Stage]]:
    """Give the stage of a plan, by the day it was written."""
    yield Dated(by.metadata.date.value if by.metadata.date else None, by.stage)


def outcomes(by: Counted) -> Iterator[Dated[Ended] | Missing]:
    """Give how a Complete plan ended, by the day it was decided."""
    if by.stage is not Stage.COMPLETE:
        return
    business = by.metadata.business
    outcome = by.plan.decision.outcome
    day = _decided_on(by.plan)
    if open_correction(by.plan):
        yield Missing(_CORRECTION, day)
    elif outcome is None or outcome.value is None:
        yield Missing("no written outcome", day)
    else:
        yield Dated(day, Ended(outcome.value, business.outcome if business else None))


def closed(by: Counted) -> Iterator[Dated[CloseReason]]:
    """Give why a plan was closed, by that day."""
    if by.metadata.closed:
        yield Dated(by.metadata.closed.date, by.metadata.closed.reason)


def business(by: Counted) -> Iterator[Dated[BusinessOutcome]]:
    """Give what became of the deal, by the day it was so."""
    if by.metadata.business:
        yield Dated(by.metadata.business.date, by.metadata.business.outcome)


def win_rate(by: Counted) -> Iterator[Dated[bool] | Missing]:
    """Give whether a deal is won, of those won or lost; a closed plan counts as neither."""
    business = by.metadata.business
    if business is None or business.outcome not in {BusinessOutcome.WON, BusinessOutcome.LOST}:
        return
    if by.metadata.closed:
        yield Missing(f"closed ({by.metadata.closed.reason}), which counts as neither", business.date)
    else:
        yield Dated(business.date, business.outcome is BusinessOutcome.WON)


def agreed_before_start(by: Counted) -> Iterator[Dated[bool] | Missing]:
    """Give whether both parties signed what work started on no later than its first day."""
    started = by.metadata.started
    if started is None:
        yield from _should_have_started(by)
        return
    duration = _first_duration(by.plan)
    if duration is None:
        yield Missing("no readable Duration", started.date)
        return
    signed = [s for s in by.plan.signatures if s.parameters == started.parameters]
    yield Dated(started.date, by_both(s for s in signed if s.date <= duration.start))


def _should_have_started(by: Counted) -> Iterator[Missing]:
    if by.stage in {Stage.ACTIVE, Stage.COMPLETE}:
        yield _NOT_STARTED


def duration(by: Counted) -> Iterator[Dated[Took] | Missing]:
    """Give the days of work that a Complete plan took and was planned for, by the day it was completed."""
    if by.stage is not Stage.COMPLETE:
        return
    completed, first = by.metadata.completed, _first_duration(by.plan)
    if completed is None:
        yield Missing("no 'completed'")
        return
    # A pause that nobody ended holds up to the end, whatever day it is today.
    clock = clock_of(by.plan, completed)
    if clock is None or first is None:
        yield Missing("no readable Duration", completed)
    elif completed < clock.start:
        yield Missing("completed before the first day of its Duration", completed)
    else:
        planned = (first.end - first.start).days + 1
        yield Dated(completed, Took(clock.days(completed), clock.total_days, planned))


def time_to_decision(by: Counted) -> Iterator[Dated[int] | Missing]:
    """Give the days from the start to the decision of a Complete plan."""
    if by.stage is not Stage.COMPLETE:
        return
    day, started = _decided_on(by.plan), by.metadata.started
    if open_correction(by.plan):
        yield Missing(_CORRECTION, day)
    elif day is None:
        yield Missing("no Decided on")
    elif started is None:
        yield Missing(_NOT_STARTED.why, day)
    elif day < started.date:
        yield Missing("decided before the start", day)
    else:
        yield Dated(day, (day - started.date).days)


def decided_on_time(by: Counted) -> Iterator[Dated[OnTime] | Missing]:
    """Give whether a Complete plan was decided by its decision date, as it is now and as first agreed."""
    if by.stage is not Stage.COMPLETE:
        return
    day, planned = _decided_on(by.plan), by.plan.overview.decision_date
    before = originals(by.plan).get("Decision date")
    present = planned.value if planned else None
    first = present if before is None else parse_leading_date(before)
    if open_correction(by.plan):
        yield Missing(_CORRECTION, day)
    elif day is None:
        yield Missing("no Decided on")
    elif present is None or first is None:
        yield Missing("no readable decision date", day)
    else:
        yield Dated(day, OnTime(day <= present, day <= first))


def pass_rate(by: Counted) -> Iterator[Dated[Judged] | Missing]:
    """Give each criterion of a Complete plan with the verdict that counts, by the day it was completed."""
    if by.stage is not Stage.COMPLETE:
        return
    if open_correction(by.plan):
        yield Missing(_CORRECTION, by.metadata.completed)
        return
    for stands in standings(by.plan):
        kind = stands.criterion.kind
        verdict = Judged(kind.value if kind else None, stands.criterion.weight.value, stands.verdict)
        yield Dated(by.metadata.completed, verdict)


def amendments(by: Counted) -> Iterator[Dated[Amended] | Missing]:
    """Give how often what was agreed was amended in a plan that started; spelling alone does not count."""
    if by.metadata.started is None:
        yield from _should_have_started(by)
        return
    links = [link for link in amendments_of(by.plan) if not link.editorial]
    last = open_amendment(by.plan)
    is_open = any(link is last for link in links)
    yield Dated(by.metadata.started.date, Amended(len(links), int(is_open)))


def _decided_on(plan: Plan) -> dt.date | None:
    return plan.decision.decided_on.value if plan.decision.decided_on else None


def _first_duration(plan: Plan) -> Duration | None:
    """Give the Duration that work started on, before amendments."""
    before = originals(plan).get("Duration")
    if before is not None:
        return parse_duration(before)
    return plan.overview.duration.value if plan.overview.duration else None
