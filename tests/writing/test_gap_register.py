"""Changes to the register and the link of a plan's row to it: the cells that are meant, and no other byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.checks.gap_register import register_faults
from poc_docs.plan.gap_register import read_register
from poc_docs.plan.reading import read_plan
from poc_docs.text.edits import apply_edits
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.gap_register import link_gap, set_gap
from poc_docs.writing.literal import markdown_of
from tests.portfolio.gap_plans import HEADER, REGISTER, gap_row, plan_with
from tests.writing.plans import SAMPLES, edited, manners

ALIGNED = """\
| Id    | Gap         | Area | Owner | Status | Release | Link |
|-------|-------------|------|:-----:|--------|--------:|------|
| GAP-1 | Bulk export | Data | Ada   | Open   |         |      |
"""


def after(text: str, name: str, **values: str) -> str:
    register = read_register(text)
    gap = register.gap(name)
    assert gap
    return apply_edits(text, set_gap(register, gap, values))


@pytest.mark.parametrize(
    ("before", "values", "expected"),
    [
        (
            HEADER + "| GAP-1 | Bulk export | Data | Ada | Open | | |",
            {"Status": "Shipped", "Release": "2026.11"},
            HEADER + "| GAP-1 | Bulk export | Data | Ada | Shipped | 2026.11 | |",
        ),
        (ALIGNED, {"Status": "Shipped"}, ALIGNED.replace("| Open   |", "| Shipped |")),
        (ALIGNED, {"Release": "1.2"}, ALIGNED.replace("| Open   |         |", "| Open   |     1.2 |")),
        (ALIGNED, {"Status": "Open"}, ALIGNED),
        (ALIGNED, {"Owner": ""}, ALIGNED.replace("| Ada   |", "|       |")),
    ],
)
def test_a_row_of_the_register(before: str, values: dict[str, str], expected: str) -> None:
    assert after(before, "gap-1", **values) == expected


@pytest.mark.parametrize("manner", range(4))
def test_no_other_byte_changes(manner: int) -> None:
    before = manners(REGISTER + "\nA line <!-- a comment -->\n")[manner]
    new = after(before, "GAP-1", Status="Shipped", Release="2026.11")
    row = "| GAP-1 | Bulk export | Data | Ada Koch | Open | | |"
    assert new == before.replace(row, "| GAP-1 | Bulk export | Data | Ada Koch | Shipped | 2026.11 | |")


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), max_size=30)


@given(TEXTS, st.sampled_from(["Release", "Area", "Owner"]))
def test_what_was_typed_is_read_back(text: str, column: str) -> None:
    try:
        new = after(REGISTER, "GAP-2", **{column: markdown_of(text)})
    except (ValueError, RefusedEdit):
        return
    register = read_register(new)
    gap = register.gap("GAP-2")
    assert gap
    assert getattr(gap, column.lower()).value == " ".join(text.split())
    assert len(register.gaps) == 3
    assert [each.gap.value for each in register.gaps] == ["Bulk export", "Audit log", "Dark mode"]


@pytest.mark.parametrize("typed", ["<200 ms", "~42 s", "a|b", "*x*", "2026.11", "`x`", "[a](b)"])
def test_signs_of_markdown_are_read_back_as_typed(typed: str) -> None:
    gap = read_register(after(REGISTER, "GAP-1", Release=markdown_of(typed))).gap("GAP-1")
    assert gap
    assert gap.release.value == typed
    assert register_faults(read_register(after(REGISTER, "GAP-1", Release=markdown_of(typed)))) == []


def test_a_column_that_is_missing_is_not_invented() -> None:
    register = read_register(REGISTER.replace("Release", "Version"))
    with pytest.raises(RefusedEdit, match="no column 'Release'"):
        set_gap(register, register.gaps[0], {"Release": "1"})


def test_an_id_goes_into_the_row_that_is_meant() -> None:
    text = plan_with(gap_row("A"), gap_row("B", identifier="GAP-7"))
    new = edited(read_plan(text), link_gap(read_plan(text), 0, "GAP-1"))
    assert [gap.id.value for gap in new.gaps if gap.id] == ["GAP-1", "GAP-7"]
    assert link_gap(new, 0, "GAP-1") == []


@pytest.mark.parametrize("name", [name for name, text in SAMPLES.items() if read_plan(text).gaps])
@pytest.mark.parametrize("manner", range(4))
def test_sample_plans_take_an_id(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    last = len(plan.gaps) - 1
    new = edited(plan, link_gap(plan, last, "GAP-1"))
    assert [gap.id.value if gap.id else "" for gap in new.gaps][last] == "GAP-1"
    assert [gap.gap.value for gap in new.gaps] == [gap.gap.value for gap in plan.gaps]
    assert new.problems == plan.problems


def test_a_row_that_is_not_there_is_refused() -> None:
    plan = read_plan(plan_with(gap_row("A")))
    with pytest.raises(RefusedEdit, match="has no table that could be read"):
        link_gap(plan, 5, "GAP-1")
