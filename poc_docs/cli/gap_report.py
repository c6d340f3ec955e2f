"""The gap register, with what all plans say of its gaps: what every ``gaps`` command begins with."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, all_printable, printable
from poc_docs.cli.session import next_step
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.gap_register import Register
    from poc_docs.portfolio.gap_register.joining import GapReport
    from poc_docs.portfolio.gap_register.similarity import LookAlikes
    from poc_docs.repository.workspace import Workspace

_NEAREST = "nearest"


def sound_register(workspace: Workspace) -> Register | None:
    """Give the register, or None where there is none; with faults in it, print them and leave with code 1."""
    found = _read(workspace)
    if not found:
        return None
    from poc_docs.checks.gap_register import register_faults

    register, _ = found
    faults = register_faults(register)
    for fault in faults:
        line, column = register.plan.document.position(fault.span.start)
        click.echo(printable(f"gaps.md:{line}:{column}: {fault.message}"))
        click.echo(printable(f"    -> {fault.advice}"))
    if faults:
        click.echo(f"\ngaps.md has {counted(len(faults), 'error')}: nothing is computed from it.", err=True)
        next_step("correct gaps.md, then", "poc-docs gaps")
        sys.exit(1)
    return register


def _read(workspace: Workspace) -> tuple[Register, bytes] | None:
    from poc_docs.repository.gap_register import read_gap_register
    from poc_docs.text.source import UnreadableTextError

    try:
        return read_gap_register(workspace)
    except UnreadableTextError as error:
        raise Refusal(f"gaps.md:{error.line}:{error.column}: {error.message}", error.advice) from None


def gap_report(
    workspace: Workspace,
    register: Register | None,
    today: dt.date,
    *,
    cache: bool = True,
    everything: bool = False,
) -> GapReport:
    """Join the register with what every plan says of its gaps.

    Of the gaps that look like one there are the nearest, or ``everything``.
    """
    from poc_docs.cli.kept import values_of_all
    from poc_docs.portfolio.gap_register.joining import join_plans, nearest_few
    from poc_docs.portfolio.gap_register.naming import KIND

    plans = values_of_all(workspace, KIND, today, cache=cache)
    if everything:
        return join_plans(register, plans)
    return join_plans(register, plans, partial(_kept_look_alikes, workspace) if cache else nearest_few)


def _kept_look_alikes(workspace: Workspace, titles: Sequence[str], known: int) -> Sequence[LookAlikes]:
    """Give the nearest look-alikes; to compare titles takes long, and they seldom change."""
    from poc_docs.portfolio.gap_register.joining import nearest_few
    from poc_docs.portfolio.gap_register.similarity import LookAlikes
    from poc_docs.repository.git import git_folder
    from poc_docs.repository.known_good import current_values_key, read_known, write_known

    if not workspace.git:
        return nearest_few(titles, known)
    root = str(workspace.root)
    place = (str(git_folder(workspace.root)), "look-alikes", current_values_key(root))
    asked = [known, *titles]
    kept, answer = json.loads(read_known(*place).get(_NEAREST, "[[], []]"))
    if kept == asked:
        return [LookAlikes(nearest, in_all) for nearest, in_all in answer]
    found = nearest_few(titles, known)
    write_known(*place, {_NEAREST: json.dumps([asked, found])})
    return found


def say(lines: Iterable[str]) -> None:
    """Print lines, without empty ones at the end."""
    click.echo("\n".join(all_printable([*lines])).rstrip("\n"))


def stem(path: str) -> str:
    """Give the name of a plan, as commands take it."""
    from pathlib import PurePosixPath

    return PurePosixPath(path).stem
