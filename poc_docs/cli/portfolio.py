"""The portfolio as it stands in the work tree, for commands about many plans."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

import click

from poc_docs.cli.refusal import printable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from poc_docs.plan.adoption import Adopted
    from poc_docs.portfolio.entries import Entry, Portfolio
    from poc_docs.repository.workspace import Workspace
    from poc_docs.text.source import UnreadableTextError

T = TypeVar("T")


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
    with progress(len(named)) as done:
        return read_portfolio(_Files(workspace, named, done), today, adopted.entries if adopted else None)


def take_from_all(
    workspace: Workspace,
    take: Callable[[Entry], T],
    today: dt.date | None = None,
    files: Sequence[Path] | None = None,
) -> list[T]:
    """Give what ``take`` makes of each entry that ``read_all`` would give of the same files, in its order.

    No plan is kept, so that it must be small and say all that is wanted. Where there are many plans, other
    processes read them, to which ``take`` is copied.
    """
    from poc_docs.checks import check_portfolio
    from poc_docs.checks.portfolio import sharing_groups
    from poc_docs.cli.cores import on_all_cores
    from poc_docs.portfolio.reading import with_shared

    wanted = workspace.files() if files is None else files
    paths = {printable(workspace.shown(path)): path for path in wanted}
    names = sorted(paths)
    taker = _Taker(workspace, take, today)
    with progress(len(names)) as done:
        found = {}
        for each in on_all_cores(taker.taken, [(name, paths[name]) for name in names]):
            found[each.name] = each
            done()
    values = {name: each.value for name, each in found.items()}
    # What is wrong between plans is known only now; those that share something are read again, by groups.
    for group in sharing_groups({name: found[name].marks for name in names}):
        again = {name: taker.entry(name, paths[name]) for name in group}
        shared = check_portfolio({name: entry.plan for name, entry in again.items() if entry.plan})
        values |= {name: take(with_shared(again[name], findings)) for name, findings in shared.items()}
    return [values[name] for name in names]


@dataclass(frozen=True, slots=True)
class _Taken(Generic[T]):
    """What was taken from one plan, and what no other plan may share with it."""

    name: str
    value: T
    marks: tuple[str, ...]


class PlanReader:
    """Reads plans one by one, under the list of adopted plans as it stands."""

    def __init__(self, workspace: Workspace, today: dt.date | None = None) -> None:
        self._workspace = workspace
        self._today = today

    @cached_property
    def _adopted(self) -> Mapping[str, Adopted] | None:
        from poc_docs.repository.adoption import adopted_in

        adopted = adopted_in(self._workspace)
        return adopted.entries if adopted else None

    def entry(self, name: str, data: bytes | UnreadableTextError) -> Entry:
        """Give what ``read_all`` gives of a plan, without what is wrong between plans."""
        from poc_docs.portfolio.memory import Memory
        from poc_docs.portfolio.reading import read_entry

        return read_entry(name, data, self._today, self._adopted, Memory())


class _Taker(Generic[T]):
    """Reads plans one by one, each to take something from it."""

    def __init__(self, workspace: Workspace, take: Callable[[Entry], T], today: dt.date | None) -> None:
        self._workspace = workspace
        self._take = take
        self._reader = PlanReader(workspace, today)

    def entry(self, name: str, path: Path) -> Entry:
        return self._reader.entry(name, plan_bytes(self._workspace, path))

    def taken(self, file: tuple[str, Path]) -> _Taken[T]:
        from poc_docs.checks.portfolio import marks

        entry = self.entry(*file)
        return _Taken(entry.path, self._take(entry), marks(entry.plan) if entry.plan else ())


_MANY = 200


@contextlib.contextmanager
def progress(count: int) -> Iterator[Callable[[], None]]:
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
        self._done()
        return plan_bytes(self._workspace, self._paths[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def plan_bytes(workspace: Workspace, path: Path) -> bytes | UnreadableTextError:
    """Give the bytes of a plan, or why there are none."""
    from poc_docs.repository.files import FileRefusedError
    from poc_docs.text.source import UnreadableTextError

    try:
        return workspace.read(path)
    except FileRefusedError as error:
        return UnreadableTextError(error.message, advice=error.advice)
