"""A report exported from Salesforce as CSV: bytes in, rows with amount, stage and close date out.

Columns are found by their labels, dates and amounts are read as a whole column (see ``locale_values``). A
value that can't be read is a problem of its row, never of the file. Source of the form: Lightning's export of
details only, with commas or semicolons, in UTF-8, or in ISO-8859-1, which is read as Windows-1252; Classic
adds lines with one cell below the table, which say who exported it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from poc_docs.imports.currencies import money_of
from poc_docs.imports.decoding import FileKind, kind_of, text_of
from poc_docs.imports.locale_values import AmountText, NotRead, read_amounts, read_dates
from poc_docs.imports.offers import ImportRefusedError
from poc_docs.imports.rows import Rows
from poc_docs.text.counting import counted
from poc_docs.text.inline import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from poc_docs.imports.locale_values import DayOrder, DecimalMark
    from poc_docs.plan.values import Money

T = TypeVar("T")

ROWS_AT_MOST = 100_000
_LONGEST_WORD = 255
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UNUSED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_NOT_UTF_8 = "the file is not UTF-8, and was read as Windows-1252"

VALUES = ("stage", "forecast_category", "amount", "close_date")
"""What a report gives for a plan; at least one of these needs a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A row of the report; what its cells leave open is None. ``names`` are all that name its opportunity."""

    line: int
    names: tuple[str, ...]
    stage: str | None = None
    forecast_category: str | None = None
    amount: Money | None = None
    close_date: dt.date | None = None
    problems: tuple[NotRead, ...] = ()

    @property
    def taken(self) -> tuple[object, ...]:
        """Give what goes into a plan."""
        return self.stage, self.forecast_category, self.amount, self.close_date


@dataclass(frozen=True, slots=True)
class CrmReport:
    """The rows of a report, what of it could not be used, and what is to be said of the file as a whole."""

    rows: tuple[ReportRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How to read: the labels of the columns by value, and what the file itself leaves open.

    The columns of the values in ``named`` were asked for, and must be there.
    """

    columns: Mapping[str, Sequence[str]]
    named: frozenset[str] = frozenset()
    order: DayOrder | None = None
    mark: DecimalMark | None = None
    currency: str = ""


def read_report(data: bytes, reading: Reading) -> CrmReport:
    """Read a report; raises ``ImportRefusedError`` for a file that is none, or lacks the columns it needs."""
    text, notes = _text(data)
    rows = Rows(text)
    used = _used(rows.header, reading.columns, reading.named)
    lines, odd, footer = _lines(rows)
    if footer:
        notes = (*notes, f"{footer} below the table are no rows of it, and were passed over")
    return CrmReport(tuple(sorted([*_rows(lines, used, reading), *odd], key=lambda row: row.line)), notes)


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    if kind_of(data) is not FileKind.TEXT:
        advice = "export the report as 'Details Only' in the format 'Comma Delimited .csv'"
        raise ImportRefusedError("the file is no table of separated values", advice)
    if not data.strip():
        raise ImportRefusedError("the file is empty", "export the report anew")
    return (text_of(_as_utf_8(data)), (_NOT_UTF_8,)) if _is_windows_1252(data) else (text_of(data), ())


def _is_windows_1252(data: bytes) -> bool:
    """Say whether a text is no UTF-8, and can be what Salesforce calls ISO-8859-1."""
    if data.startswith(_UTF_16):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return not _UNUSED.search(data)
    return False


def _as_utf_8(data: bytes) -> bytes:
    return data.decode("cp1252").encode("utf-8")


def _used(
    header: Sequence[str], columns: Mapping[str, Sequence[str]], named: frozenset[str]
) -> dict[str, list[int]]:
    """Give the columns of each value by their places; of all values but the opportunity only the first."""
    names = [fold(name).casefold() for name in header]
    used: dict[str, list[int]] = {}
    for value, labels in columns.items():
        wanted = [fold(label).casefold() for label in labels]
        found = [names.index(label) for label in wanted if label in names]
        used[value] = list(dict.fromkeys(found)) if value == "opportunity" else found[:1]
    for place in (place for places in used.values() for place in places):
        if names.count(names[place]) > 1:
            raise ImportRefusedError(f"column {header[place]!r} stands twice", "leave one out of the report")
    known = ", ".join(repr(name[:40]) for name in header[:30])
    lacking = next((columns[value][0] for value in columns if value in named and not used[value]), None)
    if lacking:
        raise ImportRefusedError(f"there is no column {lacking!r}", f"the columns are {known}")
    if not used.get("opportunity"):
        raise ImportRefusedError(
            f"no column names the opportunity; the columns are {known}",
            'add the opportunity to the report, or say which it is: --map opportunity="Opportunity ID"',
        )
    if not any(used.get(value) for value in VALUES):
        raise ImportRefusedError(
            f"no column has a stage, a forecast category, an amount or a close date; the columns are {known}",
            'add one to the report, or say which it is: --map amount="Amount"',
        )
    return used


