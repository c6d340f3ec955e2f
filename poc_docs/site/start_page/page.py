"""The start page: what needs attention today, what changed, and the portfolio at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.site.addresses import START_PAGE
from poc_docs.site.frame import page
from poc_docs.site.markup import Html, block, element, join, rows
from poc_docs.site.start_page.attention import attention
from poc_docs.site.start_page.changes import changes
from poc_docs.site.start_page.glance import counts_line, glance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.site.view import View

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


OTHERS = {
    "all-plans.md": "All plans",
    "registers/gaps.md": "Gaps",
    "registers/criteria.md": "Criteria in use",
    "registers/people.md": "People",
    "registers/calendar.md": "Calendar",
    "registers/metrics.md": "Metrics",
    "playbook/phases.md": "Phases",
    "playbook/pitfalls.md": "Pitfalls and recovery",
    "playbook/emails.md": "E-mails",
}
"""The other pages that are no plan's: a team's own navigation need not name them."""


def start_page(view: View) -> str:
    """Give the start page as Markdown."""
    parts = _overview(view) if view.edition.portfolio.entries else iter([block(_first_step())])
    return page(view.edition, "Proofs of concept", parts, hide=["navigation", "toc"], searched=False)


def _first_step() -> Html:
    command = element("code", 'poc-docs new "Prospect" "Title"')
    return rows(
        [
            element("p", "There are no plans yet. Write the first one with:"),
            element("pre", command),
            element("p", "Each plan then stands here, with a page of its own."),
        ]
    )


def _overview(view: View) -> Iterator[str]:
    yield block(counts_line(view))
    yield from ("## Needs attention today\n", block(*attention(view)))
    yield from (
        f"## Changed since {_since(view)}\n",
        block(element("div", rows(changes(view)), class_="poc-docs-news")),
    )
    yield from ("## The portfolio at a glance\n", block(*glance(view)))
    links = (element("a", title, href=view.link(START_PAGE, path)) for path, title in OTHERS.items())
    yield block(element("p", "More: ", join(links, " · ")))


def _since(view: View) -> str:
    news = view.edition.news
    if news is None:
        return "last Monday"
    day = news.since
    return f"Monday, {day.day} {_MONTHS[day.month - 1]} {day.year}"
