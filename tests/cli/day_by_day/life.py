"""The transcript that is played, and the plan that comes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.day_by_day.transcript import Played, play
from tests.cli.halden_plan import PLAN, filled_in

if TYPE_CHECKING:
    from tests.surroundings import Repository

HERE = Path(__file__).parent
LIFE, FINISHED = HERE / "life.md", HERE / "finished_plan.md"


def played(repository: Repository) -> Played:
    """Play the transcript."""
    return play(LIFE.read_text(encoding="utf-8"), repository, PLAN, filled_in)
