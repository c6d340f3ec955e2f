"""The feed of the site: the calendar of ``poc-docs export``, byte for byte."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from poc_docs.exports.tracking.calendar_file import calendar_text
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.site.dates import FEED
from poc_docs.site.pages import PAGES, render_site
from poc_docs.site.view import View
from tests.site.hostile import hostile_files
from tests.site.rendered import FILES, TODAY, edition_of, parsed

if TYPE_CHECKING:
    from pathlib import Path

FEW = {path: data for path, data in FILES.items() if b"\npauses:" not in data}


def events_of(text: str) -> list[Any]:
    return Calendar.from_ical(text).walk("VEVENT")


def feed(files: dict[str, bytes], today: dt.date = TODAY) -> str:
    return render_site(edition_of(files, today)).files[FEED]


def test_the_feed_is_the_calendar_of_all_plans() -> None:
    assert feed(FILES) == calendar_text(read_portfolio(FILES, TODAY).entries, TODAY)


def test_the_same_plans_give_the_same_bytes_on_any_day_without_an_open_pause() -> None:
    assert len(FEW) > 4
    assert feed(FEW) == feed(dict(reversed(FEW.items()))) == feed(FEW, TODAY + dt.timedelta(days=3))


def test_an_empty_portfolio_and_hostile_plans_give_a_calendar_that_opens() -> None:
    assert not events_of(feed({}))
    events_of(feed(hostile_files()))


def test_every_date_of_the_page_is_an_event_of_the_feed() -> None:
    view = View(edition_of())
    events = events_of(feed(FILES))
    known = {(event["DTSTART"].dt, str(event["SUMMARY"]).partition(": ")[2]) for event in events}
    assert view.dates
    assert {(each.day, each.event.summary) for each in view.dates} <= known
    page = parsed(dict(PAGES)["registers/calendar.md"](view))
    days = {tag.attributes["datetime"] for tag in page.named("time")}
    assert {each.day.isoformat() for each in view.dates} <= days


def test_the_built_site_has_it_with_its_line_breaks(sample_site: Path) -> None:
    data = (sample_site / FEED).read_bytes()
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    events = events_of(data.decode())
    assert len(events) == len(events_of(feed(FILES)))
