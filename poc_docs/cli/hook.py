"""The gate as git calls it before each commit: a quick yes for what is certainly lawful.

Whatever else there is to say takes the command ``gate`` itself, which then judges from the beginning.
"""

from __future__ import annotations

import gc

from poc_docs.repository.untouched import staged_here


def commit_passes() -> bool:
    """Say whether the commit that is about to be made from the current folder certainly passes the gate."""
    staged = staged_here()
    if staged == b"":
        return True
    gc.disable()  # what is loaded stays to the end; to look through it for what could go takes its time
    try:
        from poc_docs.cli.late_modules import loaded_when_used

        # Standard modules import these two, for what no plan needs.
        with loaded_when_used("inspect", "ipaddress"):
            return _is_lawful(staged)
    except Exception:  # noqa: BLE001 -- the command meets the same error, and says what to do about it
        return False
    finally:
        gc.freeze()  # nor does Python look through it when it ends
        gc.enable()


def _is_lawful(staged: bytes | None) -> bool:
    """Judge a commit that is no merge, without loading what prints findings or only advises."""
    from pathlib import Path

    from poc_docs.cli.judging import judge, refused
    from poc_docs.repository.gate import compare, compare_staged

    if staged is not None:
        comparison = compare_staged(Path(), staged)
    else:
        import os

        from poc_docs.repository.git import run_git

        asked = ("rev-parse", "--show-toplevel", "--git-path", "MERGE_HEAD", "HEAD^{commit}")
        root, merge, commit = os.fsdecode(run_git(Path(), *asked)).splitlines()
        if os.path.lexists(merge) or any(key.startswith("GITHEAD_") for key in os.environ):
            return False
        comparison = compare(Path(root), (commit,), None, settled=1)
    return not refused(judge(comparison, errors_only=True))
