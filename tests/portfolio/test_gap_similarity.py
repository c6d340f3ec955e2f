"""Titles that may mean one gap: the measured threshold, and what can't be proposed by accident."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.portfolio.gap_register.similarity import THRESHOLD, alike_within, look_alikes, nearness
from poc_docs.text.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Callable

((_, TABLE),) = read_document((Path(__file__).parent / "gap_titles.md").read_text()).tables
PAIRS = [tuple(cell.text for cell in row.cells) for row in TABLE.rows]
SAME = [pair[:2] for pair in PAIRS if pair[2] == "same"]
DIFFERENT = [pair[:2] for pair in PAIRS if pair[2] == "different"]
TITLES = [title for pair in PAIRS for title in pair[:2]]


@pytest.mark.parametrize("pair", SAME, ids=" / ".join)
def test_every_pair_that_means_the_same_is_proposed(pair: tuple[str, str]) -> None:
    assert nearness(*pair) >= THRESHOLD
    assert [(found.first, found.second) for found in alike_within(pair)] == [(0, 1)]


def test_few_pairs_that_only_sound_alike_are_proposed() -> None:
    assert (len(SAME), len(DIFFERENT)) == (32, 30), "docs/gaps.md tells these numbers"
    assert sum(nearness(*pair) >= THRESHOLD for pair in DIFFERENT) == 6


def test_titles_of_other_gaps_are_not_proposed() -> None:
    strangers = [(one, other) for one, _ in SAME[::3] for _, other in DIFFERENT[1::3]]
    assert max(nearness(*pair) for pair in strangers if pair not in DIFFERENT) < 1
    assert sum(nearness(*pair) >= THRESHOLD for pair in strangers) <= len(strangers) // 50


LISTS = st.lists(st.sampled_from(TITLES) | st.text(max_size=40), max_size=12)
WORDS = st.lists(st.sampled_from(["bulk", "book", "audit", "audio", "dark", "lookup"]), max_size=7).map(
    " ".join
)


@given(LISTS)
def test_the_pairs_of_a_list_are_those_of_any_two_of_its_titles(titles: list[str]) -> None:
    found = {(pair.first, pair.second): pair.nearness for pair in alike_within(titles)}
    for (first, one), (second, other) in combinations(enumerate(titles), 2):
        near = nearness(one, other)
        assert near == nearness(other, one)
        assert 0 <= near <= 1
        alone = [pair.nearness for pair in alike_within([one, other])]
        assert alone == ([found[first, second]] if (first, second) in found else [])
        assert alone in ([], [near])
        assert near >= THRESHOLD or not alone


@given(WORDS, WORDS)
def test_titles_are_as_near_as_the_share_of_words_or_of_letters_in_threes(one: str, other: str) -> None:
    def share(parts: Callable[[str], list[str]]) -> float:
        mine, theirs = Counter(parts(one)), Counter(parts(other))
        return 2 * (mine & theirs).total() / ((mine + theirs).total() or 1)

    def threes(title: str) -> list[str]:
        return [f" {word} "[at : at + 3] for word in title.split() for at in range(len(word))]

    assert nearness(one, other) == max(share(str.split), share(threes))
    have_a_word = not set(one.split()).isdisjoint(other.split())
    assert len(alike_within([one, other])) == (have_a_word and nearness(one, other) >= THRESHOLD)


@given(LISTS, st.data())
def test_the_look_alikes_of_a_title_are_the_nearest_of_its_pairs(
    titles: list[str], data: st.DataObject
) -> None:
    known = data.draw(st.integers(0, len(titles)))
    most = data.draw(st.none() | st.integers(0, 3))
    pairs: list[list[tuple[bool, float, int]]] = [[] for _ in titles]
    for pair in alike_within(titles):
        for place, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if place >= known or other < known:
                pairs[place].append((other >= known, -pair.nearness, other))
    for found, expected in zip(look_alikes(titles, known, most), pairs, strict=True):
        assert found.in_all == len(expected)
        assert found.nearest == tuple((place, -near) for _, near, place in sorted(expected)[:most])


def test_a_word_counts_as_often_as_it_stands_in_both_titles() -> None:
    assert nearness("log log", "log") == nearness("log", "log log") == 2 / 3
    assert nearness("log log", "log log") == 1


def test_the_nearest_stands_first_and_empty_titles_are_like_nothing() -> None:
    known = ["Audit log cannot be exported", "No export of the audit log to a SIEM", "Dark mode"]
    *_, found = look_alikes([*known, "No export of the audit log"], len(known))
    assert [place for place, _ in found.nearest] == [0, 1]
    assert alike_within(["", "!?", "", "!?"]) == []
    assert nearness("No", "No") == 1
