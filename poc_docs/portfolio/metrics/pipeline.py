"""Open deals and their amounts, in one currency at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import TYPE_CHECKING

from poc_docs.plan.model import Money
from poc_docs.plan.vocabulary import BusinessOutcome
from poc_docs.portfolio.deals import deals_among
from poc_docs.portfolio.metrics.facts import Dated, Facts, Missing
from poc_docs.portfolio.owners import same_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.portfolio.metrics.facts import Source
    from poc_docs.portfolio.metrics.part import Part

_EXACT = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)
"""Adds without rounding: the usual context keeps 28 digits."""

_ENDED = frozenset({BusinessOutcome.WON, BusinessOutcome.LOST, BusinessOutcome.NO_DECISION})


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """A deal that is not decided; ``category`` is empty where nobody named one."""

    category: str
    amount: Money


@dataclass(frozen=True, slots=True)
class PipelineLine:
    """The open deals of one forecast category in one currency."""

    category: str
    total: Money
    deals: int


def open_deals(plans: Iterable[Part]) -> Facts[OpenDeal]:
    """Give the open deals by the day they are expected to close."""
    found: list[tuple[Source, Dated[OpenDeal]]] = []
    missing: list[tuple[Source, Missing]] = []
    for deal in deals_among(plans):
        speaker = _speaker(deal.entries)
        if speaker is None:
            continue
        day = speaker.close_date
        others = [by for by in deal.entries if by is not speaker and not by.is_closed and by.is_in_crm]
        missing += [(by.source, Missing(f"the same deal as {speaker.path}", day)) for by in others]
        if deal.amount is None:
            said = ", ".join(map(str, deal.amounts))
            why = f"the plans of its deal say different amounts: {said}" if said else "no amount"
            missing.append((speaker.source, Missing(why, day)))
        else:
            found.append((speaker.source, Dated(day, OpenDeal(speaker.category, deal.amount))))
    return Facts("close date", tuple(found), tuple(missing))


def _speaker(members: Sequence[Part]) -> Part | None:
    """Give the plan whose category and close date are those of its deal: the last one written.

    None where the deal is decided, or no plan that goes on knows of the CRM.
    """
    outcomes = {by.business for by in members}
    going_on = [by for by in members if by.is_in_crm and not by.is_closed]
    return None if outcomes & _ENDED else max(going_on, key=_place, default=None)


def _place(by: Part) -> tuple[dt.date, str]:
    return by.written or dt.date.min, by.path


def pipeline(found: Iterable[OpenDeal]) -> tuple[PipelineLine, ...]:
    """Add up deals by category and currency; categories that differ in letter case are one."""
    names: dict[str, str] = {}
    totals: dict[tuple[bool, str, str], tuple[Decimal, int]] = {}
    for deal in found:
        folded = same_letters(deal.category)
        names[folded] = min(names.get(folded, deal.category), deal.category)
        key = (not folded, folded, deal.amount.currency)
        total, count = totals.get(key, (Decimal(0), 0))
        totals[key] = (_EXACT.add(total, deal.amount.amount), count + 1)
    return tuple(_lines(names, totals))


def _lines(
    names: dict[str, str], totals: dict[tuple[bool, str, str], tuple[Decimal, int]]
) -> Iterator[PipelineLine]:
    for (_, folded, currency), (total, count) in sorted(totals.items()):
        yield PipelineLine(names[folded], Money(total, currency), count)
