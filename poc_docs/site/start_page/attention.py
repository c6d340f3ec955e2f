"""What needs attention today: concern by concern, each thing told once, with what to type next."""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.portfolio.attention import Concern
from poc_docs.portfolio.signals.situation import counted
from poc_docs.site.badges import NONE, quiet
from poc_docs.site.markup import NOTHING, Content, Html, element, join
from poc_docs.site.plan_page.page import SECTIONS
from poc_docs.site.start_page.filtered import SHOWN, and_more, filtered, plan_name
from poc_docs.site.tables import stacked, table
from poc_docs.site.typed import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.portfolio.attention import Matter
    from poc_docs.site.view import PlanView, View

ERRORS = "errors"
"""The word that a filter has for plans with errors."""

HEADINGS = {
    Concern.DEAL_REVIEW: "Deal Review",
    Concern.DECISION: "Decisions due within two weeks, or overdue",
    Concern.RED: "Red",
    Concern.SIGNATURE: "Waiting for a signature",
    Concern.AMENDMENT: "Amendments and corrections that are open",
    Concern.NO_NEWS: "Without news for too long",
    Concern.YELLOW: "Yellow",
    Concern.ENDED: "Ended, with something left to do",
}
_COLUMNS = ("Plan", "What, and what to type next", "Due", "Owner")
_SECTIONS = {
    "amendment-unsigned": "Agreement",
    "agreement-missing": "Agreement",
    "credits-overdrawn": "Credits",
    "credits-short": "Credits",
    "criteria-unclear": "Criteria",
    "critical-failed": "Criteria",
    "critical-heading-away": "Criteria",
    "decision-overdue": "Decision",
    "end-passed": "Criteria",
    "milestone-late": "Timeline",
    "plan-paused": "Timeline",
    "required-unmet": "Criteria",
    "scope-creep": "Agreement",
    "text-not-agreed": "Agreement",
    "timeline-drift": "Timeline",
}
_OF_CONCERN = {Concern.DECISION: "Decision", Concern.SIGNATURE: "Agreement"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a list: whose plan it is, and where on its page it leads."""

    path: str
    what: Content
    command: str
    due: dt.date | None
    owner: str
    section: str = ""


def attention(view: View) -> Iterator[str | Html]:
    """Give the section's headings and tables, or that nothing needs attention."""
    is_calm = True
    for concern, heading in HEADINGS.items():
        found = [(of, each) for of in view.plans for each in of.matters if each.concern is concern]
        if found:
            is_calm = False
            yield from _group(view, concern, heading, found)
    broken = [_of_errors(view, path) for path in view.broken]
    if broken:
        yield from _listed(view, "Plans with errors", broken, len(broken), {"about": ERRORS})
    elif is_calm:
        yield element("p", "Nothing needs attention today.")


def _group(
    view: View, concern: Concern, heading: str, found: list[tuple[PlanView, Matter]]
) -> Iterator[str | Html]:
    """Give the lines of a concern; plans of which all is told above end it in a sentence."""
    lines = sorted((_line(of, each) for of, each in found if each.what), key=_urgency)
    named = [of.entry.path for of, each in found if not each.what]
    plans = len({of.entry.path for of, _ in found})
    health = {Concern.RED: "Red", Concern.YELLOW: "Yellow"}.get(concern)
    asked = {"health": health} if health else {"about": concern.value}
    yield from _listed(view, heading, lines, plans, asked)
    if named:
        names = join([plan_name(view, path) for path in named[:SHOWN]], ", ")
        others = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
        also = "Also for" if lines else "For"
        yield element("p", f"{also} what stands above: ", names, others, ".", class_="poc-docs-more")


def _listed(
    view: View, heading: str, lines: list[_Line], plans: int, asked: dict[str, str]
) -> Iterator[str | Html]:
    count = element("a", f"{plans}", href=filtered(view, **asked), aria_label=f"{heading}: all {plans}")
    yield element("h3", heading, Html(" "), count)
    if lines:
        shown = [_cells(view, each) for each in lines[:SHOWN]]
        yield table(heading, _COLUMNS, shown, kind="poc-docs-attention")
    yield and_more(view, len(lines), asked)


def _line(of: PlanView, matter: Matter) -> _Line:
    further = counted(matter.further, "further signal") if matter.further else ""
    what = join([matter.what, Html(" "), quiet(f"and {further}")]) if further else matter.what
    title = _SECTIONS.get(matter.signal) or _OF_CONCERN.get(matter.concern, "")
    section = title.casefold() if title in {name for name, _ in SECTIONS} else ""
    return _Line(of.entry.path, what, next(iter(matter.commands), ""), matter.due, of.line.owner, section)


def _of_errors(view: View, path: str) -> _Line:
    entry = view.broken[path]
    first, further = entry.errors[0], len(entry.errors) - 1
    what: Content = " ".join(first.message.split())
    if further:
        what = join([what, Html(" "), quiet(f"and {counted(further, 'further error')}")])
    of = view.by_path.get(path)
    return _Line(path, what, f"poc-docs check {shlex.quote(path)}", None, of.line.owner if of else "")


def _urgency(line: _Line) -> tuple[dt.date, str]:
    """Put what is due first; what has no day follows by its path."""
    return line.due or dt.date.max, line.path


def _cells(view: View, line: _Line) -> list[Content]:
    what = stacked(line.what, typed(line.command)) if line.command else line.what
    name = plan_name(view, line.path, section=line.section)
    return [name, what, _day(view, line.due), line.owner or NONE]


def _day(view: View, due: dt.date | None) -> Content:
    if due is None:
        return NOTHING
    days = (due - view.today).days
    words = (
        "today" if not days else f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"
    )
    day = element("time", due.isoformat(), datetime=due.isoformat(), class_="poc-docs-date")
    return stacked(day, quiet(words))
