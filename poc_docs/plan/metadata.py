"""The front matter as frozen values that know where they stand in the file."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import Span

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.texts import Read, Text
    from poc_docs.plan.values import Money
    from poc_docs.plan.vocabulary import BusinessOutcome, CloseReason, Party, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One party's word on either the parameters or the results, by their fingerprint."""

    party: Party
    name: str
    date: dt.date
    role: str | None = None
    evidence: str | None = None
    parameters: str | None = None
    disclosed: str | None = None
    results: str | None = None
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """When work began, and on which parameters."""

    date: dt.date
    parameters: str
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The end of a plan without an outcome."""

    date: dt.date
    by: str
    reason: CloseReason
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One text that an amendment changes, as Markdown; empty where there was, or is, none."""

    where: str
    before: str
    after: str
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A link in the chain from what was first agreed to the present text.

    With ``editorial`` it changes spelling only. With ``correct`` it repairs results or decision after the
    end, and ``before`` and ``after`` are fingerprints of results.
    """

    date: dt.date
    by: str
    reason: str
    before: str
    after: str
    changes: tuple[Change, ...]
    editorial: bool = False
    correct: bool = False
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Time that the customer stopped the clock; open while ``until`` is None."""

    since: dt.date
    until: dt.date | None
    reason: str
    requested_by: str
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricSource:
    """Where a criterion's result is measured."""

    criterion: int
    source: str
    unit: str | None = None
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """What became of the deal."""

    outcome: BusinessOutcome
    date: dt.date | None = None
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crm:
    """The CRM's fields for the deal."""

    stage: str | None = None
    forecast_category: str | None = None
    deal_review: bool | None = None
    amount: Money | None = None
    close_date: dt.date | None = None
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The front matter, or the old Metadata table. What is missing or unreadable is None."""

    id: Text | None = None
    title: Text | None = None
    prospect: Text | None = None
    sales_engineer: Text | None = None
    opportunity: Text | None = None
    date: Read[dt.date] | None = None
    status: Read[Status] | None = None
    signatures: tuple[Signature, ...] = ()
    started: Started | None = None
    completed: dt.date | None = None
    closed: Closed | None = None
    amendments: tuple[Amendment, ...] = ()
    pauses: tuple[Pause, ...] = ()
    confetti: dt.date | None = None
    metrics: tuple[MetricSource, ...] = ()
    business: Business | None = None
    crm: Crm | None = None
