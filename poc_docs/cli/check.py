"""``poc-docs check``: plans against the format and their status."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.session import Session, next_step, today_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from poc_docs.checks.finding import Finding
    from poc_docs.cli.findings import Report
    from poc_docs.plan.model import Plan
    from poc_docs.repository.workspace import Workspace


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PLAN|FOLDER]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="text for people, json for programs, github for annotations in a pull request.",
)
@today_option
def command(paths: tuple[str, ...], form: str, today: dt.date) -> None:
    """Check plans: all of them, or the ones named.

    Errors fail the check (exit code 1); advice never does. 'poc-docs rule CODE' explains a code.

    \b
    Examples:
      poc-docs check
      poc-docs check halden
      poc-docs check plans/archive --format github
    """
    from poc_docs.cli.findings import FORMATS, total_errors

    session = Session()
    files = [f for path in paths for f in _files(session.workspace, path)] or session.workspace.files()
    if not files and form == "text":
        click.echo("There are no plans yet.")
        next_step('poc-docs new "Prospect" "Title"')
        return
    reports = check_files(session.workspace, dict.fromkeys(files), today)
    click.echo(FORMATS[form](reports))
    if total_errors(reports):
        sys.exit(1)


def _files(workspace: Workspace, name: str) -> list[Path]:
    from poc_docs.repository.workspace import find_plan, plan_files

    path = Path.cwd() / name
    return plan_files(path) if path.is_dir() else [find_plan(workspace, name, Path.cwd())]


def check_files(workspace: Workspace, files: Iterable[Path], today: dt.date | None) -> list[Report]:
    """Check plans as they stand in the work tree; other plans are looked at only for their ids."""
    from poc_docs.checks import check_plan, check_portfolio, unreadable
    from poc_docs.cli.findings import Report
    from poc_docs.plan.reading import read_plan
    from poc_docs.text.source import UnreadableTextError, decode

    found: dict[str, list[Finding]] = {}
    plans: dict[str, Plan] = {}
    for path in files:
        name = workspace.shown(path)
        try:
            plans[name] = read_plan(decode(workspace.read(path)))
        except UnreadableTextError as error:
            found[name] = [unreadable(error)]
        else:
            found[name] = _explained(workspace, path, plans[name], check_plan(plans[name], today))
    for name, extra in check_portfolio({**_others(workspace, set(found)), **plans}).items():
        if name in found:
            found[name] = sorted([*found[name], *extra], key=lambda finding: finding.span)
    texts = {name: plan.document.text for name, plan in plans.items()}
    return [Report(name, texts.get(name, ""), findings) for name, findings in found.items()]


def _explained(workspace: Workspace, path: Path, plan: Plan, findings: list[Finding]) -> list[Finding]:
    """Name what changed since both parties signed, where git knows that version."""
    from poc_docs.checks.explaining import NOT_AGREED, agreed_parameters, name_changes

    parameters = agreed_parameters(plan)
    if not workspace.git or not parameters or all(f.code != NOT_AGREED for f in findings):
        return findings
    from poc_docs.repository.history import agreed_version

    return name_changes(findings, plan, agreed_version(workspace.root, path, parameters))


def _others(workspace: Workspace, checked: set[str]) -> dict[str, Plan]:
    """Give the plans that are not checked, read no further than their front matter."""
    from poc_docs.plan.reading import read_identity
    from poc_docs.repository.files import FileRefusedError

    others = {}
    for path in workspace.files():
        name = workspace.shown(path)
        if name not in checked:
            with contextlib.suppress(FileRefusedError):
                plan = read_identity(workspace.read(path))
                if plan:
                    others[name] = plan
    return others
