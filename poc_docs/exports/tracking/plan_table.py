"""The table with one row for each plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.exports.tracking.cells import listed, read, said
from poc_docs.exports.tracking.table import Column, Kind, Table
from poc_docs.plan.agreement import short_code
from poc_docs.plan.corrections import open_correction
from poc_docs.plan.links import counting_signatures
from poc_docs.plan.running.links import resource_links
from poc_docs.plan.vocabulary import Party, Verdict
from poc_docs.portfolio.stages import stage

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from poc_docs.exports.tracking.subject import Subject
    from poc_docs.plan.model import Duration


def _duration(subject: Subject) -> Duration | None:
    return read(subject.plan.overview.duration)


def _starts_on(subject: Subject, _: object) -> dt.date | None:
    duration = _duration(subject)
    return duration.start if duration else None


def _ends_on(subject: Subject, _: object) -> dt.date | None:
    duration = _duration(subject)
    return duration.end if duration else None


def _ends_with_pauses(subject: Subject, _: object) -> dt.date | None:
    return subject.clock.end if subject.clock else None


def _started(subject: Subject, _: object) -> dt.date | None:
    return subject.metadata.started.date if subject.metadata.started else None


def _closed(subject: Subject, _: object) -> dt.date | None:
    return subject.metadata.closed.date if subject.metadata.closed else None


def _close_reason(subject: Subject, _: object) -> str | None:
    return subject.metadata.closed.reason if subject.metadata.closed else None


def _confirmed_by(subject: Subject, _: object) -> str | None:
    counting = counting_signatures(subject.plan)
    return ", ".join(s.name for s in counting if s.results and s.party is Party.PROSPECT) or None


def _business(subject: Subject, _: object) -> str | None:
    return subject.metadata.business.outcome if subject.metadata.business else None


def _business_date(subject: Subject, _: object) -> dt.date | None:
    return subject.metadata.business.date if subject.metadata.business else None


def _stage(subject: Subject, _: object) -> str | None:
    return subject.metadata.crm.stage if subject.metadata.crm else None


def _forecast(subject: Subject, _: object) -> str | None:
    return subject.metadata.crm.forecast_category if subject.metadata.crm else None


def _review(subject: Subject, _: object) -> bool | None:
    return subject.metadata.crm.deal_review if subject.metadata.crm else None


def _amount(subject: Subject, _: object) -> Decimal | None:
    crm = subject.metadata.crm
    return crm.amount.amount if crm and crm.amount else None


def _currency(subject: Subject, _: object) -> str | None:
    crm = subject.metadata.crm
    return crm.amount.currency if crm and crm.amount else None


def _close_date(subject: Subject, _: object) -> dt.date | None:
    return subject.metadata.crm.close_date if subject.metadata.crm else None


def _linked(subject: Subject, _: object) -> str | None:
    links = resource_links(subject.plan)
    return (
        "; ".join(label if address in {"", label} else f"{label} {address}" for label, address in links)
        or None
    )


def _verdicts(verdict: Verdict | None, subject: Subject) -> int:
    return sum(each.verdict is verdict for each in subject.standings)


PLANS: Table[None] = Table(
    name="plans",
    title="Plans",
    meaning="One row for each plan.",
    things=lambda _: (None,),
    is_root=True,
    own_columns=(
        Column("plan", Kind.TEXT, "its id; its path where it has none of its own", lambda s, _: s.key),
        Column("title", Kind.TEXT, "its title", lambda s, _: said(s.metadata.title)),
        Column("prospect", Kind.TEXT, "the prospect", lambda s, _: said(s.metadata.prospect)),
        Column("sales_engineer", Kind.TEXT, "who runs it", lambda s, _: said(s.metadata.sales_engineer)),
        Column("opportunity", Kind.TEXT, "the deal in the CRM", lambda s, _: said(s.metadata.opportunity)),
        Column("status", Kind.TEXT, "Planning, Active or Complete", lambda s, _: s.plan.status),
        Column("stage", Kind.TEXT, "the status, or `closed`", lambda s, _: stage(s.entry).value),
        Column("agreement", Kind.TEXT, "how far the agreement is", lambda s, _: s.agreement.state.value),
        Column(
            "agreed_code",
            Kind.TEXT,
            "the short code of the text to sign",
            lambda s, _: short_code(s.agreement.parameters),
        ),
        Column("date", Kind.DATE, "the date of the plan", lambda s, _: read(s.metadata.date)),
        Column("starts_on", Kind.DATE, "the first day of its Duration", _starts_on),
        Column("ends_on", Kind.DATE, "the last day of its Duration", _ends_on),
        Column("ends_with_pauses", Kind.DATE, "the last day, moved by pauses", _ends_with_pauses),
        Column(
            "decision_date",
            Kind.DATE,
            "the day the prospect decides",
            lambda s, _: read(s.plan.overview.decision_date),
        ),
        Column(
            "decision_maker",
            Kind.TEXT,
            "who decides at the prospect",
            lambda s, _: said(s.plan.overview.decision_maker),
        ),
        Column("started", Kind.DATE, "the day work started", _started),
        Column("completed", Kind.DATE, "the day it became Complete", lambda s, _: s.metadata.completed),
        Column("closed", Kind.DATE, "the day it ended without an outcome", _closed),
        Column("close_reason", Kind.TEXT, "why it ended so", _close_reason),
        Column("criteria", Kind.COUNT, "how many criteria it has", lambda s, _: len(s.standings)),
        Column("passed", Kind.COUNT, "how many are Pass", lambda s, _: _verdicts(Verdict.PASS, s)),
        Column("failed", Kind.COUNT, "how many are Fail", lambda s, _: _verdicts(Verdict.FAIL, s)),
        Column("partial", Kind.COUNT, "how many are Partial", lambda s, _: _verdicts(Verdict.PARTIAL, s)),
        Column("undecided", Kind.COUNT, "how many have no verdict", lambda s, _: _verdicts(None, s)),
        Column(
            "computed_outcome",
            Kind.TEXT,
            "what the results give; empty while undecided, and where the plan has errors",
            lambda s, _: s.computed.outcome if s.computed else None,
        ),
        Column(
            "outcome", Kind.TEXT, "the outcome that is written", lambda s, _: read(s.plan.decision.outcome)
        ),
        Column(
            "decided_on", Kind.DATE, "the day it was decided", lambda s, _: read(s.plan.decision.decided_on)
        ),
        Column(
            "decision_reason",
            Kind.TEXT,
            "why the outcome differs from the computed one",
            lambda s, _: said(s.plan.decision.reason),
        ),
        Column(
            "customer_feedback",
            Kind.TEXT,
            "what the prospect said",
            lambda s, _: said(s.plan.decision.feedback),
        ),
        Column(
            "results_confirmed_by",
            Kind.TEXT,
            "who confirmed the present results for the prospect",
            _confirmed_by,
        ),
        Column(
            "correction_open",
            Kind.FLAG,
            "whether a correction of its results waits for a signature",
            lambda s, _: open_correction(s.plan) is not None,
        ),
        Column("confetti", Kind.DATE, "the moment of success", lambda s, _: s.metadata.confetti),
        Column("business", Kind.TEXT, "what became of the deal", _business),
        Column("business_date", Kind.DATE, "when that was known", _business_date),
        Column("crm_stage", Kind.TEXT, "the CRM's stage", _stage),
        Column("forecast_category", Kind.TEXT, "the CRM's forecast category", _forecast),
        Column("deal_review", Kind.FLAG, "whether the deal is under review", _review),
        Column("amount", Kind.AMOUNT, "the amount of the deal", _amount),
        Column("currency", Kind.TEXT, "its currency, by ISO 4217", _currency),
        Column("close_date", Kind.DATE, "when the deal is to close", _close_date),
        Column("objective", Kind.TEXT, "what it is to prove", lambda s, _: said(s.plan.overview.objective)),
        Column(
            "scope", Kind.TEXT, "what is in it, and what is not", lambda s, _: said(s.plan.overview.scope)
        ),
        Column("channel", Kind.TEXT, "the chat channel", lambda s, _: said(s.plan.running.alignment.channel)),
        Column(
            "cadence", Kind.TEXT, "how often people meet", lambda s, _: said(s.plan.running.alignment.cadence)
        ),
        Column(
            "escalation",
            Kind.TEXT,
            "the way up, step by step, with `; ` between them",
            lambda s, _: listed(s.plan.running.alignment.escalation),
        ),
        Column("links", Kind.TEXT, "labels and addresses, with `; ` between them", _linked),
        Column("path", Kind.TEXT, "the plan's file in the repository", lambda s, _: s.entry.path),
        Column(
            "errors",
            Kind.COUNT,
            "how many errors `poc-docs check` finds in it",
            lambda s, _: len(s.entry.errors),
        ),
    ),
)
"""Each plan, with what follows from its parts."""
