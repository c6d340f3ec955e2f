"""What needs attention today: one row for each plan, under its first concern, with what to type next."""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.portfolio.attention import Concern
from poc_docs.site.badges import NONE, quiet
from poc_docs.site.markup import NOTHING, Content, Html, element, join, rows
from poc_docs.site.plan_page.page import SECTIONS
from poc_docs.site.start_page.filtered import SHOWN, and_more, filtered, plan_name
from poc_docs.site.tables import stacked, table
from poc_docs.site.typed import typed
from poc_docs.text.counting import counted, from_now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.portfolio.attention import Matter
    from poc_docs.portfolio.entries import Entry
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

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
_LABELS = {
    Concern.DEAL_REVIEW: "Deal Review",
    Concern.DECISION: "Decision",
    Concern.RED: "Red",
    Concern.SIGNATURE: "Signature",
    Concern.AMENDMENT: "Amendment",
    Concern.NO_NEWS: "News",
    Concern.YELLOW: "Yellow",
    Concern.ENDED: "Ended",
}
"""What a concern is called in the row of a plan that stands under another one."""

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
    "start-overdue": "Agreement",
    "text-not-agreed": "Agreement",
    "timeline-drift": "Timeline",
}
_OF_CONCERN = {Concern.DECISION: "Decision", Concern.SIGNATURE: "Agreement"}


@dataclass(frozen=True, slots=True)
class _Line:
    """The one row of a plan: where on its page it leads, all that is to be seen to, and its next day."""

    path: str
    what: Content
    due: dt.date | None
    owner: str
    section: str = ""


def attention(view: View) -> Iterator[str | Html]:
    """Give the section's headings and tables, or that nothing needs attention."""
    told: set[str] = set()
    for concern in HEADINGS:
        found = [of for of in view.plans if any(each.concern is concern for each in of.matters)]
        new = (_line(view, of, concern) for of in found if of.entry.path not in told)
        lines = sorted(new, key=_urgency)
        health = {Concern.RED: "Red", Concern.YELLOW: "Yellow"}.get(concern)
        asked = {"health": health} if health else {"about": concern.value}
        above = [of.entry.path for of in found if of.entry.path in told]
        yield from _listed(view, concern, lines, above, asked)
        told.update(line.path for line in lines[:SHOWN])
    broken = [_of_errors(view, path) for path in view.broken if path not in told]
    above = [path for path in view.broken if path in told]
    yield from _listed(view, None, broken, above, {"about": ERRORS})
    if not told and not broken:
        yield element("p", "Nothing needs attention today.")


def urgent(view: View) -> Iterator[Html]:
    """Give what can't wait, counted: Red plans, and decisions that are overdue; each leads to its heading."""
    red = sum(any(each.concern is Concern.RED for each in of.matters) for of in view.plans)
    overdue = sum(any(each.signal == "decision-overdue" for each in of.matters) for of in view.plans)
    if red:
        yield element("a", f"{red} Red", href=f"#{_anchor(Concern.RED)}")
    if overdue:
        yield element("a", f"{counted(overdue, 'decision')} overdue", href=f"#{_anchor(Concern.DECISION)}")


def _anchor(concern: Concern) -> str:
    return f"now-{concern.value}"


def _listed(
    view: View, concern: Concern | None, lines: list[_Line], above: list[str], asked: dict[str, str]
) -> Iterator[str | Html]:
    """Give the first rows of a concern, or of plans with errors, and the plans told in a row ``above``."""
    plans = len(lines) + len(above)
    if not plans:
        return
    heading = HEADINGS[concern] if concern else "Plans with errors"
    count = element("a", f"{plans}", href=filtered(view, **asked), aria_label=f"{heading}: all {plans}")
    yield element("h3", heading, Html(" "), count, **({"id": _anchor(concern)} if concern else {}))
    if lines:
        shown = [_cells(view, each) for each in lines[:SHOWN]]
        yield table(heading, _COLUMNS, shown, kind="poc-docs-attention")
    yield and_more(view, len(lines), asked)
    if above:
        names = join([_told_above(view, path, concern) for path in above[:SHOWN]], ", ")
        others = f" and {len(above) - SHOWN} more" if len(above) > SHOWN else ""
        yield element("p", "Told above: ", names, others, ".", class_="poc-docs-more")


def _told_above(view: View, path: str, concern: Concern | None) -> Content:
    """Give a plan's name, and the day of its decision below the heading that is about those."""
    of = view.by_path.get(path)
    matters = of.matters if of and concern is Concern.DECISION else ()
    days = [each.due for each in matters if each.concern is concern and each.due]
    name = plan_name(view, path)
    return join([name, f" ({days[0]})"]) if days else name


def _line(view: View, of: PlanView, concern: Concern) -> _Line:
    """Give a plan's row under its first ``concern``, which needs no label there."""
    said = [each for each in of.matters if each.what]
    what = [_said("" if each.concern is concern else _LABELS[each.concern], each) for each in said]
    further = sum(each.further for each in of.matters)
    if further:
        what.append(quiet(f"and {counted(further, 'further signal')}"))
    path = of.entry.path
    if path in view.broken:
        what.append(_labelled("Errors", _errors(view.broken[path]), _check(path)))
    due = min((each.due for each in said if each.due), default=None)
    said_all = rows(element("div", each, class_="poc-docs-said") for each in what)
    return _Line(path, said_all, due, of.line.owner, _section(said[0]))


def _said(label: str, matter: Matter) -> Html:
    return _labelled(label, matter.what, next(iter(matter.commands), ""))


def _labelled(label: str, what: Content, command: str) -> Html:
    """Give what is said, and what to type below it; a label says what it is about where no heading does."""
    said = join([element("strong", label), ": ", what]) if label else join([what])
    return stacked(said, typed(command)) if command else said


def _section(matter: Matter) -> str:
    title = _SECTIONS.get(matter.signal) or _OF_CONCERN.get(matter.concern, "")
    return title.casefold() if title in {name for name, _ in SECTIONS} else ""


def _of_errors(view: View, path: str) -> _Line:
    of = view.by_path.get(path)
    what = _labelled("", _errors(view.broken[path]), _check(path))
    return _Line(path, what, None, of.line.owner if of else "")


def _errors(entry: Entry) -> Content:
    first, further = entry.errors[0], len(entry.errors) - 1
    what = " ".join(first.message.split())
    return join([what, Html(" "), quiet(f"and {counted(further, 'further error')}")]) if further else what


def _check(path: str) -> str:
    return f"poc-docs check {shlex.quote(path)}"


def _urgency(line: _Line) -> tuple[dt.date, str]:
    """Put what is due first; what has no day follows by its path."""
    return line.due or dt.date.max, line.path


def _cells(view: View, line: _Line) -> list[Content]:
    name = plan_name(view, line.path, section=line.section)
    return [name, line.what, _day(view, line.due), line.owner or NONE]


def _day(view: View, due: dt.date | None) -> Content:
    if due is None:
        return NOTHING
    day = element("time", due.isoformat(), datetime=due.isoformat(), class_="poc-docs-date")
    return stacked(day, quiet(from_now((due - view.today).days)))
