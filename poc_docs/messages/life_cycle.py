"""The mails of a plan's life: for whom each is, when it would say what is not so, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.messages.agreement import agreement_mail
from poc_docs.messages.drafts import Draft
from poc_docs.messages.facts import Facts
from poc_docs.messages.recipients import Group, of_addresses, of_contacts
from poc_docs.messages.templates import render
from poc_docs.messages.variables import values_of
from poc_docs.messages.words import Blanks
from poc_docs.plan.agreement.state import agreement
from poc_docs.plan.running.channel import PATTERN
from poc_docs.plan.vocabulary import BusinessOutcome, Outcome, Party
from poc_docs.portfolio.signals import computed_health, stated_health
from poc_docs.portfolio.signals.reports import ORDER

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.text.template_source import TemplateSource


class NotSoError(Exception):
    """The plan does not stand where the mail says it does; ``advice`` is what to do instead."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Team:
    """What a team has of its own: templates of mails, and the pattern for names of channels."""

    sources: Mapping[str, TemplateSource]
    channels: str = PATTERN


@dataclass(frozen=True, slots=True, kw_only=True)
class MailKind:
    """A mail: what it is for, to whom it goes, and what its sender should know.

    ``refuse`` gives message and advice where the mail would not be true.
    """

    name: str
    what: str
    group: Group
    with_vendor: bool = True
    refuse: Callable[[Facts], tuple[str, str] | None] = lambda _: None
    notes: Callable[[Facts], Iterator[str]] = lambda _: iter(())


def _asked_already(of: Facts) -> tuple[str, str] | None:
    signed = agreement(of.plan).signed_by.get(Party.PROSPECT)
    if signed is None:
        return None
    return f"{signed.name} signed this text for the prospect on {signed.date}", of.at.command("show")


def _is_over(of: Facts) -> tuple[str, str] | None:
    if of.at.is_active or of.at.is_planning:
        return None
    return _has_ended(of, "there is nothing to begin")


def _not_at_work(of: Facts) -> tuple[str, str] | None:
    if of.at.is_active:
        return None
    if of.at.is_planning:
        return "there is no week to tell of: work has not begun", f"poc-docs email kickoff {of.at.name}"
    return _has_ended(of, "there is no week to tell of")


def _has_ended(of: Facts, nothing: str) -> tuple[str, str]:
    """Refuse a mail about work that goes on, with the mail about how it ended; if it did."""
    if not of.at.closed and not of.at.is_complete:
        return f"{nothing}: the status of the plan can't be read", of.at.command("check")
    kind = "close" if of.at.closed else "decision"
    return f"{nothing}: the plan has ended", f"poc-docs email {kind} {of.at.name}"


def _no_results(of: Facts) -> tuple[str, str] | None:
    if of.at.closed:
        message = f"there is no decision to tell of: the plan was closed on {of.at.closed.date}"
        return f"{message} without an outcome", f"poc-docs email close {of.at.name}"
    if of.at.is_planning:
        return "there are no results to tell of: work has not begun", of.at.command("next")
    return None


def _nothing_stuck(of: Facts) -> tuple[str, str] | None:
    if of.at.is_active or of.at.is_planning:
        return None
    return _has_ended(of, "there is nothing to escalate")


def _goes_on(of: Facts) -> tuple[str, str] | None:
    if of.at.closed or of.at.is_complete:
        return None
    advice = of.at.command("status", "Complete") if of.at.outcome else of.at.command("next")
    return "there is nothing to close: the plan is neither Complete nor closed", advice


def _nothing_amended(of: Facts) -> tuple[str, str] | None:
    if of.amendment:
        return None
    amend = of.at.command("amend", '--reason "…"   # writes what changed')
    return "the plan has no amendment", amend if of.at.is_active else of.at.command("show")


def _way_to_an_outcome(of: Facts) -> str:
    """Give what to type for an outcome; a plan that has ended keeps the one it has."""
    return of.at.command("decide" if of.at.is_active else "show")


def _no_success(of: Facts) -> tuple[str, str] | None:
    if of.at.outcome is Outcome.PROCEED and not of.at.closed:
        return None
    said = of.at.outcome or ("none: the plan is closed" if of.at.closed else "open")
    return f"there is no success to tell of: the outcome is {said}", _way_to_an_outcome(of)


def _no_reference(of: Facts) -> tuple[str, str] | None:
    if of.at.outcome in {Outcome.PROCEED, Outcome.CONDITIONAL} and not of.at.closed:
        lost = _business(of) is BusinessOutcome.LOST
        return ("there is no customer to name: the deal was lost", of.at.command("show")) if lost else None
    said = of.at.outcome or ("none: the plan is closed" if of.at.closed else "open")
    return f"there is no success to refer to: the outcome is {said}", _way_to_an_outcome(of)


def _business(of: Facts) -> BusinessOutcome | None:
    business = of.plan.metadata.business if of.plan.metadata else None
    return business.outcome if business else None


def _of_the_kickoff(of: Facts) -> Iterator[str]:
    yield from _not_signed(of)
    if not of.names_channel and of.channel:
        yield f"the plan names no channel: {of.channel} is the team's pattern, so see that it is there"
    if of.at.is_active and of.at.start < of.today:
        yield f"work began on {of.at.start} already"


