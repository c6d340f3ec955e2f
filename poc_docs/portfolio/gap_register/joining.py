"""The register and the gap rows of all plans, joined: what stands behind each gap."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import Outcome
from poc_docs.portfolio.deals import Deal, deals_among
from poc_docs.portfolio.gap_register.naming import NamingPlan, naming_plan
from poc_docs.portfolio.gap_register.shares import split, totals, weight
from poc_docs.portfolio.gap_register.similarity import alike, alike_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.plan.gap_register import Register, RegisteredGap
    from poc_docs.plan.model import Money
    from poc_docs.plan.vocabulary import Level
    from poc_docs.portfolio.entries import Portfolio
    from poc_docs.portfolio.gap_register.naming import GapRow

REVISIT = (Outcome.NO_GO, Outcome.CONDITIONAL)
"""The outcomes that a gap may have caused: what shipped since may change them."""


@dataclass(frozen=True, slots=True)
class Backing:
    """One plan behind a gap: its rows that say so, and its deal's share.

    ``severity`` is the highest of its rows. ``share`` is None where no amount is known, and for a further
    plan of the same deal: ``counted_in`` is then the path of the plan whose share is the deal's.
    """

    entry: NamingPlan
    rows: tuple[GapRow, ...]
    severity: Level | None
    outcome: Outcome | None
    share: Money | None
    amount: Money | None
    counted_in: str = ""

    @property
    def is_to_revisit(self) -> bool:
        """Say whether the outcome may be another once the gap is closed."""
        return self.outcome in REVISIT


@dataclass(frozen=True, slots=True)
class JoinedGap:
    """A gap with the plans behind it; ``registered`` is None where the register has no such row.

    ``title`` is the register's, or else that of the first plan.
    """

    registered: RegisteredGap | None
    id: str
    title: str
    backings: tuple[Backing, ...] = ()

    @property
    def severity(self) -> Level | None:
        """Give the highest severity that a plan behind the gap has for it."""
        known = [backing.severity for backing in self.backings if backing.severity]
        return max(known, key=weight, default=None)

    @property
    def amounts(self) -> tuple[Money, ...]:
        """Give the amount behind the gap in each currency."""
        return totals(backing.share for backing in self.backings if backing.share)

    @property
    def deals(self) -> int:
        """Give the number of deals: a deal with two plans counts once."""
        return sum(not backing.counted_in for backing in self.backings)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A gap that may be the same as another one, which people have to say."""

    gap: JoinedGap
    other: JoinedGap
    nearness: float


@dataclass(frozen=True, slots=True)
class GapReport:
    """All gaps: those of the register in its order, those with an id that it lacks, those without any id.

    ``proposals`` pair a gap that is not in the register with one that looks like it, or two of the register.
    ``conflicts`` are deals whose plans say different amounts, of which none is counted.
    """

    registered: tuple[JoinedGap, ...]
    unknown: tuple[JoinedGap, ...]
    unregistered: tuple[JoinedGap, ...]
    proposals: tuple[Proposal, ...]
    conflicts: tuple[Deal[NamingPlan], ...]
    faulty: tuple[NamingPlan, ...] = field(default=())
    """Plans with errors: their gaps are counted as far as they could be read, and no outcome is computed."""

    @property
    def others(self) -> tuple[JoinedGap, ...]:
        """Give the gaps that no row of the register has, those with an id first."""
        return (*self.unknown, *self.unregistered)


_Key = tuple[str, str]
"""``("id", ...)`` or ``("title", ...)``: by what rows of several plans are known to mean one gap."""


def join(register: Register | None, portfolio: Portfolio) -> GapReport:
    """Join the register, or None where there is none yet, with the gap rows of all plans.

    Rows without an id are one gap where their titles have the same words; titles that are only similar are
    proposed, never merged. Rows of placeholders count for nothing. A deal's amount is split over all its
    gaps, those that nobody registered yet too.
    """
    return join_plans(register, map(naming_plan, portfolio.entries))


def join_plans(register: Register | None, plans: Iterable[NamingPlan]) -> GapReport:
    """Join the register with plans as they were taken from a portfolio, in its order."""
    known_plans = list(plans)
    all_deals = deals_among(plan for plan in known_plans if plan.is_text)
    behind: dict[_Key, list[Backing]] = {}
    for deal in all_deals:
        for key, backing in _backings(deal):
            behind.setdefault(key, []).append(backing)
    known = {("id", gap.key): gap for gap in (register.gaps if register else ()) if gap.key}
    registered = tuple(
        JoinedGap(gap, gap.id.value, gap.gap.value, _by_path(behind.get(key, ())))
        for key, gap in known.items()
    )
    others = {key: _by_path(found) for key, found in behind.items() if key not in known}
    unknown = tuple(_own(key, others[key]) for key in sorted(others, key=_by_number) if key[0] == "id")
    unregistered = tuple(_own(key, found) for key, found in others.items() if key[0] == "title")
    return GapReport(
        registered,
        unknown,
        unregistered,
        tuple(_proposals(registered, (*unknown, *unregistered))),
        tuple(deal for deal in all_deals if len(deal.amounts) > 1),
        tuple(plan for plan in known_plans if plan.errors),
    )


def _by_number(key: _Key) -> tuple[int, str]:
    """Put GAP-9 before GAP-10."""
    return len(key[1]), key[1]


def _by_path(backings: Iterable[Backing]) -> tuple[Backing, ...]:
    return tuple(sorted(backings, key=lambda backing: backing.entry.path))


def _own(key: _Key, backings: tuple[Backing, ...]) -> JoinedGap:
    first = backings[0].rows[0]
    return JoinedGap(None, first.id if key[0] == "id" else "", first.gap, backings)


def _backings(deal: Deal[NamingPlan]) -> Iterator[tuple[_Key, Backing]]:
    """Give the gaps of a deal, each with the plans that have it; its share goes to the first of these."""
    found: dict[_Key, dict[str, list[GapRow]]] = {}
    entries = {entry.path: entry for entry in deal.entries}
    for entry in deal.entries:
        for gap in entry.rows:
            found.setdefault((gap.by, gap.key), {}).setdefault(entry.path, []).append(gap)
    severities = [_worst(row for rows in plans.values() for row in rows) for plans in found.values()]
    weights = [weight(severity) for severity in severities]
    shares: Sequence[Money | None] = split(deal.amount, weights) if deal.amount else [None] * len(severities)
    for (key, plans), share in zip(found.items(), shares, strict=True):
        first = next(iter(plans))
        for path, rows in plans.items():
            is_first = path == first
            yield (
                key,
                Backing(
                    entries[path],
                    tuple(rows),
                    _worst(rows),
                    entries[path].outcome,
                    share if is_first else None,
                    deal.amount,
                    "" if is_first else first,
                ),
            )


def _worst(rows: Iterable[GapRow]) -> Level | None:
    known = [row.severity for row in rows if row.severity]
    return max(known, key=weight, default=None)


def _proposals(registered: Sequence[JoinedGap], others: Sequence[JoinedGap]) -> Iterator[Proposal]:
    known, own = ([gap.title for gap in gaps] for gaps in (registered, others))
    for pair in alike(own, known):
        yield Proposal(others[pair.first], registered[pair.second], pair.nearness)
    for gaps, titles in ((others, own), (registered, known)):
        for pair in alike_within(titles):
            yield Proposal(gaps[pair.first], gaps[pair.second], pair.nearness)
