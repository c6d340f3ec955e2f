"""What changed in many plans since a commit, compared one by one: no plan is kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from poc_docs.portfolio.digest import ToldChange

_AT_ONCE = 25
"""So many plans are asked of git at once."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two versions to be compared: path and blob of the one before, path in the work tree; empty for none."""

    before: str
    blob: str
    after: str


@dataclass(frozen=True, slots=True)
class _Key:
    path: str
    id: str


@dataclass(frozen=True, slots=True)
class _Compared:
    """What a pair was found to be, with what is told of it, if anything changed."""

    before: _Key | None
    after: _Key | None
    told: ToldChange | None


def changes_since(root: Path, commit: str) -> list[ToldChange]:
    """Give what is told of each plan that differs in the work tree from a commit, by its path."""
    from poc_docs.portfolio.versions import paired
    from poc_docs.repository.versions import changed_files

    blobs = changed_files(root, commit)
    found = _compared(root, [_Pair(path if blob else "", blob, path) for path, blob in blobs.items()])
    as_found = {(_path(each.before), _path(each.after)): each.told for each in found}
    # A plan is followed by its id: one that does not stand where it stood is compared once more.
    keys = paired([e.before for e in found if e.before], [e.after for e in found if e.after])
    pairs = [(_path(before), _path(after)) for before, after in keys]
    moved = [
        _Pair(before, blobs.get(before, ""), after)
        for before, after in pairs
        if (before, after) not in as_found
    ]
    told = [as_found.get(pair) for pair in pairs] + [each.told for each in _compared(root, moved)]
    return sorted((each for each in told if each), key=lambda each: each.name.path)


def _path(key: _Key | None) -> str:
    return key.path if key else ""


def _compared(root: Path, pairs: Sequence[_Pair]) -> list[_Compared]:
    from poc_docs.cli.cores import on_all_cores

    parts = [pairs[start : start + _AT_ONCE] for start in range(0, len(pairs), _AT_ONCE)]
    compared = on_all_cores(partial(_compared_part, root), parts, weight=_AT_ONCE)
    return [each for part in compared for each in part]


def _compared_part(root: Path, pairs: Sequence[_Pair]) -> list[_Compared]:
    from poc_docs.repository.blobs import read_blobs

    blobs = read_blobs(root, (pair.blob for pair in pairs))
    return [_compared_pair(root, pair, blobs.get(pair.blob)) for pair in pairs]


def _compared_pair(root: Path, pair: _Pair, data: bytes | None) -> _Compared:
    from poc_docs.exports.change_text import is_told
    from poc_docs.portfolio.digest import changed_plans, told_change
    from poc_docs.portfolio.versions import compare_versions, read_version
    from poc_docs.repository.versions import work_tree_version

    file = work_tree_version(root, pair.after) if pair.after else None
    before = read_version(pair.before, data) if pair.before else None
    after = read_version(file.path, file.data, file.fault) if file else None
    changed = changed_plans(compare_versions([before] if before else [], [after] if after else []), is_told)
    return _Compared(
        _Key(before.path, before.id) if before else None,
        _Key(after.path, after.id) if after else None,
        next(map(told_change, changed), None),
    )
