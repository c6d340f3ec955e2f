"""``show`` and its JSON put what was agreed and reported first beside what stands now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from poc_docs.checks.finding import Finding, Severity
from poc_docs.exports.plan_json import plan_json
from poc_docs.exports.plan_text import plan_text
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party
from poc_docs.text.source import Span
from tests.site.changed_plans import (
    ACTIVE,
    COMPLETE,
    amended,
    corrected,
    sample,
    signed,
    twice_amended,
)
from tests.writing.plans import SAMPLES

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

UNCHANGED: dict[str, object] = {"originals": [], "results_before_correction": []}


def shown(plan: Plan) -> tuple[dict[str, Any], list[str]]:
    """Give the JSON as a program reads it, and the lines of the text without their indent."""
    value = json.loads(json.dumps(plan_json(plan)))
    return value, [" ".join(line.split()) for line in plan_text(value, 1000).split("\n")]


def test_a_plan_with_errors_has_no_computed_outcome() -> None:
    plan = sample(COMPLETE)
    value, lines = shown(plan)
    assert value["computed"]["outcome"] == "Conditional"
    assert value["computed"]["not_computed"] is None
    advice, error = (finding(severity) for severity in (Severity.ADVICE, Severity.ERROR))
    assert plan_json(plan, [advice, advice]) == plan_json(plan)
    value = plan_json(plan, [advice, error, error], "poc-docs check belrive")
    assert value["computed"] == {
        "outcome": None,
        "by_people": False,
        "reasons": [],
        "missing": [],
        "not_computed": "the plan has 2 errors ('poc-docs check belrive')",
    }
    lines = [" ".join(line.split()) for line in plan_text(value, 1000).split("\n")]
    assert "Outcome: not computed: the plan has 2 errors ('poc-docs check belrive')" in lines
    assert not [line for line in lines if line.startswith(("because", "missing"))]
    assert "Written: Conditional" in lines
    one = plan_json(plan, [error])["computed"]["not_computed"]
    assert one == "the plan has 1 error ('poc-docs check PLAN')"


def finding(severity: Severity) -> Finding:
    return Finding(
        code="POC101",
        severity=severity,
        message="",
        advice="",
        span=Span(0, 0),
        line=1,
        column=1,
        end_line=1,
        end_column=1,
    )


def test_plans_without_amendments_have_no_originals() -> None:
    for name, text in SAMPLES.items():
        if "\namendments:" not in text:
            value, lines = shown(read_plan(text))
            assert {key: value["agreement"][key] for key in UNCHANGED} == UNCHANGED, name
            assert value["removed_criteria"] == []
            assert not any(criterion["added"] or criterion["originals"] for criterion in value["criteria"])
            assert not [line for line in lines if "first agreed" in line]


def test_the_first_target_stands_beside_the_present_one_after_several_amendments() -> None:
    value, lines = shown(twice_amended())
    first, third = value["criteria"][0], value["criteria"][2]
    assert (first["target"], first["original_target"]) == ("<=150 ms", "<180ms")
    assert first["originals"] == {"target": "<180ms"}
    assert third["originals"] == {"weight": "Required"}
    assert "target: <=150 ms (first agreed: <180ms)" in lines
    assert "+ 3. Freshness of price and stock [Optional (first agreed: Required)]" in lines
    assert [link["number"] for link in value["agreement"]["amendments"]] == [1, 2]


def test_criteria_that_were_added_or_removed_are_named() -> None:
    value, lines = shown(twice_amended())
    assert [c["number"] for c in value["criteria"] if c["added"]] == [6]
    assert [c["original_target"] for c in value["criteria"] if c["added"]] == [None]
    (gone,) = value["removed_criteria"]
    assert (gone["number"], gone["target"], gone["weight"]) == (5, "<= 2400.00 GBP", "Optional")
    assert (gone["baseline"], gone["partial"]) == ("3150.00 GBP", None)
    assert ". 6. Training [Optional], added by an amendment" in lines
    assert "- 5. Platform cost of the shadow run [Optional], removed by an amendment" in lines
    assert "target: first agreed: <= 2400.00 GBP" in lines
    names = {original["where"]: original["text"] for original in value["agreement"]["originals"]}
    assert names["criterion 6 text"] is None
    assert names["criterion 5 text"] == "Platform cost of the shadow run"


def test_a_moved_decision_date_has_its_first_day_beside_it() -> None:
    _, lines = shown(read_plan(SAMPLES["westerland-triage-coding"]))
    assert "Decision date: 2026-12-16 (first agreed: 2026-12-04)" in lines


def test_amendments_that_do_not_fit_together_rebuild_nothing() -> None:
    text = SAMPLES["westerland-triage-coding"].replace('from: "<= 1.5 s"', 'from: "<= 9 s"')
    value, lines = shown(read_plan(text))
    assert value["agreement"]["originals"] == []
    assert not [line for line in lines if "first agreed" in line]


def test_a_stricter_target_gives_a_new_verdict_on_the_old_result() -> None:
    plan = amended(sample(ACTIVE), "2026-11-15", {"criterion 1 target": "<140ms"})
    for each in (plan, signed(plan, "2026-11-15")):
        value, lines = shown(each)
        first = value["criteria"][0]
        assert (first["result"], first["verdict"], first["computed_verdict"]) == ("146 ms", "Fail", "Fail")
        assert "x 1. Ranking latency in the picking app [Critical]" in lines
        assert "target: <140ms (first agreed: <180ms)" in lines


def test_who_still_has_to_sign_is_named() -> None:
    plan = amended(sample(ACTIVE), "2026-11-15", {"criterion 1 target": "<140ms"})
    value, lines = shown(plan)
    (link,) = value["agreement"]["amendments"]
    assert (link["open"], link["missing"], link["signed_by"]) == (True, ["vendor", "prospect"], [])
    assert (
        "amendment 1: 2026-11-15 by Daniel Osei, open, vendor and prospect still to sign: A reason" in lines
    )
    value, lines = shown(signed(plan, "2026-11-15", Party.VENDOR))
    (link,) = value["agreement"]["amendments"]
    assert link["missing"] == ["prospect"]
    assert link["signed_by"] == [{"party": "vendor", "name": "Daniel Osei", "date": "2026-11-15"}]
    assert "amendment 1: 2026-11-15 by Daniel Osei, open, prospect still to sign: A reason" in lines
    value, lines = shown(signed(plan, "2026-11-15"))
    assert "amendment 1: 2026-11-15 by Daniel Osei, signed by both: A reason" in lines


def test_a_change_of_spelling_needs_no_signature_and_keeps_those_there_are() -> None:
    text = SAMPLES[ACTIVE].replace("substitutes for missing", "Substitutes for missing")
    objective = text.partition("**Objective:** ")[2].partition("\n")[0]
    value, lines = shown(amended(sample(ACTIVE), "2026-11-18", {"Objective": objective}, editorial=True))
    (link,) = value["agreement"]["amendments"]
    assert (link["spelling_only"], link["open"], link["missing"]) == (True, False, [])
    assert [(s["valid"], s["counts"]) for s in value["agreement"]["signatures"]] == [(False, True)] * 2
    assert value["agreement"]["originals"] == []
    said = "spelling only, no signature needed"
    assert f"amendment 1: 2026-11-18 by Daniel Osei, {said}: A reason" in lines
    assert not [line for line in lines if "earlier version" in line]


def test_signatures_from_before_do_not_count_when_a_plan_comes_back_to_an_earlier_text() -> None:
    there = signed(amended(sample(ACTIVE), "2026-11-15", {"criterion 1 target": "<140ms"}), "2026-11-15")
    value, lines = shown(amended(there, "2026-11-20", {"criterion 1 target": "<180ms"}))
    assert [link["open"] for link in value["agreement"]["amendments"]] == [False, True]
    assert [s["counts"] for s in value["agreement"]["signatures"]] == [False] * 4
    assert "vendor: Daniel Osei, 2026-10-29, criteria, before the latest change of the criteria" in lines


def test_a_correction_keeps_the_result_that_was_reported_first() -> None:
    plan = corrected(sample(COMPLETE), "2026-10-02", {1: "49 ms"})
    value, lines = shown(plan)
    assert value["criteria"][0]["result_before_correction"] == "47 ms"
    assert value["agreement"]["results_before_correction"] == [{"where": "result 1", "text": "47 ms"}]
    assert value["agreement"]["results_confirmed_by"] == []
    assert "result: 49 ms (before correction: 47 ms)" in lines
    said = "open, vendor and prospect still to sign"
    assert f"correction 1: 2026-10-02 by Lars Ottesen, {said}: A slip" in lines
    value, lines = shown(signed(plan, "2026-10-02", results=True))
    assert value["agreement"]["results_confirmed_by"] == ["Rafael Teixeira"]
    assert "correction 1: 2026-10-02 by Lars Ottesen, signed by both: A slip" in lines


def test_results_that_come_back_are_confirmed_by_nobody_until_they_are_signed_again() -> None:
    there = signed(corrected(sample(COMPLETE), "2026-10-02", {1: "49 ms"}), "2026-10-02", results=True)
    value, _ = shown(corrected(there, "2026-10-05", {1: "47 ms"}))
    assert value["agreement"]["results_confirmed_by"] == []
    assert value["agreement"]["amendments"][1]["missing"] == ["vendor", "prospect"]
