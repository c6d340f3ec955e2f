"""The gate as git calls it before each commit: a quick yes for what is certainly lawful.

Whatever else there is to say takes the command ``gate`` itself, which then judges from the beginning.
"""

from __future__ import annotations

from poc_docs.repository.untouched import leaves_plans_alone


def commit_passes() -> bool:
    """Say whether the commit that is about to be made from the current folder certainly passes the gate."""
    if leaves_plans_alone():
        return True
    try:
        return _is_lawful()
    except Exception:  # noqa: BLE001 -- the command meets the same error, and says what to do about it
        return False


def _is_lawful() -> bool:
    """Judge a commit that is no merge, without loading what prints findings."""
    import os
    from pathlib import Path

    from poc_docs.cli.judging import judge, refused
    from poc_docs.repository.gate import compare
    from poc_docs.repository.git import run_git

    asked = ("rev-parse", "--show-toplevel", "--git-path", "MERGE_HEAD", "HEAD^{commit}")
    root, merge, commit = os.fsdecode(run_git(Path(), *asked)).splitlines()
    merging = os.path.lexists(merge) or any(key.startswith("GITHEAD_") for key in os.environ)
    return not merging and not refused(judge(compare(Path(root), (commit,), None, settled=1)))
