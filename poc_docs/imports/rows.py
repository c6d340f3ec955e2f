"""Rows of separated values: the separator is the one that the header line uses most."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poc_docs.imports.offers import ImportRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS = ",;\t|"
_LONGEST_CELL = 10_000


@dataclass(frozen=True, slots=True)
class Rows:
    """A text as rows; nothing but the header is read before it is asked for."""

    text: str
    separator: str = field(init=False, compare=False)
    header: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        first = next((line for line in io.StringIO(self.text) if line.strip()), "")
        object.__setattr__(self, "separator", max(_SEPARATORS, key=first.count))
        object.__setattr__(self, "header", ())
        cells = next((cells for _, cells in self.lines()), [])
        object.__setattr__(self, "header", tuple(cell.strip() for cell in cells))

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Give each row that is not empty, the header too, with the line on which it ends."""
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator, strict=True)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield reader.line_num, cells
        except csv.Error as error:
            raise ImportRefusedError(
                f"line {reader.line_num}: broken table: {error}", "was the program stopped halfway?"
            ) from None

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give each row below the header by the names of its columns, with its line; all rows are as long."""
        lines = self.lines()
        next(lines, None)
        for line, cells in lines:
            if len(cells) != len(self.header):
                raise ImportRefusedError(
                    f"line {line} has {len(cells)} values, and the header has {len(self.header)}",
                    "was the program stopped halfway? a value with a separator in it needs quotes",
                )
            if any(len(cell) > _LONGEST_CELL for cell in cells):
                raise ImportRefusedError(
                    f"line {line} has a value of more than {_LONGEST_CELL} characters", "shorten it"
                )
            yield line, dict(zip(self.header, cells, strict=True))

    def records(self) -> Iterator[dict[str, str]]:
        """Give each row below the header by the names of its columns."""
        return (record for _, record in self.numbered())
