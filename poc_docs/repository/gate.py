"""The plan files that a change touches, exactly as they are about to be committed or were committed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.repository.configuration import FILE as CONFIGURATION
from poc_docs.repository.git import (
    Change,
    committed_changes,
    committed_files,
    empty_tree,
    read_blobs,
    staged_changes,
    staged_files,
)
from poc_docs.repository.workspace import PLANS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The plan files that differ from a version before, by path; a path without a file is left out."""

    befores: tuple[dict[str, bytes], ...]
    """The same paths in each version before."""
    after: dict[str, bytes]
    irregular: frozenset[str]
    """Paths at which a link or a submodule stands after the change."""
    judged: frozenset[str]
    """Paths of ``after`` that the change is answerable for, not only for what it took from them."""
    settings: bytes | None
    """The configuration file after the change, if the change touches it."""

    def __bool__(self) -> bool:
        return bool(self.after or self.irregular or any(self.befores))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is compared with what: commits before, and the commit after or the index."""

    root: Path
    befores: tuple[str, ...]
    """Commits, or the empty tree."""
    after: str | None
    """A commit, or None for the index."""
    settled: int
    """How many of ``befores``, from the first, hold plans that nobody has to answer for again."""

    def changes(self, before: str) -> list[Change]:
        """Give what differs between a version before and the one after, among plans and settings."""
        places = (PLANS, CONFIGURATION)
        if self.after is None:
            return staged_changes(self.root, before, *places)
        return committed_changes(self.root, before, self.after, *places)

    def files(self) -> dict[str, str]:
        """Give path and blob id of every plan after the change."""
        if self.after is None:
            found = staged_files(self.root, PLANS)
        else:
            found = committed_files(self.root, self.after, PLANS)
        return {path: object_id for path, object_id in found.items() if is_plan_path(path)}


def compare(
    root: Path, befores: Sequence[str], after: str | None, *, settled: int | None = None
) -> Comparison:
    """Give a comparison; without a version before, with the empty tree. All of ``befores`` are settled."""
    known = tuple(befores) or (empty_tree(root),)
    return Comparison(
        root=root, befores=known, after=after, settled=len(known) if settled is None else settled
    )


def is_plan_path(path: str) -> bool:
    """Say whether a path in the repository is a plan's: every ``*.md`` below ``plans/``."""
    return path.startswith(f"{PLANS}/") and path.casefold().endswith(".md")


def touched_plans(comparison: Comparison) -> Touched:
    """Give every plan that differs between a version before and the one after; raises ``GitError``."""
    found = [comparison.changes(before) for before in comparison.befores]
    plans = [{c.path: c for c in changes if is_plan_path(c.path)} for changes in found]
    last = {path: change for changes in plans for path, change in changes.items()}
    settings = [c.after for changes in found for c in changes if c.path == CONFIGURATION and c.after]
    wanted = [i for changes in plans for c in changes.values() for i in (c.before, c.after)]
    blobs = read_blobs(comparison.root, [*wanted, *settings])
    after = {path: blobs[change.after] for path, change in last.items() if change.after}
    settled = plans[: comparison.settled]
    return Touched(
        befores=tuple(_before(changes, after, blobs) for changes in plans),
        after=after,
        irregular=frozenset(path for path, change in last.items() if not change.regular),
        judged=frozenset(path for path in last if all(path in changes for changes in settled)),
        settings=blobs[settings[0]] if settings else None,
    )


def _before(changes: dict[str, Change], after: dict[str, bytes], blobs: dict[str, bytes]) -> dict[str, bytes]:
    """Give a version before: what differs as it was, and as it is what only another version changed."""
    same = {path: data for path, data in after.items() if path not in changes}
    return same | {path: blobs[change.before] for path, change in changes.items() if change.before}


def other_plans(comparison: Comparison, touched: Touched) -> dict[str, bytes]:
    """Give the plans after the change that it does not touch, by path."""
    files = {path: i for path, i in comparison.files().items() if path not in touched.after}
    blobs = read_blobs(comparison.root, files.values())
    return {path: blobs[object_id] for path, object_id in files.items()}


def settings_before(comparison: Comparison) -> bytes | None:
    """Give the configuration file of the first version before, or None where it has none."""
    before = committed_files(comparison.root, comparison.befores[0], CONFIGURATION)
    object_id = before.get(CONFIGURATION, "")
    return read_blobs(comparison.root, [object_id]).get(object_id)


def shown_name(path: str) -> str:
    """Give a path as text; bytes that are none show as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
