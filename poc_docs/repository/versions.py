"""Plan files in two versions, commits or the work tree: those that differ, and only those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.reading import read_identity
from poc_docs.repository.blobs import read_blobs
from poc_docs.repository.commits import merge_bases, named_commit
from poc_docs.repository.files import FileRefusedError, read_file
from poc_docs.repository.gate import is_plan_path
from poc_docs.repository.git import (
    GitError,
    committed_changes,
    committed_files,
    object_id,
    run_git,
)
from poc_docs.repository.workspace import PLANS
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from pathlib import Path

BELOW_PLANS = f":(top,literal){PLANS}"


@dataclass(frozen=True, slots=True)
class FileVersion:
    """A plan file as it stood in one version; without data, ``fault`` says why it can't be read."""

    path: str
    data: bytes | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """Two versions to be compared; without ``after`` it is the work tree."""

    before: str
    after: str | None


def read_range(root: Path, text: str) -> Range | None:
    """Read ``REV``, ``A..B`` or ``A...B`` (from where the two parted), or give None for anything else.

    Raises ``GitError`` for a range whose ends are not known.
    """
    dots = "..." if "..." in text else ".."
    if dots not in text:
        return Range(named_commit(root, text), None) if object_id(root, text) else None
    one, _, other = text.partition(dots)
    before, after = (named_commit(root, name or "HEAD") for name in (one, other))
    if dots == "...":
        bases = merge_bases(root, before, after)
        if not bases:
            raise GitError(f"{one or 'HEAD'} and {other or 'HEAD'} share no commit", f"try: {one}..{other}")
        before = bases[0]
    return Range(before, after)


def versions_between(root: Path, wanted: Range) -> tuple[list[FileVersion], list[FileVersion]]:
    """Give the plan files that differ, as they stand in the one version and in the other."""
    if wanted.after is None:
        return _against_work_tree(root, wanted.before)
    changes = [c for c in committed_changes(root, wanted.before, wanted.after) if is_plan_path(c.path)]
    blobs = read_blobs(root, (blob for change in changes for blob in (change.before, change.after)))
    before = [FileVersion(c.path, blobs[c.before]) for c in changes if c.before]
    after = [FileVersion(c.path, blobs[c.after]) for c in changes if c.after]
    return before, [*after, *(_no_file(change.path) for change in changes if not change.regular)]


def _no_file(path: str) -> FileVersion:
    return FileVersion(path, None, "a link or a submodule stands in place of the plan")


def _against_work_tree(root: Path, commit: str) -> tuple[list[FileVersion], list[FileVersion]]:
    changed = changed_files(root, commit)
    blobs = read_blobs(root, changed.values())
    before = [FileVersion(path, blobs[blob]) for path, blob in changed.items() if blob]
    after = [work_tree_version(root, path) for path in changed]
    return before, [version for version in after if version is not None]


def changed_files(root: Path, commit: str) -> dict[str, str]:
    """Give the plan files that differ in the work tree from a commit, sorted, with their blobs in the commit.

    One that is new has an empty name in place of its blob.
    """
    options = ("--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv")
    try:
        changed = run_git(root, "diff", *options, commit, "--", BELOW_PLANS)
    except GitError as error:
        raise GitError(str(error), "the repository may be damaged: git fsck") from None
    new = run_git(root, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", BELOW_PLANS)
    names = (changed + new).decode("utf-8", "surrogateescape").split("\0")
    paths = sorted({name for name in names if is_plan_path(name)})
    known = committed_files(root, commit, PLANS)
    return {path: known.get(path, "") for path in paths}


def work_tree_version(root: Path, path: str) -> FileVersion | None:
    """Give a plan file as it stands on the disk, or None where there is none."""
    file = root / path
    if file.is_symlink():
        return _no_file(path)
    if not file.exists():
        return None
    try:
        return FileVersion(path, read_file(file, root))
    except FileRefusedError as error:
        return FileVersion(path, None, error.message)


def committed_version(root: Path, head: str, plan_id: str, path: str) -> FileVersion | None:
    """Give a plan as it stands in the commit ``head``: at its path, or wherever its id is."""
    files = committed_files(root, head, PLANS)
    blobs = read_blobs(root, [files[path]] if path in files else files.values())
    for name, blob in files.items():
        if blob in blobs and (name == path or has_id(blobs[blob], plan_id)):
            return FileVersion(name, blobs[blob])
    return None


def has_id(data: bytes, plan_id: str) -> bool:
    """Say whether the bytes are the plan with this id."""
    if not plan_id or plan_id.encode() not in data:
        return False
    plan = read_identity(data)
    return plan is not None and plan.id == plan_id
