"""Rows of a CRM report and plans, matched by the opportunity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from poc_docs.portfolio.crm.states import deal_state
from poc_docs.portfolio.deals import deals_among, opportunity_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.imports.salesforce import ReportRow
    from poc_docs.plan.values import Money
    from poc_docs.portfolio.entries import Entry


class PlanDeal(NamedTuple):
    """What a row must know of a plan; ``is_final`` says whether its deal is won, lost or given up."""

    path: str
    opportunity: str
    amount: Money | None
    is_superseded: bool
    is_final: bool


def plan_deal(entry: Entry) -> PlanDeal:
    """Take from a plan what a row must know of it; a file that is no text has no opportunity."""
    state = deal_state(entry.plan) if entry.plan else None
    is_final = state is not None and state.is_final
    return PlanDeal(entry.path, entry.opportunity, entry.amount, entry.is_superseded, is_final)


@dataclass(frozen=True, slots=True)
class RowMessage:
    """What is to be said of a row; ``blocks`` says that its plan is not written because of it."""

    line: int
    message: str
    advice: str
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Matched:
    """The sound rows by plan, what is to be said of rows, and the plans with an opportunity but no row.

    Of all ``given`` rows ``unused`` gave nothing; one that only repeats a sound row is not among them.
    """

    rows: tuple[tuple[PlanDeal, ReportRow], ...]
    messages: tuple[RowMessage, ...]
    missing: tuple[PlanDeal, ...]
    given: int
    unused: int


def match_rows(rows: Iterable[ReportRow], plans: Sequence[PlanDeal]) -> Matched:
    """Match each row to the one plan that its id, number or name means.

    A row that no plan means, that several do, that is one of several for a plan, or in which something could
    not be read, gives messages; of rows that say the same, one counts. A plan with any message that blocks
    gets no row.
    """
    known = {opportunity_key(each.opportunity): each for each in deals_among(plans) if each.opportunity}
    named: set[str] = set()
    found: dict[str, list[ReportRow]] = {}
    messages: list[RowMessage] = []
    given = tuple(rows)
    for row in given:
        meant = {key: known[key] for name in row.names if (key := opportunity_key(name)) in known}
        targets = {plan.path for deal in meant.values() for plan in deal.current}
        named |= targets
        if len(targets) == 1:
            found.setdefault(next(iter(targets)), []).append(row)
        else:
            messages += _unmatched(row, sorted(targets))
    by_path = {plan.path: plan for plan in plans}
    sound = []
    used = 0
    for path, many in found.items():
        said = list(_of_plan(path, many))
        messages += said
        if not any(message.blocks for message in said):
            sound.append((by_path[path], many[0]))
            used += len(many)
    all_named = {plan.path for deal in known.values() for plan in deal.current}
    return Matched(
        tuple(sorted(sound, key=lambda pair: pair[0].path)),
        tuple(sorted(messages, key=lambda message: message.line)),
        tuple(by_path[path] for path in sorted(all_named - named)),
        len(given),
        len(given) - used,
    )


def _unmatched(row: ReportRow, paths: Sequence[str]) -> Iterator[RowMessage]:
    if paths:
        message = f"{_named(row)} is the opportunity of {len(paths)} plans: {', '.join(paths)}"
        advice = "close the one that the other replaced: poc-docs close PLAN --reason superseded"
        yield RowMessage(row.line, message, advice)
    elif row.names:
        message = f"no plan has the opportunity {_named(row)}"
        advice = "write it into 'opportunity' of its plan, if it has one"
        yield RowMessage(row.line, message, advice, blocks=False)
    else:
        yield from (RowMessage(row.line, each.message, each.advice) for each in row.problems)


def _of_plan(path: str, rows: Sequence[ReportRow]) -> Iterator[RowMessage]:
    """Say what is wrong with the rows of one plan."""
    first = rows[0]
    for row in rows:
        yield from (RowMessage(row.line, f"{_named(row)}: {p.message}", p.advice) for p in row.problems)
    for row in rows[1:]:
        twice = f"{_named(row)} stands on line {first.line} too"
        if row.taken == first.taken and not (row.problems or first.problems):
            yield RowMessage(row.line, f"{twice}, and says the same; it counts once", "", blocks=False)
        else:
            message = f"{twice}, and says something else; nothing was taken for {path}"
            yield RowMessage(row.line, message, "filter the report so that each opportunity has one row")


def _named(row: ReportRow) -> str:
    return " / ".join(repr(name[:80]) for name in row.names[:2])
