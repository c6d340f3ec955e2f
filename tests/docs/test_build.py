"""The pages of the documentation, built as everybody builds them: a dead link or anchor is a fault."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.surroundings import PROJECT

if TYPE_CHECKING:
    from tests.surroundings import Repository


def test_the_documentation_builds_without_a_warning(repository: Repository) -> None:
    shutil.copytree(PROJECT / "docs", repository.root / "docs")
    for name in ("mkdocs.yml", "plans/belrive-claims-intake.md"):
        repository.write(name, (PROJECT / name).read_bytes())
    repository.commit("Documentation")
    repository.run("mkdocs", "build", "--strict")
    assert (repository.root / "site" / "json" / "index.html").exists()
