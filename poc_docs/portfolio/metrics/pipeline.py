"""Open deals and their amounts, in one currency at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from poc_docs.plan.values import Money
from poc_docs.plan.vocabulary import BusinessOutcome
from poc_docs.portfolio.deals import deals_among
from poc_docs.portfolio.exact import EXACT
from poc_docs.portfolio.metrics.facts import Dated, Facts, Missing
from poc_docs.portfolio.owners import same_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from poc_docs.portfolio.metrics.facts import Source
    from poc_docs.portfolio.metrics.part import Part

_ENDED = frozenset({BusinessOutcome.WON, BusinessOutcome.LOST, BusinessOutcome.NO_DECISION})


class OpenDeal(NamedTuple):
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
    found: list[tuple[Dated[OpenDeal], Sequence[Source]]] = []
    missing: list[tuple[Missing, Sequence[Source]]] = []
    for deal in deals_among(plans):
        speaker = _speaker(deal.entries)
        if speaker is None:
            continue
        day, amounts = speaker.close_date, deal.amounts
        others = [by.source for by in _in_pipeline(deal.entries) if by is not speaker]
        if others:
            missing.append((Missing(f"the same deal as {speaker.path}", day), others))
        if len(amounts) == 1:
            found.append((Dated(day, OpenDeal(speaker.category, amounts[0])), (speaker.source,)))
        else:
            said = ", ".join(map(str, amounts))
            why = f"the plans of its deal say different amounts: {said}" if said else "no amount"
            missing.append((Missing(why, day), (speaker.source,)))
    return Facts("close date", tuple(found), tuple(missing))


def _speaker(members: Sequence[Part]) -> Part | None:
    """Give the plan whose category and close date are those of its deal: the last one written.

    None where the deal is decided, or no plan that goes on knows of the CRM.
    """
    if any(by.business in _ENDED for by in members):
        return None
    return max(_in_pipeline(members), key=_place, default=None)


def _in_pipeline(members: Iterable[Part]) -> list[Part]:
    return [by for by in members if by.is_in_crm and not by.is_closed]


def _place(by: Part) -> tuple[dt.date, str]:
    return by.written or dt.date.min, by.path


def pipeline(found: Facts[OpenDeal]) -> tuple[PipelineLine, ...]:
    """Add up deals by category and currency; categories that differ in letter case are one."""
    amounts: dict[tuple[str, str], list[Decimal]] = {}
    for (_, deal), _ in found.found:
        amounts.setdefault((deal.category, deal.amount.currency), []).append(deal.amount.amount)
    names: dict[str, str] = {}
    same: dict[tuple[bool, str, str], list[Decimal]] = {}
    for (category, currency), each in amounts.items():
        folded = same_letters(category)
        names[folded] = min(names.get(folded, category), category)
        same.setdefault((not folded, folded, currency), []).extend(each)
    return tuple(
        PipelineLine(names[folded], Money(reduce(EXACT.add, each, Decimal(0)), currency), len(each))
        for (_, folded, currency), each in sorted(same.items())
    )
