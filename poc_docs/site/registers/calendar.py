"""All dates to come, week by week, after those of the last two weeks that are still open; and the feed."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from poc_docs.exports.tracking.calendar_file import EventKind
from poc_docs.site.badges import NONE, badge, quiet
from poc_docs.site.dates import FEED, LOOKED_BACK, SIGNS
from poc_docs.site.frame import page
from poc_docs.site.markup import Content, Html, block, element, join, rows
from poc_docs.site.registers.named import Layout, command, folded_table, plan_name, sentence
from poc_docs.site.tables import table
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.site.dates import PlanDate
    from poc_docs.site.view import View

CALENDAR = "registers/calendar.md"
"""The page's path."""

_COLUMNS = ("Day", "What", "Plan", "Owner")
_WEEKS = 6
"""How many weeks with dates are seen before one unfolds the later ones."""

_A_WEEK = 100
"""How many dates of a week stand on the page at all."""

_LATER = 100
"""How many of the later dates stand on the page at all; the feed has every one."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def calendar_page(view: View) -> str:
    """Give the page as Markdown."""
    return page(view.edition, "Calendar", _parts(view))


def _parts(view: View) -> Iterator[str]:
    past = [each for each in view.dates if each.day < view.today]
    weeks = [(week, list(found)) for week, found in groupby(view.dates[len(past) :], key=_week)]
    yield block(*_head(view, len(past), len(view.dates) - len(past)))
    if past:
        yield "## Still open from the last two weeks\n"
        yield block(_table(view, "Still open", past))
    for week, found in weeks[:_WEEKS]:
        title = _title(week, view.today)
        yield from (f"## {title}\n", block(_table(view, title, found)))
    later = [each for _, found in weeks[_WEEKS:] for each in found]
    if later:
        yield "## Later\n"
        yield block(*_later(view, later))


def _head(view: View, past: int, ahead: int) -> Iterator[Html]:
    feed = element("a", FEED, href=view.addresses.file_link(CALENDAR, FEED))
    yield sentence(
        "To see these dates in your own calendar, copy the address of ",
        feed,
        " and subscribe to it there (“From URL”, “Subscribe from web”, “New calendar subscription”): "
        "it follows the plans.",
    )
    if not past and not ahead:
        yield sentence(
            "No plan has a date to come. Duration, Decision date and the Timeline of a plan give them."
        )
        return
    open_ones = f", and {counted(past, 'date')} of the last {LOOKED_BACK} days still open" if past else ""
    legend = ", ".join(f"{sign} {kind}" for kind, sign in SIGNS.items())
    yield sentence(
        f"{counted(ahead, 'date')} to come{open_ones} ({legend}). ",
        command("poc-docs export --format ics -o pocs.ics"),
        " writes the same calendar to a file.",
    )


def _later(view: View, later: Sequence[PlanDate]) -> Iterator[Html]:
    said = f"{counted(len(later), 'date')}, up to {later[-1].day.isoformat()}"
    lines = table("Later", _COLUMNS, (_cells(view, each) for each in later[:_LATER]), kind="poc-docs-dates")
    left = len(later) - _LATER
    more = sentence(f"{left} later ones stand in the feed.") if left > 0 else ""
    yield element("details", element("summary", said), rows([lines, more]), class_="poc-docs-folded")


def _week(each: PlanDate) -> dt.date:
    return dt.date.fromordinal(max(1, each.day.toordinal() - each.day.weekday()))


def _title(monday: dt.date, today: dt.date) -> str:
    _, number, _ = monday.isocalendar()
    sunday = dt.date.fromordinal(min(monday.toordinal() + 6, dt.date.max.toordinal()))
    away = (monday.toordinal() - (today.toordinal() - today.weekday())) // 7
    near = {0: "This week", 1: "Next week"}.get(away, f"Week {number}")
    return f"{near}, {monday.isoformat()} to {sunday.isoformat()}"


def _table(view: View, title: str, found: Sequence[PlanDate]) -> Html:
    return folded_table(
        Layout(title, _COLUMNS, "poc-docs-dates", _A_WEEK), found, lambda each: _cells(view, each)
    )


def _cells(view: View, each: PlanDate) -> Sequence[Content]:
    return [
        day_words(each.day),
        event_words(each),
        plan_name(view, CALENDAR, each.of.entry.path),
        owner_words(each) or NONE,
    ]


def day_words(day: dt.date) -> Html:
    """Give a day with its weekday."""
    written = element("time", day.isoformat(), datetime=day.isoformat(), class_="poc-docs-date")
    return join([written, Html(" "), quiet(_WEEKDAYS[day.weekday()][:3])])


def event_words(each: PlanDate) -> Html:
    """Give what is on a date, with the sign of its kind; one of a plan that nobody agreed to yet says so."""
    sign = SIGNS[each.event.kind]
    word = "Decision" if each.event.kind is EventKind.DECISION else each.event.summary
    said = element("strong", word) if each.event.kind is EventKind.DECISION else word
    mark = element("span", sign, aria_hidden="true", class_="poc-docs-sign")
    words: list[Content] = [mark, Html(" "), said]
    if each.event.kind in {EventKind.MILESTONE, EventKind.TASK}:
        words += [Html(" "), quiet(each.event.kind.value)]
    if not each.is_agreed:
        words += [Html(" "), badge("◌", "planned", "quiet")]
    return join(words)


def owner_words(each: PlanDate) -> str:
    """Give whose a date is: that of its milestone or task, the decision maker's, or else the engineer's."""
    return each.event.owner or each.of.line.owner
