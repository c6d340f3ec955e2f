"""``poc-docs check``: plans against the format and their status."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import Session, next_step, today_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from poc_docs.checks.finding import Finding
    from poc_docs.checks.signers import Signing
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
@click.option(
    "--against",
    metavar="REV",
    help="Judge what HEAD's commit changed since it left REV, with what was removed (for CI).",
)
@today_option
def command(paths: tuple[str, ...], form: str, against: str | None, today: dt.date) -> None:
    """Check plans: all of them, or the ones named.

    Errors fail the check (exit code 1); advice never does. 'poc-docs rule CODE' explains a code.
    With --against the files on the disk are not looked at: the commit HEAD is compared with the one at
    which it left REV, such as the branch that a pull request goes to.

    \b
    Examples:
      poc-docs check
      poc-docs check halden
      poc-docs check plans/archive --format github
      poc-docs check --against origin/main
    """
    session = Session()
    if against is not None:
        if paths:
            raise Refusal("--against judges every plan that differs, and takes no names", "leave them out")
        _print(form, check_against(session.workspace, against))
        return
    files = [f for path in paths for f in _files(session.workspace, path)] or session.workspace.files()
    links = [] if paths else _links(session.workspace)
    if not files and not links and form == "text":
        click.echo("There are no plans yet.")
        next_step('poc-docs new "Prospect" "Title"')
        return
    _print(form, [*links, *check_files(session.workspace, dict.fromkeys(files), today)])


def _print(form: str, reports: list[Report]) -> None:
    """Print the findings, and leave with exit code 1 if any is an error."""
    from poc_docs.cli.findings import FORMATS, total_errors

    click.echo(FORMATS[form](reports))
    if total_errors(reports):
        sys.exit(1)


def check_against(workspace: Workspace, revision: str) -> list[Report]:
    """Judge what HEAD changed since it left ``revision``; raises ``GitError`` where git can't tell."""
    if not workspace.git:
        raise Refusal("--against compares commits, and this is not a git repository", "git init")
    from poc_docs.cli.judging import judge
    from poc_docs.repository.commits import merge_bases, named_commit, present_commit
    from poc_docs.repository.gate import compare

    root = workspace.root
    present, other = present_commit(root), named_commit(root, revision)
    bases = merge_bases(root, present, other)
    if not bases:
        raise Refusal(
            f"HEAD and {revision!r} have no commit in common",
            "name the branch that this work began on; 'git log --graph --all' shows the branches",
        )
    return judge(compare(root, bases, present))


def _files(workspace: Workspace, name: str) -> list[Path]:
    from poc_docs.repository.workspace import find_plan, plan_files

    path = Path.cwd() / name
    return plan_files(path) if path.is_dir() else [find_plan(workspace, name, Path.cwd())]


def _links(workspace: Workspace) -> list[Report]:
    """Report links to folders in place of ``plans/`` or below it, which the gate refuses too."""
    from poc_docs.cli.findings import Report
    from poc_docs.cli.judging import hidden

    places = (workspace.plans, *workspace.plans.rglob("*"))
    links = (path for path in places if path.is_symlink() and path.is_dir())
    names = sorted(path.relative_to(workspace.root).as_posix() for path in links)
    return [Report(name, "", [hidden(name)]) for name in names]


def check_files(workspace: Workspace, files: Iterable[Path], today: dt.date | None) -> list[Report]:
    """Check plans as they stand in the work tree; other plans are looked at only for their ids."""
    from poc_docs.checks import check_plan, check_portfolio, check_signers, unreadable
    from poc_docs.cli.adopting import present_list_reports
    from poc_docs.cli.findings import Report
    from poc_docs.plan.reading import read_plan
    from poc_docs.repository.adoption import adopted_in
    from poc_docs.text.source import UnreadableTextError

    signing = _signing(workspace)
    adopted = adopted_in(workspace)
    entries = adopted.entries if adopted else None
    found: dict[str, list[Finding]] = {}
    plans: dict[str, Plan] = {}
    for path in files:
        name = workspace.shown(path)
        try:
            plans[name] = read_plan(workspace.text(path))
        except UnreadableTextError as error:
            found[name] = [unreadable(error)]
        else:
            findings = [*check_plan(plans[name], today, entries), *check_signers(plans[name], signing)]
            found[name] = _explained(workspace, path, plans[name], findings)
    for name, extra in check_portfolio({**_others(workspace, set(found)), **plans}).items():
        if name in found:
            found[name] = sorted([*found[name], *extra], key=lambda finding: finding.span)
    texts = {name: plan.document.text for name, plan in plans.items()}
    reports = [Report(name, texts.get(name, ""), findings) for name, findings in found.items()]
    return [*present_list_reports(adopted), *reports]


def _signing(workspace: Workspace) -> Signing:
    """Give what signatures are judged by where no version before is known: the settings as they stand."""
    from poc_docs.checks.signers import Signing
    from poc_docs.repository.configuration import FILE, read_policy

    path = workspace.root / FILE
    return Signing(policy=read_policy(path.read_bytes() if path.is_file() else None))


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
