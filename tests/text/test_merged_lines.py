"""Two texts and what they came from, merged by lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.text.merged_lines import Conflict, merge_lines

BASE = "one\ntwo\nthree\nfour\nfive\n"
TEXT = st.lists(st.sampled_from("abc"), max_size=8).map(lambda letters: "".join(f"{x}\n" for x in letters))


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (BASE.replace("one", "1"), BASE.replace("five", "5"), ["1\ntwo\nthree\nfour\n5\n"]),
        (BASE + "six\n", "zero\n" + BASE, ["zero\n" + BASE + "six\n"]),
        (BASE.replace("two\n", ""), BASE, [BASE.replace("two\n", "")]),
        (BASE.replace("two", "2"), BASE.replace("two", "2"), [BASE.replace("two", "2")]),
        (
            BASE.replace("two", "2\nx"),
            BASE.replace("two", "zwei\nx"),
            ["one\n", Conflict("2\n", "zwei\n"), "x\nthree\nfour\nfive\n"],
        ),
    ],
)
def test_what_becomes_of_lines(ours: str, theirs: str, expected: list[object]) -> None:
    found: list[object] = []
    for chunk in merge_lines(BASE, ours, theirs):
        if isinstance(chunk, str) and found and isinstance(found[-1], str):
            found[-1] += chunk
        elif chunk:
            found.append(chunk)
    assert found == expected


@given(base=TEXT, ours=TEXT, theirs=TEXT)
def test_each_side_can_be_read_out_of_the_merge(base: str, ours: str, theirs: str) -> None:
    assert merge_lines(base, ours, base) == [ours]
    assert merge_lines(base, base, theirs) == [theirs]
    chunks = merge_lines(base, ours, theirs)
    lines = [line for chunk in chunks for line in _lines(chunk)]
    for side in (ours, theirs):
        for letter in "abc":
            kept = base.count(letter) and side.count(letter) <= base.count(letter)
            assert kept or letter in lines or letter not in side


def _lines(chunk: str | Conflict) -> list[str]:
    return (chunk if isinstance(chunk, str) else chunk.ours + chunk.theirs).split("\n")
