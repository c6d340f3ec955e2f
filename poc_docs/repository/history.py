"""Earlier versions of plans, from git's history: a plan is followed by its id, through renames."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.reading import read_identity, read_plan
from poc_docs.repository.blobs import Blobs
from poc_docs.repository.commits import file_versions, shallow_border
from poc_docs.repository.gate import is_plan_path
from poc_docs.repository.git import head, run_git, top_level
from poc_docs.repository.versions import BELOW_PLANS, FileVersion
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from poc_docs.plan.model import Plan

SHORT = 9
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


def revisions(root: Path, head: str, plans: Mapping[str, str]) -> Iterator[tuple[str, list[Revision]]]:
    """Give each path with the commits that changed its plan, oldest first, from one ``git log`` for all.

    ``plans`` are the ids by path; one without an id is followed along its path alone. The versions of a plan
    are read as it is asked for: those of thousands of plans would take too much memory.
    """
    commits = _logged(root, head)
    touching: dict[str, list[_Change]] = defaultdict(list)
    for number, commit in enumerate(commits):
        for entry in commit.entries:
            touching[entry.path].append(_Change(number, commit, entry))
    border = shallow_border(root)
    with Blobs(root) as blobs:
        former = _former_paths(blobs, commits, frozenset(filter(None, plans.values())))
        for path, plan_id in plans.items():
            changes = [each for name in sorted({path, *former[plan_id]}) for each in touching[name]]
            versions = blobs.read(blob for each in changes for blob in (*each.entry.before, each.entry.after))
            found = _revisions(changes, versions, border)
            yield path, [revision for revision in found if _is_of(revision, plan_id)]


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


class _Change(NamedTuple):
    """What a commit did to one path; ``number`` is its place among all, of which the newest is first."""

    number: int
    commit: _Commit
    entry: _Entry


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


def _former_paths(blobs: Blobs, commits: list[_Commit], ids: frozenset[str]) -> dict[str, set[str]]:
    """Give the paths that each of these plans was moved away from, by its id."""
    gone: dict[str, set[str]] = defaultdict(set)
    for commit in commits:
        for entry in commit.entries:
            if not entry.after:
                for blob in entry.before:
                    gone[blob].add(entry.path)
    former: dict[str, set[str]] = defaultdict(set)
    for blob, data in (blobs.read(gone) if ids else {}).items():
        plan = read_identity(data)
        if plan and plan.id in ids:
            former[plan.id] |= gone[blob]
    return former


def _revisions(
    changes: Iterable[_Change], blobs: Mapping[str, bytes], border: set[str]
) -> Iterator[Revision]:
    """Put what each commit did to a plan into one step, oldest first."""
    steps: dict[int, list[_Change]] = defaultdict(list)
    for each in changes:
        steps[each.number].append(each)
    for _, found in sorted(steps.items(), reverse=True):
        yield _revision(found[0].commit, [each.entry for each in found], blobs, border)


def _revision(
    commit: _Commit, entries: Sequence[_Entry], blobs: Mapping[str, bytes], border: set[str]
) -> Revision:
    """Put what a commit did into one step; a file that went and one that came are a move."""
    made = next((entry for entry in entries if entry.after), None)
    known = [entry for entry in entries if any(entry.before)]
    taken = made if made in known else next(iter(known), None)
    before: tuple[FileVersion | None, ...] = (None,)
    if taken:
        before = tuple(FileVersion(taken.path, blobs[blob]) if blob else None for blob in taken.before)
    return Revision(
        commit=commit.commit,
        short=commit.commit[:SHORT],
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


def earlier_versions(root: Path, path: Path) -> Iterator[bytes]:
    """Give the committed versions of a file, newest first; none where git does not know it."""
    top = top_level(root)
    commit = head(top) if top else ""
    if top and commit:
        yield from file_versions(top, commit, path.resolve().relative_to(top.resolve()).as_posix())


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
