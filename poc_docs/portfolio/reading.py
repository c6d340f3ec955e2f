"""Bytes to ``Portfolio``: one file that can't be read never stops the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks import check_portfolio, unreadable
from poc_docs.portfolio.collecting import without_collecting
from poc_docs.portfolio.entries import Entry, Portfolio
from poc_docs.portfolio.memory import Memory
from poc_docs.text.source import UnreadableTextError, decode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.adoption import Adopted


def read_portfolio(
    files: Mapping[str, bytes | UnreadableTextError],
    today: dt.date | None = None,
    adopted: Mapping[str, Adopted] | None = None,
    memory: Memory | None = None,
) -> Portfolio:
    """Read every file, by its path in the repository, from its bytes or the reason why there are none.

    Without ``today`` there is no advice that depends on the day; ``adopted`` as for ``check_plan``.
    With a ``memory`` nothing is read or checked that it knows already.
    """
    with without_collecting():
        return _read(files, today, adopted, memory or Memory())


def _read(
    files: Mapping[str, bytes | UnreadableTextError],
    today: dt.date | None,
    adopted: Mapping[str, Adopted] | None,
    memory: Memory,
) -> Portfolio:
    entries = [read_entry(path, files[path], today, adopted, memory) for path in sorted(files)]
    shared = check_portfolio({entry.path: entry.plan for entry in entries if entry.plan})
    return Portfolio(tuple(with_shared(entry, shared.get(entry.path, ())) for entry in entries))


def read_entry(
    path: str,
    data: bytes | UnreadableTextError,
    today: dt.date | None,
    adopted: Mapping[str, Adopted] | None,
    memory: Memory,
) -> Entry:
    """Read one file of a portfolio, as ``read_portfolio`` does, without what is wrong between plans."""
    try:
        text = _text(data)
    except UnreadableTextError as error:
        return Entry(path, None, (unreadable(error),))
    return Entry(path, memory.plan(text), tuple(memory.findings(text, today, adopted)))


def with_shared(entry: Entry, shared: Sequence[Finding]) -> Entry:
    """Add to an entry what ``check_portfolio`` found of it."""
    if not shared:
        return entry
    found = sorted([*entry.findings, *shared], key=lambda finding: (finding.line, finding.column))
    return Entry(entry.path, entry.plan, tuple(found))


def _text(data: bytes | UnreadableTextError) -> str:
    if isinstance(data, UnreadableTextError):
        raise data
    return decode(data)
