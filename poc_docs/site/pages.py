"""The whole site as a value: pages as Markdown, and the files beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poc_docs.exports.tracking.calendar_file import calendar_text
from poc_docs.portfolio.collecting import without_collecting
from poc_docs.site.addresses import START_PAGE
from poc_docs.site.assets import static_files
from poc_docs.site.dates import FEED
from poc_docs.site.plan_page.page import plan_page
from poc_docs.site.playbook.emails import EMAILS, emails_page
from poc_docs.site.playbook.phases import PHASES, phases_page
from poc_docs.site.playbook.pitfalls import PITFALLS, pitfalls_page
from poc_docs.site.registers.all_plans import all_plans_page
from poc_docs.site.registers.calendar import calendar_page
from poc_docs.site.registers.criteria import criteria_page
from poc_docs.site.registers.gaps import gaps_page
from poc_docs.site.registers.metrics import metrics_page
from poc_docs.site.registers.people import people_page
from poc_docs.site.start_page.page import start_page
from poc_docs.site.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from poc_docs.portfolio.entries import Entry
    from poc_docs.site.edition import Edition
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import Earlier

PAGES: tuple[tuple[str, Callable[[View], str]], ...] = (
    (START_PAGE, start_page),
    ("all-plans.md", all_plans_page),
    ("registers/gaps.md", gaps_page),
    ("registers/criteria.md", criteria_page),
    ("registers/people.md", people_page),
    ("registers/calendar.md", calendar_page),
    ("registers/metrics.md", metrics_page),
    (PHASES, phases_page),
    (PITFALLS, pitfalls_page),
    (EMAILS, emails_page),
)
"""The pages that are no plan's, in the order of the navigation."""


@dataclass(frozen=True, slots=True)
class Site:
    """All pages as Markdown with inline HTML, and all other files, by their path below the documents."""

    pages: Mapping[str, str]
    files: Mapping[str, str]


@dataclass(slots=True)
class Press:
    """Renders one edition after the other; the page of a plan that stands as before is not made again."""

    _earlier: Earlier | None = None
    _pages: dict[str, tuple[PlanView, str]] = field(default_factory=dict)

    def render(self, edition: Edition) -> Site:
        """Give every page and every file of the site."""
        with without_collecting():
            return self._render(edition)

    def _render(self, edition: Edition) -> Site:
        view = View(edition, self._earlier)
        plans = {view.addresses.pages[e.path]: self._plan_page(view, e) for e in edition.portfolio.entries}
        self._earlier = view.as_earlier()
        self._pages = {plan.page: (plan, plans[plan.page]) for plan in view.plans}
        return Site({path: render(view) for path, render in PAGES} | plans, _files(edition))

    def _plan_page(self, view: View, entry: Entry) -> str:
        plan = view.by_path.get(entry.path)
        known = self._pages.get(plan.page) if plan else None
        return known[1] if known and known[0] is plan else plan_page(view, entry)


def _files(edition: Edition) -> dict[str, str]:
    return {**static_files(), FEED: calendar_text(edition.portfolio.entries, edition.today)}


def render_site(edition: Edition) -> Site:
    """Give every page and every file of the site."""
    return Press().render(edition)
