"""XLSX: the tables as sheets, with real dates and numbers, and without a single formula.

Written with XlsxWriter and not with openpyxl: it writes any text as text, whatever it begins with and
whatever characters XML does not have, and gives the same bytes for the same input. openpyxl stamps each part
with the time of day, refuses control characters, and takes a text that begins with ``=`` for a formula.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from poc_docs.exports.tracking.measured import DIGITS
from poc_docs.exports.tracking.table import ColumnKind
from poc_docs.plan.currencies import smallest_digits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import BinaryIO

    from poc_docs.exports.tracking.table import Column, Sheet, Value

AUTHOR = "poc-docs"
"""Who made the workbook, by its properties; a program that saves it puts somebody else there."""

LONGEST_CELL = 32_767
"""How many UTF-16 code units a cell may hold (Microsoft, Excel specifications and limits)."""

MOST_ROWS = 1_048_576
"""How many rows a sheet may have, its header included (as above)."""

MOST_ROWS_KEPT = 20_000
"""Up to so many rows, of all sheets together, are held in memory: some 1.6 kB each."""

_FIRST_DAY = dt.date(1900, 3, 1)  # Excel counts a 29 February 1900, so days before it are not told right.
_MADE = dt.datetime(1980, 1, 1)  # noqa: DTZ001 -- XlsxWriter wants it without a zone
_NARROWEST, _WIDE, _WIDEST = 7, 34, 60
_WIDTHS = {ColumnKind.DATE: 11, ColumnKind.FLAG: 8, ColumnKind.AMOUNT: 14}
_PAGE_WIDTH = 240
_HEADER_HEIGHT = 32
_LINE_HEIGHT = 15
_MOST_LINES = 10
_LONG = 4  # a text of more lines than this gets the widest column
_SMALL = 60  # per cent; a sheet that is wider than a page goes over several
_TONES = {
    "Pass": "#C6EFCE",
    "Green": "#C6EFCE",
    "Fail": "#FFC7CE",
    "Red": "#FFC7CE",
    "Partial": "#FFEB9C",
    "Yellow": "#FFEB9C",
}
_TONED = frozenset({"verdict", "computed_verdict", "human_verdict", "health"})


class TooManyRowsError(Exception):
    """A table has more rows than a sheet; ``advice`` says what to do about it."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(
            f"{sheet.table.title} has {len(sheet.rows):,} rows, and a sheet holds {MOST_ROWS - 1:,}"
        )
        self.advice = "name fewer plans, or take --format sqlite or csv"


def write_workbook(sheets: Sequence[Sheet], target: BinaryIO, folder: str | None = None) -> None:
    """Write an XLSX workbook with a sheet for each table.

    Where there are many rows, they go through files in ``folder``, or where temporary ones belong. Raises
    ``ModuleNotFoundError`` without XlsxWriter, and ``TooManyRowsError``.
    """
    import xlsxwriter

    for sheet in sheets:
        if len(sheet.rows) >= MOST_ROWS:
            raise TooManyRowsError(sheet)
    # Rows that are not held have their texts in the cells, not in one list of all: a larger file, in which
    # some readers don't undo the escape of a control character (openpyxl 3.1 doesn't).
    is_large = sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS_KEPT
    options = {"constant_memory": True, "tmpdir": folder} if is_large else {"in_memory": True}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"author": AUTHOR, "title": "PoC tracking", "created": _MADE})
    forms = _Forms(book)
    for sheet in sheets:
        _Writer(book.add_worksheet(sheet.table.title), sheet, forms).write()
    book.close()


