"""What one plan brings to all numbers: a value that can be kept for thousands of plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poc_docs.plan.values import is_placeholder
from poc_docs.portfolio.metrics import definitions as define
from poc_docs.portfolio.metrics.facts import Counted, LeftOut, Source
from poc_docs.portfolio.metrics.funnel import steps_of
from poc_docs.portfolio.owners import owner_of
from poc_docs.portfolio.stages import Stage, stage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from poc_docs.plan.model import Crm, Money
    from poc_docs.plan.vocabulary import BusinessOutcome
    from poc_docs.portfolio.entries import Entry
    from poc_docs.portfolio.metrics.facts import Dated, Missing

NUMBERS: Mapping[str, tuple[str, Callable[[Counted], Iterable[Dated[Any] | Missing]]]] = {
    "status": ("date", define.written),
    "outcomes": ("Decided on", define.ended),
    "closed": ("date of closing", define.closed),
    "business": ("business date", define.sold),
    "win_rate": ("business date", define.won),
    "agreed_before_start": ("start", define.agreed_before_start),
    "duration": ("'completed'", define.took),
    "time_to_decision": ("Decided on", define.decided),
    "decided_on_time": ("Decided on", define.on_time),
    "pass_rate": ("'completed'", define.judged),
    "amendments": ("start", define.amended),
}
"""What the date of each number is called, and what a plan contributes to it; the names are the JSON's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a plan without errors brings to the numbers."""

    source: Source
    stage: Stage
    owner: str
    written: dt.date | None
    decision_date: dt.date | None
    steps: tuple[bool, ...]
    """Whether it came to each step of the funnel."""
    opportunity: str
    is_superseded: bool
    is_closed: bool
    crm: Crm | None
    business: BusinessOutcome | None
    facts: Mapping[str, tuple[Dated[Any] | Missing, ...]]

    @property
    def path(self) -> str:
        """Give the plan's file."""
        return self.source.path

    @property
    def amount(self) -> Money | None:
        """Give the amount of the deal, if the plan says one."""
        return self.crm.amount if self.crm else None

    @property
    def category(self) -> str:
        """Give the forecast category; an empty string where none is named."""
        named = (self.crm.forecast_category if self.crm else None) or ""
        return "" if is_placeholder(named) else named


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of one file; ``owner`` is None where nothing can be said of whose it is."""

    owner: str | None
    part: Part | LeftOut


def brought(entry: Entry) -> Brought:
    """Give what a file brings to the numbers, or why it brings nothing."""
    plan = entry.plan
    metadata = plan.metadata if plan else None
    owner = owner_of(plan) if metadata else None
    its_stage = stage(entry)
    if plan is None or metadata is None or entry.errors or its_stage is Stage.UNKNOWN:
        return Brought(owner, LeftOut(entry.path, plan.id if plan else "", _why(entry)))
    by = Counted(plan, metadata, its_stage)
    decision = plan.overview.decision_date
    part = Part(
        source=Source(entry.path, plan.id),
        stage=its_stage,
        owner=owner_of(plan),
        written=metadata.date.value if metadata.date else None,
        decision_date=decision.value if decision else None,
        steps=steps_of(by),
        opportunity=entry.opportunity,
        is_superseded=entry.is_superseded,
        is_closed=metadata.closed is not None,
        crm=metadata.crm,
        business=metadata.business.outcome if metadata.business else None,
        facts={name: found for name, (_, ask) in NUMBERS.items() if (found := tuple(ask(by)))},
    )
    return Brought(owner, part)


def _why(entry: Entry) -> str:
    errors = entry.errors
    if entry.plan is None:
        return errors[0].message if errors else "it can't be read"
    if not errors:
        return "no readable status"
    return "1 error" if len(errors) == 1 else f"{len(errors)} errors"
