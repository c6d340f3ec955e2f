"""A plan's timeline says what `show --format json` says of it."""

from __future__ import annotations

import datetime as dt

import pytest

from poc_docs.exports.plan_json import plan_json
from poc_docs.plan.reading import read_plan
from tests.site.placed import shapes, words
from tests.site.rendered import FILES, PAGES, TODAY, pages_of
from tests.surroundings import SAMPLES

each_sample = pytest.mark.parametrize("path", [f"plans/{path.name}" for path in SAMPLES])
GATE = FILES["plans/vlierhaven-gate-damage.md"].decode()
TIMELINE = "Milestones"


def lines(text: str, today: dt.date = TODAY) -> list[list[str]]:
    return pages_of({"plans/x.md": text.encode()}, today)["plans/x.md"].rows(TIMELINE)


@each_sample
def test_milestones_are_those_of_the_json_form(path: str) -> None:
    plan = read_plan(FILES[path].decode())
    expected = [
        [each["milestone"], each["due_on"] or "–", each["done"] or "–"]
        for each in plan_json(plan, today=TODAY)["timeline"]
        if each["milestone"]
    ]
    assert [[line[0], line[4], line[5]] for line in PAGES[path].rows(TIMELINE)] == expected


@each_sample
def test_first_and_last_day_of_the_work_are_those_of_the_clock(path: str) -> None:
    clock = plan_json(read_plan(FILES[path].decode()), today=TODAY)["running"]["clock"]
    told = f"From {clock['start']} to {clock['end']}" if clock else None
    assert told is None or told in PAGES[path].texts("strong")
    assert len(shapes(PAGES[path], "poc-docs-gantt")) == (clock is not None)


@each_sample
def test_every_milestone_with_a_date_has_its_bar(path: str) -> None:
    dated = [line for line in PAGES[path].rows(TIMELINE) if line[4] != "–"]
    assert len(shapes(PAGES[path], "poc-docs-bar")) == len(dated)


def test_what_was_done_late_and_what_is_late_says_by_how_many_days() -> None:
    assert [line[6] for line in lines(GATE)] == [
        "✓ done",
        "✓ done",
        "✓ done 5 days late",
        "▲ 17 days late",
        "▲ 12 days late",
        "▲ 10 days late",
    ]


def test_the_words_beside_the_drawing_count_what_it_shows() -> None:
    text = " ".join(PAGES["plans/vlierhaven-gate-damage.md"].texts("p"))
    assert "6 milestones: 2 done, 1 done late, 3 late." in text
    assert "The decision was due on 2026-11-20." in text


def test_a_day_to_come_is_no_lateness() -> None:
    found = lines(GATE, dt.date(2026, 10, 8))
    assert [line[6] for line in found] == ["✓ done"] + 5 * ["◇ to come"]
    assert found[1][5] == "–"


def test_a_plan_that_ended_is_not_late_for_ever() -> None:
    page = PAGES["plans/drumlane-milk-intake.md"]
    assert not any("days late" in line[6] and "done" not in line[6] for line in page.rows(TIMELINE))
    assert shapes(page, "poc-docs-today") == []


def test_pauses_are_drawn_and_told() -> None:
    page = PAGES["plans/drumlane-milk-intake.md"]
    assert len(shapes(page, "poc-docs-pause")) == 1
    told = " ".join(page.texts("p"))
    assert "Paused from 2026-09-09 to 2026-09-11: SFTP closed after a security incident" in told
    assert "The clock stood still for 3 days." in told


def test_without_a_duration_the_milestones_due_dates_are_the_timeline() -> None:
    text = GATE.replace("6 weeks, starting 2026-10-05", "[e.g., 2 weeks]")
    page = pages_of({"plans/x.md": text.encode()})["plans/x.md"]
    assert "From 2026-10-08 to 2026-11-13" in page.texts("strong")
    assert "week 1" not in words(page)


def test_without_any_day_there_is_no_drawing() -> None:
    text = GATE.replace("6 weeks, starting 2026-10-05", "[e.g., 2 weeks]")
    for month in ("10", "11"):
        for day in range(1, 32):
            text = text.replace(f"| 2026-{month}-{day:02}", "| ")
    page = pages_of({"plans/x.md": text.encode()})["plans/x.md"]
    assert shapes(page, "poc-docs-gantt") == []
    assert len(page.rows(TIMELINE)) == 6


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("6 weeks, starting 2026-10-05", "1 weeks, starting 2026-10-05"),
        ("6 weeks, starting 2026-10-05", "12 months, starting 2026-10-05"),
        ("6 weeks, starting 2026-10-05", "9999 weeks, starting 2026-10-05"),
        ("6 weeks, starting 2026-10-05", "1 day, starting 9999-12-31"),
        ("6 weeks, starting 2026-10-05", "1 day, starting 0001-01-01"),
        ("| 2026-11-13 |", "| 9999-12-31 |"),
        ("Decision date:** 2026-11-20", "Decision date:** 0001-01-01"),
        ("started: {", "pauses:\n  - {from: 2026-10-07, to:, reason: a, requested_by: b}\nstarted: {"),
    ],
)
def test_every_length_of_work_and_every_date_gives_a_drawing(before: str, after: str) -> None:
    text = GATE.replace(before, after)
    assert text != GATE
    page = pages_of({"plans/x.md": text.encode()})["plans/x.md"]
    assert len(shapes(page, "poc-docs-gantt")) == 1
