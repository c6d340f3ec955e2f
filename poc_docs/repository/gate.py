"""The plans that a commit touches, exactly as they are about to be committed: from the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.repository.git import read_blobs, staged_changes, staged_files
from poc_docs.repository.workspace import PLANS

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class StagedPlan:
    """A plan file before and after the commit; None where it is absent."""

    path: str
    before: bytes | None
    after: bytes | None
    regular: bool
    """Whether the new version is an ordinary file, not a link or a submodule."""


def is_plan_path(path: str) -> bool:
    """Say whether a path in the repository is a plan's: every ``*.md`` below ``plans/``."""
    return path.startswith(f"{PLANS}/") and path.endswith(".md")


def staged_plans(root: Path) -> list[StagedPlan]:
    """Give every plan that the next commit adds, changes or removes; raises ``GitError``."""
    changes = [change for change in staged_changes(root) if is_plan_path(change.path)]
    blobs = read_blobs(root, [i for c in changes for i in (c.before, c.after if c.regular else "")])
    return [
        StagedPlan(
            change.path,
            blobs.get(change.before),
            blobs.get(change.after) if change.regular else None,
            change.regular,
        )
        for change in changes
    ]


def untouched_plans(root: Path, touched: set[str]) -> dict[str, bytes]:
    """Give the other plans in the index, by path."""
    files = {
        path: object_id
        for path, object_id in staged_files(root, PLANS).items()
        if is_plan_path(path) and path not in touched
    }
    blobs = read_blobs(root, files.values())
    return {path: blobs[object_id] for path, object_id in files.items()}