def _lines(rows: Rows) -> tuple[list[tuple[int, list[str]]], list[ReportRow], str]:
    """Give the rows as wide as the header, those that are not, and the length of the footer in words."""
    width = len(rows.header)
    lines: list[tuple[int, list[str]]] = []
    odd: list[tuple[int, list[str]]] = []
    for number, (line, cells) in enumerate(rows.lines()):
        if number > ROWS_AT_MOST:
            raise ImportRefusedError(
                f"the report has more than {ROWS_AT_MOST:,} rows", "filter it in the CRM"
            )
        if number:
            (lines if len(cells) == width else odd).append((line, cells))
    last = max((line for line, _ in lines), default=0)
    footer = [line for line, cells in odd if line > last and len(cells) == 1]
    wrong = [
        ReportRow(line=line, names=(), problems=(_of_other_width(len(cells), width),))
        for line, cells in odd
        if line not in footer
    ]
    count = "" if not footer else counted(len(footer), "line")
    return lines, wrong, count


def _of_other_width(found: int, width: int) -> NotRead:
    message = f"the row has {found} values, and the header has {width}"
    return NotRead(message, "a value with a separator in it needs quotes; export the report anew")


def _rows(
    lines: Sequence[tuple[int, list[str]]], used: Mapping[str, Sequence[int]], reading: Reading
) -> Iterator[ReportRow]:
    def column(value: str) -> list[str]:
        places = used.get(value, ())
        return [fold(cells[places[0]]) if places else "" for _, cells in lines]

    dates = _filled(column("close_date"), lambda texts: read_dates(texts, reading.order))
    amounts = _filled(column("amount"), lambda texts: read_amounts(texts, reading.mark))
    words = zip(column("stage"), column("forecast_category"), column("currency"), strict=True)
    for (line, cells), (stage, category, code), amount, date in zip(
        lines, words, amounts, dates, strict=True
    ):
        found = _Sound()
        names = tuple(name for place in used["opportunity"] if (name := fold(cells[place])))
        if not names:
            found.problems.append(NotRead("the row names no opportunity", "is it a total? nothing was taken"))
        yield ReportRow(
            line=line,
            names=names,
            stage=found.of(_word(stage)),
            forecast_category=found.of(_word(category)),
            amount=found.of(_money(amount, code, reading.currency)),
            close_date=found.of(date),
            problems=tuple(found.problems),
        )


@dataclass(frozen=True, slots=True)
class _Sound:
    """Keeps what could not be read of a row."""

    problems: list[NotRead] = field(default_factory=list)

    def of(self, value: T | NotRead | None) -> T | None:
        """Give a value that could be read, or None."""
        if isinstance(value, NotRead):
            self.problems.append(value)
            return None
        return value


def _filled(texts: Sequence[str], read: Callable[[list[str]], list[T | NotRead]]) -> list[T | NotRead | None]:
    """Read the cells that are not empty; an empty one leaves the plan as it is."""
    found = iter(read([text for text in texts if text]))
    return [next(found) if text else None for text in texts]


def _money(amount: AmountText | NotRead | None, code: str, default: str) -> Money | NotRead | None:
    if isinstance(amount, AmountText) and amount.number < 0:
        return NotRead("the amount of a deal must not be below zero", "correct it in the CRM")
    return money_of(amount, code, default) if isinstance(amount, AmountText) else amount


def _word(text: str) -> str | NotRead | None:
    if len(text) > _LONGEST_WORD or not text.isprintable():
        return NotRead(f"{text[:40]!r} is no name of a stage or category", "correct it in the CRM")
    return text or None
