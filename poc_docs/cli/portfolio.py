"""What is taken from every plan as it stands in the work tree: one by one, and no plan is kept."""

from __future__ import annotations

import contextlib
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import click

from poc_docs.cli.cores import on_all_cores
from poc_docs.cli.refusal import printable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from poc_docs.plan.adoption import Adopted
    from poc_docs.portfolio.entries import Entry
    from poc_docs.repository.workspace import Workspace
    from poc_docs.text.source import UnreadableTextError

T = TypeVar("T")

_MANY = 200


class PlanFile(NamedTuple):
    """A plan on the disk, and what messages call it.

    Where git was asked, ``content`` is the id of its content, if it has the ``size`` that belongs to that.
    """

    name: str
    path: str
    content: str = ""
    size: int = -1


class Taken(NamedTuple, Generic[T]):
    """What was taken from a plan; ``marks`` are what no other plan may share with it.

    ``content`` is the id of its bytes, and ``lines`` are what to keep for it by kind: nothing of a file that
    could not be read, nor where nothing is to be kept.
    """

    value: T
    marks: Sequence[str]
    content: str = ""
    lines: Mapping[str, str] = {}


def take_from_all(
    workspace: Workspace,
    take: Callable[[Entry], T],
    today: dt.date | None = None,
    files: Iterable[Path] | None = None,
) -> list[T]:
    """Give what ``take`` makes of every plan, or of ``files``, with what is wrong with each, by their names.

    One that can't be read is an entry with a finding, and stops no other. Only with ``today`` there is advice
    that depends on the day. What is taken must be small, for it is kept of all plans at once; where there are
    many, other processes take it, to which ``take`` is copied.
    """
    plans = plans_in(workspace, files)
    taker = Taker(workspace, take, today)
    found = take_each(taker.taken, plans)
    for group in sharing(plans, found):
        found |= taker.taken_among(group)
    return [found[name].value for name in sorted(found)]


def plans_in(workspace: Workspace, files: Iterable[Path] | None = None) -> list[PlanFile]:
    """Give every plan, or ``files``, each once."""
    paths = workspace.files() if files is None else files
    found = {printable(workspace.shown(path)): str(path) for path in paths}
    return [PlanFile(name, path) for name, path in found.items()]


class Taker(Generic[T]):
    """Reads plans one by one, under the list of adopted plans as it stands, and takes something from each."""

    def __init__(
        self, workspace: Workspace, take: Callable[[Entry], T], today: dt.date | None = None
    ) -> None:
        self._workspace = workspace
        self._take = take
        self._today = today

    def taken(self, plan: PlanFile) -> Taken[T]:
        """Take it from one plan, without what is wrong between plans."""
        data = plan_bytes(self._workspace, plan)
        return self._from_entry(self._entry(plan.name, data), data)

    def taken_among(self, plans: Iterable[PlanFile]) -> dict[str, Taken[T]]:
        """Take it from plans of which something may be wrong between them, by their names."""
        from poc_docs.checks import check_portfolio
        from poc_docs.portfolio.reading import with_shared

        bytes_of = {plan.name: plan_bytes(self._workspace, plan) for plan in plans}
        entries = {name: self._entry(name, data) for name, data in bytes_of.items()}
        shared = check_portfolio({name: entry.plan for name, entry in entries.items() if entry.plan})
        return {
            name: self._from_entry(with_shared(entries[name], shared.get(name, ())), data)
            for name, data in bytes_of.items()
        }

    @cached_property
    def _adopted(self) -> Mapping[str, Adopted] | None:
        from poc_docs.repository.adoption import adopted_entries

        return adopted_entries(self._workspace)

    def _entry(self, name: str, data: bytes | UnreadableTextError) -> Entry:
        from poc_docs.portfolio.memory import Memory
        from poc_docs.portfolio.reading import read_entry

        return read_entry(name, data, self._today, self._adopted, Memory())

    def _from_entry(self, entry: Entry, _data: bytes | UnreadableTextError) -> Taken[T]:
        from poc_docs.checks.portfolio import marks

        return Taken(self._take(entry), marks(entry.plan) if entry.plan else ())


def take_each(take: Callable[[PlanFile], T], plans: Sequence[PlanFile]) -> dict[str, T]:
    """Give what is taken from plans by their names: on all cores, while a terminal shows how far it is."""
    found = {}
    with _progress(len(plans)) as done:
        for plan, taken in zip(plans, on_all_cores(take, plans), strict=True):
            found[plan.name] = taken
            done()
    return found


def sharing(plans: Iterable[PlanFile], found: Mapping[str, Taken[T]]) -> list[list[PlanFile]]:
    """Give the plans that share a mark with another, in groups of which none has a mark of another group."""
    every = [mark for each in found.values() for mark in each.marks]
    if len({*every}) == len(every):
        return []
    from poc_docs.checks.portfolio import sharing_groups

    by_name = {plan.name: plan for plan in plans}
    groups = sharing_groups({name: found[name].marks for name in by_name})
    return [[by_name[name] for name in group] for group in groups]


@contextlib.contextmanager
def _progress(count: int) -> Iterator[Callable[[], None]]:
    """Give what is called after each plan; where there are many, a terminal shows a bar."""
    if count <= _MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=count, label="Reading plans", file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def plan_bytes(workspace: Workspace, plan: PlanFile) -> bytes | UnreadableTextError:
    """Give the bytes of a plan, or why there are none."""
    from pathlib import Path

    from poc_docs.repository.files import FileRefusedError
    from poc_docs.text.source import UnreadableTextError

    try:
        return workspace.read(Path(plan.path))
    except FileRefusedError as error:
        return UnreadableTextError(error.message, advice=error.advice)