def fitted(text: str) -> str:
    """Give a text as long as a cell may be; one that is cut says so at its end."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) <= 2 * LONGEST_CELL:
        return text
    told = f"\u2026 [cut: {len(text):,} characters]"
    kept = encoded[: 2 * (LONGEST_CELL - len(told))].decode("utf-16-le", "ignore")
    return kept + told


class _Forms:
    """The cell formats of a workbook."""

    def __init__(self, book: Any) -> None:
        plain = {"valign": "top"}
        wrapped = {**plain, "text_wrap": True}
        right = {**plain, "align": "right", "indent": 1}
        self.header = book.add_format(
            {"bold": True, "bg_color": "#E7E9ED", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self.of_kind = {
            ColumnKind.TEXT: book.add_format(wrapped),
            ColumnKind.DATE: book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"}),
            ColumnKind.COUNT: book.add_format({**right, "num_format": "0"}),
            ColumnKind.NUMBER: book.add_format(right),
            ColumnKind.AMOUNT: book.add_format({**right, "num_format": "#,##0.00####"}),
            ColumnKind.FLAG: book.add_format({**plain, "align": "left"}),
        }
        self.whole_amount = book.add_format({**right, "num_format": "#,##0"})
        self.toned: Mapping[str, Any] = {
            word: book.add_format({**wrapped, "bg_color": colour}) for word, colour in _TONES.items()
        }


class _Writer:
    """Writes one sheet."""

    def __init__(self, page: Any, sheet: Sheet, forms: _Forms) -> None:
        self._page = page
        self._sheet = sheet
        self._columns = sheet.table.columns
        self._forms = forms
        names = [column.name for column in self._columns]
        self._currency = names.index("currency") if "currency" in names else None
        self._widths = self._fitting_widths()

    def write(self) -> None:
        self._lay_out()
        self._page.set_row(0, _HEADER_HEIGHT)
        for index, column in enumerate(self._columns):
            self._page.write_string(0, index, column.title, self._forms.header)
        for number, row in enumerate(self._sheet.rows, 1):
            # Excel would find the height by itself; LibreOffice shows one line of each cell, and prints all.
            lines = self._lines(row)
            if lines > 1:
                self._page.set_row(number, _LINE_HEIGHT * lines)
            for index, (column, value) in enumerate(zip(self._columns, row, strict=True)):
                self._cell(number, index, value, self._form(column, value, row))

    def _form(self, column: Column[Any], value: Value, row: tuple[Value, ...]) -> Any:
        """Give the format of a cell; a currency without a smaller unit, such as the yen, has no decimals."""
        if isinstance(value, str) and column.name in _TONED:
            return self._forms.toned.get(value, self._forms.of_kind[column.kind])
        if column.kind is ColumnKind.AMOUNT and isinstance(value, Decimal) and self._currency is not None:
            currency = row[self._currency]
            if isinstance(currency, str) and not smallest_digits(currency) and value == int(value):
                return self._forms.whole_amount
        return self._forms.of_kind[column.kind]

    def _cell(self, row: int, index: int, value: Value, form: Any) -> None:
        if value is None:
            self._page.write_blank(row, index, None, form)
        elif isinstance(value, bool):
            self._page.write_boolean(row, index, value, form)
        elif isinstance(value, dt.date) and value >= _FIRST_DAY:
            self._page.write_datetime(row, index, dt.datetime.combine(value, dt.time()), form)
        elif isinstance(value, Decimal | int) and _is_kept(value):
            self._page.write_number(row, index, float(value), form)
        else:
            text = f"{value:f}" if isinstance(value, Decimal) else str(value)
            self._page.write_string(row, index, fitted(text), form)

    def _lay_out(self) -> None:
        """Freeze the header and the first column, and set filter, widths and print."""
        for index, width in enumerate(self._widths):
            self._page.set_column(index, index, width)
        self._page.freeze_panes(1, 1)
        self._page.autofilter(0, 0, max(1, len(self._sheet.rows)), len(self._columns) - 1)
        self._page.set_landscape()
        self._page.set_paper(9)
        self._page.repeat_rows(0)
        self._page.set_header("&L&A")
        self._page.set_footer("&L&F&RPage &P of &N")
        if sum(self._widths) <= _PAGE_WIDTH:
            self._page.fit_to_pages(1, 0)
        else:
            self._page.set_print_scale(_SMALL)
            self._page.repeat_columns(0)

    def _lines(self, row: tuple[Value, ...]) -> int:
        """Give how many lines the fullest text of a row takes, by its length, up to a limit."""
        texts = ((value, width) for value, width in zip(row, self._widths, strict=True) if value)
        needed = (len(value) / width for value, width in texts if isinstance(value, str))
        return min(ceil(max(needed, default=1)), _MOST_LINES)

    def _fitting_widths(self) -> list[float]:
        """Give the columns' widths in characters, for which all rows are looked at once."""
        longest = [0] * len(self._columns)
        texts = [index for index, column in enumerate(self._columns) if column.kind is ColumnKind.TEXT]
        for row in self._sheet.rows:
            for index in texts:
                if row[index] is not None:
                    longest[index] = max(longest[index], len(str(row[index])))
        return [self._width(column, widest) for column, widest in zip(self._columns, longest, strict=True)]

    @staticmethod
    def _width(column: Column[Any], longest: int) -> float:
        """Give a column's width: as wide as its widest cell, within limits."""
        title = max(map(len, column.title.split()))
        if column.kind is not ColumnKind.TEXT:
            return max(_WIDTHS.get(column.kind, _NARROWEST), title + 2)
        widest = _WIDEST if longest > _LONG * _WIDE else _WIDE
        return min(max(longest + 1, title + 2, _NARROWEST), widest)


def _is_kept(value: Decimal | int) -> bool:
    """Say whether a spreadsheet keeps every digit of a number."""
    number = Decimal(value)
    return len(number.normalize().as_tuple().digits) <= DIGITS and abs(number) < 10**DIGITS
