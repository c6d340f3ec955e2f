"""Two versions of a plan and what they came from → one, merged by front-matter key, list item, row and cell.

Only where one value really became two is there a conflict, in git's ordinary marks. What one side left as it
was is taken from the other byte for byte. What can't be merged like this is refused, and left to git.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, TypeVar

from poc_docs.text.front_matter import FrontMatter, FrontMatterError, Scalar, read_front_matter
from poc_docs.text.merged_lines import Chunk, Conflict, merge_lines
from poc_docs.text.source import BOM
from poc_docs.writing.merged_tables import comparable, is_blank, is_numbered
from poc_docs.writing.ordering import counted, identified, merged_order
from poc_docs.writing.parts import Field, Key, Part, Shape, cut
from poc_docs.writing.statements import is_decision_torn, is_of_decision, is_torn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

MARKER_SIZE = 7
"""How long git's conflict marks are unless an attribute says otherwise."""

_MOST_LINES = 20_000
_RULE = re.compile(r"\n(?:-{3,}|\*{3,}|_{3,})[ \t]*\n+\Z")
_AMENDMENTS = ("amendments",)

T = TypeVar("T")
Name = tuple[Key, int]


class UnmergeableError(Exception):
    """The versions can't be merged by their parts; the text says why."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text; where there are conflicts, it has git's marks."""

    text: str
    conflicts: int


def merge_plans(base: str, ours: str, theirs: str, marker_size: int = MARKER_SIZE) -> Merged:
    """Merge two versions of a plan; an empty ``base`` is none. Raises ``UnmergeableError``."""
    versions = (base, ours, theirs)
    _refuse_unreadable(versions, marker_size)
    marked = _one_of(*(text.startswith(BOM) for text in versions))
    newline, plain = _with_common_newline([text.removeprefix(BOM) for text in versions])
    parts = [cut(text) for text in plain]
    chunks = _joined(_sequence(*parts))
    conflicts = sum(isinstance(chunk, Conflict) for chunk in chunks)
    text = _written(chunks, marker_size)
    _refuse_loss(parts, text, clean=not conflicts)
    return Merged((BOM if marked else "") + text.replace("\n", newline), conflicts)


def _refuse_unreadable(versions: Sequence[str], marker_size: int) -> None:
    if any(text.count("\n") > _MOST_LINES for text in versions):
        raise UnmergeableError("it has more lines than any plan")
    marks = ("<" * marker_size + " ", ">" * marker_size + " ")
    if any(line.startswith(marks) for text in versions for line in text.split("\n")):
        raise UnmergeableError("it has conflict marks already")
    try:
        ids = {_id(read_front_matter(text.replace("\r\n", "\n"))) for text in versions}
    except FrontMatterError as error:
        raise UnmergeableError(error.message) from None
    if len(ids - {""}) > 1:
        raise UnmergeableError(f"these are different plans: {', '.join(sorted(ids - {''}))}")


def _id(front_matter: FrontMatter | None) -> str:
    node = front_matter.root.get("id") if front_matter else None
    return node.value if isinstance(node, Scalar) else ""


def _one_of(base: T, ours: T, theirs: T) -> T:
    """Give what the side has that changed it."""
    return theirs if ours == base else ours


def _with_common_newline(versions: Sequence[str]) -> tuple[str, list[str]]:
    """Give the line break of the result, and the versions with LF where each has one kind of line break."""
    styles = [_newline(text) for text in versions]
    if "" in styles:
        return "\n", list(versions)
    return _one_of(*styles), [text.replace("\r\n", "\n") for text in versions]


def _newline(text: str) -> str:
    """Give the one line break a text uses, or an empty string where it mixes them."""
    if "\r" not in text:
        return "\n"
    pairs = text.count("\r\n")
    return "\r\n" if pairs == text.count("\r") == text.count("\n") else ""


def _sequence(base: Sequence[Part], ours: Sequence[Part], theirs: Sequence[Part]) -> list[Chunk]:
    """Merge parts that stand one after the other."""
    names = counted([part.key for part in base])
    sides = [_named(base, names, side) for side in (ours, theirs)]
    known = dict(zip(names, base, strict=True))
    torn = is_decision_torn(*map(_labels, (known, *sides)))
    followed = {pair for side in sides for pair in pairwise(side)}
    above: Name | None = None
    found: list[Chunk] = []
    for name in _by_date(merged_order(names, list(sides[0]), list(sides[1])), known, *sides):
        versions = known.get(name), sides[0].get(name), sides[1].get(name)
        if above and name not in known and (above, name) not in followed:
            _set_apart(found, versions[1] or versions[2])
        shown = torn and is_of_decision(_label(name))
        found += filter(None, _shown(*versions[1:]) if shown else _part(*versions))
        above = name
    return found


