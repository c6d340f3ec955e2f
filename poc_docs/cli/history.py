"""``poc-docs history``: a plan's story from git."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.diff import git_workspace
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import printable

if TYPE_CHECKING:
    from poc_docs.exports.change_json import Step
    from poc_docs.portfolio.versions import PlanVersion
    from poc_docs.repository.history import Revision
    from poc_docs.repository.versions import FileVersion
    from poc_docs.repository.workspace import Workspace


@click.command("history")
@click.argument("name", metavar="PLAN")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--all", "whole", is_flag=True, help="Name every change, also those while it was written.")
def command(name: str, form: str, whole: bool) -> None:
    """Tell the story of PLAN from git, oldest first: agreed, started, amended, measured, decided.

    It is followed by its id through renames. What is not committed yet stands at the end.

    \b
    Examples:
      poc-docs history halden
      poc-docs history halden --all
      poc-docs history plans/halden.md --format json
    """
    from poc_docs.exports.change_json import story_json
    from poc_docs.exports.change_text import story_lines
    from poc_docs.repository.workspace import find_plan

    workspace = git_workspace()
    path = workspace.shown(find_plan(workspace, name, Path.cwd()))
    present = _read_work_tree(workspace, path)
    plan_id = present.id if present else ""
    steps, cut = _steps(workspace, plan_id, path, present)
    if form == "json":
        value = story_json(plan_id, path, steps, cut=cut)
        click.echo(json_text(value))
        return
    click.echo(printable(path))
    for line in story_lines(steps, cut=cut, whole=whole):
        click.echo(printable(line))


@cache
def _read(file: FileVersion | None) -> PlanVersion | None:
    """Read a version once: it is the one after a commit, and the one before the next."""
    from poc_docs.portfolio.versions import read_version

    return read_version(file.path, file.data, file.fault) if file else None


def _read_work_tree(workspace: Workspace, path: str) -> PlanVersion | None:
    from poc_docs.repository.files import FileRefusedError
    from poc_docs.repository.versions import work_tree_version

    if Path(path).is_absolute():
        raise FileRefusedError(f"{path} lies outside {workspace.root}", "a plan is a file in the repository")
    return _read(work_tree_version(workspace.root, path))


def _steps(
    workspace: Workspace, plan_id: str, path: str, present: PlanVersion | None
) -> tuple[list[Step], bool]:
    from poc_docs.repository.git import head
    from poc_docs.repository.history import plan_revisions
    from poc_docs.repository.versions import committed_version

    commit = head(workspace.root)
    last = committed_version(workspace.root, commit, plan_id, path) if commit else None
    revisions = plan_revisions(workspace.root, commit, plan_id, last.path if last else path) if commit else []
    steps = [step for revision in revisions if (step := _step(revision)).changes]
    changes = _uncommitted(_read(last), present)
    return [*steps, *changes], any(revision.cut for revision in revisions)


def _step(revision: Revision) -> Step:
    from poc_docs.exports.change_json import Step, plan_state
    from poc_docs.plan.plan_change import ChangeKind, said
    from poc_docs.portfolio.versions import changes_of_commit

    after = _read(revision.after)
    changes = changes_of_commit([_read(version) for version in revision.before], after)
    if revision.cut and after:
        changes = (said(ChangeKind.CREATED, "plan", f"stands as: {plan_state(after.plan)}"),)
    latest = revision.after or next(version for version in revision.before if version)
    return Step(
        commit=revision.commit,
        short=revision.short,
        date=revision.date,
        author=revision.author,
        subject=revision.subject,
        path=latest.path,
        changes=changes,
    )


def _uncommitted(last: PlanVersion | None, present: PlanVersion | None) -> list[Step]:
    from poc_docs.exports.change_json import Step
    from poc_docs.portfolio.versions import compare

    changes = compare(last, present)
    if not changes or present is None:
        return []
    return [Step(None, "", "", "", "", present.path, changes)]
