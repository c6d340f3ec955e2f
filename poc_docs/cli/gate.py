"""``poc-docs gate``: what is about to be committed or pushed, judged from git's own objects."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.cli.reports import Report
    from poc_docs.repository.gate import Comparison


@click.command("gate")
@click.option("--push", is_flag=True, help="Judge what is about to be pushed (hooks/pre-push).")
@click.option("--receive", is_flag=True, help="Judge what a server receives (hooks/pre-receive).")
@click.argument("remote", nargs=-1, metavar="[REMOTE [URL]]")
def command(push: bool, receive: bool, remote: tuple[str, ...]) -> None:
    """Judge the plans that the next commit touches, as they stand in the index.

    Git hooks call this. It prints nothing where all is well, and writes nothing ever. With --push and
    --receive it reads the lines that git gives to such a hook; REMOTE is what git calls pre-push with.

    \b
    Examples:
      git config core.hooksPath hooks     # then git calls it before each commit and push
      poc-docs gate                       # what would the hook say now?
      git push --dry-run                  # what would the hook say of a push?
    """
    if (push and receive) or (remote and not push):
        raise Refusal("--push takes REMOTE, --receive and the plain gate take none", "poc-docs gate --help")
    if push:
        _judge_push(remote[0] if remote else "")
    elif receive:
        _judge_receive()
    else:
        _judge_commit()


def _judge_commit() -> None:
    workspace = Session().workspace
    if not workspace.git:
        raise Refusal("the gate judges commits, and this is not a git repository", "git init")
    from poc_docs.cli.judging import judge, refused
    from poc_docs.repository.commits import merged_commits
    from poc_docs.repository.gate import compare
    from poc_docs.repository.git import head

    root = workspace.root
    parents = tuple(filter(None, (head(root), *merged_commits(root))))
    # A merge has to answer for what it brings to HEAD, wherever it came from.
    reports = refused(judge(compare(root, parents, None, settled=1)))
    _refuse("This commit was refused. What it would make of the plans:", reports)


def _judge_push(remote: str) -> None:
    from poc_docs.repository.pushes import comparison_for_push, pushed_updates

    root = Path.cwd()
    updates = pushed_updates(_standard_input(), os.environ)
    _judge_updates((update.ref, comparison_for_push(root, update, remote)) for update in updates)


def _judge_receive() -> None:
    from poc_docs.repository.pushes import comparison_for_receive, received_updates

    root = Path.cwd()
    updates = received_updates(_standard_input())
    _judge_updates((update.ref, comparison_for_receive(root, update)) for update in updates)


def _standard_input() -> str:
    if sys.stdin.isatty():
        raise Refusal("git's hooks call this, with lines that say what is pushed", "git push --dry-run")
    return sys.stdin.buffer.read().decode("utf-8", "surrogateescape")


def _judge_updates(updates: Iterator[tuple[str, Comparison | None]]) -> None:
    """Judge each ref, then refuse once with all that is wrong."""
    from poc_docs.cli.judging import judge, refused

    found = [(ref, refused(judge(comparison))) for ref, comparison in updates if comparison]
    wrong = [(ref, reports) for ref, reports in found if reports]
    for ref, reports in wrong:
        _tell(f"This push was refused. What it would make of the plans on {printable(ref)}:", reports)
    if wrong:
        sys.exit(1)


def _refuse(why: str, reports: list[Report]) -> None:
    if reports:
        _tell(why, reports)
        sys.exit(1)


def _tell(why: str, reports: list[Report]) -> None:
    from poc_docs.cli.findings import format_text

    click.echo(f"{why}\n", err=True)
    click.echo(format_text(reports), err=True)