def _of_the_win(of: Facts) -> Iterator[str]:
    if _business(of) is BusinessOutcome.LOST:
        yield "the deal was lost"


def _of_the_reference(of: Facts) -> Iterator[str]:
    if _business(of) is not BusinessOutcome.WON:
        yield f"the deal is not won yet: see that {of.prospect} may be named as a customer"
    if of.text(of.plan.decision.feedback, "feedback"):
        yield "what you noted of their words may be for colleagues only: read it before you send it"


def _not_said_in_agreement(of: Facts) -> Iterator[str]:
    missing = agreement_mail(of.plan).missing
    if missing:
        yield f"the plan does not say, so the mail does not either: {', '.join(missing)}"


def _of_the_week(of: Facts) -> Iterator[str]:
    found, computed = stated_health(of.plan, of.today), computed_health(of.plan, of.today)
    stated = found.health.value if found and found.health else None
    why = f"{of.at.command('health')} says why"
    if stated is None:
        yield f"no checkpoint states a health; computed it is {computed}: {why}"
    elif found and ORDER.index(computed) > ORDER.index(stated):
        yield f"the checkpoint of {found.date.value} says {stated}, and computed it is {computed}: {why}"
    last = of.at.checkpoint.date.value if of.at.checkpoint else None
    if last and not of.is_of_the_week:
        yield f"the latest checkpoint is of {last}; a new one: {of.at.command('checkpoint')}"
    if of.at.is_paused:
        yield "the plan is paused"


def _not_signed(of: Facts) -> Iterator[str]:
    if agreement(of.plan).missing:
        yield f"not signed yet by: {' and '.join(agreement(of.plan).missing)}"


def _of_the_decision(of: Facts) -> Iterator[str]:
    written = of.plan.decision.outcome.value if of.plan.decision.outcome else None
    if written is None:
        yield f"no outcome is written yet: {of.at.command('decide')}"
    elif of.at.computed.outcome and written is not of.at.computed.outcome:
        yield f"the outcome is {written}, and computed it is {of.at.computed.outcome}"
    if not of.confirmed_by:
        yield "the prospect has not confirmed these results"


KINDS = (
    MailKind(
        name="kickoff",
        what="what is set up, what success is, and the next steps",
        group=Group.PROSPECTS,
        refuse=_is_over,
        notes=_of_the_kickoff,
    ),
    MailKind(
        name="weekly",
        what="health, achievements, metrics and focus",
        group=Group.PROSPECTS,
        refuse=_not_at_work,
        notes=_of_the_week,
    ),
    MailKind(
        name="agree",
        what="the request to agree, with all that is signed",
        group=Group.DECIDER,
        refuse=_asked_already,
        notes=_not_said_in_agreement,
    ),
    MailKind(
        name="amend",
        what="what changes, and why",
        group=Group.DECIDER,
        refuse=_nothing_amended,
        notes=_not_signed,
    ),
    MailKind(
        name="decision",
        what="the outcome and how it follows",
        group=Group.PROSPECTS,
        refuse=_no_results,
        notes=_of_the_decision,
    ),
    MailKind(
        name="win",
        what="the moment of success",
        group=Group.PROSPECTS,
        refuse=_no_success,
        notes=_of_the_win,
    ),
    MailKind(
        name="escalate",
        what="what is stuck, and what is asked",
        group=Group.ESCALATION,
        refuse=_nothing_stuck,
    ),
    MailKind(
        name="reference",
        what="the request for a reference",
        group=Group.DECIDER,
        with_vendor=False,
        refuse=_no_reference,
        notes=_of_the_reference,
    ),
    MailKind(
        name="close", what="the close-out: accounts, data, thanks", group=Group.PROSPECTS, refuse=_goes_on
    ),
)
"""Every mail about one plan, in the order of its life."""

DIGEST = "digest"
"""The mail about all plans."""


def mail(
    plan: Plan,
    kind: MailKind,
    today: dt.date,
    team: Team,
    to: Sequence[str] = (),
) -> Draft:
    """Make a mail about a plan; ``to`` are addresses in place of those that the plan's contacts have.

    Raises ``NotSoError`` where the plan does not stand where the mail says, and ``MailTemplateError``.
    """
    recipients = of_addresses(plan, to) if to else of_contacts(plan, kind.group, with_vendor=kind.with_vendor)
    blanks = Blanks()
    facts = Facts(plan, today, recipients, blanks, team.channels)
    refused = kind.refuse(facts)
    if refused:
        raise NotSoError(*refused)
    without = [each for each in recipients.to if not each.address]
    for each in without:
        str(blanks.blank(f"mail of {each.name}"))
    nobody = "" if recipients.to else str(blanks.blank("mail of whom it goes to"))
    rendered = render(kind.name, team.sources, values_of(facts))
    return Draft(
        to=recipients.to,
        cc=recipients.cc,
        nobody=nobody,
        subject=rendered.subject,
        body=rendered.body,
        blanks=blanks.noted,
        notes=(*recipients.faults, *kind.notes(facts)),
    )
