"""A proof of concept played through its whole life, day by day, with edits by hand between the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.day_by_day.life import FINISHED, played
from tests.cli.halden_plan import PLAN

if TYPE_CHECKING:
    from tests.surroundings import Repository


def test_each_day_answers_as_it_is_written(repository: Repository) -> None:
    life = played(repository)
    assert life.happened.splitlines() == life.written.splitlines()
    plan = (repository.root / PLAN).read_text(encoding="utf-8")
    assert plan.splitlines() == FINISHED.read_text(encoding="utf-8").splitlines()
