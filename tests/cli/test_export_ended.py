"""An export that is told to end, as a machine that stops does it, leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.surroundings import SAMPLES, environment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository


def test_an_export_that_is_ended_leaves_no_temporary_folder(repository: Repository, tmp_path: Path) -> None:
    for sample in SAMPLES:
        repository.write(f"plans/{sample.name}", sample.read_bytes())
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "poc_docs", "export", "--format", "json"]
    settings = {**environment(), "TMPDIR": str(temporary)}
    with subprocess.Popen(command, cwd=repository.root, env=settings, stdout=subprocess.PIPE) as export:
        assert export.stdout
        os.read(export.stdout.fileno(), 1)  # the pipe is too small for the rest, and so the command waits
        assert [*temporary.iterdir()]
        export.send_signal(signal.SIGTERM)
        assert export.wait() == 2
    assert not [*temporary.iterdir()]
