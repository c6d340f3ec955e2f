"""The blanks that somebody has to fill in before work can start."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from poc_docs.checks.contents import left_to_fill_in
from poc_docs.plan.vocabulary import Status
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.checks.finding import Fault
    from poc_docs.plan.model import Plan


def blanks(plan: Plan) -> Sequence[Fault]:
    """Give the blanks of a plan that an Active one must not have, in the order of the rule."""
    if plan.metadata is None or plan.metadata.status is None:
        return []
    return list(left_to_fill_in(plan, Status.ACTIVE))


def blanks_told(plan: Plan, found: Sequence[Fault]) -> str:
    """Say how many blanks there are, and in which sections: ``3 blanks: POC Overview (1), Timeline (2)``."""
    sections = Counter(_section(plan, blank) for blank in found)
    where = ", ".join(f"{name} ({count})" for name, count in sections.items())
    return f"{counted(len(found), 'blank')}: {where}"


def _section(plan: Plan, blank: Fault) -> str:
    above = [s for s in plan.document.sections if s.span.start <= blank.span.start < s.span.end]
    name = above[-1].heading.text if above and above[-1].heading.level > 1 else ""
    return name or "front matter"
