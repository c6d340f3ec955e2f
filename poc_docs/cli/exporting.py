"""What an export takes from each plan, and the file that is built of it; no plan is kept."""

from __future__ import annotations

import contextlib
import errno
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from poc_docs.cli.aside import as_bytes
from poc_docs.cli.json_text import json_pieces, json_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from poc_docs.cli.aside import Aside, Place
    from poc_docs.exports.tracking.table import Row, Sheet
    from poc_docs.plan.gap_register import Register
    from poc_docs.portfolio.entries import Entry

_BUILT = "built"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was taken from one file; ``place`` is where the rest of it stands, None for one left out."""

    path: str
    id: str
    errors: int
    fault: str | None
    place: Place | None
    counts: tuple[int, ...] = ()
    """How many rows it has in each table, where tables were asked for."""


@dataclass(frozen=True, slots=True)
class Taking:
    """Takes from each entry what one format has of it, and puts it aside."""

    form: str
    today: dt.date
    aside: Aside
    tables: tuple[str, ...] = ()
    register: Register | None = None

    def __call__(self, entry: Entry) -> Exported:
        """Take it: by any of the processes that read plans."""
        if entry.plan is None:
            why = entry.findings[0].message if entry.findings else None
            return Exported(path=entry.path, id="", errors=0, fault=why, place=None)
        parts, counts = self._parts(entry)
        return Exported(
            path=entry.path,
            id=entry.plan.id,
            errors=len(entry.errors),
            fault=None,
            place=self.aside.put(parts),
            counts=counts,
        )

    def _parts(self, entry: Entry) -> tuple[list[bytes], tuple[int, ...]]:
        if self.form == "json":
            from poc_docs.exports.portfolio_json import entry_json

            return [json_text(entry_json(entry, self.today)).encode()], ()
        if self.form == "ics":
            from poc_docs.exports.tracking.calendar_file import plan_events

            return [as_bytes(plan_events(entry, self.today))], ()
        from poc_docs.exports.tracking.sheets import own_rows
        from poc_docs.exports.tracking.tables import TABLES

        wanted = [table for table in TABLES if table.name in self.tables]
        rows = own_rows(entry, self.today, wanted, self.register) or ()
        return [as_bytes(each) for each in rows], tuple(map(len, rows))


@dataclass(frozen=True, slots=True)
class Build:
    """Builds the files of an export in ``folder`` from what was taken."""

    found: Sequence[Exported]
    aside: Aside
    folder: Path

    def json(self, today: dt.date) -> Path:
        """Build the JSON file."""
        from poc_docs.exports.portfolio_json import portfolio_json

        frame = portfolio_json(((each.path, each.fault) for each in self.found if each.place is None), today)
        plans = (self.aside.part(each.place).decode() for each in self.found if each.place)
        return self._text(chain(json_pieces(frame, "plans", plans), "\n"))

    def calendar(self) -> Path:
        """Build the calendar file."""
        from poc_docs.exports.tracking.calendar_file import calendar_pieces
        from poc_docs.exports.tracking.subject import plan_names

        names = plan_names({each.path: each.id for each in self.found if each.place})
        plans = ((names[each.path], self.aside.value(each.place)) for each in self.found if each.place)
        return self._text(calendar_pieces(plans))

    def sheets(self, tables: Sequence[str]) -> Sequence[Sheet]:
        """Give the tables, whose rows are brought back as they are asked for."""
        from poc_docs.exports.tracking.sheets import tracking_sheets
        from poc_docs.exports.tracking.tables import TABLES

        plans = [_Plan(each, each.place, self.aside) for each in self.found if each.place]
        return tracking_sheets(plans, [table for table in TABLES if table.name in tables])

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

    def csv(self, sheet: Sheet, *, bom: bool) -> Path:
        """Build the CSV file of a table."""
        from poc_docs.exports.tracking.csv_files import csv_lines, file_name

        return self._text(csv_lines(sheet, bom=bom), file_name(sheet))

    def _text(self, pieces: Iterable[str], name: str = _BUILT) -> Path:
        path = self.folder / name
        with path.open("wb") as file:
            file.writelines(piece.encode() for piece in pieces)
        return path


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the tables have of a plan."""

    taken: Exported
    place: Place
    aside: Aside

    @property
    def path(self) -> str:
        return self.taken.path

    @property
    def id(self) -> str:
        return self.taken.id

    @property
    def counts(self) -> tuple[int, ...]:
        return self.taken.counts

    def own_rows(self, table: int) -> Iterable[Row]:
        rows: Iterable[Row] = self.aside.value(self.place, table)
        return rows
