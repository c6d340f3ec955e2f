"""A proof of concept played through its whole life, day by day, with edits by hand between the commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.day_by_day.transcript import Played, play
from tests.cli.test_life import PLAN, filled_in

if TYPE_CHECKING:
    from tests.surroundings import Repository

HERE = Path(__file__).parent
LIFE, FINISHED = HERE / "life.md", HERE / "finished_plan.md"


def played(repository: Repository) -> Played:
    """Play the transcript."""
    return play(LIFE.read_text(encoding="utf-8"), repository, PLAN, filled_in)


def test_each_day_answers_as_it_is_written(repository: Repository) -> None:
    life = played(repository)
    assert life.happened.splitlines() == life.written.splitlines()
    plan = (repository.root / PLAN).read_text(encoding="utf-8")
    assert plan.splitlines() == FINISHED.read_text(encoding="utf-8").splitlines()
