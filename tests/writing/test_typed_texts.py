"""What people type reads back as they typed it, in a cell and in a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.text.inline import fold
from poc_docs.text.reading import read_document
from poc_docs.writing.literal import item_of, markdown_of

BEGINNINGS = [
    "",
    "1. ",
    "7) ",
    "# ",
    "## ",
    "- ",
    "+ ",
    "* ",
    "> ",
    "---",
    "***",
    "[ ] ",
    "[x] ",
    "```",
    "~~~",
    "| ",
]
SIGNS = "ab1 |\\`*_[]()<>&;~!:-#=+."
TYPED = [
    "<200 ms",
    "~42 s",
    "a|b",
    "*x*",
    "1. x",
    "1) x",
    "# x",
    "- x",
    "> x",
    "[ ] x",
    "---",
    "- - -",
    "+",
    "#",
]


def items(text: str) -> list[tuple[str, bool]]:
    (section,) = read_document(f"- first\n- {item_of(text)}\n- last\n").sections
    return [(fold(block.text), block.nested) for block in section.blocks]


@pytest.mark.parametrize("text", TYPED)
def test_a_list_item_reads_as_it_was_typed(text: str) -> None:
    assert items(text) == [("first", False), (text, False), ("last", False)]


@given(st.sampled_from(BEGINNINGS), st.text(st.sampled_from(SIGNS), max_size=12))
def test_any_list_item_reads_as_it_was_typed(begin: str, rest: str) -> None:
    text = fold(begin + rest + "z")
    assert items(text) == [("first", False), (text, False), ("last", False)]
    assert "\n" not in item_of(text)


def test_plain_text_stays_as_it_is() -> None:
    for text in ("Ask for holidays - early (week 0).", "2 of 3", "a#b", "-5 degrees", "1.5 s"):
        assert item_of(text) == markdown_of(text) == text
