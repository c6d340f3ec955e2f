"""The ready criteria that a command offers, and those that a person means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import shell_word
from poc_docs.text.counting import counted
from poc_docs.text.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.library import Library, ReadyCriterion
    from poc_docs.repository.workspace import Workspace

_SHOWN = 5
"""How many criteria a refusal names."""


def known_criteria(workspace: Workspace | None) -> tuple[ReadyCriterion, ...]:
    """Give the packaged ready criteria with the team's own; refuses a file of theirs that has faults."""
    from poc_docs.checks.library import library_faults
    from poc_docs.plan.library import ready_criteria
    from poc_docs.repository.library import packaged_library

    libraries = [packaged_library()]
    own = _own(workspace) if workspace else None
    if own:
        faults = library_faults(own)
        for fault in faults:
            line, column = own.plan.document.position(fault.span.start)
            click.echo(printable(f"{own.origin}:{line}:{column}: {fault.message}"), err=True)
            click.echo(printable(f"  -> {fault.advice}"), err=True)
        if faults:
            count = counted(len(faults), "error")
            raise Refusal(f"{own.origin} has {count}", "correct them; nothing was written")
        libraries.append(own)
    return ready_criteria(libraries)


def _own(workspace: Workspace) -> Library | None:
    from poc_docs.repository.library import LIBRARY, own_library
    from poc_docs.text.source import UnreadableTextError

    try:
        return own_library(workspace)
    except UnreadableTextError as error:
        where = f"{LIBRARY.as_posix()}:{error.line}:{error.column}"
        raise Refusal(f"{where}: {error.message}", error.advice) from None


def meant(known: Sequence[ReadyCriterion], names: Iterable[str]) -> list[ReadyCriterion]:
    """Give the criteria with these names, or unique parts of them, each once; refuses any other name."""
    found: list[ReadyCriterion] = []
    for name in names:
        ready = _one(known, name)
        if ready not in found:
            found.append(ready)
    return found


def _one(known: Sequence[ReadyCriterion], name: str) -> ReadyCriterion:
    from poc_docs.plan.library import named, search

    found = named(known, name)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(each.name for each in found)
        raise Refusal(f"{name!r} fits {len(found)} ready criteria: {listed}", "type more of the name")
    with_words = search(known, [name]) if name.strip() else []
    if with_words:
        listed = ", ".join(repr(each.name) for each in with_words[:_SHOWN])
        more = f", and {len(with_words) - _SHOWN} more" if len(with_words) > _SHOWN else ""
        has = f"{len(with_words)} have it" if len(with_words) > 1 else "one has it"
        raise Refusal(
            f"there is no ready criterion called {name!r}; {has} in another text: {listed}{more}",
            f"name the one you mean; 'poc-docs criteria {shell_word(name)}' shows them",
        )
    near = did_you_mean(name, (each.name for each in known))
    raise Refusal(f"there is no ready criterion {name!r}", f"{near}'poc-docs criteria' lists them all")
