"""The gap register, with what all plans say of its gaps: what every ``gaps`` command begins with."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, all_printable, printable
from poc_docs.cli.session import next_step

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from poc_docs.plan.gap_register import Register
    from poc_docs.portfolio.gap_register.joining import GapReport
    from poc_docs.repository.workspace import Workspace


def sound_register(workspace: Workspace) -> Register | None:
    """Give the register, or None where there is none; with faults in it, print them and leave with code 1."""
    from poc_docs.checks.gap_register import register_faults

    found = _read(workspace)
    faults = register_faults(found[0]) if found else []
    for fault in faults:
        line, column = found[0].plan.document.position(fault.span.start) if found else (1, 1)
        click.echo(printable(f"gaps.md:{line}:{column}: {fault.message}"))
        click.echo(printable(f"    -> {fault.advice}"))
    if faults:
        count = "1 error" if len(faults) == 1 else f"{len(faults)} errors"
        click.echo(f"\ngaps.md has {count}: nothing is computed from it.", err=True)
        next_step("correct gaps.md, then", "poc-docs gaps")
        sys.exit(1)
    return found[0] if found else None


def _read(workspace: Workspace) -> tuple[Register, bytes] | None:
    from poc_docs.repository.gap_register import read_gap_register
    from poc_docs.text.source import UnreadableTextError

    try:
        return read_gap_register(workspace)
    except UnreadableTextError as error:
        raise Refusal(f"gaps.md:{error.line}:{error.column}: {error.message}", error.advice) from None


def gap_report(
    workspace: Workspace, register: Register | None, today: dt.date, *, cache: bool = True
) -> GapReport:
    """Join the register with what every plan says of its gaps."""
    from poc_docs.cli.kept import values_of_all
    from poc_docs.portfolio.gap_register.joining import join_plans
    from poc_docs.portfolio.gap_register.naming import KIND

    return join_plans(register, values_of_all(workspace, KIND, today, cache=cache))


def say(lines: Iterable[str]) -> None:
    """Print lines, without empty ones at the end."""
    click.echo("\n".join(all_printable([*lines])).rstrip("\n"))


def stem(path: str) -> str:
    """Give the name of a plan, as commands take it."""
    from pathlib import PurePosixPath

    return PurePosixPath(path).stem
