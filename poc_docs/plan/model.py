"""The parts of a plan as frozen values that know where they stand in the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from poc_docs.text.inline import fold
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import Span

if TYPE_CHECKING:
    from decimal import Decimal

    from poc_docs.plan.running.model import Running
    from poc_docs.plan.vocabulary import (
        BusinessOutcome,
        CloseReason,
        Kind,
        Level,
        Outcome,
        Party,
        Status,
        Verdict,
        Weight,
    )
    from poc_docs.text.document import Cell, Document, Row, Section, Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the plan: ``value`` as a reader sees it on one line, ``source`` as Markdown."""

    value: str
    source: str
    span: Span

    def __bool__(self) -> bool:
        return bool(self.value)


def cell_text(cell: Cell) -> Text:
    """Give what a cell says."""
    return Text(fold(cell.text), cell.content, cell.span)


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A text and what it was read as; ``value`` is None where it could not be."""

    text: Text
    value: T | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that could not be read, with the way out."""

    message: str
    span: Span
    advice: str


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount with its ISO 4217 currency; as text it is for reading: ``1,250 EUR``."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        from poc_docs.plan.amounts import exact_amount

        return exact_amount(self.amount, self.currency)


@dataclass(frozen=True, slots=True)
class Duration:
    """``N days|weeks|months, starting YYYY-MM-DD``."""

    count: int
    unit: str
    start: dt.date

    @property
    def end(self) -> dt.date:
        """Give the last day."""
        if self.unit == "months":
            months = self.start.year * 12 + self.start.month - 1 + self.count
            year, month = divmod(months, 12)
            from calendar import monthrange

            day = min(self.start.day, monthrange(year, month + 1)[1])
            return dt.date(year, month + 1, day) - dt.timedelta(days=1)
        days = self.count * (7 if self.unit == "weeks" else 1)
        return self.start + dt.timedelta(days=days - 1)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The bullets of POC Overview."""

    objective: Text | None = None
    scope: Text | None = None
    duration: Read[Duration] | None = None
    decision_date: Read[dt.date] | None = None
    decision_maker: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A row of Success Criteria."""

    row: Row
    number: Read[int]
    text: Text
    measurement: Text
    target: Text
    weight: Read[Weight]
    baseline: Text | None
    partial: Text | None
    kind: Read[Kind] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A row of Environment Specification."""

    row: Row
    component: Text
    details: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupStep:
    """A list item of Setup Steps; ``done`` is None where it has no tick box."""

    text: Text
    done: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A row of Timeline."""

    row: Row
    week: Text
    milestone: Text
    owner: Text
    deliverable: Text
    due: Read[dt.date] | None
    done: Read[dt.date] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A row of Risk Assessment."""

    row: Row
    risk: Text
    likelihood: Read[Level]
    impact: Read[Level]
    mitigation: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRule:
    """A row of Decision Framework."""

    row: Row
    outcome: Read[Outcome]
    criteria: Text
    next_step: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A row of Results."""

    row: Row
    number: Read[int]
    criterion: Text
    result: Text
    target: Text
    status: Read[Verdict]
    evidence: Text | None
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A row of Gaps Identified."""

    row: Row
    gap: Text
    severity: Read[Level]
    workaround: Text
    reported_to: Text
    id: Text | None
    criterion: Read[int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The Decision section."""

    outcome: Read[Outcome] | None = None
    decided_on: Read[dt.date] | None = None
    reason: Text | None = None
    feedback: Text | None = None


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A table of the template in the file; ``columns`` are the folded header names, in order.

    ``texts`` are what the cells of its rows say, row by row.
    """

    section: Section
    table: Table
    columns: tuple[str, ...]
    texts: tuple[tuple[Text, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = tuple([tuple([cell_text(cell) for cell in row.cells]) for row in self.table.rows])
        object.__setattr__(self, "texts", texts)

    def cell(self, row: Row, column: str) -> Cell | None:
        """Give the cell of ``row`` under ``column`` (as the template spells it), or None."""
        try:
            return row.cells[self.columns.index(column.casefold())]
        except (ValueError, IndexError):
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One proof of concept, as far as its file could be read.

    ``tables`` holds the template's tables that could be read, by section heading; a section or table that
    stands twice is in ``ambiguous`` and counts as absent. ``problems`` are front-matter values of the wrong
    kind, ``unknown_keys`` and ``missing_keys`` are keys outside and absent from the format.
    """

    document: Document
    metadata: Metadata | None
    metadata_table: Table | None
    title: Text | None
    overview: Overview
    criteria: tuple[Criterion, ...]
    environment: tuple[Component, ...]
    setup_steps: tuple[SetupStep, ...]
    milestones: tuple[Milestone, ...]
    risks: tuple[Risk, ...]
    framework: tuple[OutcomeRule, ...]
    results: tuple[Result, ...]
    gaps: tuple[Gap, ...]
    decision: Decision
    running: Running
    sections: dict[str, Section]
    tables: dict[str, CheckedTable]
    problems: tuple[Problem, ...] = ()
    unknown_keys: tuple[Problem, ...] = ()
    missing_keys: tuple[Problem, ...] = ()
    ambiguous: tuple[Problem, ...] = ()
    derived: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What ``once_per_plan`` keeps."""

    @property
    def status(self) -> Status | None:
        """Give the status, or None where it is missing or unknown."""
        return self.metadata.status.value if self.metadata and self.metadata.status else None

    @property
    def id(self) -> str:
        """Give the plan's id, or an empty string."""
        return self.metadata.id.value if self.metadata and self.metadata.id else ""

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """Give all signatures, in the order of the file."""
        return self.metadata.signatures if self.metadata else ()

    def criterion(self, number: int) -> Criterion | None:
        """Give the criterion with this number, or None."""
        return next((c for c in self.criteria if c.number.value == number), None)

    def result(self, number: int) -> Result | None:
        """Give the row of Results with this number, or None."""
        return next((r for r in self.results if r.number.value == number), None)
