"""Corrections after Complete: a chain of their own that both parties sign, and that can be taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.checks import check_change, check_plan
from poc_docs.plan.agreement.amendments import undo
from poc_docs.plan.agreement.corrections import correction_faults, corrections, open_correction
from poc_docs.plan.agreement.fingerprints import results_fingerprint, results_fingerprint_of
from poc_docs.plan.agreement.results_texts import results_texts
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party, Verdict
from poc_docs.writing.amending import AmendmentDetails
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.correcting import correct, withdraw_correction
from poc_docs.writing.results import Recording
from tests.checks.reference import text_of
from tests.reliability.sizes import inputs
from tests.writing.corrected_plans import DAY, DETAILS, corrected, signed_by, signed_by_both
from tests.writing.plans import SAMPLES, edited, manners

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

FINISHED = [name for name, text in SAMPLES.items() if "\nstatus: Complete" in text]


def codes(before: Plan, after: Plan) -> list[str]:
    return [
        f.code for f in (*check_plan(after), *check_change(before, after)) if not f.code.startswith("POC9")
    ]


@pytest.mark.parametrize("name", [*FINISHED])
@pytest.mark.parametrize("manner", range(4))
def test_any_plan_that_is_complete(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    number = next(r.number.value for r in plan.results if r.number.value)
    after = corrected(plan, {number: Recording("Not tested: the log was lost")})
    assert list(correction_faults(after)) == []
    assert open_correction(after)
    assert compute_outcome(after).missing == ("both parties must sign the open correction",)
    back = edited(after, withdraw_correction(after))
    assert results_texts(back) == results_texts(plan)
    assert back.metadata == plan.metadata


def test_a_correction_is_open_until_both_signed_it() -> None:
    plan = read_plan(text_of("complete"))
    after = corrected(plan, {3: Recording("86%")})
    (link,) = corrections(after)
    assert [(c.where, c.before, c.after) for c in link.changes] == [("result 3", "84%", "86%")]
    assert (link.before, link.after) == (results_fingerprint(plan), results_fingerprint(after))
    assert codes(plan, after) == []
    one = signed_by(after, Party.VENDOR, "Marek Dvorak")
    assert open_correction(one) == link
    both = signed_by(one, Party.PROSPECT, "Liv Aasen")
    assert open_correction(both) is None
    assert codes(one, both) == codes(plan, both) == []
    assert compute_outcome(both).outcome
    with pytest.raises(RefusedEdit, match="no open correction"):
        withdraw_correction(both)
    same = signed_by(one, Party.PROSPECT, "marek dvorak")
    assert open_correction(same) == link
    assert "POC403" in codes(one, same)


def test_a_further_one_takes_the_place_of_the_open_one() -> None:
    plan = read_plan(text_of("complete"))
    once = corrected(plan, {3: Recording("86%")})
    twice = corrected(once, {2: Recording("12 s", note="from the log")})
    assert {c.where for c in corrections(twice)[0].changes} == {"result 2", "note 2", "result 3"}
    assert codes(once, twice) == codes(plan, twice) == []
    restored = corrected(twice, {2: Recording("11 s", note=""), 3: Recording("84%")})
    assert restored.document.text == plan.document.text
    assert codes(twice, restored) == []


def test_a_chain_of_two() -> None:
    plan = read_plan(text_of("complete"))
    once = signed_by_both(corrected(plan, {3: Recording("86%")}))
    twice = signed_by_both(corrected(once, {3: Recording("87%")}, reason="Both counted again"))
    assert codes(once, twice) == codes(plan, twice) == []
    texts = results_texts(twice)
    for link in reversed(corrections(twice)):
        assert results_fingerprint_of(twice, texts) == link.after
        texts = undo(texts, link)
    assert texts == results_texts(plan)


def test_what_was_repaired_by_hand_is_judged_anew_and_named() -> None:
    plan = read_plan(text_of("complete"))
    by_hand = read_plan(plan.document.text.replace("| 84% |", "| 91% |"))
    after = edited(by_hand, correct(by_hand, results_texts(plan), DETAILS, {}, {"outcome": "Proceed"}))
    assert {c.where: c.after for c in corrections(after)[0].changes} == {
        "result 3": "91%",
        "status 3": "Pass",
        "outcome": "Proceed",
    }
    assert codes(plan, after) == []
    assert correct(by_hand, None, DETAILS, {}, {}) == []  # nobody knows what stood there


def test_the_way_back_needs_new_signatures() -> None:
    plan = read_plan(text_of("complete"))
    there = signed_by_both(corrected(plan, {3: Recording("86%")}))
    back = corrected(there, {3: Recording("84%")})
    assert results_fingerprint(back) == results_fingerprint(plan)
    assert open_correction(back)
    assert codes(there, back) == []
    assert open_correction(signed_by_both(back)) is None


def test_the_day_of_the_decision_needs_new_signatures() -> None:
    """It is in no fingerprint, so that the prospect's earlier word on the results must not count for it."""
    plan = signed_by(read_plan(text_of("complete")), Party.VENDOR, "Marek Dvorak", dt.date(2026, 2, 27))
    after = corrected(plan, {}, decided_on="2026-02-26")
    (link,) = corrections(after)
    assert link.before == link.after
    assert open_correction(after) == link
    assert codes(plan, after) == []
    assert open_correction(signed_by_both(after)) is None


