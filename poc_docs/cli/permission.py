"""Whether a plan could carry what a command is about to write: the check of the plan as it would be."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from poc_docs.checks.finding import Finding
    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit


def errors_after(plan: Plan, edits: Sequence[Edit], after: Plan) -> list[Finding]:
    """Give the errors of the plan ``after`` the edits, placed where they stand in the plan as it is now."""
    from poc_docs.checks import check_plan
    from poc_docs.checks.finding import Severity
    from poc_docs.text.edits import offset_before
    from poc_docs.text.source import Span

    placed = []
    for finding in check_plan(after):
        if finding.severity is Severity.ERROR:
            start = offset_before(edits, finding.span.start)
            end = max(start, offset_before(edits, finding.span.end))
            line, column = plan.document.position(start)
            placed.append(replace(finding, span=Span(start, end), line=line, column=column))
    return placed


def refuse_unless_clean(
    loaded: LoadedPlan, edits: Sequence[Edit], after: Plan, what: str, only: Callable[[Finding], bool]
) -> None:
    """Leave with exit code 1 and all that stands in the way, if anything does; nothing is written then."""
    from poc_docs.cli.findings import Report, format_text

    errors = [finding for finding in errors_after(loaded.plan, edits, after) if only(finding)]
    if errors:
        click.echo(format_text([Report(loaded.name, loaded.plan.document.text, errors)]))
        click.echo(f"\n{what}; nothing was written.", err=True)
        sys.exit(1)
