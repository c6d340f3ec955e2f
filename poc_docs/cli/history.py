"""``poc-docs history``: a plan's story from git."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.diff import git_workspace
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import printable

if TYPE_CHECKING:
    from poc_docs.portfolio.versions import PlanVersion
    from poc_docs.repository.workspace import Workspace


@click.command("history")
@click.argument("name", metavar="PLAN")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
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
    from poc_docs.repository.stories import plan_story
    from poc_docs.repository.workspace import find_plan

    workspace = git_workspace()
    path = workspace.shown(find_plan(workspace, name, Path.cwd()))
    present = _read_work_tree(workspace, path)
    story = plan_story(workspace.root, path, present)
    if form == "json":
        value = story_json(present.id if present else "", path, story)
        click.echo(json_text(value))
        return
    click.echo(printable(path))
    for line in story_lines(story, whole=whole):
        click.echo(printable(line))


def _read_work_tree(workspace: Workspace, path: str) -> PlanVersion | None:
    from poc_docs.portfolio.versions import read_version
    from poc_docs.repository.files import FileRefusedError
    from poc_docs.repository.versions import work_tree_version

    if Path(path).is_absolute():
        raise FileRefusedError(f"{path} lies outside {workspace.root}", "a plan is a file in the repository")
    file = work_tree_version(workspace.root, path)
    return read_version(file.path, file.data, file.fault) if file else None
