"""The questions of the Decision Framework lead where the computed outcome says, and stop there."""

from __future__ import annotations

import itertools

import pytest

from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.decision_steps import Answer, decision_steps
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Outcome
from tests.plan.decided_plan import RESULT_OF, Case, plan_of
from tests.surroundings import SAMPLES

STATES = [(stands, around) for stands in RESULT_OF for around in (False, True)]


def test_the_last_question_has_the_computed_outcome_whatever_the_results() -> None:
    outcomes = set()
    for critical, one, other in itertools.product(STATES, STATES, STATES):
        cases: list[Case] = [("Critical", *critical), ("Required", *one), ("Required", *other)]
        plan = plan_of([*cases, ("Optional", "fail", False)])
        steps = decision_steps(plan)
        computed = compute_outcome(plan).outcome
        assert steps[-1].outcome is computed
        assert all(step.outcome is None for step in steps[:-1])
        assert computed or any(step.answer is not Answer.YES for step in steps)
        outcomes.add(computed)
    assert outcomes == {*Outcome, None}


@pytest.mark.parametrize("weight", ["", "Very high"])
def test_a_criterion_without_a_weight_is_asked_for_and_decides_nothing(weight: str) -> None:
    plan = plan_of([("Critical", "pass", False), (weight, "pass", False)])
    steps = decision_steps(plan)
    assert "Has each criterion a weight?" in [step.question for step in steps]
    assert all(step.outcome is None for step in steps)
    assert compute_outcome(plan).outcome is None


def test_each_question_names_the_criteria_that_make_its_answer() -> None:
    plan = plan_of([("Critical", "pass", False), ("Critical", "empty", False), ("Required", "fail", False)])
    told = [(step.answer, [s.criterion.number.value for s in step.because]) for step in decision_steps(plan)]
    assert told == [(Answer.NO, []), (Answer.OPEN, [2]), (Answer.NO, [3]), (Answer.NO, [3])]


def test_where_people_decide_no_question_is_asked() -> None:
    assert decision_steps(plan_of([("Required", "pass", False)])) == ()
    assert decision_steps(read_plan("")) == ()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_plans_end_where_they_are_computed_to(path: object) -> None:
    plan = read_plan(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    steps = decision_steps(plan)
    assert not steps or steps[-1].outcome is compute_outcome(plan).outcome
