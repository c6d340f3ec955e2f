"""Whether the command line takes the commands that signals and agenda name."""

from __future__ import annotations

import shlex
from importlib import import_module

import click

from poc_docs.cli import COMMANDS


def assert_taken(command: str) -> None:
    """Assert that the command line takes a command, without the remark behind it."""
    program, name, *arguments = words(command)
    assert program == "poc-docs", command
    assert name in COMMANDS, command
    found = import_module(f"poc_docs.cli.{name.replace('-', '_')}").command
    assert isinstance(found, click.Command)
    try:
        found.make_context(name, arguments)
    except click.UsageError as error:
        raise AssertionError(f"{command}: {error.message}") from None


def words(command: str) -> list[str]:
    """Give the words of a command as a shell does, which passes over a remark."""
    return shlex.split(command, comments=True)
