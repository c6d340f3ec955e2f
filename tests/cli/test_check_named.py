"""A plan that is checked by its name is told what it shares with plans that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.surroundings import BY_NAME

if TYPE_CHECKING:
    from tests.surroundings import Repository

MARLOWE = BY_NAME["marlowe"]
ID = next(line[4:] for line in MARLOWE.read_text().splitlines() if line.startswith("id: "))


def told(repository: Repository, identifier: str, others: str) -> str:
    """Check one of two plans by its name, and give what is said; the other is another plan's copy."""
    text = MARLOWE.read_text()
    repository.write("plans/one.md", text.replace(f"\nid: {ID}\n", f"\nid: {identifier}\n", 1))
    repository.write("plans/two.md", text.replace(f"\nid: {ID}\n", f"\nid: {others}\n", 1))
    return repository.run("poc-docs", "check", "--no-cache", "plans/one.md", succeeds=False)


@pytest.mark.parametrize(
    ("identifier", "others"),
    [
        ("the-one", "the-one"),
        ("the-one", "'the-one'"),
        ("the-one", r'"the\u002done"'),
        ("the-one", '"the-\\\n  one"'),
    ],
)
def test_an_id_that_stands_twice_is_found_however_it_is_written(
    repository: Repository, identifier: str, others: str
) -> None:
    assert "stands in plans/two.md too" in told(repository, identifier, others)


def test_a_signature_that_stands_twice_is_found(repository: Repository) -> None:
    assert "must not stand in plans/two.md too" in told(repository, "the-one", "another")


def test_a_plan_that_shares_nothing_is_not_mentioned(repository: Repository) -> None:
    repository.write("plans/one.md", MARLOWE.read_bytes())
    repository.write("plans/two.md", "---\nid: another\n---\n")
    assert repository.run("poc-docs", "check", "--no-cache", "plans/one.md").startswith("1 plan checked")
