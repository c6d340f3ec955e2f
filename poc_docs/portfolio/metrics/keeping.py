"""How what a plan brings to all numbers is kept, and read again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from poc_docs.plan.values import Money
from poc_docs.plan.vocabulary import BusinessOutcome
from poc_docs.portfolio.keeping import KeptKind
from poc_docs.portfolio.metrics.facts import LeftOut, Source
from poc_docs.portfolio.metrics.part import Brought, Part
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.portfolio.entries import Entry


def brought(entry: Entry, today: dt.date | None = None) -> Brought:  # noqa: ARG001 -- it is the same on any day
    """Give what a file brings to the numbers, or why it brings nothing."""
    # What reads a plan is loaded only where one is read.
    from poc_docs.portfolio.metrics.reading import read_part

    return read_part(entry)


def _plain(found: Brought) -> list[object]:
    part = found.part
    if isinstance(part, LeftOut):
        return [found.owner, part.id, part.why]
    return [
        found.owner,
        part.source.id,
        part.stage.value,
        part.owner,
        _iso(part.written),
        _iso(part.decision_date),
        part.steps,
        part.opportunity,
        part.is_superseded,
        part.is_closed,
        part.is_in_crm,
        [str(part.amount.amount), part.amount.currency] if part.amount else None,
        part.category,
        _iso(part.close_date),
        part.business,
        part.facts,
    ]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _value(path: str, plain: list[Any]) -> Brought:
    owner, identifier, *rest = plain
    if len(rest) == 1:
        return Brought(owner, LeftOut(path, identifier, rest[0]))
    stage, name, written, decision, steps, opportunity, superseded, closed, in_crm, *others = rest
    amount, category, close_date, business, facts = others
    part = Part(
        Source(path, identifier),
        _STAGES[stage],
        name,
        _day(written),
        _day(decision),
        tuple(steps),
        opportunity,
        superseded,
        closed,
        in_crm,
        Money(Decimal(amount[0]), amount[1]) if amount else None,
        category,
        _day(close_date),
        _BUSINESS[business],
        tuple(facts),
    )
    return Brought(owner, part)


@cache
def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


_STAGES = {each.value: each for each in Stage}
_BUSINESS: Mapping[str | None, BusinessOutcome | None] = {
    None: None,
    **{each.value: each for each in BusinessOutcome},
}

KIND = KeptKind("metrics", brought, _plain, _value)
"""How it is kept what plans bring."""
