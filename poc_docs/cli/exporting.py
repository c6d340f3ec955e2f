"""What an export takes from each plan, and the file that is built of it; no plan is kept."""

from __future__ import annotations

import contextlib
import errno
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from poc_docs.cli.aside import Place
from poc_docs.cli.json_text import json_element, json_pieces
from poc_docs.portfolio.keeping import ALL_DAYS, KeptKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from poc_docs.cli.aside import Aside, BroughtBack
    from poc_docs.exports.tracking.table import Row, Sheet
    from poc_docs.plan.gap_register import Register
    from poc_docs.portfolio.entries import Entry
    from poc_docs.portfolio.keeping import Days

_BUILT = "built"

_TABLES = "tables"


class Exported(NamedTuple):
    """What was taken from one file; ``place`` is where its texts stand, None for one that is left out.

    ``counts`` says how many rows it has in each table, where these were taken; ``days`` on which it holds.
    """

    path: str
    id: str
    errors: int
    fault: str | None
    place: Place | None
    counts: Sequence[int] = ()
    days: Days = ALL_DAYS


@dataclass(frozen=True, slots=True)
class Taking:
    """Takes from each entry what one form has of it, and puts it aside."""

    form: str
    aside: Aside
    register: Register | None = None

    def __call__(self, entry: Entry, today: dt.date) -> Exported:
        """Take it: by any of the processes that read plans."""
        from poc_docs.exports.same_days import same_days

        plan = entry.plan
        if plan is None:
            why = entry.findings[0].message if entry.findings else None
            return Exported(entry.path, "", 0, why, None)
        texts, counts = self._texts(entry, today)
        place = self.aside.put(texts)
        days = same_days(plan, today)
        return Exported(entry.path, plan.id, len(entry.errors), None, place, counts, days)

    def _texts(self, entry: Entry, today: dt.date) -> tuple[list[bytes], Sequence[int]]:
        if self.form == "json":
            from poc_docs.exports.portfolio_json import entry_json

            return [json_element(entry_json(entry, today))], ()
        if self.form == "ics":
            from poc_docs.exports.tracking.calendar_file import plan_events
            from poc_docs.exports.tracking.plain import events_text

            events = plan_events(entry, today)
            return [events_text(events)] if events else [], ()
        from poc_docs.exports.tracking.plain import rows_text
        from poc_docs.exports.tracking.sheets import own_rows

        rows = own_rows(entry, today, register=self.register) or ()
        return [*map(rows_text, rows)], tuple(map(len, rows))


def exported_kind(form: str, aside: Aside, register: Register | None) -> KeptKind[Exported]:
    """Give how it is taken from plans and kept what a format has of them; all that have tables share one."""
    form = form if form in {"json", "ics"} else _TABLES
    return KeptKind(f"export-{form}", Taking(form, aside, register), _plain, _value, _days, is_of_path=True)


def _plain(found: Exported) -> list[Any]:
    return [found.place, found.id, found.errors, found.fault, found.counts]


def _value(path: str, plain: list[Any]) -> Exported:
    place, identifier, errors, fault, counts = plain
    return Exported(path, identifier, errors, fault, place and Place(*place), counts)


def _days(found: Exported, _today: dt.date) -> Days:
    return found.days


@dataclass(frozen=True, slots=True)
class Build:
    """Builds the files of an export in ``folder`` from what was taken."""

    found: Sequence[Exported]
    back: BroughtBack
    folder: Path

    def json(self, today: dt.date) -> Iterator[bytes]:
        """Give the JSON file piece by piece."""
        from poc_docs.exports.portfolio_json import portfolio_json

        frame = portfolio_json(((each.path, each.fault) for each in self.found if each.place is None), today)
        plans = (self.back.texts(each.place) for each in self.found if each.place)
        return json_pieces(frame, "plans", plans)

    def calendar(self) -> Iterator[bytes]:
        """Give the calendar file piece by piece."""
        from poc_docs.exports.tracking.calendar_file import calendar_pieces
        from poc_docs.exports.tracking.plain import events_of
        from poc_docs.exports.tracking.subject import plan_names

        names = plan_names({each.path: each.id for each in self.found if each.place})
        plans = (
            (names[each.path], events_of(self.back.texts(each.place))) for each in self.found if each.place
        )
        return (piece.encode() for piece in calendar_pieces(plans))

    def sheets(self, tables: Sequence[str]) -> Sequence[Sheet]:
        """Give the tables, whose rows are brought back as they are asked for."""
        from poc_docs.exports.tracking.sheets import tracking_sheets

        plans = [_Plan(each, each.place, self.back) for each in self.found if each.place]
        return [sheet for sheet in tracking_sheets(plans) if sheet.table.name in tables]

    def workbook(self, sheets: Sequence[Sheet]) -> Path:
        """Build the workbook."""
        from xlsxwriter.exceptions import FileCreateError

        from poc_docs.exports.tracking.workbook import write_workbook

        path = self.folder / _BUILT
        try:
            with path.open("wb") as file:
                write_workbook(sheets, file, str(self.folder))
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error
        return path

    def database(self, sheets: Sequence[Sheet]) -> Path:
        """Build the SQLite file."""
        import sqlite3

        from poc_docs.exports.tracking.database import fill_database

        path = self.folder / _BUILT
        with contextlib.closing(sqlite3.connect(path)) as connection:
            # What is lost when the machine stops is only a temporary file.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            try:
                fill_database(connection, sheets)
            except sqlite3.OperationalError as error:
                raise OSError(errno.EIO, str(error)) from error
        return path

    def zip(self, sheets: Sequence[Sheet], *, bom: bool) -> Path:
        """Build the archive of CSV files."""
        from poc_docs.exports.tracking.csv_files import write_zip

        path = self.folder / _BUILT
        with path.open("wb") as file:
            write_zip(sheets, file, bom=bom)
        return path

    def csv(self, sheet: Sheet, *, bom: bool) -> Iterator[bytes]:
        """Give the CSV file of a table line by line."""
        from poc_docs.exports.tracking.csv_files import csv_lines

        return (line.encode() for line in csv_lines(sheet, bom=bom))

    def file(self, pieces: Iterable[bytes], name: str = _BUILT) -> Path:
        """Build a file of its pieces."""
        path = self.folder / name
        with path.open("wb") as file:
            file.writelines(pieces)
        return path


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the tables have of a plan."""

    taken: Exported
    place: Place
    back: BroughtBack

    @property
    def path(self) -> str:
        return self.taken.path

    @property
    def id(self) -> str:
        return self.taken.id

    @property
    def counts(self) -> Sequence[int]:
        return self.taken.counts

    def own_rows(self, number: int) -> Iterable[Row]:
        from poc_docs.exports.tracking.plain import rows_of
        from poc_docs.exports.tracking.tables import TABLES

        return rows_of(TABLES[number], self.back.text(self.place, number))
