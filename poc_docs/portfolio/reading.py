"""Bytes to ``Portfolio``: one file that can't be read never stops the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks import check_plan, check_portfolio, unreadable
from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.entries import Entry, Portfolio
from poc_docs.text.source import UnreadableTextError, decode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.adoption import Adopted
    from poc_docs.plan.model import Plan


def read_portfolio(
    files: Mapping[str, bytes | UnreadableTextError],
    today: dt.date | None = None,
    adopted: Mapping[str, Adopted] | None = None,
) -> Portfolio:
    """Read every file, by its path in the repository, from its bytes or the reason why there are none.

    Without ``today`` there is no advice that depends on the day; ``adopted`` as for ``check_plan``.
    """
    plans: dict[str, Plan] = {}
    found: dict[str, list[Finding]] = {}
    for path in sorted(files):
        try:
            plans[path] = read_plan(_text(files[path]))
        except UnreadableTextError as error:
            found[path] = [unreadable(error)]
        else:
            found[path] = check_plan(plans[path], today, adopted)
    for path, shared in check_portfolio(plans).items():
        found[path] = sorted([*found[path], *shared], key=lambda finding: (finding.line, finding.column))
    return Portfolio(tuple(Entry(path, plans.get(path), tuple(found[path])) for path in sorted(files)))


def _text(data: bytes | UnreadableTextError) -> str:
    if isinstance(data, UnreadableTextError):
        raise data
    return decode(data)
