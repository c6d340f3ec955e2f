"""What a table of the export is: columns, each with kind, meaning and where its value comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar

from poc_docs.exports.tracking.cells import read, said
from poc_docs.plan.texts import Read, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from poc_docs.exports.tracking.subject import Subject

T = TypeVar("T")
Whole = TypeVar("Whole")

Value: TypeAlias = str | int | Decimal | dt.date | bool | None
"""What stands in a cell."""

Row: TypeAlias = tuple[Value, ...]
"""A row of a table, or what it has after the columns that name its plan and its place in it."""

Source: TypeAlias = Value | Text | Read[Any]
"""What a column may give: a value, or a part of the plan's model that says it."""


class ColumnKind(Enum):
    """What the values of a column are; any of them may be missing."""

    TEXT = "text"
    DATE = "date"
    COUNT = "whole number"
    NUMBER = "number"
    AMOUNT = "amount of money"
    FLAG = "yes or no"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: ``of`` gives its value, or what says it, from one of the things that make a row."""

    name: str
    kind: ColumnKind
    meaning: str
    of: Callable[[T], Source]

    @property
    def title(self) -> str:
        """Give the name as a reader sees it: ``sales_engineer`` is Sales engineer."""
        words = self.name.replace("_", " ")
        return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    r"""A table: ``things`` gives what makes its rows, in order, from one plan.

    ``title`` is the name of its sheet in a workbook, at most 31 characters and none of ``[]:*?/\``.
    """

    name: str
    title: str
    meaning: str
    things: Callable[[Subject], Iterable[T]]
    own_columns: tuple[Column[T], ...]
    is_root: bool = False
    """Whether it has one row for each plan, to which the rows of all other tables belong."""

    @property
    def columns(self) -> tuple[Column[T], ...]:
        """Give all columns; those that name the plan and the place in it come first."""
        return (*(_ROOT_KEY if self.is_root else _KEY), *self.own_columns)

    def own_rows(self, subject: Subject) -> tuple[Row, ...]:
        """Give the own columns of the rows of one plan: how it is called is known once all plans are."""
        return tuple(
            tuple(_plain(column.of(thing)) for column in self.own_columns) for thing in self.things(subject)
        )

    def rows(self, plan: str, own_rows: Iterable[Row]) -> Iterator[Row]:
        """Give the whole rows of the plan that the export calls ``plan``."""
        for position, row in enumerate(own_rows, 1):
            yield (plan, *row) if self.is_root else (plan, position, *row)


class Rows(Protocol):
    """The rows of a table, which may be asked for more than once; they need not stand in memory."""

    def __iter__(self) -> Iterator[Row]:
        """Give each row."""

    def __len__(self) -> int:
        """Give how many there are."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its rows."""

    table: Table[Any]
    rows: Rows


def part_of(whole: Callable[[T], Whole | None], part: Callable[[Whole], Source]) -> Callable[[T], Source]:
    """Give how a column takes a part of something that may be missing; the cell is empty then."""

    def of(thing: T) -> Source:
        found = whole(thing)
        return None if found is None else part(found)

    return of


def _plain(source: Source) -> Value:
    """Give the value of a cell: a word of a vocabulary as the text that it is, an empty text as none."""
    if isinstance(source, Text):
        return said(source)
    value: Value = read(source) if isinstance(source, Read) else source
    if isinstance(value, StrEnum):
        return value.value
    return None if value == "" else value


def _no_value(_thing: object) -> Value:
    return None


# Their values are known to the export: no row has to tell them.
_ROOT_KEY: tuple[Column[Any], ...] = (
    Column("plan", ColumnKind.TEXT, "its id; its path where it has none of its own", _no_value),
)
_KEY: tuple[Column[Any], ...] = (
    Column("plan", ColumnKind.TEXT, "the plan, as in `plans`", _no_value),
    Column("position", ColumnKind.COUNT, "the place of the row in its plan, from 1", _no_value),
)
