"""What stands in the way of a change, shown where it stands in the plan as it is now."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from poc_docs.cli.permission import errors_of
from poc_docs.cli.session import next_step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from poc_docs.checks.finding import Finding
    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit

_FIRST = 5
"""How many findings are shown of a plan that has many, such as one that was just begun."""

_MANY = 8
"""From one more on they are many: nobody types a command to see three more."""


def refuse_unless_clean(
    loaded: LoadedPlan,
    edits: Sequence[Edit],
    after: Plan,
    what: str,
    only: Callable[[Finding], bool],
    steps: Sequence[str] = (),
    every: str = "",
) -> None:
    """Leave with exit code 1 and what stands in the way, if anything does; nothing is written then.

    ``steps`` are what to type next, where that is more than mending what is listed. ``every`` is the command
    that lists everything where only the first findings are shown; without it everything is.
    """
    from poc_docs.cli.findings import format_text
    from poc_docs.cli.reports import Report

    errors = [finding for finding in _errors_after(loaded.plan, edits, after) if only(finding)]
    if errors:
        is_long = bool(every) and len(errors) > _MANY
        report = Report(loaded.name, loaded.plan.document.text, errors)
        click.echo(format_text([report], _FIRST if is_long else len(errors)))
        if is_long:
            click.echo(f"These are the first {_FIRST} of {len(errors)}; all of them:\n  {every}")
        click.echo(f"\n{what}; nothing was written.", err=True)
        if steps:
            next_step(*steps)
        sys.exit(1)


def _errors_after(plan: Plan, edits: Sequence[Edit], after: Plan) -> list[Finding]:
    """Give the errors of the plan ``after`` the edits, placed where they stand in the plan as it is now."""
    from poc_docs.checks.explaining import placed
    from poc_docs.text.edits import offset_before
    from poc_docs.text.source import Span

    found = []
    for finding in errors_of(after):
        start = offset_before(edits, finding.span.start)
        end = max(start, offset_before(edits, finding.span.end))
        found.append(placed(plan, finding, Span(start, end)))
    return found
