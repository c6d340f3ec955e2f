"""Which plan a name means, also where it can't be read, and where two have the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.surroundings import BY_NAME

if TYPE_CHECKING:
    from tests.surroundings import Repository

MARLOWE = BY_NAME["marlowe"]


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


@pytest.mark.parametrize(
    ("sample", "arguments"),
    [
        ("marlowe", ("agree", "--party", "vendor")),
        ("marlowe", ("agree", "--results", "--by", "Ana", "--evidence", "a mail")),
        ("marlowe", ("amend",)),
        ("marlowe", ("business", "maybe")),
        ("marlowe", ("close",)),
        ("marlowe", ("close", "--undo", "--by", "Ana")),
        ("marlowe", ("decide", "--outcome", "No-go")),
        ("marlowe", ("decide", "--outcome", "No-go", "--reason", "Budget")),
        ("marlowe", ("results",)),
        ("marlowe", ("migrate",)),
        ("marlowe", ("done", "nothing of the kind", "--undo")),
        ("belrive", ("decide", "--feedback", "Good.")),
    ],
)
def test_a_command_to_type_names_a_plan_with_a_blank_in_its_file_name_as_one_word(
    repository: Repository, sample: str, arguments: tuple[str, ...]
) -> None:
    path = BY_NAME[sample]
    repository.write("plans/old plan.md", path.read_bytes())
    command, *rest = arguments
    said = repository.answer(command, "old plan", *rest).output
    assert re.search(r"poc-docs \w+ 'old plan'", said)
    assert not re.search(r"poc-docs \w+ old", said)


def test_a_path_to_type_is_one_word_too(repository: Repository) -> None:
    path = "plans/old plan.md"
    repository.write(path, MARLOWE.read_bytes().replace(b"\nid: ", b"\nidd: "))
    assert f"(poc-docs check '{path}')" in repository.poc_docs("crm")
    assert f"poc-docs check '{path}'" in repository.poc_docs("export", "--format", "salesforce", code=1)
    assert f"poc-docs next '{path}' --all" in repository.poc_docs("next", today="2027-06-01")
    repository.git("config", "--unset", "core.hooksPath")
    said = repository.poc_docs("init", "--adopt", "--yes", code=2)
    assert f"poc-docs migrate '{path}'" in said
