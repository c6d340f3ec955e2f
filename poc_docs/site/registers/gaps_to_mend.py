"""What people have to put right in register and plans, so that each gap is counted once and in full."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from poc_docs.exports.gaps_text import amounts_text, counted_words, link_command
from poc_docs.plan.vocabulary import GAP_REGISTER_FILE
from poc_docs.site.markup import Content, Html, element, join
from poc_docs.site.registers.named import command, folded_list, plan_name
from poc_docs.site.tables import stacked
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.portfolio.gap_register.joining import GapReport, JoinedGap, Proposal
    from poc_docs.site.view import View

_SHOWN = 12


def to_mend(view: View, page: str, report: GapReport) -> Iterator[Html]:
    """Give headings and lists, each for one kind of fault; nothing where all is well."""
    for title, items in (
        ("Perhaps the same gap", [_proposal(each) for each in report.proposals]),
        ("Ids that the register lacks", [_unknown(view, page, gap) for gap in report.unknown]),
        (
            "Deals whose plans say different amounts, of which none counts",
            list(_conflicts(view, page, report)),
        ),
        ("Gaps without a severity, which count as Low", list(_without_severity(view, page, report))),
        ("Plans with errors", list(_faulty(view, page, report))),
    ):
        if items:
            yield element("h3", title)
            yield folded_list(items, _SHOWN)


def _proposal(proposal: Proposal) -> Content:
    """Give two gaps that look alike, and what to type if they are the same."""
    gap, other = proposal.gap, proposal.other
    said = join([_named(gap), " – ", _named(other)])
    if not gap.registered and other.registered:
        typed = [command(link_command(other.id, backing.entry, gap)) for backing in gap.backings[:_SHOWN]]
        return stacked(said, *typed)
    if gap.registered:
        return stacked(
            said,
            f"If they are the same, keep one row of {GAP_REGISTER_FILE}, and write its id into the plans.",
        )
    return stacked(said, f"If they are the same, one row of {GAP_REGISTER_FILE} is enough for both.")


def _named(gap: JoinedGap) -> str:
    return f"{gap.id}: {gap.title}" if gap.id else gap.title


def _unknown(view: View, page: str, gap: JoinedGap) -> Content:
    plans = join([plan_name(view, page, backing.entry.path) for backing in gap.backings], ", ")
    return join([element("strong", gap.id), ", named by ", plans])


def _conflicts(view: View, page: str, report: GapReport) -> Iterator[Content]:
    for deal in report.conflicts:
        plans = join([plan_name(view, page, entry.path) for entry in deal.entries], ", ")
        yield join([element("strong", deal.opportunity), f": {amounts_text(deal.amounts)}: ", plans])


def _without_severity(view: View, page: str, report: GapReport) -> Iterator[Content]:
    for gap in (*report.registered, *report.others):
        for backing in gap.backings:
            if any(row.severity is None for row in backing.rows):
                name = plan_name(view, page, backing.entry.path, section="gaps")
                yield join([name, f": {_named(gap)}"])


def _faulty(view: View, page: str, report: GapReport) -> Iterator[Content]:
    for entry in report.faulty:
        errors = counted(entry.errors, "error")
        typed = command(f"poc-docs check {shlex.quote(entry.path)}")
        yield join([plan_name(view, page, entry.path), f": {errors}; {counted_words(entry)}; ", typed])