def _set_apart(found: list[Chunk], section: Part | None) -> None:
    """Put a blank line between two sections that no side has one above the other, and one rule after both."""
    last = found[-1] if found else None
    if section is None or section.key[:1] != ("section",) or not isinstance(last, str):
        return
    if section.date and _RULE.search(section.source):
        last = _RULE.sub("\n", last)
    found[-1] = last if last.endswith("\n\n") else last.rstrip("\n") + "\n\n"


def _by_date(
    order: Sequence[Name], known: Mapping[Name, Part], ours: Mapping[Name, Part], theirs: Mapping[Name, Part]
) -> Iterator[Name]:
    """Put in the order of their days what both sides added at one place: rows of a log, and checkpoints."""

    def day(name: Name) -> str:
        part = ours.get(name) or theirs.get(name)
        return "" if name in known or part is None else part.date

    for is_new, names in groupby(order, key=lambda name: bool(day(name))):
        run = list(names)
        both = any(name in ours for name in run) and any(name in theirs for name in run)
        yield from sorted(run, key=day) if is_new and both else run


def _label(name: Name) -> str:
    key, times = name
    return key[1] if key[:1] == ("label",) and not times else ""


def _labels(parts: Mapping[Name, Part]) -> dict[str, str]:
    return {_label(name): part.source.strip() for name, part in parts.items() if _label(name)}


def _shown(ours: Part | None, theirs: Part | None) -> Iterator[Chunk]:
    """Give both versions of a part where they differ."""
    one, other = (part.source if part else "" for part in (ours, theirs))
    yield one if one == other else Conflict(one, other)


def _named(base: Sequence[Part], names: Sequence[Name], side: Sequence[Part]) -> dict[Name, Part]:
    numbered = is_numbered(base)

    def may_pair(i: int, j: int) -> bool:
        """Say whether a part that is gone and one that came may be one part that was changed."""
        old, new = base[i], side[j]
        if old.shape is not new.shape or old.key[:1] != new.key[:1]:
            return False
        return old.key[:1] != ("row",) or not (numbered or is_blank(old))

    found = identified(names, counted([part.key for part in side]), may_pair)
    return dict(zip(found, side, strict=True))


def _part(base: Part | None, ours: Part | None, theirs: Part | None) -> Iterator[Chunk]:
    if ours is None or theirs is None:
        yield from _one_sided(base, ours, theirs)
    elif ours.source == theirs.source or (base and base.source == theirs.source):
        yield ours.source
    elif base and base.source == ours.source:
        yield theirs.source
    else:
        yield from _both_changed(base, ours, theirs)


def _one_sided(base: Part | None, ours: Part | None, theirs: Part | None) -> Iterator[Chunk]:
    """Merge a part that one side lacks: it is new, or was deleted, or deleted here and changed there."""
    present = ours or theirs
    if present is None:
        return
    if base is None:
        yield present.source
    elif _reads_otherwise(base, present):
        yield from _shown(ours, theirs)


def _reads_otherwise(one: Part, other: Part) -> bool:
    return [text for text in one.contents() if text] != [text for text in other.contents() if text]


def _both_changed(base: Part | None, ours: Part, theirs: Part) -> Iterator[Chunk]:
    shapes = {part.shape for part in (base, ours, theirs) if part}
    empty = base or replace(ours, text="", fields=(), parts=())
    shape = ours.shape if len(shapes) == 1 else Shape.LINES
    merge: dict[Shape, Callable[[Part, Part, Part], Iterable[Chunk]]] = {
        Shape.FIELDS: _fields,
        Shape.WHOLE: lambda _, o, t: _shown(o, t),
        Shape.PARTS: lambda b, o, t: _sequence(b.parts, o.parts, t.parts),
        Shape.TABLE: _table,
        Shape.ITEMS: _items,
    }
    if shape in merge:
        yield from merge[shape](empty, ours, theirs)
    else:
        yield from merge_lines(empty.source, ours.source, theirs.source)


