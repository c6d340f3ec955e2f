"""Decisions stand by their date, learnings one below the other."""

from __future__ import annotations

import datetime as dt

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.running.notes import note_decision, note_learning
from tests.plan.plan_files import plan_text
from tests.writing.plans import edited, manners

TIMELINE = """
## Decision Timeline

| Date | Decision | Who |
|------|----------|-----|
| 2026-03-05 | Agreed | Tove |
| soon | ? | |
| 2026-03-20 | Depot | Arne |
"""


@pytest.mark.parametrize(
    ("day", "place"),
    [("2026-03-01", 0), ("2026-03-05", 2), ("2026-03-19", 2), ("2026-03-20", 3), ("2026-06-01", 3)],
)
def test_a_decision_goes_above_the_first_one_of_a_later_day(day: str, place: int) -> None:
    plan = read_plan(plan_text(end=TIMELINE))
    date = dt.date.fromisoformat(day)
    after = edited(plan, note_decision(plan, date, "New", "Liv"))
    assert [row.decision.value for row in after.running.decisions].index("New") == place
    lines = after.document.text.split("\n")
    lines.remove(f"| {day} | New | Liv |")
    assert "\n".join(lines) == plan.document.text
    assert note_decision(after, date, "new", "LIV") == []
    assert note_decision(after, date, "New", "Arne") != []


def test_in_a_table_without_a_readable_day_it_goes_to_the_end() -> None:
    plan = read_plan(plan_text(end=TIMELINE.replace("2026-03", "March")))
    after = edited(plan, note_decision(plan, dt.date(2026, 3, 1), "New", "Liv"))
    assert [row.decision.value for row in after.running.decisions] == ["Agreed", "?", "Depot", "New"]


@pytest.mark.parametrize("manner", range(4))
def test_a_section_that_is_missing_is_added(manner: int) -> None:
    plan = read_plan(manners(plan_text())[manner])
    after = edited(plan, note_decision(plan, dt.date(2026, 3, 1), "New", "Liv"))
    after = edited(after, note_learning(after, "Ask early."))
    assert [(row.decision.value, row.who.value) for row in after.running.decisions] == [("New", "Liv")]
    assert [each.value for each in after.running.learnings] == ["Ask early."]
    assert ("\r\n" in plan.document.text) == ("\r\n" in after.document.text)
    assert "\n" not in after.document.text.replace("\r\n", "") or "\r\n" not in plan.document.text
    assert after.document.text.startswith(plan.document.text.rstrip("\r\n"))


LISTS = [
    ("- One\n- Two\n", "- One\n- Two\n- New\n"),
    ("* One\n", "* One\n* New\n"),
    ("9. One\n", "9. One\n10. New\n"),
    ("-   One\n", "-   One\n-   New\n"),
    ("- One\n  goes on\n  - nested\n\n    deeper\n", "- One\n  goes on\n  - nested\n\n    deeper\n- New\n"),
    ("- One\n\n  ```\n  code\n  ```\n\nProse.\n", "- One\n\n  ```\n  code\n  ```\n- New\n\nProse.\n"),
    ("- One\n<!-- a note -->\n", "- One\n- New\n<!-- a note -->\n"),
    ("- One\n\n---\n", "- One\n- New\n\n---\n"),
    ("- One", "- One\n- New"),
    ("\n", "- New\n\n\n"),
    ("", "- New\n"),
    ("Prose.\n", "- New\n\nProse.\n"),
    ("- [ ] One\n", "- [ ] One\n- New\n"),
]


@pytest.mark.parametrize(("body", "expected"), LISTS)
def test_a_learning_goes_below_the_last_one(body: str, expected: str) -> None:
    heading = "\n## Learnings\n\n"
    plan = read_plan(plan_text(end=heading + body))
    after = edited(plan, note_learning(plan, "New"))
    assert after.document.text.rstrip("\n") == plan_text(end=heading + expected).rstrip("\n")
    assert [each.value for each in after.running.learnings].count("New") == 1
    assert note_learning(after, "new") == []


@pytest.mark.parametrize(
    "body", ["\n## Learnings", "\n## Learnings\nProse.\n", "\n## Learnings\n\n## Notes\n"]
)
def test_a_learning_goes_directly_below_a_bare_heading(body: str) -> None:
    plan = read_plan(plan_text(end=body))
    after = edited(plan, note_learning(plan, "New"))
    assert [each.value for each in after.running.learnings] == ["New"]
    assert (
        after.document.text.replace("\n\n- New", "", 1).replace("\n\nProse.", "\nProse.")
        == plan.document.text
    )


def test_a_list_that_can_not_be_continued_is_left_alone() -> None:
    plan = read_plan(plan_text(end="\n## Learnings\n\n-\tOne\n"))
    with pytest.raises(RefusedEdit, match="by hand"):
        note_learning(plan, "New")
