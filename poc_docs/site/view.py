"""The portfolio as the pages look at it: what several pages say of a plan is worked out once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder
from poc_docs.portfolio.metrics.counting import Metrics, metrics
from poc_docs.portfolio.owners import same_letters
from poc_docs.site.addresses import Addresses, page_paths
from poc_docs.site.dates import PlanDate, open_dates
from poc_docs.site.news import Group, PlanNews, grouped
from poc_docs.site.plan_view import PlanView

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from poc_docs.portfolio.entries import Entry
    from poc_docs.site.edition import Edition


@dataclass(frozen=True)
class Earlier:
    """A view of the edition before: its plans, and the page of each, by the paths of their files."""

    edition: Edition
    pages: Mapping[str, str]
    plans: Mapping[str, PlanView]

    def same_or(self, plan: PlanView) -> PlanView:
        """Give the earlier view of a plan that stands as it did, or else the given one."""
        known = self.plans.get(plan.entry.path)
        return known if known and known.stands_as(plan) else plan


@dataclass(frozen=True)
class View:
    """All plans, and how pages link to each other.

    From an ``earlier`` view the plans that stand as they did are taken over, with all that was worked out
    about them.
    """

    edition: Edition
    earlier: Earlier | None = None

    @property
    def today(self) -> dt.date:
        """Give the day of the edition."""
        return self.edition.today

    @cached_property
    def addresses(self) -> Addresses:
        """Give the page of every plan."""
        pages = page_paths(entry.path for entry in self.edition.portfolio.entries)
        return Addresses(pages, self.edition.directory_urls)

    @cached_property
    def plans(self) -> tuple[PlanView, ...]:
        """Give every plan that could be read, by path."""
        pages = self.addresses.pages
        entries = self.edition.portfolio.entries
        found = (PlanView(e, e.plan, self.edition, pages[e.path]) for e in entries if e.plan)
        earlier = self.earlier
        if earlier and earlier.pages == pages and earlier.edition.is_around_as(self.edition):
            found = (earlier.same_or(plan) for plan in found)
        return tuple(found)

    def as_earlier(self) -> Earlier:
        """Give this view to the one of the next edition."""
        return Earlier(self.edition, self.addresses.pages, self.by_path)

    @cached_property
    def by_path(self) -> dict[str, PlanView]:
        """Give every plan that could be read, by the path of its file."""
        return {plan.entry.path: plan for plan in self.plans}

    @cached_property
    def names(self) -> dict[str, str]:
        """Give what each plan is called in a list, by its path: the prospect, and the title if need be."""
        entries = self.edition.portfolio.entries
        prospects = Counter(same_letters(entry.prospect) for entry in entries)
        return {entry.path: _called(entry, prospects) for entry in entries}

    @cached_property
    def news(self) -> dict[Group, tuple[PlanNews, ...]]:
        """Give what changed since the day of the edition's news, by what it is about."""
        news = self.edition.news
        return grouped(news, self.plans) if news else {}

    @cached_property
    def news_words(self) -> dict[str, list[str]]:
        """Give the words of the groups in which a plan has news, by its path."""
        found: dict[str, list[str]] = {}
        for group, plans in self.news.items():
            for each in plans:
                found.setdefault(each.path, []).append(group.word)
        return found

    @cached_property
    def broken(self) -> dict[str, Entry]:
        """Give every file with errors, by its path."""
        return {entry.path: entry for entry in self.edition.portfolio.entries if entry.errors}

    @cached_property
    def metrics(self) -> Metrics:
        """Give what ``poc-docs metrics`` counts."""
        return metrics(self.edition.portfolio, self.today)

    @cached_property
    def dates(self) -> tuple[PlanDate, ...]:
        """Give the dates of two weeks ago and later that are not done, in their order."""
        return open_dates(self.plans, self.today)

    def link(self, page: str, target: str) -> str:
        """Give the relative address by which ``page`` reaches the page ``target``."""
        return self.addresses.link(page, target)

    def plan_link(self, page: str, path: str) -> str:
        """Give the relative address by which ``page`` reaches the page of the plan whose file is ``path``."""
        return self.link(page, self.addresses.pages[path])


def _called(entry: Entry, prospects: Counter[str]) -> str:
    if entry.plan and entry.plan.document.front_matter_error:
        return entry.path  # it may be a copy, whose heading names another plan
    if not entry.prospect or is_placeholder(entry.prospect):
        return entry.title
    alone = prospects[same_letters(entry.prospect)] == 1
    return entry.prospect if alone else f"{entry.prospect} – {entry.title}"