def _table(base: Part, ours: Part, theirs: Part) -> Iterator[Chunk]:
    versions = comparable(base, ours, theirs)
    if versions is None:
        yield from merge_lines(base.source, ours.source, theirs.source)
    else:
        yield from _sequence(*versions)


def _items(base: Part, ours: Part, theirs: Part) -> Iterator[Chunk]:
    """Merge a list: what both added follows what both had, by date, ours before theirs.

    What one side deleted is gone, as it is where git merges without a driver. Two amendments of one text
    exclude each other.
    """
    names = [(part.key, 0) for part in (base.parts or ours.parts)[:1]]
    header = [dict(zip(names, part.parts, strict=False)) for part in (base, ours, theirs)]
    yield from _part(*(versions.get(names[0]) for versions in header))
    old = dict(zip(counted([part.key for part in base.parts[1:]]), base.parts[1:], strict=True))
    one, other = (_named(base.parts[1:], list(old), side.parts[1:]) for side in (ours, theirs))
    for name, part in old.items():
        yield from _part(part, one.get(name), other.get(name))
    new = [{name: part for name, part in side.items() if name not in old} for side in (one, other)]
    yield from _added(*new, forks=ours.key == _AMENDMENTS)


def _added(ours: dict[Name, Part], theirs: dict[Name, Part], *, forks: bool) -> Iterator[Chunk]:
    if ours.keys() == theirs.keys() or not theirs or not ours:
        yield from (part.source for part in (ours or theirs).values())
    elif forks:
        yield Conflict(*("".join(part.source for part in side.values()) for side in (ours, theirs)))
    else:
        both = {**ours, **theirs}
        yield from (part.source for part in sorted(both.values(), key=lambda part: part.date))


def _fields(base: Part, ours: Part, theirs: Part) -> Iterator[Chunk]:
    """Merge a line by its fields; where one of them became two, each side's whole line is shown as it was."""
    versions = [{field.name: field for field in part.fields} for part in (base, ours, theirs)]
    merged = [_field(*(known.get(name) for known in versions)) for name in merged_order(*map(list, versions))]
    if None in merged or is_torn(base, ours, theirs):
        yield from _shown(ours, theirs)
    else:
        yield "".join(source for source in merged if source)


def _field(base: Field | None, ours: Field | None, theirs: Field | None) -> str | None:
    """Give the merged field, or None where it became two."""
    if ours is None or theirs is None:
        return _one_sided_field(base, ours, theirs)
    old = base or Field(ours.name, "", "")
    if theirs.source in {ours.source, old.source}:
        return ours.source
    if old.source == ours.source:
        return theirs.source
    if theirs.content in (ours.content, old.content):
        return ours.source
    return theirs.source if ours.content == old.content else None


def _one_sided_field(base: Field | None, ours: Field | None, theirs: Field | None) -> str | None:
    present = ours or theirs
    if present is None or (base and base.content == present.content):
        return ""
    return None if base else present.source


def _joined(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Put each piece on lines of its own: the last line of a file may have no line break."""
    found: list[Chunk] = []
    for chunk in chunks:
        last = found[-1] if found else ""
        if isinstance(last, str) and last and not last.endswith("\n"):
            found[-1] = last + "\n"
        found.append(chunk)
    return found


def _written(chunks: Iterable[Chunk], marker_size: int) -> str:
    return "".join(c if isinstance(c, str) else _marked(c, marker_size) for c in chunks)


def _marked(conflict: Conflict, size: int) -> str:
    ours, theirs = (
        text + "\n" if text and not text.endswith("\n") else text for text in (conflict.ours, conflict.theirs)
    )
    return f"{'<' * size} ours\n{ours}{'=' * size}\n{theirs}{'>' * size} theirs\n"


def _refuse_loss(parts: Sequence[Sequence[Part]], text: str, *, clean: bool) -> None:
    """Refuse a result that lacks what a side wrote, or, where it is clean, holds what neither has."""
    base, ours, theirs = (_contents(version) for version in parts)
    new = (ours - base) | (theirs - base)
    if not clean:
        if any(content not in text for content in new):
            raise UnmergeableError("a part of it would be lost")
        return
    try:
        read_front_matter(text)
    except FrontMatterError as error:
        raise UnmergeableError(f"the result could not be read: {error.message}") from None
    found = _contents(cut(text))
    if new - found or found - ours - theirs:
        raise UnmergeableError("a part of it would be lost, or read otherwise")


def _contents(parts: Iterable[Part]) -> set[str]:
    return {content for part in parts for content in part.contents()} - {""}
