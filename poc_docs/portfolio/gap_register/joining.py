"""The register and the gap rows of all plans, joined: what stands behind each gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from poc_docs.plan.vocabulary import Outcome
from poc_docs.portfolio.deals import Deal, deals_among
from poc_docs.portfolio.gap_register.naming import NamingPlan, naming_plan
from poc_docs.portfolio.gap_register.shares import split, totals, weight
from poc_docs.portfolio.gap_register.similarity import LookAlikes, look_alikes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from poc_docs.plan.gap_register import Register, RegisteredGap
    from poc_docs.plan.values import Money
    from poc_docs.plan.vocabulary import Level
    from poc_docs.portfolio.entries import Portfolio
    from poc_docs.portfolio.gap_register.naming import GapRow

REVISIT = (Outcome.NO_GO, Outcome.CONDITIONAL)
"""The outcomes that a gap may have caused: what shipped since may change them."""


class Backing(NamedTuple):
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


class JoinedGap(NamedTuple):
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


class Proposal(NamedTuple):
    """A gap that may be the same as another one, which people have to say."""

    gap: JoinedGap
    other: JoinedGap
    nearness: float


class Proposals(NamedTuple):
    """What one gap may be the same as: the nearest, those of the register first, and how many there are.

    A gap of the register is compared with the others of the register alone.
    """

    gap: JoinedGap
    nearest: tuple[Proposal, ...]
    in_all: int


@dataclass(frozen=True, slots=True)
class GapReport:
    """All gaps: those of the register in its order, those with an id that it lacks, those without any id.

    ``look_alikes`` has each of these gaps that looks like another one, in the same order. ``conflicts`` are
    deals whose plans say different amounts, of which none is counted.
    """

    registered: tuple[JoinedGap, ...]
    unknown: tuple[JoinedGap, ...]
    unregistered: tuple[JoinedGap, ...]
    look_alikes: tuple[Proposals, ...]
    conflicts: tuple[Deal[NamingPlan], ...]
    faulty: tuple[NamingPlan, ...] = field(default=())
    """Plans with errors: their gaps are counted as far as they could be read, and no outcome is computed."""

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Give the look-alikes as pairs, each once: the nearest first, and first those to be registered.

        Of a pair the first gap is the one that is not in the register, if one of the two is.
        """
        found: dict[frozenset[int], Proposal] = {}
        for each in self.look_alikes:
            for proposal in each.nearest:
                found.setdefault(frozenset((id(proposal.gap), id(proposal.other))), proposal)
        return tuple(sorted(found.values(), key=_kind_and_nearness))

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


Compare = Callable[[Sequence[str], int], Sequence[LookAlikes]]
"""What compares titles, of which so many are the register's: ``look_alikes`` or ``nearest_few``."""

NEAREST = 3
"""So many gaps that look like one are told where not all are wanted."""


def nearest_few(titles: Sequence[str], known: int) -> Sequence[LookAlikes]:
    """Give for each title the few that look most like it."""
    return look_alikes(titles, known, NEAREST)


def join_plans(
    register: Register | None, plans: Iterable[NamingPlan], compare: Compare = look_alikes
) -> GapReport:
    """Join the register with plans as they were taken from a portfolio, in its order.

    ``compare`` says which titles are alike, and may give the nearest alone.
    """
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
        tuple(_look_alikes((*registered, *unknown, *unregistered), len(registered), compare)),
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
    found: dict[_Key, list[tuple[NamingPlan, list[GapRow]]]] = {}
    for plan in deal.entries:
        for key, rows in _by_gap(plan).items():
            found.setdefault(key, []).append((plan, rows))
    if not found:
        return
    severities = [[_worst(rows) for _, rows in plans] for plans in found.values()]
    weights = [max(map(weight, each)) for each in severities]
    shares: Sequence[Money | None] = split(deal.amount, weights) if deal.amount else [None] * len(weights)
    for (key, plans), each, share in zip(found.items(), severities, shares, strict=True):
        its_share, first = share, ""
        for (plan, rows), severity in zip(plans, each, strict=True):
            yield key, Backing(plan, tuple(rows), severity, plan.outcome, its_share, deal.amount, first)
            its_share, first = None, first or plan.path


def _by_gap(plan: NamingPlan) -> dict[_Key, list[GapRow]]:
    found: dict[_Key, list[GapRow]] = {}
    for row in plan.rows:
        found.setdefault((row.by, row.key), []).append(row)
    return found


def _worst(rows: Sequence[GapRow]) -> Level | None:
    """Give the highest severity that rows have."""
    known = [row.severity for row in rows if row.severity]
    return max(known, key=weight) if known else None


def _look_alikes(gaps: Sequence[JoinedGap], known: int, compare: Compare) -> Iterator[Proposals]:
    found = compare([gap.title for gap in gaps], known)
    for gap, (nearest, in_all) in zip(gaps, found, strict=True):
        if in_all:
            yield Proposals(gap, tuple(Proposal(gap, gaps[place], near) for place, near in nearest), in_all)


def _kind_and_nearness(proposal: Proposal) -> tuple[bool, bool, float]:
    gap, other, nearness = proposal
    return gap.registered is not None, other.registered is None, -nearness
