"""The history of all plans says of each what its own history says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.repository.git import head
from poc_docs.repository.history import revisions

if TYPE_CHECKING:
    from tests.surroundings import Repository

MANY = 202


def plan(number: int, title: str) -> str:
    return f"---\nid: plan-{number}\ntitle: {title}\n---\n\n# POC Plan: Halden -- {title}\n"


def commit(repository: Repository, message: str) -> None:
    repository.git("add", "-A")
    repository.git("commit", "--quiet", "--no-verify", "-m", message)


def test_many_plans_have_the_same_history_together_as_each_alone(repository: Repository) -> None:
    for number in range(MANY):
        repository.write(f"plans/{number:03}.md", plan(number, "Routes"))
    commit(repository, "All of them")
    (repository.root / "plans/201.md").rename(repository.root / "plans/moved.md")
    repository.write("plans/000.md", plan(0, "Better routes"))
    commit(repository, "The first is changed, the last is moved")

    newest = head(repository.root)
    paths = {f"plans/{number:03}.md": f"plan-{number}" for number in range(MANY - 1)}
    paths["plans/moved.md"] = "plan-201"
    found = dict(revisions(repository.root, newest, paths))

    assert list(found) == list(paths)
    assert {path: len(made) for path, made in found.items() if len(made) != 1} == {
        "plans/000.md": 2,
        "plans/moved.md": 2,
    }
    for path in ("plans/000.md", "plans/150.md", "plans/200.md", "plans/moved.md"):
        assert dict(revisions(repository.root, newest, {path: paths[path]})) == {path: found[path]}
