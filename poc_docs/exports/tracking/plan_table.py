"""The table with one row for each plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.exports.tracking.cells import one_cell, read
from poc_docs.exports.tracking.table import Column, ColumnKind, Table, part_of
from poc_docs.plan.agreement.corrections import open_correction
from poc_docs.plan.agreement.fingerprints import short_code
from poc_docs.plan.agreement.links import counting_signatures
from poc_docs.plan.running.links import resource_links
from poc_docs.plan.vocabulary import Party, Verdict
from poc_docs.portfolio.stages import stage

if TYPE_CHECKING:
    from poc_docs.exports.tracking.subject import Subject
    from poc_docs.plan.metadata import Business, Closed, Crm
    from poc_docs.plan.values import Duration, Money


def _duration(subject: Subject) -> Duration | None:
    return read(subject.plan.overview.duration)


def _closed(subject: Subject) -> Closed | None:
    return subject.metadata.closed


def _business(subject: Subject) -> Business | None:
    return subject.metadata.business


def _crm(subject: Subject) -> Crm | None:
    return subject.metadata.crm


def _amount(subject: Subject) -> Money | None:
    return subject.metadata.crm.amount if subject.metadata.crm else None


def _confirmed_by(subject: Subject) -> str | None:
    counting = counting_signatures(subject.plan)
    return ", ".join(s.name for s in counting if s.results and s.party is Party.PROSPECT) or None


def _linked(subject: Subject) -> str | None:
    links = resource_links(subject.plan)
    return (
        "; ".join(label if address in {"", label} else f"{label} {address}" for label, address in links)
        or None
    )


def _verdicts(verdict: Verdict | None, subject: Subject) -> int:
    return sum(each.verdict is verdict for each in subject.standings)


PLANS: Table[Subject] = Table(
    name="plans",
    title="Plans",
    meaning="One row for each plan.",
    things=lambda s: (s,),
    is_root=True,
    own_columns=(
        Column("title", ColumnKind.TEXT, "its title", lambda s: s.metadata.title),
        Column("prospect", ColumnKind.TEXT, "the prospect", lambda s: s.metadata.prospect),
        Column("sales_engineer", ColumnKind.TEXT, "who runs it", lambda s: s.metadata.sales_engineer),
        Column("opportunity", ColumnKind.TEXT, "the deal in the CRM", lambda s: s.metadata.opportunity),
        Column("status", ColumnKind.TEXT, "Planning, Active or Complete", lambda s: s.plan.status),
        Column("stage", ColumnKind.TEXT, "the status, or `closed`", lambda s: stage(s.entry).value),
        Column("agreement", ColumnKind.TEXT, "how far the agreement is", lambda s: s.agreement.state.value),
        Column(
            "agreed_code",
            ColumnKind.TEXT,
            "the short code of the text to sign",
            lambda s: short_code(s.agreement.parameters),
        ),
        Column("date", ColumnKind.DATE, "the date of the plan", lambda s: s.metadata.date),
        Column(
            "starts_on",
            ColumnKind.DATE,
            "the first day of its Duration",
            part_of(_duration, lambda d: d.start),
        ),
        Column(
            "ends_on", ColumnKind.DATE, "the last day of its Duration", part_of(_duration, lambda d: d.end)
        ),
        Column(
            "ends_with_pauses",
            ColumnKind.DATE,
            "the last day, moved by pauses",
            part_of(lambda s: s.clock, lambda c: c.end),
        ),
        Column(
            "decision_date",
            ColumnKind.DATE,
            "the day the prospect decides",
            lambda s: s.plan.overview.decision_date,
        ),
        Column(
            "decision_maker",
            ColumnKind.TEXT,
            "who decides at the prospect",
            lambda s: s.plan.overview.decision_maker,
        ),
        Column(
            "started",
            ColumnKind.DATE,
            "the day work started",
            part_of(lambda s: s.metadata.started, lambda x: x.date),
        ),
        Column("completed", ColumnKind.DATE, "the day it became Complete", lambda s: s.metadata.completed),
        Column(
            "closed",
            ColumnKind.DATE,
            "the day it ended without an outcome",
            part_of(_closed, lambda c: c.date),
        ),
        Column("close_reason", ColumnKind.TEXT, "why it ended so", part_of(_closed, lambda c: c.reason)),
        Column("criteria", ColumnKind.COUNT, "how many criteria it has", lambda s: len(s.standings)),
        Column("passed", ColumnKind.COUNT, "how many are Pass", lambda s: _verdicts(Verdict.PASS, s)),
        Column("failed", ColumnKind.COUNT, "how many are Fail", lambda s: _verdicts(Verdict.FAIL, s)),
        Column("partial", ColumnKind.COUNT, "how many are Partial", lambda s: _verdicts(Verdict.PARTIAL, s)),
        Column("undecided", ColumnKind.COUNT, "how many have no verdict", lambda s: _verdicts(None, s)),
        Column(
            "computed_outcome",
            ColumnKind.TEXT,
            "what the results give; empty while undecided, and where the plan has errors",
            part_of(lambda s: s.computed, lambda c: c.outcome),
        ),
        Column("outcome", ColumnKind.TEXT, "the outcome that is written", lambda s: s.plan.decision.outcome),
        Column("decided_on", ColumnKind.DATE, "the day it was decided", lambda s: s.plan.decision.decided_on),
        Column(
            "decision_reason",
            ColumnKind.TEXT,
            "why the outcome differs from the computed one",
            lambda s: s.plan.decision.reason,
        ),
        Column(
            "customer_feedback", ColumnKind.TEXT, "what the prospect said", lambda s: s.plan.decision.feedback
        ),
        Column(
            "results_confirmed_by",
            ColumnKind.TEXT,
            "who confirmed the present results for the prospect",
            _confirmed_by,
        ),
        Column(
            "correction_open",
            ColumnKind.FLAG,
            "whether a correction of its results waits for a signature",
            lambda s: open_correction(s.plan) is not None,
        ),
        Column("confetti", ColumnKind.DATE, "the moment of success", lambda s: s.metadata.confetti),
        Column(
            "business", ColumnKind.TEXT, "what became of the deal", part_of(_business, lambda b: b.outcome)
        ),
        Column("business_date", ColumnKind.DATE, "when that was known", part_of(_business, lambda b: b.date)),
        Column("crm_stage", ColumnKind.TEXT, "the CRM's stage", part_of(_crm, lambda c: c.stage)),
        Column(
            "forecast_category",
            ColumnKind.TEXT,
            "the CRM's forecast category",
            part_of(_crm, lambda c: c.forecast_category),
        ),
        Column(
            "deal_review",
            ColumnKind.FLAG,
            "whether the deal is under review",
            part_of(_crm, lambda c: c.deal_review),
        ),
        Column("amount", ColumnKind.AMOUNT, "the amount of the deal", part_of(_amount, lambda a: a.amount)),
        Column(
            "currency", ColumnKind.TEXT, "its currency, by ISO 4217", part_of(_amount, lambda a: a.currency)
        ),
        Column(
            "close_date", ColumnKind.DATE, "when the deal is to close", part_of(_crm, lambda c: c.close_date)
        ),
        Column("objective", ColumnKind.TEXT, "what it is to prove", lambda s: s.plan.overview.objective),
        Column("scope", ColumnKind.TEXT, "what is in it, and what is not", lambda s: s.plan.overview.scope),
        Column("channel", ColumnKind.TEXT, "the chat channel", lambda s: s.plan.running.alignment.channel),
        Column(
            "cadence", ColumnKind.TEXT, "how often people meet", lambda s: s.plan.running.alignment.cadence
        ),
        Column(
            "escalation",
            ColumnKind.TEXT,
            "the way up, step by step, with `; ` between them",
            lambda s: one_cell(s.plan.running.alignment.escalation),
        ),
        Column("links", ColumnKind.TEXT, "labels and addresses, with `; ` between them", _linked),
        Column("path", ColumnKind.TEXT, "the plan's file in the repository", lambda s: s.entry.path),
        Column(
            "errors",
            ColumnKind.COUNT,
            "how many errors `poc-docs check` finds in it",
            lambda s: len(s.entry.errors),
        ),
    ),
)
"""Each plan, with what follows from its parts."""
