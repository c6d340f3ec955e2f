"""What is taken from every plan, kept in git's folder: of a plan that has not changed it is taken once.

A value is kept for the content of a plan, whatever its name, with the days on which it holds. What is wrong
between plans is found out anew each time.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import click

from poc_docs.cli.cores import MANY, on_all_cores
from poc_docs.cli.portfolio import PlanReader, plan_bytes, progress, take_from_all
from poc_docs.cli.refusal import printable
from poc_docs.repository.contents import Contents, content_id, plan_sizes
from poc_docs.repository.known_good import Known, current_values_key, known_line, known_parts
from poc_docs.text.source import UnreadableTextError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from poc_docs.portfolio.entries import Entry
    from poc_docs.portfolio.keeping import Kind
    from poc_docs.repository.workspace import Workspace

T = TypeVar("T")

no_cache_option = click.option(
    "--no-cache", is_flag=True, help="Read every plan anew, also those that have not changed."
)

_ALWAYS = ("0001-01-01", "9999-12-31")
_AT_ONCE = 50


class _Plan(NamedTuple):
    """A plan on the disk; it has the ``content`` that git tells only if its size says so too."""

    name: str
    path: str
    content: str = ""
    size: int = -1


class _Taken(NamedTuple, Generic[T]):
    """What was taken from a plan; ``marks`` are what no other plan may share with it.

    ``content`` is the id of its bytes, and ``lines`` are what to keep for it by kind: nothing of a file that
    could not be read.
    """

    value: T
    marks: Sequence[str]
    content: str
    lines: Mapping[str, str]


def values_of_all(workspace: Workspace, kind: Kind[T], today: dt.date, *, cache: bool = True) -> list[T]:
    """Give what ``kind`` takes from each plan on a day, in the order of ``read_all``.

    With ``cache`` nothing is taken again from a content from which it was taken before.
    """
    from poc_docs.repository.git import git_folder

    if not cache or not workspace.git:
        return take_from_all(workspace, partial(_taken_on, kind, today))
    place, key = str(git_folder(workspace.root)), current_values_key(str(workspace.root))
    known = _Known(kind, Known(place, kind.name, key).lines, today.isoformat())
    plans = _plans(workspace, ask_git=bool(known.lines))
    found = known.values(workspace, plans)
    left = [plan for plan in plans if plan.name not in found]
    # Reading takes longest by far: where it is done for many, it is done for the other commands too.
    taker: _Taker[T] = _Taker(workspace, _all_kinds(kind) if len(left) >= MANY else [kind], today)
    with progress(len(left)) as done:
        for plan, taken in zip(left, on_all_cores(taker.taken, left), strict=True):
            found[plan.name] = taken
            done()
    shared: dict[str, _Taken[T]] = {}
    for group in _sharing(plans, found):
        among = known.values_among(group, found)
        if len(among) < len(group):
            among = taker.values_among(group, found)
            left += group
        shared |= among
    taken_now = [*found.values(), *shared.values()]
    for name in [each.name for each in taker.kinds] if left else ():
        lines = {each.content: each.lines[name] for each in taken_now if name in each.lines}
        Known(place, name, key).keep(lines)
    values = {name: each.value for name, each in (found | shared).items()}
    return [values[name] for name in sorted(values)]


def _taken_on(kind: Kind[T], today: dt.date, entry: Entry) -> T:
    return kind.take(entry, today)


def _all_kinds(first: Kind[T]) -> list[Kind[Any]]:
    from poc_docs.portfolio import listing, metrics
    from poc_docs.portfolio.gap_register import naming

    every: list[Kind[Any]] = [listing.KIND, metrics.KIND, naming.KIND]
    return [first, *(each for each in every if each.name != first.name)]


def _plans(workspace: Workspace, *, ask_git: bool) -> list[_Plan]:
    root = str(workspace.root)
    asked = Contents(root) if ask_git else None
    try:
        sizes = plan_sizes(root)
    finally:
        ids = asked.ids() if asked else {}
    if sizes is None:
        found = {printable(workspace.shown(path)): str(path) for path in workspace.files()}
        return [_Plan(name, path) for name, path in found.items()]
    return [_Plan(printable(name), f"{root}/{name}", ids.get(name, ""), size) for name, size in sizes.items()]


class _Known(NamedTuple, Generic[T]):
    """What was taken before: lines by content."""

    kind: Kind[T]
    lines: Mapping[str, str]
    day: str

    def values(self, workspace: Workspace, plans: Iterable[_Plan]) -> dict[str, _Taken[T]]:
        """Give what was taken before from the contents of plans, and holds today."""
        contents = {}
        for plan in plans if self.lines else ():
            content = plan.content
            if not self.lines.get(content, "").startswith(f"{plan.size} "):
                content = _id(plan_bytes(workspace, Path(plan.path)))
            contents[plan.name] = content
        return self._taken(contents)

    def values_among(self, plans: Sequence[_Plan], found: Mapping[str, _Taken[T]]) -> dict[str, _Taken[T]]:
        """Give the same of plans of which something may be wrong between them, while all are as they were."""
        return self._taken(_together(plans, found))

    def _taken(self, contents: Mapping[str, str]) -> dict[str, _Taken[T]]:
        """Give what was taken from the contents, by the names of their plans, and holds today."""
        lines, texts = {}, []
        for name, content in contents.items():
            line = self.lines.get(content)
            if line is not None:
                _, first, last, marks, text = known_parts(line)
                if first <= self.day <= last:
                    lines[name] = (marks, content, {self.kind.name: line})
                    texts.append(text)
        value = self.kind.value
        return {
            name: _Taken(value(name, plain), *about)
            for (name, about), plain in zip(lines.items(), _from_json(texts), strict=True)
        }


def _from_json(texts: Sequence[str]) -> Iterator[Any]:
    """Read many JSON texts: some at once, since to begin takes as long as to read one that is short."""
    for start in range(0, len(texts), _AT_ONCE):
        yield from json.loads(f"[{','.join(texts[start : start + _AT_ONCE])}]")


def _together(plans: Iterable[_Plan], found: Mapping[str, _Taken[Any]]) -> dict[str, str]:
    """Give under what it is known what a plan is beside these others, each with its name and content."""
    contents = {plan.name: found[plan.name].content for plan in plans}
    every = _hash(sorted(contents.items()))
    return {name: f"{content}+{_hash((name, every))}" for name, content in contents.items()}


def _hash(value: object) -> str:
    return content_id(repr(value).encode("utf-8", "backslashreplace"))


class _Taker(Generic[T]):
    """Reads plans one by one; the first of its kinds is what is wanted, the others are only kept."""

    def __init__(self, workspace: Workspace, kinds: Sequence[Kind[Any]], today: dt.date) -> None:
        self.kinds = kinds
        self._reader = PlanReader(workspace)
        self._workspace = workspace
        self._today = today

    def taken(self, plan: _Plan) -> _Taken[T]:
        """Read one plan, and give what is taken from it."""
        data = plan_bytes(self._workspace, Path(plan.path))
        entry = self._reader.entry(plan.name, data)
        if isinstance(data, UnreadableTextError):
            return _Taken(self.kinds[0].take(entry, self._today), (), "", {})
        return self._from_entry(entry, content_id(data), len(data))

    def values_among(self, plans: Sequence[_Plan], found: Mapping[str, _Taken[T]]) -> dict[str, _Taken[T]]:
        """Read plans again of which something may be wrong between them, and give what is taken from them."""
        from poc_docs.checks import check_portfolio
        from poc_docs.portfolio.reading import with_shared

        bytes_of = {plan.name: plan_bytes(self._workspace, Path(plan.path)) for plan in plans}
        entries = {name: self._reader.entry(name, data) for name, data in bytes_of.items()}
        shared = check_portfolio({name: entry.plan for name, entry in entries.items() if entry.plan})
        together = _together(plans, found)
        taken = {}
        for name, data in bytes_of.items():
            entry = with_shared(entries[name], shared.get(name, ()))
            taken[name] = self._from_entry(entry, together[name], _size(data))
        # One that was written to meanwhile is told as it is now, and none of them is kept.
        same = all(_id(data) == found[name].content for name, data in bytes_of.items())
        return taken if same else {name: each._replace(lines={}) for name, each in taken.items()}

    def _from_entry(self, entry: Entry, content: str, size: int) -> _Taken[T]:
        from poc_docs.checks.portfolio import marks

        mine = marks(entry.plan) if entry.plan else ()
        values = [kind.take(entry, self._today) for kind in self.kinds]
        lines = {
            kind.name: known_line(size, *self._days(kind, value), mine, _json(kind.plain(value)))
            for kind, value in zip(self.kinds, values, strict=True)
        }
        return _Taken(values[0], mine, content, lines)

    def _days(self, kind: Kind[T], value: T) -> tuple[str, str]:
        return (str(self._today), str(self._today)) if kind.is_of_day(value) else _ALWAYS


def _id(data: bytes | UnreadableTextError) -> str:
    return "" if isinstance(data, UnreadableTextError) else content_id(data)


def _size(data: bytes | UnreadableTextError) -> int:
    return 0 if isinstance(data, UnreadableTextError) else len(data)


def _json(plain: object) -> str:
    return json.dumps(plain, separators=(",", ":"))


def _sharing(plans: Iterable[_Plan], found: Mapping[str, _Taken[Any]]) -> list[list[_Plan]]:
    """Give the plans that share a mark with another, in groups of which none has a mark of another group."""
    every = [mark for each in found.values() for mark in each.marks]
    if len({*every}) == len(every):
        return []
    from poc_docs.checks.portfolio import sharing_groups

    by_name = {plan.name: plan for plan in plans}
    groups = sharing_groups({name: each.marks for name, each in found.items()})
    return [[by_name[name] for name in group] for group in groups]
