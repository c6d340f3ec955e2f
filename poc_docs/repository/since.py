"""The plans as they stood when a day began, from git's history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.repository.commits import DEEPER, is_shallow
from poc_docs.repository.git import GitError, empty_tree, head, run_git
from poc_docs.repository.versions import Range

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


def since(root: Path, day: dt.date) -> Range:
    """Give the last version from before a day, to be compared with the work tree.

    It is the newest commit on HEAD's own line that is dated before the day, by the calendar of whoever made
    it: a merge counts when it came in. Before the first commit there was nothing. Raises ``GitError`` in a
    shallow clone that does not reach back so far.
    """
    if not head(root):
        return Range(empty_tree(root), None)
    out = run_git(root, "log", "--first-parent", "--no-show-signature", "--format=%H %cs", "HEAD")
    for line in out.decode("ascii").splitlines():
        commit, _, date = line.partition(" ")
        if date < day.isoformat():
            return Range(commit, None)
    if is_shallow(root):
        raise GitError(f"this clone is shallow, and does not reach back to {day}", DEEPER)
    return Range(empty_tree(root), None)
