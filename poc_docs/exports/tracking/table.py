"""What a table of the export is: columns, each with kind, meaning and where its value comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from poc_docs.exports.tracking.subject import Subject

T = TypeVar("T")

Value: TypeAlias = str | int | Decimal | dt.date | bool | None


class Kind(Enum):
    """What the values of a column are; any of them may be missing."""

    TEXT = "text"
    DATE = "date"
    COUNT = "whole number"
    NUMBER = "number"
    AMOUNT = "amount of money"
    FLAG = "yes or no"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: ``of`` gives its value from a plan and one of the things that make a row."""

    name: str
    kind: Kind
    meaning: str
    of: Callable[[Subject, T], Value]

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
        return self.own_columns if self.is_root else (*_KEY, *self.own_columns)

    def rows(self, subject: Subject) -> Iterator[tuple[Value, ...]]:
        """Give the rows of one plan."""
        for position, thing in enumerate(self.things(subject), 1):
            key = () if self.is_root else (subject.key, position)
            yield (*key, *(_plain(column.of(subject, thing)) for column in self.own_columns))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its rows."""

    table: Table[Any]
    rows: tuple[tuple[Value, ...], ...]


def _plain(value: Value) -> Value:
    """Give a word of a vocabulary as the text that it is."""
    return value.value if isinstance(value, StrEnum) else value


def _no_value(_subject: Subject, _thing: object) -> Value:
    return None


# Their values are known to the table: no row has to tell them.
_KEY: tuple[Column[Any], ...] = (
    Column("plan", Kind.TEXT, "the plan, as in `plans`", _no_value),
    Column("position", Kind.COUNT, "the place of the row in its plan, from 1", _no_value),
)
