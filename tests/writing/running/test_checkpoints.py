"""A checkpoint goes to its place among the others, reads back as it was said, and moves nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Health
from poc_docs.text.inline import fold
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.running.checkpoints import CheckpointEntry, record_checkpoint
from tests.plan.plan_files import plan_text
from tests.reliability.sizes import inputs
from tests.writing.plans import SAMPLES, edited, manners

MARCH_13 = dt.date(2026, 3, 13)
ENTRY = CheckpointEntry(
    date=MARCH_13,
    health=Health.YELLOW,
    achievements=("First plan", "criterion 2: <6% (target ≥ 6%)"),
    focus=("1. Moss",),
)
WRITTEN = """\
### 2026-03-13

- **Health:** Yellow
- **Achievements:**
  - First plan
  - criterion 2: <6% (target ≥ 6%)
- **Focus:** 1. Moss
- **Blockers:** none
"""
EARLIER = "### 2026-03-09\n\n- **Health:** Green\n"
LATER = "### 2026-03-20\n\n- **Health:** Red\n- **Blockers:** Orders\n"


def with_section(section: str) -> str:
    return plan_text(end=f"\n## Checkpoints\n{section}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"\n{WRITTEN}"),
        (f"\n{EARLIER}", f"\n{EARLIER}\n{WRITTEN}"),
        (f"\n{LATER}", f"\n{WRITTEN}\n{LATER}"),
        (f"\n{EARLIER}\n{LATER}", f"\n{EARLIER}\n{WRITTEN}\n{LATER}"),
        (f"\nEvery Friday.\n\n{LATER}", f"\nEvery Friday.\n\n{WRITTEN}\n{LATER}"),
        (f"\n{EARLIER}\n---\n\n## Ours\n", f"\n{EARLIER}\n{WRITTEN}\n---\n\n## Ours\n"),
        (f"\n{EARLIER}***\n# Ours\n", f"\n{EARLIER}\n{WRITTEN}***\n# Ours\n"),
        (f"\n{EARLIER}\n---\n", f"\n{EARLIER}\n---\n\n{WRITTEN}"),
        (f"\n{EARLIER}\n#### Minutes\n\nLong.\n", f"\n{EARLIER}\n#### Minutes\n\nLong.\n\n{WRITTEN}"),
        (f"\n### Rules\n\nBe short.\n\n{LATER}", f"\n### Rules\n\nBe short.\n\n{WRITTEN}\n{LATER}"),
        (f"\n{EARLIER}\n<!-- the last one -->\n", f"\n{EARLIER}\n<!-- the last one -->\n\n{WRITTEN}"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_it_stands_in_the_order_of_the_dates(before: str, after: str, newline: str) -> None:
    plan = read_plan(with_section(before).replace("\n", newline))
    new = edited(plan, record_checkpoint(plan, ENTRY))
    assert new.document.text == with_section(after).replace("\n", newline)


def test_a_file_without_a_last_line_break_stays_without() -> None:
    plan = read_plan(with_section(f"\n{EARLIER.rstrip()}"))
    new = edited(plan, record_checkpoint(plan, ENTRY))
    assert new.document.text == with_section(f"\n{EARLIER}\n{WRITTEN.rstrip()}")


@pytest.mark.parametrize(("name", "manner"), [(name, at % 4) for at, name in enumerate(SAMPLES)])
def test_sample_plans_take_one(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    entry = CheckpointEntry(date=dt.date(2031, 1, 3), health=Health.GREEN, blockers=("a", "b"))
    new = edited(plan, record_checkpoint(plan, entry))
    assert [c.date.value for c in new.running.checkpoints][-1] == entry.date
    assert len(new.running.checkpoints) == len(plan.running.checkpoints) + 1


def test_the_same_day_is_refused_with_its_line() -> None:
    text = with_section(f"\n{WRITTEN}")
    plan = read_plan(text)
    line = text.splitlines().index("### 2026-03-13") + 1
    with pytest.raises(RefusedEdit, match=f"stands on line {line} already"):
        record_checkpoint(plan, ENTRY)


@pytest.mark.parametrize(
    "heading", ["## Checkpoints\n\n## Checkpoints\n", "# A\n\n> ## Checkpoints\n\n## Checkpoints\n"]
)
def test_a_section_that_stands_twice_is_not_guessed_at(heading: str) -> None:
    with pytest.raises(RefusedEdit):
        record_checkpoint(read_plan(with_section(f"\n{heading}")), ENTRY)


def test_what_says_nothing_is_left_out() -> None:
    plan = read_plan(plan_text())
    entry = CheckpointEntry(
        date=MARCH_13, health=Health.GREEN, achievements=("none", " ", "a", "TBD", "a"), blockers=("-",)
    )
    (new,) = edited(plan, record_checkpoint(plan, entry)).running.checkpoints
    assert [text.value for text in new.achievements] == ["a"]
    assert new.focus == new.blockers == ()


_TEXTS = st.lists(
    st.text(st.sampled_from("ab1 .|\\`*_[]()<>&;~!:-#=+"), min_size=1, max_size=10).map(lambda t: f"{t}z"),
    max_size=3,
).map(tuple)


@settings(max_examples=inputs(100, 10_000))
@given(_TEXTS, _TEXTS, _TEXTS, st.sampled_from(["", f"\n{EARLIER}", f"\n{LATER}", f"\n{EARLIER}\n{LATER}"]))
def test_any_text_reads_back_as_it_was_said(
    achievements: tuple[str, ...], focus: tuple[str, ...], blockers: tuple[str, ...], section: str
) -> None:
    plan = read_plan(with_section(section))
    entry = CheckpointEntry(
        date=MARCH_13, health=Health.GREEN, achievements=achievements, focus=focus, blockers=blockers
    )
    (edit,) = record_checkpoint(plan, entry)
    assert edit.start == edit.end, "nothing that was there is touched"
    new = edited(plan, [edit])
    (written,) = [each for each in new.running.checkpoints if each.date.value == MARCH_13]
    for said, read in (
        (achievements, written.achievements),
        (focus, written.focus),
        (blockers, written.blockers),
    ):
        assert [text.value for text in read] == list(dict.fromkeys(map(fold, said)))
    assert len(new.running.checkpoints) == len(plan.running.checkpoints) + 1
