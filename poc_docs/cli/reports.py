"""What a check or the gate found in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks.finding import Severity
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from poc_docs.checks.finding import Finding


@dataclass(frozen=True, slots=True)
class Report:
    """The findings in one file; ``text`` is empty where the file could not be read."""

    name: str
    text: str
    findings: Sequence[Finding]

    @property
    def errors(self) -> int:
        """Give the number of errors, which alone decide the exit code."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


def total_errors(reports: Iterable[Report]) -> int:
    """Give the number of errors in all reports."""
    return sum(report.errors for report in reports)
