"""The rows of gaps that the register lacks, to paste into it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.vocabulary import GAP_REGISTER
from poc_docs.text.table_source import table_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.plan.gap_register import Register

_NUMBERED = re.compile(r"(?P<prefix>.*?)(?P<number>\d{1,9})", re.ASCII)
_FIRST_PREFIX = "GAP-"
_HEADER_LINES = 2


def register_rows(register: Register | None, gaps: Sequence[tuple[str, str]]) -> list[str]:
    """Give, for gaps that are not in the register yet, the lines to paste into it.

    Each gap is the id that plans have for it, empty where they have none, and its title as Markdown. One
    without an id gets a number that no other gap has, in the register or in a plan. Without a register
    these are a whole table, with its header.
    """
    columns = (
        [cell.content for cell in register.table.table.header.cells]
        if register and register.table
        else list(GAP_REGISTER.required)
    )
    free = _free_ids(register, [identifier for identifier, _ in gaps if identifier])
    names = [folded(column) for column in columns]
    rows = [_row(names, identifier or next(free), title) for identifier, title in gaps]
    lines = table_source(columns, rows, "\n").split("\n")
    return lines[_HEADER_LINES:] if register and register.table else lines


def _row(columns: Sequence[str], identifier: str, title: str) -> list[str]:
    said = {"id": identifier, "gap": title, "status": "Open"}
    return [said.get(column, "") for column in columns]


def _free_ids(register: Register | None, named: Sequence[str]) -> Iterator[str]:
    """Give ids that no gap has: numbers above those of the register and of plans, in the most common manner.

    The manner is the register's; that of ``named``, the ids that only plans have, where it has none.
    """
    own = _numbered(gap.id.value for gap in (register.gaps if register else ()))
    others = _numbered(named)
    prefixes = Counter(match["prefix"] for match in own or others)
    prefix = prefixes.most_common(1)[0][0] if prefixes else _FIRST_PREFIX
    # Case makes no other id (``id_key``).
    used = [m["number"] for m in (*own, *others) if folded(m["prefix"]) == folded(prefix)]
    width = max((len(number) for number in used if number.startswith("0")), default=1)
    first = max(map(int, used), default=0) + 1
    return (f"{prefix}{number:0{width}}" for number in count(first))


def _numbered(identifiers: Iterable[str]) -> list[re.Match[str]]:
    return [match for each in identifiers if (match := _NUMBERED.fullmatch(each))]
