"""The plan files that a change touches, exactly as they are about to be committed or were committed."""

from __future__ import annotations

import os
from dataclasses import field
from typing import TYPE_CHECKING

from poc_docs.plan.adoption import FILE as ADOPTED
from poc_docs.repository.blobs import read_blobs
from poc_docs.repository.git import (
    Change,
    changes_in,
    committed_changes,
    committed_files,
    empty_tree,
    files_with,
    staged_changes,
    staged_files,
)
from poc_docs.repository.in_advance import InAdvance
from poc_docs.repository.places import CONFIGURATION, PLANS
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The plan files that differ from a version before, by path; a path without a file is left out."""

    befores: tuple[dict[str, bytes], ...]
    """The same paths in each version before."""
    after: dict[str, bytes]
    irregular: frozenset[str]
    """Paths at which the change puts what could hide plans; see ``hides_plans``."""
    judged: frozenset[str]
    """Paths that the change is answerable for, not only for what it took from them."""
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
    _changes: dict[str, list[Change]] = field(default_factory=dict, compare=False, repr=False)
    _records: dict[str, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)
    _known: InAdvance | None = field(default=None, compare=False, repr=False)

    def changes(self, before: str) -> list[Change]:
        """Give what differs between a version before and the one after, at least of plans and settings."""
        if before not in self._changes:
            if self.after is None:
                found = staged_changes(self.root, before, PLANS, CONFIGURATION)
            else:
                found = committed_changes(self.root, before, self.after)
            self._changes[before] = found
        return self._changes[before]

    def records(self, before: str) -> dict[str, str]:
        """Give the blob ids of settings and list of adopted plans in a version before, where it has them."""
        if before not in self._records:
            known = self._known.files if self._known else None
            if known is None:
                known = committed_files(self.root, before, CONFIGURATION, ADOPTED)
            self._records[before] = known
        return self._records[before]

    def blobs(self, object_ids: Iterable[str]) -> dict[str, bytes]:
        """Give the content of blobs by their ids; see ``read_blobs``."""
        known = self._known.blobs if self._known else {}
        wanted = set(object_ids) - {""}
        return {i: known[i] for i in wanted & known.keys()} | read_blobs(self.root, wanted - known.keys())

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


def compare_staged(root: Path, staged: bytes) -> Comparison:
    """Give what the index makes of HEAD where git has already said what it changes."""
    changes = changes_in(staged)
    lists = (CONFIGURATION, ADOPTED)
    read = [change for change in changes if change.path in lists or is_plan_path(change.path)]
    known = InAdvance(str(root), [i for change in read for i in (change.before, change.after)], lists)
    return Comparison(
        root=root, befores=("HEAD",), after=None, settled=1, _changes={"HEAD": changes}, _known=known
    )


def is_plan_path(path: str) -> bool:
    """Say whether a path in the repository is a plan's: every ``*.md`` below ``plans/``."""
    return path.startswith(f"{PLANS}/") and path.casefold().endswith(".md")


def hides_plans(change: Change) -> bool:
    """Say whether plans could hide from the gate in what a change puts somewhere.

    That is a link or a submodule in place of ``plans/`` or below it, and a plan in ``Plans/``: on a disk that
    does not tell capitals from small letters that is the same folder.
    """
    top, _, name = change.path.partition("/")
    if top.casefold() != PLANS:
        return False
    return not change.regular or (top != PLANS and bool(change.after) and is_plan_path(f"{PLANS}/{name}"))


def touched_plans(comparison: Comparison) -> Touched:
    """Give every plan that differs between a version before and the one after; raises ``GitError``."""
    found = [{c.path: c for c in comparison.changes(before)} for before in comparison.befores]
    judged = frozenset.intersection(*map(frozenset, found[: comparison.settled]))
    plans = [{path: c for path, c in changes.items() if is_plan_path(path)} for changes in found]
    last = {path: change for changes in plans for path, change in changes.items()}
    settings = next((changes[CONFIGURATION].after for changes in found if CONFIGURATION in changes), "")
    wanted = [i for changes in plans for c in changes.values() for i in (c.before, c.after)]
    blobs = comparison.blobs([*wanted, settings])
    after = {path: blobs[change.after] for path, change in last.items() if change.after}
    return Touched(
        befores=tuple(_before(changes, after, blobs) for changes in plans),
        after=after,
        irregular=frozenset(path for path in judged if hides_plans(found[0][path])),
        judged=judged,
        settings=blobs.get(settings),
    )


def _before(changes: dict[str, Change], after: dict[str, bytes], blobs: dict[str, bytes]) -> dict[str, bytes]:
    """Give a version before: what differs as it was, and as it is what only another version changed."""
    same = {path: data for path, data in after.items() if path not in changes}
    return same | {path: blobs[change.before] for path, change in changes.items() if change.before}


def other_plans(
    comparison: Comparison, touched: Touched, words: Collection[str] | None = None
) -> dict[str, bytes]:
    """Give the plans after the change that it does not touch, by path: those that hold a word, or all."""
    files = {path: i for path, i in comparison.files().items() if path not in touched.after}
    if words is not None:
        found = files_with(comparison.root, comparison.after, PLANS, words)
        files = {path: i for path, i in files.items() if path in found}
    blobs = read_blobs(comparison.root, files.values())
    return {path: blobs[object_id] for path, object_id in files.items()}


def settings_before(comparison: Comparison) -> bytes | None:
    """Give the configuration file of the first version before, or None where it has none."""
    object_id = comparison.records(comparison.befores[0]).get(CONFIGURATION, "")
    return comparison.blobs([object_id]).get(object_id)


def shown_name(path: str) -> str:
    """Give a path as text; bytes that are none show as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
