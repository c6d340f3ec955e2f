"""Commits: which one a name means, what two lines have in common, who wrote them, what is not here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from poc_docs.repository.blobs import read_blobs
from poc_docs.repository.git import (
    GitError,
    commit_of,
    empty_tree,
    file_changes,
    git_path,
    head,
    is_ambiguous,
    object_id,
    run_git,
)
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_MOST_VERSIONS = 200
"""How far back the agreed text is looked for: it stands close to the signature that names it."""

DEEPER = "fetch the whole history: 'git fetch --unshallow', or 'fetch-depth: 0' for actions/checkout"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with its parents and the name of its author."""

    id: str
    parents: tuple[str, ...]
    author: str


def named_commit(folder: Path, revision: str) -> str:
    """Give the commit that a person means by ``revision``; raises ``GitError`` with what to do."""
    found = object_id(folder, revision)
    if found:
        if is_ambiguous(folder, revision):
            raise GitError(
                f"{revision!r} may mean more than one thing: tags and branches of that name",
                "write the whole name, such as refs/remotes/origin/main; 'git for-each-ref' lists them",
            )
        return commit_of(folder, found)
    if is_shallow(folder):
        raise GitError(f"there is no revision {revision!r} in this shallow clone", DEEPER)
    raise GitError(
        f"there is no revision {revision!r}",
        "'git fetch' brings what is missing; 'git branch -a' lists names",
    )


def present_commit(folder: Path) -> str:
    """Give HEAD's commit; raises ``GitError`` before the first commit."""
    commit = head(folder)
    if not commit:
        raise GitError("there are no commits yet", "commit something first; 'poc-docs gate' judges the index")
    return commit


def merged_commits(folder: Path) -> tuple[str, ...]:
    """Give the commits that the next commit merges into HEAD.

    ``git merge`` names them in its environment and writes MERGE_HEAD only after its hook has run; after a
    conflict it is the other way round.
    """
    named = [key.removeprefix("GITHEAD_") for key in os.environ if key.startswith("GITHEAD_")]
    path = folder / git_path(folder, "MERGE_HEAD")
    written = path.read_text(encoding="ascii").split() if path.is_file() else []
    return tuple(commit_of(folder, commit) for commit in dict.fromkeys([*named, *written]))


def merge_bases(folder: Path, one: str, *others: str) -> tuple[str, ...]:
    """Give the best commits that ``one`` shares with any of the others; none where nothing is shared.

    Raises ``GitError`` where the clone is shallow and its border hides what the answer depends on.
    """
    bases = _all_merge_bases(folder, one, others)
    border = shallow_border(folder)
    if border:
        beyond = _lines(run_git(folder, "rev-list", one, *others, "--not", *bases))
        if border.intersection(beyond):
            raise GitError("this clone is shallow, and the commit to compare with lies beyond it", DEEPER)
    return bases


def _all_merge_bases(folder: Path, one: str, others: tuple[str, ...]) -> tuple[str, ...]:
    if not others:
        return ()
    try:
        return tuple(_lines(run_git(folder, "merge-base", "--all", one, *others)))
    except GitError as error:
        if error.code == 1:
            return ()
        raise


def is_shallow(folder: Path) -> bool:
    """Say whether commits are missing because the clone is shallow."""
    return run_git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def shallow_border(folder: Path) -> set[str]:
    """Give the commits whose parents a shallow clone does not have."""
    if not is_shallow(folder):
        return set()
    path = folder / git_path(folder, "shallow")
    return set(path.read_text(encoding="ascii").split())


def commits_between(folder: Path, bases: tuple[str, ...], tip: str) -> Iterator[Commit]:
    """Give the commits of ``tip`` that none of the bases has, with authors as they are recorded."""
    form = "--format=%H%x00%P%x00%an"
    out = run_git(
        folder, "-c", "i18n.logOutputEncoding=UTF-8", "log", "--no-show-signature", form, tip, "--not", *bases
    )
    for line in out.decode("utf-8", "replace").split("\n"):
        if line:
            commit, parents, author = line.split("\0")
            yield Commit(commit, tuple(parents.split()), author)


def file_versions(folder: Path, commit: str, path: str) -> Iterator[bytes]:
    """Give the versions of a file in the history of a commit, newest first, and not for ever."""
    if commit == empty_tree(folder):
        return
    blobs = file_changes(folder, commit, path, _MOST_VERSIONS)
    contents = read_blobs(folder, blobs)
    yield from (contents[blob] for blob in blobs)


def author_of_next(folder: Path) -> str:
    """Give the name of the author of the commit that is about to be made; raises ``GitError``."""
    identity = run_git(folder, "var", "GIT_AUTHOR_IDENT").decode("utf-8", "replace")
    return identity.rpartition(" <")[0]


def _lines(out: bytes) -> list[str]:
    return out.decode().split()
