"""The portfolio: every plan file with what could be read of it and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.checks.finding import Severity
from poc_docs.portfolio.deals import amount_of, is_superseded, opportunity_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.model import Plan
    from poc_docs.plan.values import Money


@dataclass(frozen=True, slots=True)
class Entry:
    """A file below the plans' folder; without ``plan`` its bytes are no text, and a finding says why."""

    path: str
    """Relative to the repository, with ``/``."""
    plan: Plan | None
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """Give the plan's title; else what its first heading says, else the path."""
        return self.path if self.own_title is None else self.own_title

    @property
    def own_title(self) -> str | None:
        """Give the title that the plan itself has, or None."""
        plan = self.plan
        if plan and plan.metadata and plan.metadata.title:
            return plan.metadata.title.value
        return plan.title.value if plan and plan.title else None

    @property
    def prospect(self) -> str:
        """Give the prospect, or an empty string."""
        metadata = self.plan.metadata if self.plan else None
        return metadata.prospect.value if metadata and metadata.prospect else ""

    @property
    def opportunity(self) -> str:
        """Give the opportunity, or an empty string."""
        return opportunity_of(self.plan) if self.plan else ""

    @property
    def amount(self) -> Money | None:
        """Give the amount of the deal, if the plan says one."""
        return amount_of(self.plan) if self.plan else None

    @property
    def is_superseded(self) -> bool:
        """Say whether another plan took its place."""
        return self.plan is not None and is_superseded(self.plan)

    @property
    def errors(self) -> Sequence[Finding]:
        """Give the findings that block."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def advice(self) -> Sequence[Finding]:
        """Give the findings that only advise."""
        return [finding for finding in self.findings if finding.severity is not Severity.ERROR]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Every plan file, sorted by path."""

    entries: tuple[Entry, ...]
