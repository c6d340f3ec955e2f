"""Whether a plan could carry what a command is about to write: the check of the plan as it would be."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from poc_docs.cli.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.model import Plan

_TIMES = re.compile(r" \((\d+) times, first here\)")
"""How a message counts what stands in a file more than once."""

_MOVING = re.compile(rf"line \d+|{_TIMES.pattern}")
"""What the message on an old error may say otherwise once other lines have changed."""

_TEXT = "POC1"
"""Codes below it are about characters; all an old plan must answer for when it gets front matter."""

_AGREEMENT = "POC4"
"""Codes that begin so tell of one missing signature in other words than of two."""


def refuse_new_errors(before: Plan, after: Plan) -> None:
    """Refuse a plan with errors that it did not have before; the old ones are for their author to mend."""
    for finding in new_errors(before, after):
        raise Refusal(
            f"nothing was written, as 'poc-docs check' would refuse it: {finding.code} {finding.message}",
            finding.advice,
        )


def new_errors(before: Plan, after: Plan) -> Iterator[Finding]:
    """Give the errors of a plan that it did not have before."""
    known = errors_of(before)
    told: Counter[tuple[str, str]] = Counter()
    for finding in known:
        told[_message(finding)] += _times(finding)
    codes = Counter(finding.code for finding in known)
    migrated = before.document.front_matter is None and after.document.front_matter is not None
    for finding in errors_of(after):
        told[_message(finding)] -= _times(finding)
        codes[finding.code] -= 1
        grew = codes[finding.code] if finding.code.startswith(_AGREEMENT) else told[_message(finding)]
        if grew < 0 and not (migrated and finding.code > _TEXT):
            yield finding


def errors_of(plan: Plan) -> list[Finding]:
    """Give what ``check`` finds in a plan by itself that blocks; the list of adopted plans is left aside."""
    from poc_docs.checks import check_plan
    from poc_docs.checks.finding import Severity

    return [finding for finding in check_plan(plan) if finding.severity is Severity.ERROR]


def _message(finding: Finding) -> tuple[str, str]:
    return finding.code, _MOVING.sub("", finding.message)


def _times(finding: Finding) -> int:
    found = _TIMES.search(finding.message)
    return int(found[1]) if found else 1
