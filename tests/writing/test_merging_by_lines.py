"""Two people change one plan in ways that parts can't tell apart: lines are merged, or both are shown."""

from __future__ import annotations

import pytest

from poc_docs.writing.merging import UnmergeableError, merge_plans
from poc_docs.writing.ordering import counted, identified
from poc_docs.writing.parts import cut
from tests.plan.plan_files import RESULTS, plan_text

BASE = plan_text()
ROWS = RESULTS.splitlines(keepends=True)


def without_column(rows: list[str], column: int) -> str:
    cells = [row.split("|") for row in rows]
    return "".join("|".join([*row[: column + 1], *row[column + 2 :]]) for row in cells)


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


FASTER = BASE.replace("9 minutes", "8 minutes")
FARTHER = BASE.replace("5.5%", "6%")


def test_a_file_that_mixes_its_line_breaks_keeps_them() -> None:
    base, ours, theirs = (text.replace("\n", "\r\n", 3) for text in (BASE, FASTER, FARTHER))
    merged = merge_plans(base, ours, theirs)
    assert merged.conflicts == 0
    assert merged.text == ours.replace("5.5%", "6%")


@pytest.mark.parametrize(
    "changed",
    [
        without_column(ROWS, 1),
        "".join(f"| {name} {row}" for name, row in zip(("Id", "--", "a", "b", "c"), ROWS, strict=True)),
    ],
    ids=["a column that is gone", "a new first column"],
)
def test_a_table_whose_columns_went_or_moved_is_shown_in_both_versions(changed: str) -> None:
    ours = BASE.replace(RESULTS, changed)
    merged = merge_plans(BASE, ours, FARTHER)
    assert merged.conflicts == 1
    assert merged.text == BASE.replace(RESULTS, conflict(changed, RESULTS.replace("5.5%", "6%")))


def test_two_new_tables_with_other_columns_show_where_they_differ() -> None:
    base, table = BASE + "\n## Own\n", "\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    merged = merge_plans(base, base + table, base + table.replace("B", "C"))
    assert merged.text == base + table.replace("| A | B |\n", conflict("| A | B |\n", "| A | C |\n"))


def test_a_row_without_its_last_cell_takes_another_change_of_the_other_side() -> None:
    row = "| Bulk export | High | Manual export | Product Management | 2 |\n"
    shorter = row.replace(" 2 |", "")
    merged = merge_plans(BASE, BASE.replace(row, shorter), BASE.replace("export | High", "export | Medium"))
    assert merged.text == BASE.replace(row, shorter.replace("High", "Medium"))


def test_a_signature_that_both_took_away_is_gone() -> None:
    signed = "status: Planning\nsignatures:\n- {party: vendor, name: A}\n- {party: prospect, name: B}\n"
    base = BASE.replace("status: Planning\n", signed)
    ours = base.replace("- {party: prospect, name: B}\n", "")
    theirs = ours.replace("400 vans", "500 vans")
    assert merge_plans(base, ours, theirs).text == theirs


def test_what_follows_a_last_line_without_a_break_begins_a_line_of_its_own() -> None:
    base = BASE + "\n## Own\n\ntext"
    merged = merge_plans(base, base + " changed", base + "\n\n**Label:** x\n")
    assert merged.text.endswith(f"{conflict('text changed' + chr(10), 'text' + chr(10) * 2)}**Label:** x\n")


def test_a_text_put_together_from_both_sides_must_read_as_each_side_meant_it() -> None:
    """One side leaves code open in a new last section, and the section of the other would be read as code."""
    open_code = BASE + "\n## Mine\n\n~~~\ncode\n"
    with pytest.raises(UnmergeableError, match="would be lost, or read otherwise"):
        merge_plans(BASE, open_code, BASE + "\n## Own\n\n- item\n")


def test_rows_that_one_side_put_in_another_order_stay_in_it() -> None:
    ours = BASE.replace("".join(ROWS[2:4]), ROWS[3] + ROWS[2])
    swapped = merge_plans(BASE, FASTER, ours)
    assert swapped.text == ours.replace("9 minutes", "8 minutes")
    assert merge_plans(BASE, ours, FASTER) == swapped


@pytest.mark.parametrize(
    "text",
    [
        "# No front matter\n\ntext\n",
        "---\n{id: a, title: b}\n---\n\n# A\n",
        "---\nid: a\n---\n\n## Own\n\n- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n",
        "---\nid: a\n---\n\n## Own\n\n| a | b |\n|---|---|\n|\n| 1 | 2 |\n",
        "---\nid: a\n---\n\n## Own\n\n- **A:** b **C:** d\n- [ ] **A:** b\n",
        "---\nid: a\nb: c\n---\n\n**A:** b\n\n| **A:** b |\n|---|\n",
    ],
)
def test_what_was_cut_for_a_merge_can_be_put_together_again(text: str) -> None:
    assert "".join(part.source for part in cut(text)) == text
    assert merge_plans(text, text, f"{text}\nmore\n").text == f"{text}\nmore\n"


def test_what_both_wrote_at_an_end_without_a_line_break_stands_on_lines_of_its_own() -> None:
    base = BASE + "\n## Own\n\n| A |\n|---|\n| 1 |"
    merged = merge_plans(base, f"{base}\n| 2 |", f"{base}\n| 3 |")
    assert merged.text == f"{base}\n| 2 |\n| 3 |"


def test_between_rows_that_changed_places_a_new_one_is_none_of_the_old() -> None:
    base, side = counted(["a", "b", "c"]), counted(["x", "c", "b"])
    assert identified(base, side, lambda _old, _new: True) == side
    kept = counted(["x", "b", "c"])
    assert identified(base, kept, lambda _old, _new: True) == base
