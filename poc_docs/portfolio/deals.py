"""Deals: the plans of one opportunity, and the amount that the CRM has for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import CloseReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.plan.values import Money

_RECORD = re.compile(r"006[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?", re.ASCII)
_ID_LENGTH = 15


class Member(Protocol):
    """What says something of a deal: an entry with its plan, or what was taken from one."""

    @property
    def path(self) -> str:
        """Give the plan's file."""

    @property
    def opportunity(self) -> str:
        """Give the opportunity, or an empty string."""

    @property
    def amount(self) -> Money | None:
        """Give the amount of the deal, if the plan says one."""

    @property
    def is_superseded(self) -> bool:
        """Say whether another plan took its place."""


M = TypeVar("M", bound=Member)


class Deal(NamedTuple, Generic[M]):
    """The plans of one opportunity, which is empty for a plan that names none.

    ``amount`` is None where no plan says one, and where the plans say different ones, which are ``amounts``.
    """

    opportunity: str
    entries: tuple[M, ...]
    amounts: tuple[Money, ...]

    @property
    def amount(self) -> Money | None:
        """Give the one amount that all plans with an amount say."""
        return self.amounts[0] if len(self.amounts) == 1 else None

    @property
    def current(self) -> tuple[M, ...]:
        """Give the plans that no other one superseded, or all of them where that leaves none."""
        return _current(self.entries)


def opportunity_of(plan: Plan) -> str:
    """Give the plan's opportunity, or an empty string where it is a blank still to be filled in."""
    return filled_in(plan.metadata.opportunity if plan.metadata else None)


def is_record_id(text: str) -> bool:
    """Say whether a text is the id of an opportunity in Salesforce: 006 and 12 or 15 further characters."""
    return bool(_RECORD.fullmatch(text))


def opportunity_key(text: str) -> str:
    """Give an opportunity as it is compared: an id by 15 characters, in which case matters, others without.

    Salesforce shows ids of 15 characters in reports and of 18 elsewhere; three follow from the others.
    """
    return text[:_ID_LENGTH] if is_record_id(text) else " ".join(text.split()).casefold()


def is_superseded(plan: Plan) -> bool:
    """Say whether the plan was closed because another one took its place."""
    closed = plan.metadata.closed if plan.metadata else None
    return closed is not None and closed.reason is CloseReason.SUPERSEDED


def amount_of(plan: Plan) -> Money | None:
    """Give the amount of the plan's deal, or None."""
    return plan.metadata.crm.amount if plan.metadata and plan.metadata.crm else None


def deals_among(members: Iterable[M]) -> list[Deal[M]]:
    """Give every deal, in the order of its first plan; a plan without opportunity is its own.

    The amount that counts is that of the plans which no other one superseded, if any of these says one.
    """
    groups: dict[str, list[M]] = {}
    for each in members:
        # No opportunity holds a line break, so that a path after one stands for no other plan.
        key = opportunity_key(each.opportunity) or f"\n{each.path}"
        groups.setdefault(key, []).append(each)
    return [Deal(found[0].opportunity, tuple(found), _amounts_of(found)) for found in groups.values()]


def _current(members: Sequence[M]) -> tuple[M, ...]:
    return tuple(each for each in members if not each.is_superseded) or tuple(members)


def _amounts_of(members: Sequence[Member]) -> tuple[Money, ...]:
    # Most deals have one plan, and there are thousands.
    return _amounts(members) if len(members) == 1 else _amounts(_current(members)) or _amounts(members)


def _amounts(members: Iterable[Member]) -> tuple[Money, ...]:
    """Give the different amounts; ``180000 EUR`` and ``180000.00 EUR`` are one."""
    found = [each.amount for each in members if each.amount]
    return tuple(found) if len(found) == 1 else tuple(dict.fromkeys(found))
