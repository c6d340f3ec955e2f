"""A folder that can't be worked in is named, with what to type: a foreign one, and one that is gone."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.surroundings import environment

if TYPE_CHECKING:
    from tests.surroundings import Repository

COMMANDS = [("check",), ("list",), ("gate",), ("show", "marlowe"), ("init", "--yes"), ("history", "marlowe")]


def run(repository: Repository, shell: str, *arguments: str, **settings: str) -> list[str]:
    """Run the real command, which must end with 2, after some words of a shell; give what it said."""
    done = subprocess.run(
        ["sh", "-c", f'{shell} exec "$@"', "sh", sys.executable, "-m", "poc_docs", *arguments],
        cwd=repository.root,
        env=environment() | settings,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    return done.stderr.decode().splitlines()


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_repository_of_another_user_is_named_with_the_command_that_trusts_it(
    begun: Repository, arguments: tuple[str, ...]
) -> None:
    # Git's own switch for its tests: it takes every repository for somebody else's.
    assert run(begun, "", *arguments, GIT_TEST_ASSUME_DIFFERENT_OWNER="1") == [
        "poc-docs: this repository belongs to another user, and git does not read it",
        f"  -> git config --global --add safe.directory {begun.root}   # if you trust who owns it",
    ]


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_working_folder_that_is_gone_is_named(begun: Repository, arguments: tuple[str, ...]) -> None:
    assert run(begun, "mkdir gone; cd gone; rmdir ../gone;", *arguments) == [
        "poc-docs: the folder that you work in is not there any more: it was deleted or moved",
        "  -> change into a folder that is there: cd …",
    ]
