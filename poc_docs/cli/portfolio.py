"""The portfolio as it stands in the work tree, for commands about many plans."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import printable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from poc_docs.portfolio.entries import Portfolio
    from poc_docs.repository.workspace import Workspace
    from poc_docs.text.source import UnreadableTextError


def read_all(
    workspace: Workspace, today: dt.date | None = None, files: Sequence[Path] | None = None
) -> Portfolio:
    """Read every plan, or ``files``; one that can't be read is an entry with a finding, and stops no other.

    Many plans take their time, and a terminal shows how far it has come.
    """
    from poc_docs.portfolio.reading import read_portfolio
    from poc_docs.repository.adoption import adopted_in

    paths = workspace.files() if files is None else files
    named = {printable(workspace.shown(path)): path for path in paths}
    adopted = adopted_in(workspace)
    with _progress(len(named)) as done:
        return read_portfolio(_Files(workspace, named, done), today, adopted.entries if adopted else None)


_MANY = 200


@contextlib.contextmanager
def _progress(count: int) -> Iterator[Callable[[], None]]:
    """Give what is called after each plan; where there are many, a terminal shows a bar."""
    if count <= _MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=count, label="Reading plans", file=sys.stderr) as bar:
        yield lambda: bar.update(1)


class _Files(Mapping[str, "bytes | UnreadableTextError"]):
    """Plans' bytes by name, read one after the other as they are asked for."""

    def __init__(self, workspace: Workspace, paths: Mapping[str, Path], done: Callable[[], None]) -> None:
        self._workspace = workspace
        self._paths = paths
        self._done = done

    def __getitem__(self, name: str) -> bytes | UnreadableTextError:
        from poc_docs.repository.files import FileRefusedError
        from poc_docs.text.source import UnreadableTextError

        self._done()
        try:
            return self._workspace.read(self._paths[name])
        except FileRefusedError as error:
            return UnreadableTextError(error.message, advice=error.advice)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
