"""Advice: what people should know. It never blocks, and what depends on today's date is always advice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.checks.agreement import command, has_begun, span_of
from poc_docs.checks.contents import left_to_fill_in
from poc_docs.checks.finding import Fault
from poc_docs.checks.running import dates_of_the_past
from poc_docs.plan import vocabulary as words
from poc_docs.plan.agreement.amendments import amendment_signatures
from poc_docs.plan.agreement.corrections import correction_signatures, open_correction
from poc_docs.plan.agreement.disclosure import outdated_signature
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.agreement.signers import signers
from poc_docs.plan.agreement.state import open_amendment
from poc_docs.plan.decision import people_decide
from poc_docs.plan.once import once_in_a_row
from poc_docs.plan.values import is_placeholder, parse_number
from poc_docs.plan.verdicts import is_looser, read_target
from poc_docs.plan.verdicts.quantities import read_quantity
from poc_docs.plan.verdicts.rewording import better_wording
from poc_docs.plan.vocabulary import Party, Status
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.text.source import Span


def _is_running(plan: Plan) -> bool:
    """Say whether the plan has not ended yet."""
    closed = plan.metadata is None or plan.metadata.closed is not None
    return not closed and plan.status is not Status.COMPLETE


def _is_planned(plan: Plan) -> bool:
    return _is_running(plan) and not has_begun(plan)


def targets_decidable(plan: Plan) -> Iterator[Fault]:
    """A target must say which values meet it, such as `≤ 5 s` or `Pass/Fail`, for arithmetic to judge it."""
    for criterion in plan.criteria if _is_planned(plan) else ():
        for what, text in (("target", criterion.target), ("bound for Partial", criterion.partial)):
            said = text.value if text else ""
            if text and said and not is_placeholder(said) and read_target(said) is None:
                number = criterion.number.text.value
                message = f"{what} of criterion {number} must be judged by a person: {said!r}"
                yield Fault(message, text.span, better_wording(said))


def baselines_known(plan: Plan) -> Iterator[Fault]:
    """A target that relates to a baseline must say what the baseline is."""
    for criterion in plan.criteria if _is_planned(plan) else ():
        target = read_target(criterion.target.value)
        said = criterion.baseline.value if criterion.baseline else ""
        known = read_quantity(said) is not None and not is_placeholder(said)
        if target and target.lacks_baseline and not known:
            number = criterion.number.text.value
            message = (
                f"target of criterion {number} must say what its baseline is: {criterion.target.value!r}"
            )
            advice = "measure it before the work starts, and write it into the column Baseline: '47 min'"
            yield Fault(message, criterion.target.span, advice)


def partial_looser(plan: Plan) -> Iterator[Fault]:
    """The bound for Partial must be looser than the target, of the same kind; another one never counts."""
    for criterion in plan.criteria if _is_planned(plan) else ():
        target, partial = criterion.target.value, criterion.partial
        readable = partial and read_target(partial.value) and read_target(target)
        if partial and readable and not is_looser(partial.value, target):
            number = criterion.number.text.value
            message = (
                f"bound for Partial of criterion {number} must be looser than {target!r}: {partial.value!r}"
            )
            yield Fault(
                message, partial.span, "write what still counts as Partial, such as '< 300 ms' for '< 200 ms'"
            )


def arithmetic_decides(plan: Plan) -> Iterator[Fault]:
    """For arithmetic to decide, the framework must be the template's and a criterion must be Critical."""
    table = plan.tables.get(words.FRAMEWORK.heading)
    weighed = all(criterion.weight.value for criterion in plan.criteria)
    why = people_decide(plan) if table and weighed and _is_planned(plan) else ""
    if table and why:
        message = f"the outcome must be decided by people, with a reason: {why}"
        yield Fault(
            message, table.table.header.span, "keep the template's three sentences and a Critical criterion"
        )


def signatures_current(plan: Plan) -> Iterator[Fault]:
    """While a plan is Planning, a signature must be on the present text to count."""
    if not _is_planned(plan):
        return
    present = fingerprint(plan)
    signed = signers(plan, present)
    for signature in plan.signatures:
        if signature.parameters not in {None, present} and signature.party not in signed:
            message = (
                f"the signature of {signature.name!r} of {signature.date} must be renewed: the text changed"
            )
            yield Fault(message, signature.span, f"type '{command(plan, signature.party)}'")


