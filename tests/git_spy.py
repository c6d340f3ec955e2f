"""A git in front of the real one, which writes down how it was called."""

from __future__ import annotations

import os
import shutil
import textwrap
from typing import TYPE_CHECKING

from tests.surroundings import environment

if TYPE_CHECKING:
    from pathlib import Path


def with_spy(folder: Path, log: Path) -> str:
    """Give a PATH on which `git` notes its arguments and then is git."""
    folder.mkdir()
    program = shutil.which("git")
    script = f"""\
        #!/bin/sh
        {{ printf '%s\\037' "$@"; printf '\\036'; }} >> '{log}'
        exec '{program}' "$@"
    """
    (folder / "git").write_text(textwrap.dedent(script))
    (folder / "git").chmod(0o755)
    return os.pathsep.join([str(folder), environment()["PATH"]])
