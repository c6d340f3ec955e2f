"""The timeline drawing: later is further right, all is inside, and no date or name breaks it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from poc_docs.site.drawing.gantt import Bar, Mark, Period, gantt
from tests.site.hostile import VECTORS
from tests.site.placed import corners, outside, page_with, shapes, size_of, words

if TYPE_CHECKING:
    from tests.site.parsed import Page

START = dt.date(2026, 10, 5)
DAYS = st.dates() | st.dates(START - dt.timedelta(days=40), START + dt.timedelta(days=400))
BARS = st.lists(
    st.builds(
        Bar,
        name=st.text(max_size=80) | st.sampled_from(VECTORS),
        words=st.text(max_size=40),
        mark=st.sampled_from(Mark),
        begins=st.none() | DAYS,
        due=st.none() | DAYS,
        done=st.none() | DAYS,
        until=st.none() | DAYS,
    ),
    max_size=6,
)


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def period(days: int, pauses: tuple[tuple[int, int], ...] = ()) -> Period:
    weeks = [day(number) for number in range(0, min(days, 61 * 7), 7)]
    return Period(
        first=START,
        last=day(days - 1),
        weeks=weeks,
        pauses=[(day(first), day(last)) for first, last in pauses],
    )


def drawn(*bars: Bar, days: int = 42, pauses: tuple[tuple[int, int], ...] = (), **more: dt.date) -> Page:
    return page_with(gantt(bars, period(days, pauses), **more))


def bar(mark: Mark = Mark.TO_COME, **more: dt.date) -> Bar:
    return Bar(name="Test system", words="x", mark=mark, **more)


def left(page: Page, kind: str) -> list[float]:
    return [min(x for x, _ in corners(tag)) for tag in shapes(page, kind)]


@given(BARS, st.integers(1, 5000), st.none() | DAYS, st.none() | DAYS)
def test_everything_lies_inside_whatever_the_dates_are(
    bars: list[Bar], days: int, today: dt.date | None, decision: dt.date | None
) -> None:
    page = page_with(gantt(bars, period(days, ((3, 5),)), today=today, decision=decision))
    assert outside(page) == []


@given(st.lists(st.integers(0, 364), min_size=2, max_size=8, unique=True))
def test_a_later_date_is_further_right(numbers: list[int]) -> None:
    page = drawn(*(bar(due=day(number)) for number in sorted(numbers)), days=365)
    marks = left(page, "poc-docs-mark")
    inside = [at for at in marks if at > min(marks) and at < max(marks)]
    assert marks == sorted(marks)
    assert len(set(inside)) == len(inside)


def test_a_bar_reaches_from_the_first_day_of_its_weeks_to_the_day_it_is_due() -> None:
    page = drawn(bar(begins=day(7), due=day(20)), bar(begins=day(0), due=day(41)))
    first, whole = (corners(tag) for tag in shapes(page, "poc-docs-bar"))
    (begin, _), (end, _) = whole
    one = (end - begin) / 42
    assert abs(first[0][0] - (begin + 7 * one)) < 0.02
    assert abs(first[1][0] - (begin + 21 * one)) < 0.02


def test_what_is_done_what_is_late_and_what_is_to_come_have_marks_of_different_shapes() -> None:
    page = drawn(
        bar(Mark.DONE, due=day(4), done=day(3)),
        bar(Mark.DONE_LATE, due=day(4), done=day(9), until=day(9)),
        bar(Mark.LATE, due=day(12), until=day(30)),
        bar(Mark.TO_COME, due=day(35)),
    )
    marks = shapes(page, "poc-docs-mark")
    assert [(tag.name, len(corners(tag))) for tag in marks] == [
        ("circle", 2),
        ("circle", 2),
        ("path", 3),
        ("path", 4),
    ]
    assert [text.split()[0] for text in words(page) if text.endswith(" x")] == ["✓", "✓", "▲", "◇"]


def test_lateness_is_a_line_from_the_day_it_was_due_to_the_day_it_was_done() -> None:
    page = drawn(bar(Mark.DONE_LATE, due=day(9), done=day(20), until=day(20)))
    (line,) = shapes(page, "poc-docs-late")
    (planned,) = shapes(page, "poc-docs-bar")
    (begin, _), (end, _) = corners(line)
    assert begin == corners(planned)[1][0]
    assert end > corners(shapes(page, "poc-docs-mark")[0])[0][0]


def test_nothing_is_late_that_was_done_before_it_was_due() -> None:
    page = drawn(bar(Mark.DONE, due=day(9), done=day(2), until=day(2)))
    assert shapes(page, "poc-docs-late") == []


def test_a_pause_is_hatched_and_named() -> None:
    page = drawn(bar(due=day(4)), pauses=((10, 16),))
    (pause,) = shapes(page, "poc-docs-pause")
    (pattern,) = page.named("pattern")
    assert pause.attributes["fill"] == f"url(#{pattern.attributes['id']})"
    assert "paused" in words(page)


def test_today_and_the_decision_are_lines_with_words() -> None:
    page = drawn(bar(due=day(4)), today=day(10), decision=day(44))
    today, decision = left(page, "poc-docs-today"), left(page, "poc-docs-decision")
    assert today < decision
    assert {"today", "decision 18 Nov"} <= set(words(page))


def test_a_day_far_away_does_not_push_the_others_together() -> None:
    near = drawn(bar(due=day(9)), days=42)
    far = drawn(bar(due=day(9)), bar(due=dt.date(9999, 12, 31)), days=42, today=dt.date(1, 1, 1))
    assert left(far, "poc-docs-bar")[0] == left(near, "poc-docs-bar")[0]
    assert shapes(far, "poc-docs-today") == []


def test_weeks_are_labelled_as_densely_as_there_is_room() -> None:
    def labels(days: int) -> list[str]:
        return [text for text in words(drawn(bar(due=day(2)), days=days)) if text.startswith(("week", "W"))]

    assert labels(7) == ["week 1"]
    assert labels(42) == [f"week {number}" for number in range(1, 7)]
    assert labels(56) == [f"W{number}" for number in range(1, 9)]
    assert labels(364) == [f"week {number}" for number in range(1, 49, 8)]


def test_weekends_are_shaded_where_they_can_be_seen() -> None:
    (weekends,) = shapes(drawn(bar(due=day(2)), days=42), "poc-docs-weekend")
    assert len(corners(weekends)) == 6 * 4
    assert shapes(drawn(bar(due=day(2)), days=364), "poc-docs-weekend") == []


def test_a_long_name_is_cut_to_its_room_and_stays_text() -> None:
    for vector in VECTORS:
        page = page_with(gantt([Bar(name=vector, words="", mark=Mark.UNKNOWN)], period(42)))
        assert {tag.name for tag in page.tags} <= {"svg", "text", "path"}, vector
        assert all(len(text) < 60 for text in words(page))
    assert "…" in words(drawn(Bar(name="w" * 3000, words="", mark=Mark.UNKNOWN)))[-2]


def test_ten_thousand_months_are_drawn() -> None:
    whole = Period(first=dt.date(1170, 1, 1), last=dt.date(9999, 12, 31), weeks=[START] * 61)
    page = page_with(gantt([bar(due=START)], whole))
    assert outside(page) == []
    assert size_of(page)[0] < 1000
