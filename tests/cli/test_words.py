"""Words that people type where they meant others: the answer is what to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.surroundings import BY_NAME

if TYPE_CHECKING:
    from tests.surroundings import Repository

MARLOWE = BY_NAME["marlowe"]


@pytest.mark.parametrize(
    ("words", "message", "advice"),
    [
        (["marlowe", "weekly"], "'marlowe' is a plan: the mail comes first", "poc-docs email weekly marlowe"),
        (["marlowe", "digest"], "'marlowe' is a plan: the mail comes first", "poc-docs email digest\n"),
        (["weakly", "win"], "there is no mail 'weakly'", "did you mean 'weekly'?"),
    ],
)
def test_a_mail_and_a_plan_the_wrong_way_round(
    repository: Repository, words: list[str], message: str, advice: str
) -> None:
    repository.write(f"plans/{MARLOWE.name}", MARLOWE.read_bytes())
    said = repository.poc_docs("email", *words, code=2)
    assert message in said
    assert advice in said


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (["help"], ["--help"]),
        (["help", "show"], ["show", "--help"]),
        (["help", "gaps", "set"], ["gaps", "set", "--help"]),
    ],
)
def test_help_is_a_word_too(repository: Repository, words: list[str], same: list[str]) -> None:
    assert repository.poc_docs(*words) == repository.poc_docs(*same)


def test_help_on_a_command_that_there_is_not_names_the_nearest(repository: Repository) -> None:
    assert "did you mean 'poc-docs show'?" in repository.poc_docs("help", "shwo", code=2)


@pytest.mark.parametrize("code", ["402", "poc402"])
def test_a_rule_is_found_by_its_number(repository: Repository, code: str) -> None:
    assert repository.poc_docs("rule", code) == repository.poc_docs("rule", "POC402")
