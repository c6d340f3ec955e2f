"""What is taken from every plan, kept in git's folder: of a plan that has not changed it is taken once.

A value is kept for the content of a plan, whatever its name, with the days on which it holds. What is wrong
between plans is found out anew each time.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

import click

from poc_docs.cli.cores import MANY
from poc_docs.cli.portfolio import (
    PlanFile,
    Taken,
    Taker,
    plan_bytes,
    plans_in,
    sharing,
    take_each,
    take_from_all,
)
from poc_docs.cli.refusal import all_printable
from poc_docs.repository.contents import Contents, content_id, plan_sizes
from poc_docs.repository.known_good import Known, current_values_key, known_line, known_parts
from poc_docs.repository.unchanged import Unchanged
from poc_docs.text.source import UnreadableTextError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from poc_docs.portfolio.entries import Entry
    from poc_docs.portfolio.keeping import KeptKind
    from poc_docs.repository.contents import Changes
    from poc_docs.repository.workspace import Workspace

T = TypeVar("T")

no_cache_option = click.option(
    "--no-cache", is_flag=True, help="Read every plan anew, also those that have not changed."
)

_ALL = "-all"
_AT_ONCE = 50


class Store(Protocol):
    """Where lines are kept by what they are known under."""

    @property
    def lines(self) -> Mapping[str, str]:
        """Give the lines that were kept before."""

    def keep(self, lines: dict[str, str]) -> None:
        """Keep these lines; never fails."""


def values_of_all(
    workspace: Workspace,
    kind: KeptKind[T],
    today: dt.date,
    *,
    cache: bool = True,
    store: Store | None = None,
) -> list[T]:
    """Give what ``kind`` takes from each plan on a day, in the order of ``take_from_all``.

    With ``cache`` nothing is taken again from a content from which it was taken before. ``store`` is where
    the kind is kept, if not in the usual place.
    """
    if not cache or not workspace.git:
        return take_from_all(workspace, partial(taken_on, kind, today))
    root = str(workspace.root)
    key = current_values_key(root)
    with Unchanged(root, f"{kind.name}{_ALL}", key) as unchanged:
        kept = None if store else unchanged.kept(today.isoformat())
        if kept:
            return [*map(kind.value, *json.loads(kept[1]))]
        plans = _plans(workspace, unchanged.changes)
        found = _taken_from(workspace, plans, kind, today, key, store)
        if not store:
            _keep_all(unchanged, kind, plans, found)
    return [found[name].value for name in sorted(found)]


def _taken_from(
    workspace: Workspace,
    plans: Sequence[PlanFile],
    kind: KeptKind[T],
    today: dt.date,
    key: str,
    store: Store | None,
) -> dict[str, Taken[T]]:
    """Give what ``kind`` takes from each plan, and keep it for the next time."""
    from poc_docs.repository.git import git_folder

    place = str(git_folder(workspace.root))
    known = _Known(kind, store or Known(place, kind.name, key), today.isoformat())
    found = known.values(workspace, plans)
    left = [plan for plan in plans if plan.name not in found]
    # Reading takes longest by far: where it is done for many, it is done for the other commands too.
    taker: _KeepingTaker[T] = _KeepingTaker(
        workspace, _all_kinds(kind) if len(left) >= MANY else [kind], today
    )
    found |= take_each(taker.taken, left)
    together: dict[str, Taken[T]] = {}
    for group in sharing(plans, found):
        among = known.values_among(group, found)
        if len(among) < len(group):
            among = _kept_together(group, found, taker.taken_among(group))
            left += group
        together |= among
    for each in taker.kinds if left else ():
        lines = {_under(each, name, taken.content): line for name, taken, line in _lines(each, found)}
        lines |= {taken.content: line for _, taken, line in _lines(each, together)}
        (known.store if each.name == kind.name else Known(place, each.name, key)).keep(lines)
    return found | together


def _keep_all(
    unchanged: Unchanged, kind: KeptKind[T], plans: Sequence[PlanFile], found: Mapping[str, Taken[T]]
) -> None:
    """Keep what was taken from all plans in one text, if each is kept by itself, and is as git lists it."""
    lines = [*_lines(kind, found)]
    as_listed = (plan.content and _without_others(found[plan.name].content) == plan.content for plan in plans)
    if not lines or len(lines) < len(plans) or not all(as_listed):
        return
    parts = [known_parts(line) for _, _, line in lines]
    days = max(part[1] for part in parts), min(part[2] for part in parts)
    names = _json([name for name, _, _ in lines])
    unchanged.keep(len(plans), days, f"[{names},[{','.join(part[4] for part in parts)}]]")


def taken_on(kind: KeptKind[T], today: dt.date, entry: Entry) -> T:
    """Give what a kind takes from a plan: in the order of arguments that ``partial`` needs."""
    return kind.take(entry, today)


def _all_kinds(first: KeptKind[T]) -> list[KeptKind[Any]]:
    from poc_docs.portfolio import listing, metrics
    from poc_docs.portfolio.gap_register import naming

    every: list[KeptKind[Any]] = [listing.KIND, metrics.KIND, naming.KIND]
    return [first, *(each for each in every if each.name != first.name)]


def _plans(workspace: Workspace, changes: Changes) -> list[PlanFile]:
    root = str(workspace.root)
    asked = Contents(root, changes)
    try:
        sizes = plan_sizes(root)
    finally:
        ids = asked.ids()
    if sizes is None:
        return plans_in(workspace)
    return [
        PlanFile(shown, f"{root}/{name}", ids.get(name, ""), size)
        for shown, (name, size) in zip(all_printable([*sizes]), sizes.items(), strict=True)
    ]


def _lines(kind: KeptKind[Any], found: Mapping[str, Taken[Any]]) -> Iterator[tuple[str, Taken[Any], str]]:
    """Give name, what was taken, and the line of a kind, of the plans that have one, in their order."""
    for name in sorted(found):
        line = found[name].lines.get(kind.name)
        if line is not None:
            yield name, found[name], line


def _under(kind: KeptKind[Any], name: str, content: str) -> str:
    """Give under what a value is known that was taken from a plan by itself."""
    # A line has a blank after what it is known under.
    return f"{content}+{name.replace('%', '%25').replace(' ', '%20')}" if kind.is_of_path else content


class _Known(NamedTuple, Generic[T]):
    """What was taken before: lines by content."""

    kind: KeptKind[T]
    store: Store
    day: str

    def values(self, workspace: Workspace, plans: Iterable[PlanFile]) -> dict[str, Taken[T]]:
        """Give what was taken before from the contents of plans, and holds today."""
        lines, known = self.store.lines, {}
        for plan in plans if lines else ():
            content = plan.content
            line = lines.get(_under(self.kind, plan.name, content), "")
            if not line.startswith(f"{plan.size} "):
                content = _id(plan_bytes(workspace, plan))
                line = lines.get(_under(self.kind, plan.name, content), "")
            known[plan.name] = content, line
        return self._taken(known)

    def values_among(self, plans: Sequence[PlanFile], found: Mapping[str, Taken[T]]) -> dict[str, Taken[T]]:
        """Give the same of plans of which something may be wrong between them, while all are as they were."""
        together = _together(plans, found)
        lines = self.store.lines
        return self._taken({name: (known, lines.get(known, "")) for name, known in together.items()})

    def _taken(self, known: Mapping[str, tuple[str, str]]) -> dict[str, Taken[T]]:
        """Give what lines hold today, by the names of their plans, which stand with content and line."""
        held: list[tuple[str, Sequence[str], str, Mapping[str, str]]] = []
        texts = []
        for name, (content, line) in known.items():
            if line:
                _, first, last, marks, text = known_parts(line)
                if first <= self.day <= last:
                    held.append((name, marks, content, {self.kind.name: line}))
                    texts.append(text)
        value = self.kind.value
        return {
            name: Taken(value(name, plain), marks, content, kept)
            for (name, marks, content, kept), plain in zip(held, _from_json(texts), strict=True)
        }


def _from_json(texts: Sequence[str]) -> Iterator[Any]:
    """Read many JSON texts: some at once, since to begin takes as long as to read one that is short."""
    for start in range(0, len(texts), _AT_ONCE):
        yield from json.loads(f"[{','.join(texts[start : start + _AT_ONCE])}]")


def _kept_together(
    plans: Sequence[PlanFile], found: Mapping[str, Taken[T]], taken: Mapping[str, Taken[T]]
) -> dict[str, Taken[T]]:
    """Give what was taken from plans beside each other under what it is to be known."""
    together = _together(plans, found)
    # One that was written to meanwhile is told as it is now, and none of them is kept.
    same = all(each.content == found[name].content for name, each in taken.items())
    return {
        name: each._replace(content=together[name], lines=each.lines if same else {})
        for name, each in taken.items()
    }


def _together(plans: Iterable[PlanFile], found: Mapping[str, Taken[Any]]) -> dict[str, str]:
    """Give under what it is known what a plan is beside these others, each with its name and content."""
    contents = {plan.name: found[plan.name].content for plan in plans}
    every = _hash(sorted(contents.items()))
    return {name: f"{content}+{_hash((name, every))}" for name, content in contents.items()}


def _without_others(known: str) -> str:
    """Give the id of a plan's content of what it is known under, alone or beside others."""
    return known.partition("+")[0]


