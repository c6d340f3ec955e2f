"""The page of one plan: what its file says, what follows from it, and then the file's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.model import Metadata
from poc_docs.plan.originals import Originals, original_results, originals
from poc_docs.site.agreement_section import agreement_section
from poc_docs.site.badges import NONE, shown
from poc_docs.site.criteria_section import criteria_section
from poc_docs.site.findings_section import advice_folded, errors_banner
from poc_docs.site.markup import Content, Html, block, element, front_matter, join, rows
from poc_docs.site.originals import with_original
from poc_docs.site.outcome_section import gaps_section, outcome_section
from poc_docs.site.summary import agreement_words, business_words, outcome_words, progress_bar, status_words
from poc_docs.site.tables import facts
from poc_docs.site.whole_text import whole_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.entries import Entry
    from poc_docs.site.addresses import Addresses


def plan_page(entry: Entry, addresses: Addresses) -> str:
    """Give the page of a plan as Markdown."""
    name = " – ".join(part for part in (entry.prospect, entry.title) if part)
    head = element("h1", name, id="plan").source
    parts = [front_matter(name, hide=["navigation"]), head, block(*errors_banner(entry))]
    if entry.plan:
        parts += _plan(entry, entry.plan, addresses)
    return "\n".join(parts)


def _plan(entry: Entry, plan: Plan, addresses: Addresses) -> Iterator[str]:
    before, reported = originals(plan), original_results(plan)
    link = addresses.from_plan(entry.path)
    objective = element("p", with_original(plan.overview.objective, "Objective", before))
    yield block(_standing(entry, plan), objective, facts(_metadata(plan, before)), *advice_folded(entry))
    yield from ("## Agreement\n", block(*agreement_section(plan)))
    yield from ("## Criteria\n", block(*criteria_section(plan, before, reported)))
    yield from ("## Outcome\n", block(*outcome_section(entry, plan, reported)))
    yield from ("## Gaps\n", block(*gaps_section(plan)))
    yield from ("## The plan as written\n", block(whole_text(plan.document, link)))


def _standing(entry: Entry, plan: Plan) -> Html:
    """Give the plan in one line: status, agreement, progress, outcome."""
    done = join(["Criteria decided: ", progress_bar(plan)])
    business = business_words(plan)
    parts = (
        element("strong", status_words(entry)),
        *agreement_words(plan),
        done,
        join(["Outcome: ", outcome_words(entry)]),
        *([join(["Business outcome: ", business])] if business else []),
    )
    return element("p", rows(element("span", part) for part in parts), class_="poc-docs-standing")


def _metadata(plan: Plan, before: Originals) -> Iterator[tuple[str, Content]]:
    metadata = plan.metadata or Metadata()
    overview = plan.overview
    date, status = metadata.date, metadata.status
    decision, duration = overview.decision_date, overview.duration
    yield "Id", element("code", plan.id) if plan.id else NONE
    yield "Sales engineer", shown(metadata.sales_engineer)
    yield "Opportunity", shown(metadata.opportunity)
    yield "Date", shown(date.text if date else None)
    yield "Status", shown(status.text if status else None)
    yield "Decision date", with_original(decision.text if decision else None, "Decision date", before)
    yield "Duration", with_original(duration.text if duration else None, "Duration", before)
    if overview.decision_maker:
        yield "Decision maker", shown(overview.decision_maker)
    yield from _events(metadata)


def _events(metadata: Metadata) -> Iterator[tuple[str, Content]]:
    """Give what happened to the plan, as far as it did."""
    closed = metadata.closed
    if metadata.started:
        yield "Started", metadata.started.date.isoformat()
    for pause in metadata.pauses:
        until = f"to {pause.until.isoformat()}" if pause.until else "on"
        asked = f", asked for by {pause.requested_by}"
        yield "Paused", f"{pause.since.isoformat()} {until}: {pause.reason}{asked}"
    if metadata.completed:
        yield "Completed", metadata.completed.isoformat()
    if closed:
        yield "Closed", f"{closed.date.isoformat()}, {closed.reason.value}, by {closed.by}"
