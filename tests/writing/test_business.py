"""The business outcome and the moment of success stand in the front matter, each as a fact of its own."""

from __future__ import annotations

import datetime as dt

import pytest

from poc_docs.plan.metadata import Business
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import BusinessOutcome
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.business import set_business
from poc_docs.writing.confetti import throw_confetti
from tests.plan.plan_files import FRONT_MATTER, plan_text
from tests.writing.plans import SAMPLES, edited, manners

DAY = dt.date(2026, 5, 4)
WON = Business(outcome=BusinessOutcome.WON, date=DAY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "business: {outcome: won, date: 2026-05-04}\n"),
        ("business: {outcome: pending}\n", "business: {outcome: won, date: 2026-05-04}\n"),
        ("business: {outcome: 'lost', date: 2026-05-01} # so far\n",
         "business: {outcome: 'won', date: 2026-05-04} # so far\n"),
        ("business:\n  outcome: pending # asked\n  x-by: Ann\n",
         "business:\n  outcome: won # asked\n  x-by: Ann\n  date: 2026-05-04\n"),
        ("business: {date: 2026-05-01}\n", "business: {date: 2026-05-04, outcome: won}\n"),
        ("business: {outcome: perhaps}\n", "business: {outcome: won, date: 2026-05-04}\n"),
    ],
)  # fmt: skip
def test_business(before: str, after: str) -> None:
    plan = read_plan(plan_text(front_matter=FRONT_MATTER + before))
    new = edited(plan, set_business(plan, WON))
    assert new.metadata
    assert new.metadata.business == WON
    assert new.document.text == plan_text(front_matter=FRONT_MATTER + after)
    assert set_business(new, WON) == []


def test_no_decision_is_two_words() -> None:
    plan = read_plan(plan_text())
    none = Business(outcome=BusinessOutcome.NO_DECISION)
    new = edited(plan, set_business(plan, none))
    assert "business: {outcome: no decision}\n" in new.document.text


@pytest.mark.parametrize("line", ["business: won\n", "business:\n"])
def test_a_value_that_is_no_mapping_is_not_guessed_at(line: str) -> None:
    plan = read_plan(plan_text(front_matter=FRONT_MATTER + line))
    with pytest.raises(RefusedEdit, match="must hold keys and values"):
        set_business(plan, WON)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("manner", range(4))
def test_sample_plans_take_both(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    after = edited(plan, set_business(plan, WON))
    after = edited(after, throw_confetti(after, DAY))
    assert after.metadata
    assert plan.metadata
    assert after.metadata.business == WON
    assert after.metadata.confetti == (plan.metadata.confetti or DAY)
    assert throw_confetti(after, dt.date(2026, 6, 1)) == []
