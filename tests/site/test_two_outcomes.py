"""Technical outcome, business outcome and the day of success: three facts, and none hides another."""

from __future__ import annotations

import pytest

from tests.site.rendered import pages_of, sample, text_of

NAME = "marlowe-pike-substitution-ranking"
KEYS = "confetti: 2026-11-20\nbusiness: {outcome: lost, date: 2026-12-01}\n"


def with_keys(keys: str) -> str:
    return sample(NAME).replace("crm: {stage", f"{keys}crm: {{stage")


def test_the_plans_page_shows_each_as_its_own_fact() -> None:
    page = pages_of({"plans/x.md": with_keys(KEYS).encode()})["plans/x.md"]
    said = text_of(page)
    assert "Proceed reached on 2026-11-20" in said
    assert said.count("Business outcome") == 2
    assert "Business outcome: lost, 2026-12-01" in said
    assert "○ undecided" in said
    assert "days ago" not in said


@pytest.mark.parametrize(
    ("keys", "cell"),
    [
        ("", "open"),
        ("business: {outcome: pending}\n", "open business: pending"),
        (KEYS, "open business: lost, 2026-12-01"),
    ],
)
def test_the_start_page_shows_the_business_outcome_beside_the_technical_one(keys: str, cell: str) -> None:
    (row,) = pages_of({"plans/x.md": with_keys(keys).encode()})["all-plans.md"].rows("All plans")
    assert " ".join(row[8].split()) == cell


def test_a_closed_plan_has_a_business_outcome_too() -> None:
    closed = "closed: {date: 2026-11-21, by: Daniel Osei, reason: no-decision}\n"
    files = {"plans/x.md": with_keys(closed + "business: {outcome: no decision}\n").encode()}
    (row,) = pages_of(files)["all-plans.md"].rows("All plans")
    assert " ".join(row[8].split()) == "– business: no decision"


def test_without_them_nothing_is_said() -> None:
    said = text_of(pages_of({"plans/x.md": sample(NAME).encode()})["plans/x.md"])
    assert "Business outcome" not in said
    assert "Proceed reached on" not in said