def _hash(value: object) -> str:
    return content_id(repr(value).encode("utf-8", "backslashreplace"))


class _KeepingTaker(Taker[T]):
    """Takes several kinds at once; the first is what is wanted, the others are only kept."""

    def __init__(self, workspace: Workspace, kinds: Sequence[KeptKind[Any]], today: dt.date) -> None:
        super().__init__(workspace, partial(taken_on, kinds[0], today))
        self.kinds = kinds
        self._day = today

    def _from_entry(self, entry: Entry, data: bytes | UnreadableTextError) -> Taken[T]:
        taken = super()._from_entry(entry, data)
        if isinstance(data, UnreadableTextError):
            return taken
        values = [taken.value, *(kind.take(entry, self._day) for kind in self.kinds[1:])]
        lines = {
            kind.name: known_line(len(data), *self._days(kind, value), taken.marks, _json(kind.plain(value)))
            for kind, value in zip(self.kinds, values, strict=True)
        }
        return taken._replace(content=content_id(data), lines=lines)

    def _days(self, kind: KeptKind[Any], value: object) -> tuple[str, str]:
        first, last = kind.days(value, self._day)
        return first.isoformat(), last.isoformat()


def _id(data: bytes | UnreadableTextError) -> str:
    return "" if isinstance(data, UnreadableTextError) else content_id(data)


def _json(plain: object) -> str:
    return json.dumps(plain, separators=(",", ":"))
