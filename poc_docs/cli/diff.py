"""``poc-docs diff``: what changed between two versions of the plans, in the plans' own terms."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session

if TYPE_CHECKING:
    from poc_docs.exports.change_json import Difference
    from poc_docs.portfolio.versions import ComparedPlan, PlanVersion
    from poc_docs.repository.versions import FileVersion, Range
    from poc_docs.repository.workspace import Workspace


@click.command("diff")
@click.argument("words", nargs=-1, metavar="[REV[..REV]] [PLAN]...")
@click.option(
    "--format",
    "form",
    type=Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="text for people, json for programs, markdown for a comment in a pull request.",
)
@click.option("--textconv", metavar="FILE", help="Print one plan as a fact on each line, for git's own diff.")
def command(words: tuple[str, ...], form: str, textconv: str | None) -> None:
    """Show what changed in the plans: against HEAD, against REV, or between two revisions.

    A plan is followed by its id, whatever its file is called. A...B compares B with where it left A. A word
    that is a revision is taken for one; give a plan of the same name by its path.

    \b
    Examples:
      poc-docs diff
      poc-docs diff main
      poc-docs diff v1..v2 halden
      poc-docs diff origin/main...HEAD --format markdown
      git config diff.poc-docs.textconv "poc-docs diff --textconv"
    """
    if textconv is not None:
        if words:
            raise Refusal("--textconv takes one file and nothing else", "poc-docs diff --textconv FILE")
        _print_record(Path(textconv))
        return
    workspace = git_workspace()
    wanted, names = _wanted(workspace, words)
    found = [_difference(compared) for compared in _compared(workspace, wanted, names)]
    _print(form, found, wanted)


def git_workspace() -> Workspace:
    """Give the workspace, which has to be a git repository."""
    workspace = Session().workspace
    if not workspace.git:
        raise Refusal(f"{workspace.root} is not a git repository, so it has no history", "git init")
    return workspace


def _print_record(path: Path) -> None:
    """Print a plan for git's diff, which fails where this fails: what can't be read stays as it is."""
    from poc_docs.exports.plan_record import record_lines
    from poc_docs.plan.reading import read_plan
    from poc_docs.text.source import UnreadableTextError, decode

    data = path.read_bytes()
    try:
        plan = read_plan(decode(data))
    except UnreadableTextError:
        sys.stdout.buffer.write(data)
        return
    for line in record_lines(plan):
        click.echo(printable(line.replace("\t", "    ")))


def _wanted(workspace: Workspace, words: tuple[str, ...]) -> tuple[Range, tuple[str, ...]]:
    """Tell the revision from the plans: it is the first word, if it is one."""
    from poc_docs.repository.commits import present_commit
    from poc_docs.repository.versions import Range, read_range

    head = present_commit(workspace.root)
    first, rest = (words[0], words[1:]) if words else ("", ())
    if first.startswith("-"):
        raise Refusal(f"{first!r} is no revision: none begins with a hyphen", "poc-docs diff --help")
    if not first or _is_file(first):
        return Range(head, None), words
    found = read_range(workspace.root, first)
    if found is None:
        _refuse_unknown(workspace, first)
        return Range(head, None), words
    stems = {path.stem for path in workspace.files()}
    if first in stems:
        advice = f"for the plan: poc-docs diff HEAD {first}; for the revision: poc-docs diff {first}.."
        raise Refusal(f"{first!r} is a revision and a plan", advice)
    if rest and found.after is None:
        _refuse_second_revision(workspace, first, rest[0])
    return found, rest


def _is_file(word: str) -> bool:
    return (Path.cwd() / word).exists()


def _refuse_second_revision(workspace: Workspace, first: str, second: str) -> None:
    """Refuse two revisions as git takes them, unless the second is a plan."""
    from poc_docs.cli.session import shell_word
    from poc_docs.repository.git import object_id
    from poc_docs.repository.workspace import UnknownPlanError, find_plan

    try:
        find_plan(workspace, second, Path.cwd())
    except UnknownPlanError as error:
        if object_id(workspace.root, second):
            advice = f"to compare two revisions: poc-docs diff {shell_word(f'{first}..{second}')}"
            raise Refusal(f"{error.message}; it is a revision", advice) from None


def _refuse_unknown(workspace: Workspace, word: str) -> None:
    from poc_docs.repository.commits import DEEPER, is_shallow
    from poc_docs.repository.workspace import UnknownPlanError, find_plan

    try:
        find_plan(workspace, word, Path.cwd())
    except UnknownPlanError as error:
        advice = DEEPER if is_shallow(workspace.root) else error.advice
        raise Refusal(f"{word!r} is no revision, and {error.message}", advice) from None


def _compared(workspace: Workspace, wanted: Range, names: tuple[str, ...]) -> list[ComparedPlan]:
    from poc_docs.portfolio.versions import compare_versions, read_version
    from poc_docs.repository.versions import versions_between

    before, after = versions_between(workspace.root, wanted)

    def read(files: list[FileVersion]) -> list[PlanVersion]:
        return [read_version(file.path, file.data, file.fault) for file in files]

    found = compare_versions(read(before), read(after))
    if not names:
        return found
    chosen = {each.path for name in names for each in _chosen(workspace, found, name)}
    return [each for each in found if each.path in chosen]


def _chosen(workspace: Workspace, found: list[ComparedPlan], name: str) -> list[ComparedPlan]:
    """Give the changed plan that a name means, also one that stands in the old version alone."""
    from poc_docs.repository.workspace import UnknownPlanError, find_plan

    stem = name.removesuffix(".md")
    exact = [
        each
        for each in found
        if name in {each.path, each.previous_path, each.latest.id} or stem == Path(each.path).stem
    ]
    if exact:
        return exact
    try:
        path = workspace.shown(find_plan(workspace, name, Path.cwd()))
    except UnknownPlanError:
        removed = [each for each in found if each.after is None and name.casefold() in each.path.casefold()]
        if removed:
            return removed
        raise
    return [each for each in found if each.path == path]


def _difference(compared: ComparedPlan) -> Difference:
    from poc_docs.cli.session import shell_word
    from poc_docs.cli.steps import sign_command
    from poc_docs.exports.change_json import Difference, missing_signatures
    from poc_docs.plan.vocabulary import Status

    name = shell_word(Path(compared.path).stem)
    missing = missing_signatures(Difference(compared, ()))
    complete = compared.plan is not None and compared.plan.status is Status.COMPLETE
    commands = [sign_command(name, party, results=complete) for party in missing]
    if any(change.needs_amendment for change in compared.changes):
        commands = [f'poc-docs amend {name} --reason "WHY"']
    return Difference(compared, tuple(commands))


def _print(form: str, found: list[Difference], wanted: Range) -> None:
    from poc_docs.exports.change_json import differences_json
    from poc_docs.exports.change_markdown import difference_markdown
    from poc_docs.exports.change_text import difference_lines

    if form == "json":
        value = differences_json(found, wanted.before, wanted.after)
        click.echo(json_text(value))
    elif form == "markdown":
        click.echo(difference_markdown(found), nl=False)
    else:
        for line in difference_lines(found):
            click.echo(printable(line))
