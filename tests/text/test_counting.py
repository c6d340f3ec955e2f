"""Numbers with their nouns, and how far a day is."""

from __future__ import annotations

import pytest

from poc_docs.text.counting import counted, from_now


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (21, "21 days"), (-1, "-1 days")]
)
def test_only_one_is_singular(number: int, said: str) -> None:
    assert counted(number, "day") == said


def test_a_plural_without_an_s_is_named() -> None:
    assert counted(1, "criterion is", "criteria are") == "1 criterion is"
    assert counted(3, "criterion is", "criteria are") == "3 criteria are"


@pytest.mark.parametrize(
    ("days", "said"), [(3, "in 3 days"), (1, "in 1 day"), (0, "today"), (-1, "1 day ago"), (-2, "2 days ago")]
)
def test_a_day_is_told_from_today(days: int, said: str) -> None:
    assert from_now(days) == said
