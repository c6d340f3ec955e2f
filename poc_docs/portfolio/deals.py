"""Deals: the plans of one opportunity, and the amount that the CRM has for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import CloseReason
from poc_docs.text.inline import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.plan.model import Money, Plan
    from poc_docs.portfolio.entries import Entry, Portfolio

_RECORD = re.compile(r"006[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?", re.ASCII)
_ID_LENGTH = 15


@dataclass(frozen=True, slots=True)
class Deal:
    """The plans of one opportunity, which is empty for a plan that names none.

    ``amount`` is None where no plan says one, and where the plans say different ones, which are ``amounts``.
    """

    opportunity: str
    entries: tuple[Entry, ...]
    amounts: tuple[Money, ...]

    @property
    def amount(self) -> Money | None:
        """Give the one amount that all plans with an amount say."""
        return self.amounts[0] if len(self.amounts) == 1 else None

    @property
    def current(self) -> tuple[Entry, ...]:
        """Give the plans that no other one superseded, or all of them where that leaves none."""
        found = tuple(each for each in self.entries if each.plan and not is_superseded(each.plan))
        return found or self.entries


def opportunity_of(plan: Plan) -> str:
    """Give the plan's opportunity, or an empty string where it is a blank still to be filled in."""
    text = plan.metadata.opportunity if plan.metadata else None
    return text.value if text and not is_placeholder(text.value) else ""


def is_record_id(text: str) -> bool:
    """Say whether a text is the id of an opportunity in Salesforce: 006 and 12 or 15 further characters."""
    return bool(_RECORD.fullmatch(text))


def opportunity_key(text: str) -> str:
    """Give an opportunity as it is compared: an id by 15 characters, in which case matters, others without.

    Salesforce shows ids of 15 characters in reports and of 18 elsewhere; three follow from the others.
    """
    return text[:_ID_LENGTH] if is_record_id(text) else fold(text).casefold()


def is_superseded(plan: Plan) -> bool:
    """Say whether the plan was closed because another one took its place."""
    closed = plan.metadata.closed if plan.metadata else None
    return closed is not None and closed.reason is CloseReason.SUPERSEDED


def deals(portfolio: Portfolio) -> list[Deal]:
    """Give every deal, in the order of the paths of its first plan; a plan without opportunity is its own.

    The amount that counts is that of the plans which no other one superseded, if any of these says one.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in portfolio.entries:
        if entry.plan:
            # No opportunity holds a line break, so that a path after one stands for no other plan.
            key = opportunity_key(opportunity_of(entry.plan)) or f"\n{entry.path}"
            groups.setdefault(key, []).append(entry)
    return [_deal(entries) for entries in groups.values()]


def _deal(entries: Sequence[Entry]) -> Deal:
    first = entries[0].plan
    deal = Deal(opportunity_of(first) if first else "", tuple(entries), ())
    return replace(deal, amounts=_amounts(deal.current) or _amounts(entries))


def _amounts(entries: Sequence[Entry]) -> tuple[Money, ...]:
    """Give the different amounts; ``180000 EUR`` and ``180000.00 EUR`` are one."""
    crms = (each.plan.metadata.crm for each in entries if each.plan and each.plan.metadata)
    return tuple(dict.fromkeys(crm.amount for crm in crms if crm and crm.amount))