LINK = {
    "no end": ("    to: v1:sha256:", "    to: v1:sha256:x", "POC104"),
    "a change that is none": ('to: "86%"', 'to: "87%"', "POC409"),
    "another beginning": ('from: "84%"', 'from: "83%"', "POC409"),
    "a place that is none": ("where: result 3", "where: result 9", "POC409"),
    "a place outside": ("where: result 3", "where: Scope", "POC409"),
    "editorial": ("correct: true", "correct: true\n    editorial: true", "POC409"),
    "an amendment": ("correct: true", "correct: false", "POC405"),
}


@pytest.mark.parametrize("name", LINK)
def test_a_correction_that_does_not_hold(name: str) -> None:
    old, new, code = LINK[name]
    plan = read_plan(text_of("complete"))
    text = corrected(plan, {3: Recording("86%")}).document.text
    assert old in text
    after = read_plan(text.replace(old, new, 1))
    assert code in codes(plan, after)


def test_before_the_end_there_is_nothing_to_correct() -> None:
    with pytest.raises(RefusedEdit, match="Complete is corrected"):
        correct(read_plan(text_of("active")), None, DETAILS, {}, {})
    with pytest.raises(RefusedEdit, match="a name and a reason"):
        correct(read_plan(text_of("complete")), None, AmendmentDetails(DAY, "", ""), {}, {})
    active = read_plan(text_of("active").replace("changes:", "correct: true\n    changes:", 1))
    assert "POC409" in codes(active, active)


VALUES = st.sampled_from(["86%", "12 s", "Not tested: lost", "two of four", "Pass", "about 5"])
ROUND = st.dictionaries(st.integers(1, 5), VALUES, max_size=3)


@settings(max_examples=inputs(25, 10_000))
@given(st.lists(st.tuples(ROUND, st.booleans()), min_size=1, max_size=4))
def test_corrected_and_withdrawn_the_results_are_the_same(rounds: list[tuple[dict[int, str], bool]]) -> None:
    plan = settled = read_plan(text_of("complete"))
    for values, sign_it in rounds:
        plan = corrected(
            plan, {n: Recording(value, Verdict.FAIL if n == 4 else None) for n, value in values.items()}
        )
        assert list(correction_faults(plan)) == []
        assert "POC504" not in codes(settled, plan)
        if sign_it:
            plan = settled = signed_by_both(plan)
    if open_correction(plan):
        back = edited(plan, withdraw_correction(plan))
        assert results_texts(back) == results_texts(settled)
        assert "POC504" not in codes(plan, back)


def test_every_correction_but_the_last_is_signed() -> None:
    once = signed_by_both(corrected(read_plan(text_of("complete")), {3: Recording("86%")}))
    twice = signed_by_both(corrected(once, {3: Recording("87%")}))
    first = results_fingerprint(once)
    unsigned = read_plan(
        twice.document.text.replace(f"    results: {first}\n", f"    results: {first[:-1]}_\n")
    )
    assert [each.message for each in correction_faults(twice)] == []
    assert [each.message for each in correction_faults(unsigned)] == [
        "correction 1 must be signed by both parties before the next one"
    ]
