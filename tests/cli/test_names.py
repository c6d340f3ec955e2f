"""Which plan a name means, also where it can't be read, and where two have the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from tests.surroundings import Repository

MARLOWE = next(path for path in SAMPLES if path.stem.startswith("marlowe"))


@pytest.mark.parametrize("command", ["check", "show", "next", "results"])
def test_a_part_of_the_file_name_finds_a_plan_whose_front_matter_cannot_be_read(
    repository: Repository, command: str
) -> None:
    repository.write(f"plans/{MARLOWE.name}", MARLOWE.read_bytes())
    repository.replace(f"plans/{MARLOWE.name}", "\ntitle: ", "\ntitle: Route: ")
    done = repository.answer(command, "marlowe")
    assert "there is no plan" not in done.output
    assert f"plans/{MARLOWE.name}" in done.output
    assert "front matter must be YAML" in done.output


def test_a_whole_name_of_two_plans_is_answered_with_paths_to_type(repository: Repository) -> None:
    for folder in ("plans", "plans/emea"):
        repository.write(f"{folder}/{MARLOWE.name}", MARLOWE.read_bytes())
    said = repository.poc_docs("show", MARLOWE.stem, code=2)
    advice = said.split("-> ")[1]
    assert f"plans/{MARLOWE.name} or plans/emea/{MARLOWE.name}" in advice or (
        f"plans/emea/{MARLOWE.name} or plans/{MARLOWE.name}" in advice
    )
    assert "Marlowe" in repository.poc_docs("show", f"plans/emea/{MARLOWE.name}")


def test_a_part_of_two_plans_is_answered_with_the_wish_for_more(repository: Repository) -> None:
    for stem in ("oslo-port-cranes", "oslo-port-berths"):
        repository.write(f"plans/{stem}.md", "# Nothing\n")
    assert "type more of the name" in repository.poc_docs("show", "oslo", code=2)


@pytest.mark.parametrize("readable", [True, False])
def test_no_plan_is_begun_with_an_id_that_one_in_another_folder_has(
    repository: Repository, readable: bool
) -> None:
    repository.poc_docs("new", "Nordwind AG", "Invoice matching")
    stem = "nordwind-ag-invoice-matching"
    text = (repository.root / "plans" / f"{stem}.md").read_text()
    (repository.root / "plans" / f"{stem}.md").unlink()
    there = "plans/emea/nordwind.md" if readable else f"plans/emea/{stem}.md"
    repository.write(there, text if readable else text.replace("\ntitle: ", "\ntitle: a: "))
    said = repository.poc_docs("new", "Nordwind AG", "Invoice matching", code=2)
    assert f"{there} has the id '{stem}' already" in said
    assert "--id" in said.split("-> ")[1]
    assert not (repository.root / "plans" / f"{stem}.md").exists()
    repository.poc_docs("new", "Nordwind AG", "Invoice matching", "--id", "nordwind-two")
