"""What a template of a mail can name: one literal table, from which the mails and their page are made."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from poc_docs.messages.agreement import agreement_mail
from poc_docs.messages.stuck import proposals, stuck
from poc_docs.messages.words import one_line
from poc_docs.plan.agreement.state import AgreementState, agreement, open_amendment
from poc_docs.plan.gaps import without_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from poc_docs.messages.facts import Facts
    from poc_docs.portfolio.signals import Signal


@dataclass(frozen=True, slots=True)
class Variable:
    """A name for templates; ``parts`` are the names of what each item of a list has."""

    name: str
    what: str
    find: Callable[[Facts], Any]
    parts: tuple[str, ...] = ()


VARIABLES = (
    # Who and what
    Variable("prospect", "the prospect's name", lambda of: of.prospect),
    Variable("title", "the plan's title", lambda of: of.title),
    Variable("id", "the plan's id", lambda of: one_line(of.plan.id) or of.blanks.blank("id")),
    Variable(
        "sender",
        "the sales engineer's name",
        lambda of: one_line(of.at.engineer) or of.blanks.blank("your name"),
    ),
    Variable("names", "the names of those to whom the mail goes", lambda of: of.names),
    Variable("today", "today", lambda of: of.today.isoformat()),
    Variable(
        "status", "Planning, Active or Complete", lambda of: of.plan.status or of.blanks.blank("status")
    ),
    # What was agreed
    Variable("objective", "the objective", lambda of: of.text(of.plan.overview.objective, "objective")),
    Variable("scope", "the scope", lambda of: of.text(of.plan.overview.scope, "scope")),
    Variable("start", "the first day of work", lambda of: of.first_day()),
    Variable(
        "end",
        "the last day of work, moved by pauses",
        lambda of: of.last_day(),
    ),
    Variable("decision_date", "the decision date", lambda of: of.day(of.at.decision_date, "decision date")),
    Variable(
        "is_overdue",
        "whether the decision date is over",
        lambda of: of.at.decision_date is not None and of.at.decision_date < of.today,
    ),
    Variable(
        "decision_maker", "who decides", lambda of: of.text(of.plan.overview.decision_maker, "decision maker")
    ),
    Variable(
        "is_agreed",
        "whether both sides signed the present text",
        lambda of: agreement(of.plan).state is AgreementState.AGREED,
    ),
    Variable("code", "the code of the present text, as in `agree`", lambda of: of.code),
    Variable("agreement_subject", "the subject of the request to agree", lambda of: _agreement(of)[0]),
    Variable(
        "agreement_text", "the text of the request to agree: all that is signed", lambda of: _agreement(of)[1]
    ),
    Variable(
        "goals",
        "the success criteria",
        lambda of: of.goals(),
        ("number", "text", "measurement", "target", "weight", "baseline"),
    ),
    # How it is run
    Variable(
        "channel",
        "the channel that the plan names, or else the one that the team's pattern gives",
        lambda of: of.channel,
    ),
    Variable(
        "cadence", "how often people meet", lambda of: of.text(of.plan.running.alignment.cadence, "cadence")
    ),
    Variable("links", "a list of links, as texts", lambda of: of.texts(of.plan.running.alignment.links)),
    Variable(
        "escalation", "a list: the escalation path", lambda of: of.texts(of.plan.running.alignment.escalation)
    ),
    Variable("credits", "the credits that there were to use", lambda of: of.credits(left=False)),
    Variable("credits_left", "the credits that are left", lambda of: of.credits(left=True)),
    Variable("access", "Access in Environment Specification", lambda of: of.environment("Access")),
    Variable("data", "Data in Environment Specification", lambda of: of.environment("Data")),
    Variable(
        "next_steps",
        "the next three milestones that are not done",
        lambda of: of.next_steps(),
        ("what", "due", "owner"),
    ),
    Variable("late", "the milestones that are late", lambda of: of.late(), ("what", "due", "owner")),
    # The week
    Variable("week", "the week of work, counted from the start without pauses", lambda of: of.week),
    Variable(
        "weeks",
        "how many weeks were planned",
        lambda of: str(of.at.clock.weeks) if of.at.clock else of.blanks.blank("weeks"),
    ),
    Variable("progress", "the week and the weeks that were planned, in words", lambda of: of.progress),
    Variable("is_paused", "whether the clock stands still", lambda of: of.at.is_paused),
    Variable("health", "the health that the latest checkpoint states", lambda of: of.health),
    Variable(
        "checkpoint",
        "the day of the latest checkpoint",
        lambda of: of.day(of.at.checkpoint.date.value if of.at.checkpoint else None, "day of the checkpoint"),
    ),
    Variable(
        "is_of_the_week",
        "whether the latest checkpoint is less than a week of work old, or there is none",
        lambda of: of.is_of_the_week,
    ),
    Variable(
        "achievements",
        "a list from the latest checkpoint",
        lambda of: of.texts(of.at.checkpoint.achievements) if of.at.checkpoint else [],
    ),
    Variable(
        "focus",
        "a list from the latest checkpoint",
        lambda of: of.texts(of.at.checkpoint.focus) if of.at.checkpoint else [],
    ),
    Variable(
        "blockers",
        "a list from the latest checkpoint, without those that an issue tells",
        lambda of: of.blockers(),
    ),
    Variable(
        "metrics",
        "each criterion with the latest value of Metric Log, else its result; `day` is empty for a result,"
        " and `is_pass_or_fail` says that the target names no value",
        lambda of: of.metrics(),
        ("number", "text", "current", "target", "is_pass_or_fail", "day", "is_result"),
    ),
    Variable("issues", "the open issues", lambda of: of.open_issues(), ("id", "text", "owner", "opened")),
    # Changes
    Variable(
        "changes",
        "what the open amendment changes, or else the last one",
        lambda of: of.changes(),
        ("where", "before", "after"),
    ),
    Variable(
        "change_reason",
        "why it is amended",
        lambda of: (of.amendment and one_line(of.amendment.reason)) or of.blanks.blank("reason"),
    ),
    Variable(
        "is_open",
        "whether an amendment waits for a signature",
        lambda of: open_amendment(of.plan) is not None,
    ),
    # What is stuck
    Variable(
        "signals",
        "what needs attention, Red first",
        lambda of: [_signal(each) for each in stuck(of.at)],
        ("severity", "text"),
    ),
    Variable("proposals", "a list: what the framework advises against it", lambda of: proposals(of.at)),
    # The end
    Variable(
        "outcome",
        "the outcome that is written",
        lambda of: of.text(of.plan.decision.outcome.text if of.plan.decision.outcome else None, "outcome"),
    ),
    Variable(
        "computed_outcome",
        "the outcome that the decision framework gives",
        lambda of: of.at.computed.outcome or of.blanks.blank("outcome"),
    ),
    Variable(
        "arithmetic",
        "a list: how the outcome follows from the results",
        lambda of: [one_line(each) for each in of.at.computed.reasons],
    ),
    Variable(
        "undecided",
        "a list: what the outcome still lacks",
        lambda of: [without_command(one_line(each)) for each in of.at.computed.missing],
    ),
    Variable(
        "decided_on",
        "the day of the decision",
        lambda of: of.day(
            of.plan.decision.decided_on.value if of.plan.decision.decided_on else None, "day of the decision"
        ),
    ),
    Variable(
        "decision_reason",
        "the reason that was written for the outcome",
        lambda of: of.text(of.plan.decision.reason, "reason"),
    ),
    Variable("feedback", "what the customer said", lambda of: of.text(of.plan.decision.feedback, "feedback")),
    Variable(
        "next_step",
        "what the decision framework has as the next step of the outcome",
        lambda of: of.next_step(),
    ),
    Variable(
        "results",
        "each criterion with its result and the verdict that counts",
        lambda of: of.results(),
        ("number", "text", "target", "is_pass_or_fail", "weight", "result", "verdict", "judged_by"),
    ),
    Variable("gaps", "the gaps", lambda of: of.gaps(), ("text", "severity", "workaround")),
    Variable(
        "confirmed_by", "who confirmed these results for the prospect, or nothing", lambda of: of.confirmed_by
    ),
    Variable(
        "confetti",
        "the day of the moment of success",
        lambda of: of.day(of.plan.metadata.confetti if of.plan.metadata else None, "day of success"),
    ),
    Variable(
        "open_tasks", "what of Conversion is not done", lambda of: of.open_tasks(), ("what", "owner", "due")
    ),
    Variable(
        "learnings",
        "a list: what was learned; ours leave it out, for it is between you and yourselves",
        lambda of: of.texts(of.plan.running.learnings),
    ),
    Variable("is_closed", "whether the plan ended without an outcome", lambda of: of.at.closed is not None),
    Variable(
        "closed_on",
        "the day on which it did",
        lambda of: of.day(of.at.closed.date if of.at.closed else None, "last day"),
    ),
    # For templates
    Variable(
        "blank",
        '`blank("what is missing")` writes a blank, which is named when the mail is made',
        lambda of: of.blanks.blank,
    ),
)
"""Every variable of the mails about one plan; the digest has its own."""


def values_of(facts: Facts) -> dict[str, Any]:
    """Give every variable with its value."""
    return {each.name: each.find(facts) for each in VARIABLES}


def _agreement(of: Facts) -> tuple[str, str]:
    mail = agreement_mail(of.plan)
    return mail.subject, mail.body


def _signal(signal: Signal) -> SimpleNamespace:
    return SimpleNamespace(severity=str(signal.severity), text=one_line(signal.message))
