"""Titles that may mean one gap: the measured threshold, and what can't be proposed by accident."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.portfolio.gap_register.similarity import THRESHOLD, alike, alike_within, nearness
from poc_docs.text.reading import read_document

((_, TABLE),) = read_document((Path(__file__).parent / "gap_titles.md").read_text()).tables
PAIRS = [tuple(cell.text for cell in row.cells) for row in TABLE.rows]
SAME = [pair[:2] for pair in PAIRS if pair[2] == "same"]
DIFFERENT = [pair[:2] for pair in PAIRS if pair[2] == "different"]
TITLES = [title for pair in PAIRS for title in pair[:2]]


@pytest.mark.parametrize("pair", SAME, ids=" / ".join)
def test_every_pair_that_means_the_same_is_proposed(pair: tuple[str, str]) -> None:
    assert nearness(*pair) >= THRESHOLD
    assert [(found.first, found.second) for found in alike(pair[:1], pair[1:])] == [(0, 0)]


def test_few_pairs_that_only_sound_alike_are_proposed() -> None:
    assert (len(SAME), len(DIFFERENT)) == (32, 30), "docs/gaps.md tells these numbers"
    assert sum(nearness(*pair) >= THRESHOLD for pair in DIFFERENT) == 6


def test_titles_of_other_gaps_are_not_proposed() -> None:
    strangers = [(one, other) for one, _ in SAME[::3] for _, other in DIFFERENT[1::3]]
    assert max(nearness(*pair) for pair in strangers if pair not in DIFFERENT) < 1
    assert sum(nearness(*pair) >= THRESHOLD for pair in strangers) <= len(strangers) // 50


@given(st.lists(st.sampled_from(TITLES) | st.text(max_size=40), max_size=12))
def test_pairs_found_by_words_are_the_pairs_that_are_near(titles: list[str]) -> None:
    found = {(pair.first, pair.second) for pair in alike_within(titles)}
    for first, one in enumerate(titles):
        for second, other in enumerate(titles[first + 1 :], first + 1):
            near = nearness(one, other)
            assert near == nearness(other, one)
            assert 0 <= near <= 1
            if (first, second) in found:
                assert near >= THRESHOLD


@given(st.lists(st.sampled_from(TITLES) | st.text(max_size=40), max_size=12))
def test_the_pairs_of_one_list_are_those_of_the_list_with_itself(titles: list[str]) -> None:
    assert alike_within(titles) == [pair for pair in alike(titles, titles) if pair.first < pair.second]


def test_a_word_counts_as_often_as_it_stands_in_both_titles() -> None:
    assert nearness("log log", "log") == nearness("log", "log log") == 2 / 3
    assert nearness("log log", "log log") == 1


def test_the_nearest_stands_first_and_empty_titles_are_like_nothing() -> None:
    known = ["Audit log cannot be exported", "No export of the audit log to a SIEM", "Dark mode"]
    found = alike(["No export of the audit log"], known)
    assert [pair.second for pair in found] == [0, 1]
    assert alike(["", "!?"], ["", "!?"]) == []
    assert nearness("No", "No") == 1
