"""Repositories that the tests of the gate start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import add_three_plans, copy_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository


@pytest.fixture(scope="session")
def three_plans(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give a repository with three plans that nobody changes."""
    repository = copy_of(pristine, tmp_path_factory.mktemp("three") / "pocs")
    add_three_plans(repository)
    return repository


@pytest.fixture
def begun(three_plans: Repository, tmp_path: Path) -> Repository:
    """Give a repository with an Active plan, one that waits for the prospect, and a Complete one."""
    return copy_of(three_plans, tmp_path / "pocs")
