"""Bytes to ``Portfolio``: one file that can't be read never stops the others."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from poc_docs.checks import check_portfolio, unreadable
from poc_docs.portfolio.entries import Entry, Portfolio
from poc_docs.portfolio.memory import Memory
from poc_docs.text.source import UnreadableTextError, decode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.adoption import Adopted
    from poc_docs.plan.model import Plan


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
    with _without_collecting():
        return _read(files, today, adopted, memory or Memory())


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hold the garbage collector: reading makes many values that stay and no cycles, so it finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    files: Mapping[str, bytes | UnreadableTextError],
    today: dt.date | None,
    adopted: Mapping[str, Adopted] | None,
    memory: Memory,
) -> Portfolio:
    plans: dict[str, Plan] = {}
    found: dict[str, list[Finding]] = {}
    for path in sorted(files):
        try:
            text = _text(files[path])
        except UnreadableTextError as error:
            found[path] = [unreadable(error)]
        else:
            plans[path] = memory.plan(text)
            found[path] = list(memory.findings(text, today, adopted))
    for path, shared in check_portfolio(plans).items():
        found[path] = sorted([*found[path], *shared], key=lambda finding: (finding.line, finding.column))
    return Portfolio(tuple(Entry(path, plans.get(path), tuple(found[path])) for path in sorted(files)))


def _text(data: bytes | UnreadableTextError) -> str:
    if isinstance(data, UnreadableTextError):
        raise data
    return decode(data)
