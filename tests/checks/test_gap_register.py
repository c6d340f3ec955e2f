"""A register that can't be trusted says why, where, and what to do."""

from __future__ import annotations

import pytest

from poc_docs.checks.gap_register import register_faults
from poc_docs.plan.gap_register import read_register
from tests.portfolio.gap_plans import HEADER, REGISTER
from tests.surroundings import PROJECT

ROW = "| GAP-1 | Bulk export | Data | Ada | Open | | |\n"


def faults(text: str) -> list[tuple[int, str]]:
    register = read_register(text)
    found = register_faults(register)
    assert all(fault.advice for fault in found)
    return [(register.plan.document.position(fault.span.start)[0], fault.message) for fault in found]


@pytest.mark.parametrize(
    "text",
    [
        REGISTER,
        (PROJECT / "gaps.md").read_text(),
        HEADER + ROW,
        HEADER,
        (HEADER + ROW).replace("\n", "\r\n"),
        "\ufeff" + HEADER + ROW.rstrip("\n"),
        "| Note " + HEADER.replace("|---|", "|---|---|", 1) + "| mine " + ROW,
        HEADER + ROW + "\n## Notes\n\n| Who | What |\n|---|---|\n| Ada | all |\n",
        HEADER.replace("Release | Link", "Link | Release") + ROW,
    ],
)
def test_a_sound_register_has_no_faults(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "the register must have its table")]),
        ("# Gaps\n\nnone\n", [(1, "the register must have its table")]),
        (
            HEADER + ROW + "\n" + HEADER + ROW,
            [(5, "the register must have one table with Id and Gap; the first is on line 1")],
        ),
        (HEADER + ROW + ROW, [(4, "id 'GAP-1' must stand once; it stands on line 3 too")]),
        (
            HEADER + ROW + ROW.replace("GAP", "gap"),
            [(4, "id 'gap-1' must stand once; it stands on line 3 too")],
        ),
        (
            HEADER + ROW.replace("Open", "open"),
            [(3, "Status of 'GAP-1' must be one of Open, Planned, Shipped, Declined, not 'open'")],
        ),
        (
            HEADER + ROW.replace("Open", ""),
            [(3, "Status of 'GAP-1' must be one of Open, Planned, Shipped, Declined, not ''")],
        ),
        (HEADER + ROW.replace("GAP-1", ""), [(3, "a gap must have an id that is one word, not ''")]),
        (
            HEADER + ROW.replace("GAP-1", "GAP 1"),
            [(3, "a gap must have an id that is one word, not 'GAP 1'")],
        ),
        (HEADER + ROW.replace("GAP-1", "TBD"), [(3, "a gap must have an id that is one word, not 'TBD'")]),
        (HEADER + ROW.replace("Bulk export", ""), [(3, "'GAP-1' must say what is missing")]),
        (HEADER + ROW.replace("| Data ", ""), [(3, "a row must have 7 cells, as the header has, not 6")]),
        (HEADER.replace("Owner", "Who") + ROW, [(1, "the table must have a column 'Owner'")]),
        (
            HEADER.replace("Owner", "Area") + ROW,
            [(1, "the table must have a column 'Owner'"), (1, "column 'Area' must stand once")],
        ),
        (
            "> " + HEADER.replace("\n|", "\n> |") + "> " + ROW,
            [(1, "the table must not stand in a list or a quotation")],
        ),
        ("text\n" + HEADER + ROW, [(2, "a table must have a blank line above it")]),
        (
            HEADER + ROW + "more text\n",
            [(4, "a table must have a blank line below it; this line is read as one of its rows")],
        ),
        (
            HEADER + ROW.replace("Bulk", "<b>Bulk</b>"),
            [
                (3, "the register must not hold raw HTML: '<b>'"),
                (3, "the register must not hold raw HTML: '</b>'"),
            ],
        ),
    ],
)
def test_each_fault_is_named_with_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert faults(text) == expected


def test_a_table_with_too_many_columns_is_refused() -> None:
    names, dashes = HEADER.splitlines()
    further = [f" Note {number} |" for number in range(58)]
    found = faults(f"{names}{''.join(further)}\n{dashes}{'---|' * len(further)}\n")
    assert found == [(1, "the table must have at most 64 columns and 10,000 rows")]


def test_a_misspelt_status_is_answered_with_the_nearest() -> None:
    (fault,) = register_faults(read_register(HEADER + ROW.replace("Open", "Shiped")))
    assert fault.advice.startswith("did you mean 'Shipped'?")


def test_hidden_characters_are_found() -> None:
    ((line, message),) = faults(HEADER + ROW.replace("Bulk", "Bu\u200blk"))
    assert line == 3
    assert "hidden character" in message
