"""``poc-docs merge-driver``: two versions of a plan into one, called by git while it merges."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from poc_docs.cli.refusal import printable
from poc_docs.text.counting import counted

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("merge-driver")
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("path")
@click.option(
    "--marker-size",
    metavar="N",
    type=click.IntRange(min=1, max=1000),
    default=7,
    show_default=True,
    help="How long conflict marks are (git's %L).",
)
def command(base: Path, ours: Path, theirs: Path, path: str, marker_size: int) -> None:
    """Merge the plan THEIRS into OURS, both of which came from BASE; PATH is its name in messages.

    Git calls this while it merges. Rows, cells, front-matter keys and signatures are merged one by one. Where
    one of them got two values, OURS gets git's conflict marks, and the exit code is 1. What is no plan that
    can be read is merged by lines, as git does it.

    \b
    Examples:
      git config merge.poc-docs.driver "poc-docs merge-driver --marker-size %L %O %A %B %P"
      poc-docs merge-driver base.md mine.md other.md plans/halden.md
    """
    from poc_docs.repository.files import replace_file

    before = ours.read_bytes()
    after, conflicts = _merged(base, ours, theirs, path, marker_size)
    replace_file(ours, before, after, ours.resolve().parent)
    if conflicts:
        count = counted(conflicts, "conflict")
        click.echo(printable(f"poc-docs: {path}: {count}; look for '{'<' * marker_size} ours'"), err=True)
        sys.exit(1)


def _merged(base: Path, ours: Path, theirs: Path, path: str, marker_size: int) -> tuple[bytes, int]:
    from poc_docs.repository.merging import merge_by_lines
    from poc_docs.text.source import UnreadableTextError, decode, encode
    from poc_docs.writing.merging import UnmergeableError, merge_plans

    try:
        one, two, three = (decode(file.read_bytes()) for file in (base, ours, theirs))
        merged = merge_plans(one, two, three, marker_size)
    except (UnreadableTextError, UnmergeableError) as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 -- if this fails, git keeps ours and shows nothing of theirs
        reason = f"of an internal error ({type(error).__name__}: {error})"
    else:
        return encode(merged.text), merged.conflicts
    click.echo(printable(f"poc-docs: {path}: merged by lines, because {reason}"), err=True)
    return merge_by_lines(base, ours, theirs, marker_size)
