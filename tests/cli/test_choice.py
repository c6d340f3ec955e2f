"""What is misspelt is answered with what was meant, the same by every command."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click
import pytest

from poc_docs.cli import COMMANDS
from poc_docs.cli.choice import Choice, CommandGroup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.surroundings import Repository


def commands() -> Iterator[click.Command]:
    for name in COMMANDS:
        command: click.Command = import_module(f"poc_docs.cli.{name.replace('-', '_')}").command
        yield command
        if isinstance(command, click.Group):
            yield from command.commands.values()


def test_every_word_of_a_closed_list_and_every_group_helps() -> None:
    kinds = [each.type for command in commands() for each in command.params]
    choices = [kind for kind in kinds if isinstance(kind, click.Choice)]
    assert len(choices) > len(COMMANDS) / 2
    assert all(isinstance(kind, Choice) for kind in choices)
    groups = [command for command in commands() if isinstance(command, click.Group)]
    assert [each.name for each in groups if not isinstance(each, CommandGroup)] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "--format", "xls"), "did you mean 'xlsx'?"),
        (
            ("status", "marlowe", "actve"),
            "not one of 'Active', 'Complete'; did you mean 'Active'?",
        ),
        (("report", "marlowe", "--kind", "wins"), "did you mean 'win'?"),
        (("import", "salesfroce", "a.csv"), "'salesfroce' is not 'salesforce'; did you mean 'salesforce'?"),
        (("gaps", "--status", "ship"), "did you mean 'Shipped'?"),
        (("gaps", "lnik", "a"), "did you mean 'poc-docs gaps link'?"),
        (("gpas",), "did you mean 'poc-docs gaps'?"),
    ],
)
def test_the_nearest_word_is_proposed(repository: Repository, arguments: tuple[str, ...], said: str) -> None:
    assert said in " ".join(repository.poc_docs(*arguments, code=2, width=200).split())


def test_a_plan_without_a_command_is_answered_with_one(repository: Repository) -> None:
    repository.write("plans/marlowe-pike.md", "# Minutes\n")
    said = repository.poc_docs("marlowe", code=2)
    assert "there is no command 'marlowe'" in said
    assert "-> for the plan of that name: poc-docs show marlowe" in said


def test_without_a_near_word_the_words_are_listed(repository: Repository) -> None:
    said = repository.poc_docs("export", "--format", "q", code=2, width=200)
    assert "'q' is not one of 'csv', 'json', 'xlsx', 'ics', 'sqlite', 'salesforce'." in said
    assert "did you mean" not in said
    assert "the commands are: link, set" in repository.poc_docs("gaps", "zzz", code=2)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("agree", "halden", "--by", "Ines Falk", "--by", "Someone Else"), "--by"),
        (("decide", "halden", "--outcome", "No-go", "--outcome=Proceed"), "--outcome"),
        (("site", "build", "-o", "here", "--output", "there"), "--output"),
        (("check", "--today", "2026-01-01", "--today", "2026-01-01"), "--today"),
        (("gaps", "--format", "csv", "--format", "json"), "--format"),
    ],
)
def test_an_option_that_takes_one_value_is_not_given_twice(
    repository: Repository, arguments: tuple[str, ...], name: str
) -> None:
    said = repository.poc_docs(*arguments, code=2)
    assert f"{name} is given 2 times, and takes one value" in said
    assert f"say {name} once" in said


def test_flags_and_options_of_several_values_are_given_as_often_as_wanted(begun: Repository) -> None:
    words = ("checkpoint", "marlowe", "--achieved", "One", "--achieved", "Two", "--diff", "--diff")
    said = begun.poc_docs(*words)
    assert "One" in said
    assert "Two" in said
