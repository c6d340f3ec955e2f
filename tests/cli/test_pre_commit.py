"""The hooks of this repository, used from another one through the pre-commit framework itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.gate_table import ACTS, MATRIX, WAYS
from tests.cli.three_plans import copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.surroundings import Repository


@pytest.fixture(scope="module")
def made(
    three_plans: Repository, published: Repository, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Repository]:
    """Make what ``managed`` gives a copy of."""
    repository = copy_of(three_plans, tmp_path_factory.mktemp("managed") / "pocs")
    repository.git("config", "--unset", "core.hooksPath")
    revision = published.git("rev-parse", "HEAD").strip()
    repository.write(
        ".pre-commit-config.yaml",
        f"repos:\n  - repo: {published.root}\n    rev: {revision}\n"
        "    hooks:\n      - id: poc-docs-check\n      - id: poc-docs-gate\n",
    )
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("PRE_COMMIT_HOME", str(published.root.parent / "pre-commit-home"))
        settings.setenv("PIP_NO_COMPILE", "1")  # most of what is installed is never imported
        repository.run(
            "pre-commit", "install", "--hook-type", "pre-commit", "--hook-type", "pre-merge-commit"
        )
        repository.commit("Hooks")
        yield repository


@pytest.fixture
def managed(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository with three plans, whose commits run through pre-commit."""
    return copy_of(made, tmp_path / "pocs")


def outcome(repository: Repository, way: str, act: str, verdict: str) -> str:
    """Say what is wrong with the framework's verdict, or nothing."""
    try:
        said = WAYS[way](repository, ACTS[act], verdict == "ok")
    except AssertionError as error:
        return f"{way}, {act}: {error}"
    return "" if verdict == "ok" or f"POC{verdict}" in said else f"{way}, {act}: no POC{verdict} in {said}"


def test_every_act_has_the_same_verdict_through_the_framework(managed: Repository, tmp_path: Path) -> None:
    """One test, because the framework takes its time to build an environment for the hooks."""
    rows = [row for row in MATRIX if row[0] == "add"]
    assert len(rows) == len(ACTS)
    wrong = [
        outcome(copy_of(managed, tmp_path / str(number) / "pocs"), *row) for number, row in enumerate(rows)
    ]
    assert "\n".join(filter(None, wrong)) == ""


@pytest.mark.parametrize(
    "way", ["-a", "only", "-p", "amend", "first", "tree", "part", "dir", "det", "merge", "conf", "octo"]
)
def test_every_way_has_the_same_verdict_through_the_framework(managed: Repository, way: str) -> None:
    assert not outcome(managed, way, "a target is loosened", "402")
