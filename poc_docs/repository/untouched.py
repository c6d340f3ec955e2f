"""What the next commit changes of plans at all: for most commits that is all the hook has to find out."""

from __future__ import annotations

import os

from poc_docs.repository.git_process import STAGED, ask_git
from poc_docs.repository.places import CONFIGURATION, PLANS

WATCHED = (f":(top,icase){PLANS}", f":(top,icase){CONFIGURATION}")
"""What the gate looks at, spelt in small or capital letters: some disks take those for the same."""


def staged_here() -> bytes | None:
    """Give what git says that the index changes of plans and settings, against HEAD in the current folder.

    That is None where one process can't tell: below the top of the repository, in a linked work tree, in a
    merge, before the first commit, in a damaged repository.
    """
    folder = os.environ.get("GIT_DIR") or ".git"
    if not os.path.isdir(folder) or os.path.lexists(f"{folder}/MERGE_HEAD"):  # noqa: PTH112
        return None
    if any(key.startswith("GITHEAD_") for key in os.environ):
        return None
    try:
        code, changed, _ = ask_git(".", *STAGED, "HEAD", "--", *WATCHED)
    except OSError:
        return None
    return None if code else changed
