"""The tables with the rows of many plans, which need not be in memory together.

own_rows(entry, today)      what the tables have of one plan
tracking_sheets(plans)      the tables with the rows of all plans
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from poc_docs.exports.tracking.subject import plan_names, subject_of
from poc_docs.exports.tracking.table import Sheet
from poc_docs.exports.tracking.tables import TABLES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from poc_docs.exports.tracking.table import Row, Table
    from poc_docs.plan.gap_register import Register
    from poc_docs.portfolio.entries import Entry


class PlanRows(Protocol):
    """What the tables have of one plan; its rows need not stand in memory."""

    @property
    def path(self) -> str:
        """Give the plan's file."""

    @property
    def id(self) -> str:
        """Give the plan's id, or an empty string."""

    @property
    def counts(self) -> Sequence[int]:
        """Give how many rows each table has of the plan."""

    def own_rows(self, table: int) -> Iterable[Row]:
        """Give the rows that the table at this place has of the plan."""


def own_rows(
    entry: Entry,
    today: dt.date,
    tables: Sequence[Table[Any]] = TABLES,
    register: Register | None = None,
) -> tuple[tuple[Row, ...], ...] | None:
    """Give the rows that tables have of a plan, but for its name; None where it can't be read.

    ``today`` is where an open pause ends. ``register`` is the gap register, None where there is none: then no
    gap has a status.
    """
    subject = subject_of(entry, today, register)
    return tuple(table.own_rows(subject) for table in tables) if subject else None


def tracking_sheets(plans: Sequence[PlanRows], tables: Sequence[Table[Any]] = TABLES) -> tuple[Sheet, ...]:
    """Give tables with the rows of every plan; the plans have rows for these tables, in their order."""
    names = plan_names({each.path: each.id for each in plans})
    return tuple(Sheet(table, _SheetRows(table, number, plans, names)) for number, table in enumerate(tables))


@dataclass(frozen=True, slots=True)
class _SheetRows:
    """The rows of a table, plan by plan."""

    table: Table[Any]
    number: int
    plans: Sequence[PlanRows]
    names: Mapping[str, str]

    def __iter__(self) -> Iterator[Row]:
        for plan in self.plans:
            yield from self.table.rows(self.names[plan.path], plan.own_rows(self.number))

    def __len__(self) -> int:
        return sum(plan.counts[self.number] for plan in self.plans)
