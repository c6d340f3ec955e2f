"""The gaps of all plans as text for people."""

from __future__ import annotations

import os.path
import shlex
from typing import TYPE_CHECKING

from poc_docs.text.counting import counted
from poc_docs.writing.gap_rows import register_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.plan.gap_register import Register, RegisteredGap
    from poc_docs.plan.values import Money
    from poc_docs.portfolio.deals import Deal
    from poc_docs.portfolio.gap_register.joining import Backing, GapReport, JoinedGap, Proposals
    from poc_docs.portfolio.gap_register.naming import GapRow, NamingPlan


BEHIND = 10
"""So many plans behind a gap are shown where nobody asked for all."""


def gaps_lines(gaps: Sequence[JoinedGap], most: int | None = None) -> Iterator[str]:
    """Give gaps of the register, each with the plans behind it, or so many of them."""
    for number, gap in enumerate(gaps):
        if number:
            yield ""
        yield _title(gap)
        if gap.registered:
            yield f"    {_about(gap.registered)}"
        yield from _behind(gap, most)


def _title(gap: JoinedGap) -> str:
    return f"{gap.id}  {gap.title}" if gap.id else gap.title


def _about(gap: RegisteredGap) -> str:
    status = gap.status.text.value
    release = f" in {gap.release.value}" if gap.release else ""
    parts = (f"{status}{release}", gap.area.value, gap.owner.value, gap.link.value)
    return " \u00b7 ".join(part for part in parts if part)


def _behind(gap: JoinedGap, most: int | None) -> Iterator[str]:
    if not gap.backings:
        yield "    no plan names it"
        return
    yield f"    behind it: {counted(gap.deals, 'deal')}, {amounts_text(gap.amounts)}"
    for backing in gap.backings[:most]:
        yield from backing_lines(backing)
    yield from (f"    {line}" for line in _and_more(len(gap.backings), most, "plan"))


def _and_more(in_all: int, shown: int | None, noun: str) -> Iterator[str]:
    """Say how many are not shown, and what shows them."""
    if shown is not None and in_all > shown:
        yield f"and {counted(in_all - shown, f'more {noun}')} (--all shows them)"


def backing_lines(backing: Backing) -> Iterator[str]:
    """Give one plan behind a gap: severity, outcome, its share, and each workaround."""
    entry = backing.entry
    facts = (backing.severity or "no severity", outcome_text(backing), *share_words(backing))
    yield f"    - {named(entry)}: {'; '.join(facts)}"
    for row in backing.rows:
        yield f"        {_row(row)}"


def _row(row: GapRow) -> str:
    about = "" if row.about is None else f"criterion {row.criterion}, {row.about}; "
    return f"{about}workaround: {row.workaround}" if row.workaround else f"{about}no workaround"


def share_words(backing: Backing) -> Iterator[str]:
    """Say which part of its deal's amount a plan brings to a gap."""
    if backing.counted_in:
        yield f"the same deal as {backing.counted_in}"
    elif backing.share and backing.amount:
        whole = "" if backing.share == backing.amount else f" of {backing.amount}"
        yield f"{backing.share}{whole}"
    else:
        yield "no amount"


def outcome_text(backing: Backing) -> str:
    """Say how a plan ended, or stands, and what became of the deal."""
    plan = backing.entry
    undecided = f"{plan.status or 'no status'}, undecided"
    technical = f"closed ({plan.closed})" if plan.closed else backing.outcome or undecided
    return f"{technical}, deal {plan.business}" if plan.business else technical


def revisit_lines(gaps: Iterable[JoinedGap]) -> Iterator[str]:
    """Give, for gaps that shipped, the No-go and Conditional plans to look at again."""
    for gap in gaps:
        known = gap.registered
        release = f" in {known.release.value}" if known and known.release else ""
        yield f"{gap.id} shipped{release}: {gap.title}"
        backings = [backing for backing in gap.backings if backing.is_to_revisit]
        for backing in backings:
            yield from backing_lines(backing)
        if not backings:
            yield "    no No-go or Conditional plan names it"
        yield ""


def unregistered_lines(
    report: GapReport, register: Register | None, most: int | None = None
) -> Iterator[str]:
    """Give the gaps that no row of the register has, what they may be, and the rows to paste."""
    if not report.others:
        return
    yield f"Not in the register: {counted(len(report.others), 'gap')}"
    yield ""
    # Gaps may be equal, and their id() tells one from another.
    look_alikes = {id(each.gap): each for each in report.look_alikes}
    for gap in report.others:
        yield _title(gap)
        yield from _behind(gap, most)
        if id(gap) in look_alikes:
            yield from (f"    {line}" for line in _proposals(look_alikes[id(gap)], most))
        yield ""
    yield "To register them, paste what is new into gaps.md, and fill in area and owner:"
    yield ""
    yield from register_rows(register, [id_and_source(gap) for gap in report.others])


