"""Whether a commit touches plans at all: for most commits that is all the hook has to find out."""

from __future__ import annotations

import os

from poc_docs.repository.git_process import STAGED, ask_git
from poc_docs.repository.places import CONFIGURATION, PLANS

WATCHED = (f":(top,icase){PLANS}", f":(top,icase){CONFIGURATION}")
"""What the gate looks at, spelt in small or capital letters: some disks take those for the same."""


def leaves_plans_alone() -> bool:
    """Say whether the next commit, made from the current folder, certainly changes no plan and no setting.

    False as well where one process can't tell: in a merge, before the first commit, in a damaged repository.
    """
    folder = os.environ.get("GIT_DIR") or ".git"
    # Not pathlib, which would take longer to import than git takes to answer.
    if not os.path.isdir(folder) or os.path.lexists(f"{folder}/MERGE_HEAD"):  # noqa: PTH112
        return False
    if any(key.startswith("GITHEAD_") for key in os.environ):
        return False
    try:
        code, changed, _ = ask_git(".", *STAGED, "HEAD", "--", *WATCHED)
    except OSError:
        return False
    return code == 0 and not changed
