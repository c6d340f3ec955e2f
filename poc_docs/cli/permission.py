"""Whether a plan could carry what a command is about to write: the check of the plan as it would be."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import next_step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from poc_docs.checks.finding import Finding
    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit

_TIMES = re.compile(r" \((\d+) times, first here\)")
"""How a message counts what stands in a file more than once."""

_MOVING = re.compile(rf"line \d+|{_TIMES.pattern}")
"""What the message on an old error may say otherwise once other lines have changed."""

_TEXT = "POC1"
"""Codes below it are about characters; all an old plan must answer for when it gets front matter."""

_AGREEMENT = "POC4"
"""Codes that begin so tell of one missing signature in other words than of two."""

_FIRST = 5
"""How many findings are shown of a plan that has many, such as one that was just begun."""

_MANY = 8
"""From one more on they are many: nobody types a command to see three more."""


def refuse_new_errors(before: Plan, after: Plan) -> None:
    """Refuse a plan with errors that it did not have before; the old ones are for their author to mend."""
    for finding in new_errors(before, after):
        raise Refusal(
            f"nothing was written, as 'poc-docs check' would refuse it: {finding.code} {finding.message}",
            finding.advice,
        )


def new_errors(before: Plan, after: Plan) -> Iterator[Finding]:
    """Give the errors of a plan that it did not have before."""
    known = _errors(before)
    told: Counter[tuple[str, str]] = Counter()
    for finding in known:
        told[_message(finding)] += _times(finding)
    codes = Counter(finding.code for finding in known)
    migrated = before.document.front_matter is None and after.document.front_matter is not None
    for finding in _errors(after):
        told[_message(finding)] -= _times(finding)
        codes[finding.code] -= 1
        grew = codes[finding.code] if finding.code.startswith(_AGREEMENT) else told[_message(finding)]
        if grew < 0 and not (migrated and finding.code > _TEXT):
            yield finding


def _errors(plan: Plan) -> list[Finding]:
    from poc_docs.checks import check_plan
    from poc_docs.checks.finding import Severity

    return [finding for finding in check_plan(plan) if finding.severity is Severity.ERROR]


def _message(finding: Finding) -> tuple[str, str]:
    return finding.code, _MOVING.sub("", finding.message)


def _times(finding: Finding) -> int:
    found = _TIMES.search(finding.message)
    return int(found[1]) if found else 1


def errors_after(plan: Plan, edits: Sequence[Edit], after: Plan) -> list[Finding]:
    """Give the errors of the plan ``after`` the edits, placed where they stand in the plan as it is now."""
    from poc_docs.text.edits import offset_before
    from poc_docs.text.source import Span

    placed = []
    for finding in _errors(after):
        start = offset_before(edits, finding.span.start)
        end = max(start, offset_before(edits, finding.span.end))
        line, column = plan.document.position(start)
        placed.append(replace(finding, span=Span(start, end), line=line, column=column))
    return placed


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

    errors = [finding for finding in errors_after(loaded.plan, edits, after) if only(finding)]
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
