"""The plan and the parts of its body as frozen values that know where they stand in the file."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from poc_docs.plan.texts import cell_text
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.metadata import Metadata, Signature
    from poc_docs.plan.running.model import Running
    from poc_docs.plan.texts import Problem, Read, Text
    from poc_docs.plan.values import Duration
    from poc_docs.plan.vocabulary import Kind, Level, Outcome, Status, Verdict, Weight
    from poc_docs.text.document import Cell, Document, Row, Section, Table


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
        texts = tuple([tuple(map(cell_text, row.cells)) for row in self.table.rows])
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
