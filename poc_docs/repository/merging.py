"""Git's own merge of three files, for what can't be merged by its parts."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from poc_docs.repository.git import GitError

if TYPE_CHECKING:
    from pathlib import Path

_MOST_CONFLICTS = 127


def merge_by_lines(base: Path, ours: Path, theirs: Path, marker_size: int) -> tuple[bytes, int]:
    """Give what ``git merge-file`` makes of three files, and how many conflicts it has (127 for more).

    Raises ``GitError`` where git can't merge them either, such as files that are no text.
    """
    labels = [option for name in ("ours", "base", "theirs") for option in ("-L", name)]
    files = [str(path.resolve()) for path in (ours, base, theirs)]
    command = ["git", "merge-file", "-p", f"--marker-size={marker_size}", *labels, "--", *files]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitError("git is not installed, or not on the PATH") from None
    if not 0 <= done.returncode <= _MOST_CONFLICTS:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(said or f"git merge-file ended with code {done.returncode}", "merge the file by hand")
    return done.stdout, done.returncode
