"""Open deals and their amounts, in one currency at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import TYPE_CHECKING

from poc_docs.plan.model import Money
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import BusinessOutcome
from poc_docs.portfolio.deals import deals
from poc_docs.portfolio.entries import Portfolio
from poc_docs.portfolio.metrics.facts import Dated, Facts, Missing
from poc_docs.portfolio.owners import same_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.portfolio.metrics.facts import Counted

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


def open_deals(plans: Sequence[Counted]) -> Facts[OpenDeal]:
    """Give the open deals by the day they are expected to close."""
    by_path = {by.path: by for by in plans}
    found: list[tuple[Counted, Dated[OpenDeal]]] = []
    missing: list[tuple[Counted, Missing]] = []
    for deal in deals(Portfolio(tuple(by.entry for by in plans))):
        members = [by_path[entry.path] for entry in deal.entries]
        speaker = _speaker(members)
        if speaker is None:
            continue
        crm = speaker.metadata.crm
        day = crm.close_date if crm else None
        others = [by for by in members if by is not speaker and not by.metadata.closed and by.metadata.crm]
        missing += [(by, Missing(f"the same deal as {speaker.path}", day)) for by in others]
        if deal.amount is None:
            said = ", ".join(map(str, deal.amounts))
            why = f"the plans of its deal say different amounts: {said}" if said else "no amount"
            missing.append((speaker, Missing(why, day)))
        else:
            found.append((speaker, Dated(day, OpenDeal(_category(speaker), deal.amount))))
    return Facts("close date", tuple(found), tuple(missing))


def _speaker(members: Sequence[Counted]) -> Counted | None:
    """Give the plan whose category and close date are those of its deal: the last one written.

    None where the deal is decided, or no plan that goes on knows of the CRM.
    """
    outcomes = {by.metadata.business.outcome for by in members if by.metadata.business}
    going_on = [by for by in members if by.metadata.crm and not by.metadata.closed]
    return None if outcomes & _ENDED else max(going_on, key=_place, default=None)


def _place(by: Counted) -> tuple[dt.date, str]:
    written = by.metadata.date.value if by.metadata.date else None
    return written or dt.date.min, by.path


def _category(by: Counted) -> str:
    crm = by.metadata.crm
    named = (crm.forecast_category if crm else None) or ""
    return "" if is_placeholder(named) else named


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
