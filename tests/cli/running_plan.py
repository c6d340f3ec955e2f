"""A plan on which work goes on, in a repository, and what people type on a day of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.reading import read_plan
from tests.plan.plan_files import FRONT_MATTER, plan_text

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from tests.surroundings import Repository

PLAN = "plans/halden.md"
TODAY = "2026-03-20"
ACTIVE = FRONT_MATTER.replace("Planning", "Active")
RESULTS = """\
| # | Criterion | Result | Target | Status |
|---|-----------|--------|--------|--------|
| 1 | Planning time | TBD | < 15 minutes | |
| 2 | Distance saved | | >= 4% | |
"""


def running_plan(end: str = "", front_matter: str = ACTIVE) -> str:
    """Give a plan that is Active from 2026-03-09 on, with no results yet."""
    return plan_text(front_matter=front_matter, results=RESULTS, gaps="", decision="", end=end)


def text_of(repository: Repository) -> str:
    return (repository.root / PLAN).read_bytes().decode()


def plan_of(repository: Repository) -> Plan:
    return read_plan(text_of(repository))


def halden(repository: Repository, command: str, *options: str, code: int = 0, today: str = TODAY) -> str:
    """Type a command on the plan."""
    return repository.poc_docs(command, "halden", *options, code=code, today=today)


def refused(repository: Repository, command: str, *options: str, today: str = TODAY) -> str:
    """Type what must be refused, with a way out, and nothing written; give what was said."""
    before = text_of(repository)
    said = halden(repository, command, *options, code=2, today=today)
    assert text_of(repository) == before
    assert "Traceback" not in said
    assert "internal error" not in said
    assert "  -> " in said or "Usage:" in said
    return said
