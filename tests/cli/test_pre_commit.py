"""The hooks of this repository, used from another one through the pre-commit framework itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.surroundings import SAMPLES, Repository, new_repository

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = next(path for path in SAMPLES if path.stem.startswith("marlowe"))
PLAN = f"plans/{SAMPLE.name}"


@pytest.fixture
def managed(published: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Give a repository whose commits run through pre-commit, with one Active plan in it."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(published.root.parent / "pre-commit-home"))
    repository = new_repository(tmp_path / "pocs")
    repository.git("config", "--unset", "core.hooksPath")
    revision = published.git("rev-parse", "HEAD").strip()
    repository.write(
        ".pre-commit-config.yaml",
        f"repos:\n  - repo: {published.root}\n    rev: {revision}\n"
        "    hooks:\n      - id: poc-docs-check\n      - id: poc-docs-gate\n",
    )
    repository.run("pre-commit", "install", "--hook-type", "pre-commit", "--hook-type", "pre-merge-commit")
    repository.write(PLAN, SAMPLE.read_bytes())
    repository.commit("A running proof of concept")
    return repository


def test_commits_through_the_framework(managed: Repository) -> None:
    managed.poc_docs("results", "marlowe", "--set", "2=74.6%")
    managed.commit("A result")

    managed.replace(PLAN, "<180ms", "<500ms")
    said = managed.commit("A goalpost", passes=False)
    assert "target of criterion 1: '<180ms' was agreed, now '<500ms'" in said
    managed.git("reset", "-q", "--hard")

    managed.git("rm", "-q", PLAN)
    assert "must not vanish" in managed.git("commit", "-m", "Away with it", succeeds=False)
    managed.git("reset", "-q", "--hard")

    managed.git("mv", PLAN, "plans/renamed.md")
    managed.replace("plans/renamed.md", "<180ms", "<500ms")
    assert "was agreed, now" in managed.commit("Hidden behind a new name", passes=False)
    managed.git("reset", "-q", "--hard")

    managed.replace(PLAN, "<180ms", "<500ms")
    managed.git("add", "-A")
    managed.write(PLAN, SAMPLE.read_bytes())
    assert "was agreed, now" in managed.git("commit", "-m", "Staged otherwise", succeeds=False)
