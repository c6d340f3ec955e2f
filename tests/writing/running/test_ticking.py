"""What is done gets a tick or a day, and no other word of the plan moves."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, fingerprint
from poc_docs.plan.reading import read_plan
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.running.ticking import Item, items_named, items_of, tick, untick
from tests.checks.mutations import MUTATIONS, mutate
from tests.checks.reference import STAGES, text_of
from tests.plan.plan_files import plan_text
from tests.reliability.sizes import inputs
from tests.writing.plans import SAMPLES, edited, manners

DAY = dt.date(2026, 3, 12)
LISTS = """
## Infrastructure Setup

- [ ] Accounts provisioned -- Ines Falk, 2026-03-09
- Credits allocated
- [ ] Baseline <!-- ask Tove -->
- [x] Network open -- Ines Falk, done 2026-03-01

## Conversion

**Commercial**

1. [ ] Legal review -- Tove Brandt
   goes on, 2026-05-01
   - [ ] nested
2. [X] Accounts closed
"""
TEXT = plan_text(end=LISTS)


def named(text: str, what: str) -> Item:
    (item,) = items_named(read_plan(text), what)
    return item


def after_ticking(text: str, what: str, day: dt.date = DAY) -> str:
    plan = read_plan(text)
    return edited(plan, tick(plan, named(text, what), day)).document.text


def after_unticking(text: str, what: str) -> str:
    plan = read_plan(text)
    return edited(plan, untick(plan, named(text, what))).document.text


CHANGES = [
    ("accounts provisioned", "- [ ] Accounts provisioned -- Ines Falk, 2026-03-09",
     "- [x] Accounts provisioned -- Ines Falk, 2026-03-09, done 2026-03-12"),
    ("Credits", "- Credits allocated", "- [x] Credits allocated -- done 2026-03-12"),
    ("baseline", "- [ ] Baseline <!-- ask Tove -->", "- [x] Baseline <!-- ask Tove --> -- done 2026-03-12"),
    ("legal", "1. [ ] Legal review -- Tove Brandt\n   goes on, 2026-05-01",
     "1. [x] Legal review -- Tove Brandt\n   goes on, 2026-05-01, done 2026-03-12"),
    ("step 1", "1. Provision the instance", "1. [x] Provision the instance"),
    ("environment", "| 1 | Environment | Ines Falk | Access guide | 2026-03-13 |",
     "| 1 | Environment | Ines Falk | Access guide | 2026-03-13 | 2026-03-12 |"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "before", "after"), CHANGES)
def test_done_changes_one_line(what: str, before: str, after: str) -> None:
    text = after_ticking(TEXT, what)
    expected = TEXT.replace(before, after, 1)
    if what == "environment":
        expected = expected.replace("| Due |\n|------|", "| Due | Done |\n|------|", 1)
        expected = expected.replace("|-----|\n| 1 | Environment", "|-----|------|\n| 1 | Environment", 1)
    assert text == expected
    assert named(text, what).is_done
    assert after_ticking(text, what) == text, "twice changes nothing"


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("network", "- [x] Network open -- Ines Falk, done 2026-03-01", "- [ ] Network open -- Ines Falk"),
        ("closed", "2. [X] Accounts closed", "2. [ ] Accounts closed"),
        ("vans", "2. [x] Load the vans", "2. [ ] Load the vans"),
    ],
)
def test_undo_takes_tick_and_day_back(what: str, before: str, after: str) -> None:
    text = after_unticking(TEXT, what)
    assert text == TEXT.replace(before, after, 1)
    assert after_unticking(text, what) == text


@pytest.mark.parametrize(
    ("item", "after"),
    [
        ("- [ ] A -- Ann, done 2026-03-12, 2026-03-20", "- [x] A -- Ann, done 2026-03-12, 2026-03-20"),
        ("- [ ] A -- done 2026-03-01", "- [x] A -- done 2026-03-12"),
        ("- A -- done 2026-03-01, Ann", "- [x] A -- done 2026-03-12, Ann"),
        ("- [ ] A \u2013 Ann", "- [x] A \u2013 Ann, done 2026-03-12"),
        ("- [ ] A -- B -- Ann", "- [x] A -- B -- Ann, done 2026-03-12"),
        ("- [ ] **A**", "- [x] **A** -- done 2026-03-12"),
        ("- [ ]  A", "- [x]  A -- done 2026-03-12"),
        ("* [ ] A --", "* [x] A -- done 2026-03-12"),
    ],
)
def test_a_day_that_stands_there_is_kept_or_corrected(item: str, after: str) -> None:
    text = plan_text(end=f"\n## Conversion\n\n{item}\n")
    done = after_ticking(text, "conversion 1")
    assert done == plan_text(end=f"\n## Conversion\n\n{after}\n")
    (task,) = read_plan(done).running.conversion
    assert (task.done, task.finished) == (True, DAY)
    (before,) = read_plan(text).running.conversion
    assert (task.what, task.owner, task.due) == (before.what, before.owner, before.due)
    (open_again,) = read_plan(after_unticking(done, "conversion 1")).running.conversion
    assert (open_again.done, open_again.finished, open_again.what) == (False, None, before.what)


def test_an_item_whose_end_can_not_take_the_day_is_left_alone() -> None:
    text = plan_text(end="\n## Conversion\n\n- [ ] A -- Ann\\\n")
    plan = read_plan(text)
    item = items_named(plan, "conversion 1")[0]
    with pytest.raises(RefusedEdit, match="the change was not made"):
        tick(plan, item, DAY)


@pytest.mark.parametrize("manner", range(4))
def test_line_ends_stay_as_they_are(manner: int) -> None:
    text = manners(TEXT)[manner]
    for what, before, after in CHANGES[:2]:
        assert after_ticking(text, what) == text.replace(before, after)


def test_words_are_found_by_text_then_number_then_part() -> None:
    plan = read_plan(TEXT.replace("| Environment |", "| Step 2 of the accounts |"))
    assert [str(item) for item in items_named(plan, "ACCOUNTS  provisioned")] == [
        "infrastructure 1: Accounts provisioned"
    ]
    assert [str(item) for item in items_named(plan, "step 2")] == ["step 2: Load the vans"]
    assert [item.kind for item in items_named(plan, "accounts")] == [
        "milestone",
        "infrastructure",
        "conversion",
    ]
    for nothing in ("", "  ", "milestone 9", "step 0", "no such thing"):
        assert items_named(plan, nothing) == ()


def test_a_blank_to_be_filled_in_can_not_be_done() -> None:
    template = read_plan(plan_text().replace("| Environment |", "| [Milestone] |"))
    assert [item.kind for item in items_of(template)] == ["step", "step"]
    assert [item.number for item in items_of(template)] == [1, 2]


def test_words_under_done_that_are_no_day_are_not_overwritten() -> None:
    table = (
        "| Week | Milestone | Owner | Deliverable | Done |\n|---|---|---|---|---|\n| 1 | Go | A | B | {} |\n"
    )
    text = (
        plan_text().split("| Week |")[0]
        + table
        + "\n## Risk Assessment"
        + plan_text().split("## Risk Assessment")[1]
    )
    assert "| B | 2026-03-12 |" in after_ticking(text.format("[Done]"), "go")
    assert "| B | 2026-03-12 |" in after_ticking(text.format(""), "go")
    plan = read_plan(text.format("yes"))
    with pytest.raises(RefusedEdit, match="'yes' under Done"):
        tick(plan, items_named(plan, "go")[0], DAY)


def test_a_ragged_table_takes_no_column() -> None:
    text = TEXT.replace("| Access guide | 2026-03-13 |", "| Access guide |")
    plan = read_plan(text)
    with pytest.raises(RefusedEdit, match="as many cells"):
        tick(plan, items_named(plan, "environment")[0], DAY)


@pytest.mark.parametrize("name", SAMPLES)
def test_what_a_sample_plan_has_can_be_done_and_undone(name: str) -> None:
    text = SAMPLES[name]
    plan = read_plan(text)
    items = {(item.kind, item.is_done): item for item in items_of(plan)}
    assert items
    for item in items.values():
        where = f"{item.kind} {item.number}"
        if item.is_done:
            opened = edited(plan, untick(plan, item))
            assert not items_named(opened, where)[0].is_done
            after = edited(opened, tick(opened, items_named(opened, where)[0], item.finished or DAY))
            assert items_of(after) == items_of(plan) or not item.finished
            assert item.kind != "step" or after.document.text == text
        else:
            done = edited(plan, tick(plan, item, DAY))
            assert items_named(done, where)[0].is_done
            opened = edited(done, untick(done, items_named(done, where)[0]))
            assert items_of(opened) == items_of(plan)
            assert item.kind not in {"infrastructure", "conversion"} or opened.document.text == text


@settings(max_examples=inputs(60, 10_000))
@pytest.mark.parametrize("stage", STAGES)
@given(mutations=MUTATIONS, number=st.integers(0, 50))
def test_no_line_but_its_own_changes(
    stage: str, mutations: list[tuple[str, int, int, str]], number: int
) -> None:
    text = mutate(text_of(stage) + LISTS, mutations)
    plan = read_plan(text)
    items = items_of(plan)
    if not items:
        return
    item = items[number % len(items)]
    try:
        edits = untick(plan, item) if item.is_done else tick(plan, item, DAY)
    except RefusedEdit:
        return
    after = edited(plan, edits)
    assert after.document.text != text
    changed = {plan.document.lines.line_of(edit.start) for edit in edits}
    is_column = item.kind == "milestone" and "done" not in plan.tables["Timeline"].columns
    assert is_column or len(changed) <= 2
    assert disclosed_fingerprint(after) == disclosed_fingerprint(plan)
    assert fingerprint(after) == fingerprint(plan)
    same = items_of(after)[number % len(items)]
    assert (same.kind, same.what, same.is_done) == (item.kind, item.what, not item.is_done)
    if item.kind in {"infrastructure", "conversion"} and text[edits[0].start : edits[0].end] == "[ ]":
        assert edited(after, untick(after, same)).document.text == text
