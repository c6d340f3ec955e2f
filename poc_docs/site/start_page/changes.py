"""What changed since last Monday: by what it is about, plan by plan, in the words of ``poc-docs diff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.site.badges import quiet
from poc_docs.site.markup import Content, Html, element, join
from poc_docs.site.news import Group
from poc_docs.site.start_page.filtered import SHOWN, and_more, plan_name
from poc_docs.site.tables import bullets
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.site.news import PlanNews
    from poc_docs.site.view import View

_TOLD = 3
"""How many changes of one plan are told in a group; the plan's own page has all."""


def changes(view: View) -> Iterator[Html]:
    """Give the section's headings and lists, or why there are none."""
    edition = view.edition
    if edition.news is None or edition.news.changed is None:
        if edition.source is None:
            said = "The plans are not in a git repository, which would tell what changed."
        else:
            said = "This clone does not reach back so far: 'git fetch --unshallow' brings the history."
        yield element("p", quiet(said))
        return
    if not view.news:
        yield element("p", "No plan changed.")
    for group, plans in view.news.items():
        if group is Group.ADDED:
            yield from _added(view, plans)
        else:
            yield element("h3", group.heading)
            yield bullets(_plan(view, each) for each in plans[:SHOWN])
            yield and_more(view, len(plans), {"about": group.word})


def _plan(view: View, news: PlanNews) -> Html:
    said: list[Content] = [*news.sentences[:_TOLD]]
    further = len(news.sentences) - len(said)
    if further:
        said.append(quiet(f"and {further} more"))
    return join([_name(view, news), ": ", join(said, "; ")])


def _added(view: View, plans: Sequence[PlanNews]) -> Iterator[Html]:
    names = join([_name(view, each) for each in plans[:SHOWN]], ", ")
    count = counted(len(plans), "plan was added", "plans were added")
    yield element("p", element("strong", count), ": ", names, ".")
    yield and_more(view, len(plans), {"about": Group.ADDED.word})


def _name(view: View, news: PlanNews) -> Content:
    """Give the plan's name; one that is gone has no page, and is called what it was called."""
    metadata = news.plan.metadata if news.plan else None
    prospect = metadata.prospect.value if metadata and metadata.prospect else ""
    return plan_name(view, news.path, called="" if news.path in view.names else prospect)
