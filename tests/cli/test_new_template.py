"""``poc-docs new`` where a team's own template can't be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.surroundings import Repository

FILE = "templates/plan.md"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        (b"", "has no front matter"),
        (b"---\nid: x\n---\n# Hello\n", "'title' is not in the front matter"),
        (b"---\nid: [\n---\n", "front matter must be YAML"),
        (b"caf\xe9\n", "the file is not UTF-8"),
    ],
)
def test_a_broken_template_is_named_and_nothing_is_written(
    repository: Repository, template: bytes, why: str
) -> None:
    repository.write(FILE, template)
    said = " ".join(repository.poc_docs("new", "Oslo Port", "Berth planning", code=2).split())
    assert f"{FILE} can't be used, and nothing was written: " in said
    assert why in said
    assert f"-> mend {FILE}, or delete it" in said
    assert not (repository.root / "plans/oslo-port-berth-planning.md").exists()


def test_a_template_is_not_blamed_for_what_no_template_takes(repository: Repository) -> None:
    repository.write(FILE, b"# Hello\n")
    late = ("--start", "9999-12-20", "--weeks", "4")
    said = repository.poc_docs("new", "Oslo Port", "Berth planning", *late, code=2)
    assert "after the last day of the calendar" in said
    assert FILE not in said
