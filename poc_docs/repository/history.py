"""Earlier versions of plans, from git's history: a plan is followed by its id, through renames."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.plan.agreement import fingerprint
from poc_docs.plan.reading import read_identity, read_plan
from poc_docs.repository.commits import is_shallow
from poc_docs.repository.gate import is_plan_path
from poc_docs.repository.git import git_path, read_blobs, run_git
from poc_docs.repository.versions import BELOW_PLANS, FileVersion, has_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan

_MOST_VERSIONS = 200
"""How far back the agreed text is looked for: it stands close to the signature that names it."""

_SHORT = 9
"""How many digits of a commit are shown: as many as git shows in a repository of this kind, and some more."""

_REGULAR = ("100644", "100755")
_LOG = (
    "log",
    "-c",
    "--raw",
    "-z",
    "--no-renames",
    "--no-abbrev",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--date-order",
    "--format=%x01%H%x02%aI%x02%aN%x02%s",
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that changed a plan: the plan's version in each parent, and the one it made."""

    commit: str
    short: str
    date: str
    author: str
    subject: str
    before: tuple[FileVersion | None, ...]
    after: FileVersion | None
    cut: bool
    """Whether a shallow clone ends here, so that the version before is unknown."""


def plan_revisions(root: Path, head: str, plan_id: str, path: str) -> list[Revision]:
    """Give the commits that changed a plan, oldest first: those of its id, whatever its file was called."""
    commits = _logged(root, head)
    paths = _paths(root, commits, plan_id, path)
    touched = [(commit, _touching(commit, paths)) for commit in commits]
    touched = [(commit, entries) for commit, entries in touched if entries]
    blobs = read_blobs(root, (i for _, entries in touched for e in entries for i in (*e.before, e.after)))
    border = _shallow_border(root)
    found = [_revision(commit, entries, blobs, border) for commit, entries in reversed(touched)]
    return [revision for revision in found if _is_of(revision, plan_id)]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a commit did to one path: blob ids, one before for each parent; empty where no file stands."""

    path: str
    before: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class _Commit:
    commit: str
    date: str
    author: str
    subject: str
    entries: list[_Entry]


def _logged(root: Path, head: str) -> list[_Commit]:
    """Give every commit that touched plans, newest first, from one git process."""
    out = run_git(root, "-c", "i18n.logOutputEncoding=UTF-8", *_LOG, head, "--", BELOW_PLANS)
    parts = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    commits: list[_Commit] = []
    for part in parts:
        text = part.lstrip("\n")
        if text.startswith("\x01"):
            commit, date, author, subject = text[1:].split("\x02", 3)
            commits.append(_Commit(commit, date, author, subject, []))
        elif text.startswith(":"):
            entry = _entry(text, next(parts))
            if is_plan_path(entry.path):
                commits[-1].entries.append(entry)
    return commits


def _entry(text: str, path: str) -> _Entry:
    parents = len(text) - len(text.lstrip(":"))
    words = text.lstrip(":").split(" ")
    modes, ids = words[: parents + 1], words[parents + 1 : 2 * parents + 2]
    *before, after = (blob if mode in _REGULAR else "" for mode, blob in zip(modes, ids, strict=True))
    return _Entry(path, tuple(before), after)


def _paths(root: Path, commits: list[_Commit], plan_id: str, path: str) -> set[str]:
    """Give every path at which the plan stood: the one it has, and those it was moved away from."""
    gone: dict[str, set[str]] = defaultdict(set)
    for commit in commits:
        for entry in commit.entries:
            if not entry.after:
                for blob in entry.before:
                    gone[blob].add(entry.path)
    blobs = read_blobs(root, gone) if plan_id else {}
    moved = (gone[blob] for blob, data in blobs.items() if has_id(data, plan_id))
    return {path}.union(*moved)


def _touching(commit: _Commit, paths: set[str]) -> list[_Entry]:
    return [entry for entry in commit.entries if entry.path in paths]


def _revision(commit: _Commit, entries: list[_Entry], blobs: dict[str, bytes], border: set[str]) -> Revision:
    """Put what a commit did into one step; a file that went and one that came are a move."""
    made = next((entry for entry in entries if entry.after), None)
    known = [entry for entry in entries if any(entry.before)]
    taken = made if made in known else next(iter(known), None)
    before: tuple[FileVersion | None, ...] = (None,)
    if taken:
        before = tuple(FileVersion(taken.path, blobs[blob]) if blob else None for blob in taken.before)
    return Revision(
        commit=commit.commit,
        short=commit.commit[:_SHORT],
        date=commit.date,
        author=commit.author,
        subject=commit.subject,
        before=before,
        after=FileVersion(made.path, blobs[made.after]) if made else None,
        cut=commit.commit in border and not any(before),
    )


def _is_of(revision: Revision, plan_id: str) -> bool:
    """Say whether a step is this plan's; another plan may have stood at the same path."""
    versions = [version for version in (*revision.before, revision.after) if version and version.data]
    ids = [plan.id for version in versions if (plan := read_identity(version.data or b""))]
    return not plan_id or plan_id in ids or not any(ids)


def _shallow_border(root: Path) -> set[str]:
    """Give the commits whose parents a shallow clone does not have."""
    path = root / git_path(root, "shallow")
    return set(path.read_text(encoding="ascii").split()) if is_shallow(root) else set()


def earlier_versions(root: Path, path: Path) -> Iterator[bytes]:
    """Give the committed versions of a file, newest first; none where git does not know it."""
    import git

    try:
        repository = git.Repo(root, search_parent_directories=True)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError):
        return
    try:
        relative = path.resolve().relative_to(Path(str(repository.working_tree_dir)).resolve())
        if repository.head.is_valid():
            for commit in repository.iter_commits("HEAD", paths=str(relative), max_count=_MOST_VERSIONS):
                try:
                    yield bytes(commit.tree.join(relative.as_posix()).data_stream.read())
                except KeyError:
                    continue
    finally:
        repository.close()


def agreed_version(root: Path, path: Path, parameters: frozenset[str]) -> Plan | None:
    """Give the newest committed version of a plan whose fingerprint is one of ``parameters``, or None."""
    for data in earlier_versions(root, path):
        try:
            plan = read_plan(data.decode("utf-8"))
        except UnicodeDecodeError:
            continue
        if fingerprint(plan) in parameters:
            return plan
    return None
