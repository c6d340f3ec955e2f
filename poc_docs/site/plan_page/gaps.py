"""The gaps that a plan found, with what the register says of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.texts import filled_in
from poc_docs.portfolio.gap_register.naming import gap_rows
from poc_docs.site.badges import NONE, quiet, shown
from poc_docs.site.gap_words import register_status, tracked_at
from poc_docs.site.markup import Content, Html, element, join
from poc_docs.site.tables import stacked, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.gap_register import Register, RegisteredGap
    from poc_docs.plan.model import Gap
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

_REGISTER_PAGE = "registers/gaps.md"


def gaps_section(view: View, of: PlanView) -> Iterator[Html]:
    """Give the table of gaps, without rows that nobody filled in."""
    register = of.edition.register
    gaps = gap_rows(of.entry)
    if not gaps:
        yield element("p", quiet("No gaps are written down."))
        return
    columns = [
        "Gap",
        "Criterion",
        "Severity",
        "Workaround",
        "Reported to",
        *(["In the register"] if register else []),
    ]
    yield table("Gaps", columns, [_gap(gap, register) for gap in gaps])
    address = view.link(of.page, _REGISTER_PAGE)
    yield element("p", element("a", "All gaps of all plans", href=address), class_="poc-docs-note")


def _gap(gap: Gap, register: Register | None) -> list[Content]:
    return [
        join([shown(gap.id), ": ", gap.gap.value]) if filled_in(gap.id) else gap.gap.value,
        shown(gap.criterion.text) if gap.criterion else NONE,
        shown(gap.severity.text),
        shown(gap.workaround),
        shown(gap.reported_to),
        *([_registered(register.gap(gap.id.value) if gap.id else None)] if register else []),
    ]


def _registered(known: RegisteredGap | None) -> Content:
    if known is None:
        return quiet("not yet")
    tracked = tracked_at(known)
    return stacked(register_status(known), *([tracked] if tracked else []))
