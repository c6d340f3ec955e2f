"""The page of one plan: what its file says, what follows from it, and then the file's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.site.frame import page_of_plan
from poc_docs.site.markup import block
from poc_docs.site.plan_page.agreement import agreement_section
from poc_docs.site.plan_page.checkpoints import checkpoints_section
from poc_docs.site.plan_page.confetti import confetti_line
from poc_docs.site.plan_page.credits import credits_section
from poc_docs.site.plan_page.criteria import criteria_section
from poc_docs.site.plan_page.decision import decision_section
from poc_docs.site.plan_page.disclosed import disclosed_section
from poc_docs.site.plan_page.findings import advice_folded, errors_banner
from poc_docs.site.plan_page.gaps import gaps_section
from poc_docs.site.plan_page.header import about, file_links, header
from poc_docs.site.plan_page.history import history_section
from poc_docs.site.plan_page.risks import risks_section
from poc_docs.site.plan_page.running import (
    decisions_section,
    issues_section,
    learnings_section,
    return_section,
)
from poc_docs.site.plan_page.timeline import timeline_section
from poc_docs.site.plan_page.whole_text import whole_text_section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from poc_docs.portfolio.entries import Entry
    from poc_docs.site.markup import Html
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View


SECTIONS: tuple[tuple[str, Callable[[View, PlanView], Iterator[Html]]], ...] = (
    ("Agreement", agreement_section),
    ("Changed since it was disclosed", disclosed_section),
    ("Criteria", criteria_section),
    ("Decision", decision_section),
    ("Timeline", timeline_section),
    ("Checkpoints", checkpoints_section),
    ("Issues", issues_section),
    ("Risks", risks_section),
    ("Gaps", gaps_section),
    ("Credits", credits_section),
    ("Return on investment", return_section),
    ("Decisions on the way", decisions_section),
    ("Learnings", learnings_section),
    ("History", history_section),
    ("The plan as written", whole_text_section),
)
"""The sections below the header in their order; one that gives nothing isn't shown."""


def plan_page(view: View, entry: Entry) -> str:
    """Give the page of a plan as Markdown."""
    name = " – ".join(part for part in (entry.prospect, entry.title) if part)
    parts = [block(*errors_banner(entry))]
    plan = view.by_path.get(entry.path)
    parts += _plan(view, plan) if plan else [block(file_links(view.edition, entry))]
    return page_of_plan(view.edition, entry.path, name, parts)


def _plan(view: View, of: PlanView) -> Iterator[str]:
    links = file_links(view.edition, of.entry)
    yield block(*header(of), *confetti_line(of), *about(of), links, *advice_folded(of.entry))
    for title, section in SECTIONS:
        parts = tuple(section(view, of))
        if parts:
            yield from (f"## {title}\n", block(*parts))
