"""Write the answers in ``life.md``, and the plan that comes out, anew: ``python -m tests.cli.day_by_day``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.cli.day_by_day.life import FINISHED, LIFE, played
from tests.cli.halden_plan import PLAN
from tests.surroundings import new_repository

with tempfile.TemporaryDirectory() as folder:
    repository = new_repository(Path(folder) / "pocs")
    LIFE.write_text(played(repository).happened, encoding="utf-8")
    FINISHED.write_text((repository.root / PLAN).read_text(encoding="utf-8"), encoding="utf-8")
