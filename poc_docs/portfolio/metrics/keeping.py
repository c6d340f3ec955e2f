"""How what a plan brings to all numbers is kept, and read again."""

from __future__ import annotations

import datetime as dt
from dataclasses import astuple
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from poc_docs.plan.model import Money
from poc_docs.plan.vocabulary import BusinessOutcome, CloseReason, Kind, Outcome, Verdict, Weight
from poc_docs.portfolio.keeping import Kind as KeptKind
from poc_docs.portfolio.metrics.facts import Dated, LeftOut, Missing, Source
from poc_docs.portfolio.metrics.part import Brought, Part
from poc_docs.portfolio.metrics.values import Amended, Ended, Judged, OnTime, Took
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
        {name: [_plain_fact(each) for each in facts] for name, facts in part.facts.items()},
    ]


def _plain_fact(fact: Dated[Any] | Missing) -> list[object]:
    if isinstance(fact, Missing):
        return [_iso(fact.day), None, fact.why]
    if isinstance(fact.value, Stage):
        return [_iso(fact.day), fact.value.value]
    is_plain = isinstance(fact.value, (str, int))
    return [_iso(fact.day), fact.value if is_plain else astuple(fact.value)]


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
        {number: tuple(_facts(_VALUES[number], found)) for number, found in facts.items()},
    )
    return Brought(owner, part)


def _facts(value: Callable[[Any], Any] | None, found: list[list[Any]]) -> list[Dated[Any] | Missing]:
    """Give what a plan contributes to a number; each is a day with a value, or without one and with why."""
    return [
        Dated(_day(day), value(what) if value else what) if not why else Missing(why[0], _day(day))
        for day, what, *why in found
    ]


@cache
def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@cache
def _judged(kind: str | None, weight: str | None, verdict: str | None) -> Judged:
    return Judged(Kind(kind) if kind else None, Weight(weight) if weight else None,
                  Verdict(verdict) if verdict else None)  # fmt: skip


@cache
def _ended(outcome: str, business: str | None) -> Ended:
    return Ended(Outcome(outcome), BusinessOutcome(business) if business else None)


_STAGES = {each.value: each for each in Stage}
_BUSINESS: Mapping[str | None, BusinessOutcome | None] = {
    None: None,
    **{each.value: each for each in BusinessOutcome},
}
_VALUES: Mapping[str, Callable[[Any], Any] | None] = {
    "status": _STAGES.__getitem__,
    "outcomes": lambda plain: _ended(*plain),
    "closed": CloseReason,
    "business": _BUSINESS.__getitem__,
    "win_rate": None,
    "agreed_before_start": None,
    "duration": lambda plain: Took(*plain),
    "time_to_decision": None,
    "decided_on_time": lambda plain: OnTime(*plain),
    "pass_rate": lambda plain: _judged(*plain),
    "amendments": lambda plain: Amended(*plain),
}
"""How the value of each number is made again; None where it is a number or a truth itself."""

KIND = KeptKind("metrics", brought, _plain, _value)
"""How it is kept what plans bring."""
