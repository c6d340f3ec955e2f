"""Where poc-docs can't keep its promises it says so, and does nothing."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.surroundings import environment

if TYPE_CHECKING:
    from tests.surroundings import Repository


@pytest.mark.parametrize("arguments", [["gate"], ["check"], ["new", "Halden", "Routes"], ["--help"]])
def test_windows_is_told_what_to_install(repository: Repository, arguments: list[str]) -> None:
    code = "import sys; sys.platform = 'win32'; from poc_docs.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=repository.root,
        env=environment(),
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert not done.stdout
    assert said.startswith("poc-docs: Windows itself ")
    assert "wsl --install" in said
    assert "Traceback" not in said
    assert not (repository.root / "plans").exists()