def id_and_source(gap: JoinedGap) -> tuple[str, str]:
    """Give id and title, as Markdown, for the row of a gap that the register lacks."""
    first = gap.backings[0].rows[0]
    return gap.id, first.source


def _proposals(found: Proposals, most: int | None) -> Iterator[str]:
    for gap, other, _ in found.nearest:
        if other.registered:
            yield f"the same as {_title(other)}?"
            for backing in gap.backings[:most]:
                yield f"  -> {link_command(other.id, backing.entry, gap)}"
            yield from (f"  -> {line}" for line in _and_more(len(gap.backings), most, "plan"))
        else:
            named = _title(other) if other.id else repr(other.title)
            yield f"the same as {named}? Then one row is enough for both"
    yield from _and_more(found.in_all, len(found.nearest), "look-alike")


def link_command(identifier: str, entry: NamingPlan, gap: JoinedGap) -> str:
    """Give the command that writes a gap's id into its row of a plan."""
    stem = os.path.splitext(os.path.basename(entry.path))[0]  # noqa: PTH119, PTH122 -- a path as text, no file
    return f"poc-docs gaps link {shlex.quote(identifier)} {shlex.quote(stem)} {shlex.quote(gap.title)}"


def advice_lines(report: GapReport, most: int | None = None) -> Iterator[str]:
    """Give what is to be put right: unknown ids, look-alikes in the register, amounts that differ, errors.

    Of the rows with an unknown id so many are named.
    """
    nearest = {id(each.gap): each.nearest[0].other for each in report.look_alikes}
    for gap in report.unknown:
        places = [(backing.entry, row) for backing in gap.backings for row in backing.rows]
        yield from (f"{place(*each)}: the register has no gap {gap.id!r}" for each in places[:most])
        yield from _and_more(len(places), most, "row")
        other = nearest.get(id(gap))
        meant = f"write {other.id} if that is meant, or " if other and other.registered else ""
        yield f"  -> {meant}add its row to gaps.md"
    for proposal in report.proposals:
        if proposal.gap.registered:
            yield f"gaps.md: {_title(proposal.gap)} and {_title(proposal.other)} look alike"
            yield "  -> keep one if they are the same, and write its id into the plans of the other"
    for each in report.look_alikes:
        for line in _and_more(each.in_all, len(each.nearest), "look-alike") if each.gap.registered else ():
            yield f"gaps.md: {_title(each.gap)}: {line}"
    for backing, row in _without_severity(report):
        yield f"{place(backing.entry, row)}: the gap has no severity; its deal counts it as Low"
        yield "  -> write Low, Medium or High under Severity"
    for deal in report.conflicts:
        yield _conflict(deal)
        yield "  -> poc-docs crm PLAN --amount … in the plan that is wrong; until then no amount counts"
    for entry in report.faulty:
        yield f"{entry.path}: {counted(entry.errors, 'error')}; {counted_words(entry)}"
        yield f"  -> poc-docs check {shlex.quote(entry.path)}"


def counted_words(entry: NamingPlan) -> str:
    """Say what of a plan with errors is counted."""
    return "counted as far as it could be read" if entry.is_text else "nothing of it is counted"


def _without_severity(report: GapReport) -> Iterator[tuple[Backing, GapRow]]:
    for gap in (*report.registered, *report.others):
        for backing in gap.backings:
            yield from ((backing, row) for row in backing.rows if row.severity is None)


def _conflict(deal: Deal[NamingPlan]) -> str:
    paths = ", ".join(entry.path for entry in deal.entries)
    return f"{deal.opportunity}: its plans say different amounts ({amounts_text(deal.amounts)}): {paths}"


def place(entry: NamingPlan, row: GapRow) -> str:
    """Give where a row stands, as ``plans/a.md:31:3``."""
    return f"{entry.path}:{row.line}:{row.column}"


def named(entry: NamingPlan) -> str:
    """Give what a plan is called among others."""
    return f"{entry.prospect}, {entry.title}" if entry.prospect else entry.title


def amounts_text(amounts: Sequence[Money]) -> str:
    """Give amounts in several currencies, which are never added up."""
    return " + ".join(map(str, amounts)) or "no amount known"
