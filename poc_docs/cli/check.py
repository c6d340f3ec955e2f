"""``poc-docs check``: plans against the format and their status."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import Session, next_step, today_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from poc_docs.cli.reports import Report
    from poc_docs.repository.workspace import Workspace


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PLAN|FOLDER]...")
@click.option(
    "--format",
    "form",
    type=Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="text for people, json for programs, github for annotations in a pull request.",
)
@click.option(
    "--against",
    metavar="REV",
    help="Judge what HEAD's commit changed since it left REV, with what was removed (for CI).",
)
@click.option("--no-cache", is_flag=True, help="Check every plan anew, also those that have not changed.")
@today_option
def command(paths: tuple[str, ...], form: str, against: str | None, no_cache: bool, today: dt.date) -> None:
    """Check plans: all of them, or the ones named.

    Errors fail the check (exit code 1); advice never does. 'poc-docs rule CODE' explains a code.
    With --against the files on the disk are not looked at: the commit HEAD is compared with the one at
    which it left REV, such as the branch that a pull request goes to.

    A content in which nothing was found is remembered in git's own folder and not checked again until it,
    the settings or poc-docs itself change. The findings are the same with --no-cache.

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
    folder = session.workspace.plans
    linked = _links(session.workspace, files if paths else [folder, *folder.rglob("*")])
    links = [_link_report(name) for name in sorted(linked.values())]
    files = [path for path in files if path not in linked]
    if not files and not links and form == "text":
        click.echo("There are no plans yet.")
        next_step('poc-docs new "Prospect" "Title"')
        return
    from poc_docs.cli.checked import check_files

    _print(form, [*links, *check_files(session.workspace, dict.fromkeys(files), today, cache=not no_cache)])


def _print(form: str, reports: list[Report]) -> None:
    """Print the findings, and leave with exit code 1 if any is an error."""
    from poc_docs.cli.findings import FORMATS
    from poc_docs.cli.reports import total_errors

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


def _links(workspace: Workspace, paths: Iterable[Path]) -> dict[Path, str]:
    """Give which paths are links to folders, or to plans of the repository, below ``plans/``, by their names.

    The gate refuses them too. A link that leads elsewhere is told of where it is read.
    """
    root = workspace.root.resolve()
    found = {}
    for path in paths:
        if path.is_symlink() and (path.is_dir() or _is_plan(path, root)):
            place = path.parent.resolve() / path.name
            if place.is_relative_to(root / workspace.plans.name):
                found[path] = place.relative_to(root).as_posix()
    return found


def _is_plan(link: Path, root: Path) -> bool:
    return link.suffix.casefold() == ".md" and link.exists() and link.resolve().is_relative_to(root)


def _link_report(name: str) -> Report:
    from poc_docs.cli.judging import hidden
    from poc_docs.cli.reports import Report

    return Report(name, "", [hidden(name)])