def dates_in_order(plan: Plan) -> Iterator[Fault]:
    """The decision must not come before the end of the Duration, nor a milestone after it."""
    duration = plan.overview.duration.value if plan.overview.duration else None
    if duration is None or not _is_running(plan):
        return
    decision = plan.overview.decision_date
    if decision and decision.value and decision.value < duration.end:
        message = f"decision date must not be before the work ends on {duration.end}: {decision.value}"
        yield Fault(message, decision.text.span, "move the decision date, or shorten the Duration")
    for milestone in plan.milestones:
        week = parse_number(milestone.week.value)
        if week and (week - 1) * 7 > (duration.end - duration.start).days:
            message = f"week {week} must begin before the work ends on {duration.end}"
            yield Fault(message, milestone.week.span, "correct the week, or lengthen the Duration")


def disclosed_unchanged(plan: Plan) -> Iterator[Fault]:
    """Environment and timeline must be told to both parties when they change after the signature."""
    if plan.signatures and _is_running(plan) and outdated_signature(plan):
        heading = plan.sections.get(words.ENVIRONMENT.heading) or plan.sections.get(words.TIMELINE.heading)
        span: Span = heading.heading.span if heading else span_of(plan, "signatures")
        message = (
            "environment or timeline must be told to the prospect: they changed since the last signature"
        )
        yield Fault(message, span, "tell them, and record it: both sign again with 'poc-docs agree'")


def blanks_filled_in(plan: Plan) -> Iterator[Fault]:
    """The blanks of a plan in Planning must be filled in before work can start."""
    if plan.metadata is None or plan.metadata.status is None or not _is_planned(plan):
        return
    blanks = list(left_to_fill_in(plan, Status.ACTIVE))
    if blanks:
        message = f"{counted(len(blanks), 'blank')} must still be filled in; the first is here"
        yield Fault(message, blanks[0].span, f"'poc-docs status {plan.id} Active' lists all that is missing")


def amendment_signed(plan: Plan) -> Iterator[Fault]:
    """An open amendment or correction must be signed by both parties before it counts."""
    running = plan.status is Status.ACTIVE and _is_running(plan)
    link = open_amendment(plan) if running else open_correction(plan)
    if link and (running or plan.status is Status.COMPLETE):
        what = "correction" if link.correct else "amendment"
        count = correction_signatures if link.correct else amendment_signatures
        signed = {signature.party for signature in count(plan, link)}
        missing = [party for party in (Party.VENDOR, Party.PROSPECT) if party not in signed]
        message = f"the {what} of {link.date} must be signed by {' and '.join(missing) or 'two people'}"
        commands = " and ".join(f"'{command(plan, party, results=link.correct)}'" for party in missing)
        withdraw = f"'poc-docs amend {plan.id or 'PLAN'} --withdraw'"
        yield Fault(
            message, link.span, f"type {commands or 'poc-docs agree'}, or withdraw it with {withdraw}"
        )


def decision_in_time(plan: Plan, today: dt.date) -> Iterator[Fault]:
    """A plan must be Complete or closed when its decision date has passed."""
    decision = plan.overview.decision_date
    if decision and decision.value and decision.value < today and _is_running(plan):
        if plan.status is Status.PLANNING:
            message = f"a plan in Planning must have a decision date to come: {decision.value} has passed"
            way = "write a new Decision date into the plan"
        else:
            message = f"the decision must be written down: its date {decision.value} has passed"
            way = "record the decision, move the date with 'poc-docs amend'"
        advice = f"{way}, or end the plan with 'poc-docs close'"
        yield Fault(message, decision.text.span, advice)


def nothing_from_the_future(plan: Plan, today: dt.date) -> Iterator[Fault]:
    """What is written as done must not be dated after today."""
    for what, date, span in _done(plan):
        if date > today:
            yield Fault(f"{what} must not be dated in the future: {date}", span, "correct the day")


def quiet_days(plan: Plan) -> tuple[dt.date, dt.date]:
    """Give the first and the last day on which no advice depends on the day; they may be the wrong way round.

    What was found on one of these days holds on all of them.
    """
    decision = plan.overview.decision_date
    due = decision.value if decision and _is_running(plan) else None
    return max((date for _, date, _ in _done(plan)), default=dt.date.min), due or dt.date.max


@once_in_a_row
def _done(plan: Plan) -> tuple[tuple[str, dt.date, Span], ...]:
    return tuple(_all_done(plan))


def _all_done(plan: Plan) -> Iterator[tuple[str, dt.date, Span]]:
    metadata = plan.metadata
    yield from ((f"signature of {s.name!r}", s.date, s.span) for s in plan.signatures)
    if metadata and metadata.started:
        yield "'started'", metadata.started.date, metadata.started.span
    if metadata and metadata.completed:
        yield "'completed'", metadata.completed, span_of(plan, "completed")
    yield from dates_of_the_past(plan)
