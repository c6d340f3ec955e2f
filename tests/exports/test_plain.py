"""What is put aside of a plan is read again as it was taken, and it is known on which days it is the same."""

from __future__ import annotations

import datetime as dt

import pytest

from poc_docs.exports.portfolio_json import entry_json
from poc_docs.exports.same_days import same_days
from poc_docs.exports.tracking.calendar_file import plan_events
from poc_docs.exports.tracking.plain import events_of, events_text, rows_of, rows_text
from poc_docs.exports.tracking.sheets import own_rows
from poc_docs.exports.tracking.tables import TABLES
from tests.exports.running_plan import TODAY, everything, portfolio, running_text

ENTRIES = everything().entries
PAUSE = "pauses:\n  - {from: 2026-03-12, reason: x, to: 2026-04-30}\nsignatures:"
HELD = running_text().replace("signatures:", PAUSE, 1)
UNTIL_TODAY = HELD.replace(", to: 2026-04-30", "", 1)
DAYS = [dt.date(2026, 1, 1) + dt.timedelta(days) for days in range(0, 400, 3)]


def test_the_rows_of_each_table_are_the_same_values() -> None:
    some = set()
    for entry in ENTRIES:
        for table, rows in zip(TABLES, own_rows(entry, TODAY) or (), strict=True):
            again = tuple(rows_of(table, rows_text(rows)))
            assert repr(again) == repr(rows), (entry.path, table.name)
            some |= {type(value) for row in rows for value in row}
    assert len(some) == 6, some


def test_the_events_of_each_plan_are_the_same_values() -> None:
    for entry in ENTRIES:
        events = plan_events(entry, TODAY)
        assert events
        assert repr(events_of(events_text(events))) == repr(events)


@pytest.mark.parametrize("texts", [(), (HELD, UNTIL_TODAY)], ids=["samples", "paused"])
def test_on_the_same_days_all_is_the_same(texts: tuple[str, ...]) -> None:
    single = longer = 0
    for entry in portfolio(*texts).entries if texts else ENTRIES:
        assert entry.plan
        told: dict[object, object] = {}
        for day in DAYS:
            first, last = same_days(entry.plan, day)
            assert first <= day <= last
            single += first == last
            longer += first != last
            said = (entry_json(entry, day), own_rows(entry, day), plan_events(entry, day))
            assert told.setdefault((first, last), said) == said
    assert single
    assert longer
