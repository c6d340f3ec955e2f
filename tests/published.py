"""The project as others get it: a git repository with everything that would be committed."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from pathlib import Path


def publish(folder: Path) -> Repository:
    """Copy what git tracks or would add into a repository of its own, and commit it."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, names.split("\0")):
        source, target = PROJECT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    published = Repository(folder)
    published.git("init", "--quiet", "--initial-branch=main")
    published.git("add", "-A")
    published.git("commit", "--quiet", "--no-verify", "-m", "As published")
    return published
