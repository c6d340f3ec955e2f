"""``--from FILE`` of ``results`` and ``measure``, and the options that go with it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.numbered import NUMBERED, refuse_twice
from poc_docs.cli.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was said on the command line of a file to read."""

    path: str
    uses: tuple[tuple[int, str], ...]
    units: tuple[tuple[int, str], ...]
    only_list: bool
    command: str
    """The command that takes the values; advice names it."""


def import_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of an import; it gets them as ``wanted``, None where no file is named."""

    @functools.wraps(command)
    def with_import(
        *arguments: Any,
        path: str | None,
        uses: tuple[tuple[int, str], ...],
        units: tuple[tuple[int, str], ...],
        only_list: bool,
        **given: Any,
    ) -> Any:
        if path is None and (uses or units or only_list):
            option = "--use" if uses else "--unit" if units else "--list"
            raise Refusal(f"{option} says something of a file, and no file is named", "add --from FILE")
        refuse_twice({"--use": uses, "--unit": units})
        called = click.get_current_context().command.name or ""
        wanted = None if path is None else Wanted(path, uses, units, only_list, called)
        return command(*arguments, wanted=wanted, **given)

    for option in (
        click.option("--list", "only_list", is_flag=True, help="Show what FILE offers, and write nothing."),
        click.option("--unit", "units", type=NUMBERED, multiple=True, help="The unit to write a value in."),
        click.option("--use", "uses", type=NUMBERED, multiple=True, help="Which value of FILE; remembered."),
        click.option("--from", "path", metavar="FILE", help="Read results from a measuring program's file."),
    ):
        with_import = option(with_import)
    return with_import
