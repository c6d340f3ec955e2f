"""Earlier versions of a plan, from git's history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.plan.agreement import fingerprint
from poc_docs.plan.reading import read_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan

_MOST_VERSIONS = 200
"""How far back the agreed text is looked for: it stands close to the signature that names it."""


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
