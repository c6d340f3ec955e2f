"""For every sample plan, what its page says equals what ``poc-docs show --format json`` says.

Health, days, signals, verdicts, credits, drawings and CRM have such tests beside those of their sections.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.rendered import TODAY, each_sample, facts_of, page_alone, shown_json, standing_of
from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from pathlib import Path

BLANK = "to be filled in"


def words(value: Any) -> str:
    return " ".join(str(value or "").split())


def test_the_values_compared_here_are_those_that_the_command_prints() -> None:
    name = "serra-verde-fraud-scoring"
    said = Repository(PROJECT).poc_docs("show", name, "--format", "json", today=str(TODAY))
    assert json.loads(said) == json.loads(json.dumps(shown_json(PROJECT / "plans" / f"{name}.md")))


@each_sample
def test_who_and_when_are_those_of_show(path: Path) -> None:
    shown, facts = shown_json(path), facts_of(page_alone(path))
    overview = shown["overview"]
    for name, value in (
        ("Id", shown["id"]),
        ("Sales engineer", shown["sales_engineer"]),
        ("Opportunity", shown["opportunity"]),
        ("Date", shown["date"]),
        ("Decision date", overview["decision_date"]),
        ("Duration", overview["start"]),
        ("Decision maker", overview["decision_maker"]),
        ("Completed", shown["completed"]),
        ("Started", shown["started"] and shown["started"]["date"]),
    ):
        if value:
            assert words(value) in facts[name], name
        else:
            assert facts.get(name) in {None, BLANK, "–"}, name


@each_sample
def test_the_top_says_the_agreement_of_show_and_the_day_of_its_last_signature(path: Path) -> None:
    agreement, line = shown_json(path)["agreement"], standing_of(page_alone(path))
    current = [
        each
        for each in agreement["signatures"]
        if each["counts"] and each["parameters"] == agreement["parameters"]
    ]
    if {each["party"] for each in current} == {"vendor", "prospect"}:
        assert f"Criteria ✓ agreed on {max(each['date'] for each in current)} " in line
    else:
        assert "✓ agreed on" not in line
        assert (agreement["state"] in line) or (f"waiting for {agreement['missing'][0]}" in line)


@each_sample
def test_the_top_counts_the_criteria_that_show_has_a_verdict_for(path: Path) -> None:
    criteria = shown_json(path)["criteria"]
    decided = sum(each["verdict"] is not None for each in criteria)
    assert f"Criteria decided: {decided} of {len(criteria)} " in standing_of(page_alone(path))


@each_sample
def test_the_outcome_with_day_reason_and_feedback_is_that_of_show(path: Path) -> None:
    shown, page = shown_json(path), page_alone(path)
    decision, facts, line = shown["decision"], facts_of(page), standing_of(page)
    said = decision["outcome"] or shown["computed"]["outcome"]
    if said and not shown["closed"]:
        assert f" {said}" in line.split("Outcome:")[1]
    if decision["outcome"]:
        assert decision["outcome"] in facts["Written"]
    if shown["computed"]["outcome"]:
        assert shown["computed"]["outcome"] in facts["Computed"]
    for name, key in (
        ("Decided on", "decided_on"),
        ("Reason", "reason"),
        ("Customer feedback", "customer_feedback"),
    ):
        assert words(facts.get(name)) == words(decision[key]), name
    for each in (*shown["computed"]["reasons"], *shown["computed"]["missing"]):
        assert words(each) in facts["Computed"]
    business = shown["business"]
    assert (f"Business outcome: {business['outcome']}" in line) if business else ("Business" not in line)


@each_sample
def test_gaps_are_those_of_show(path: Path) -> None:
    rows = page_alone(path).rows("Gaps")
    gaps = [gap for gap in shown_json(path)["gaps"] if gap["gap"]]
    assert len(rows) == len(gaps)
    for row, gap in zip(rows, gaps, strict=True):
        name = f"{gap['id']}: {gap['gap']}" if gap["id"] else gap["gap"]
        assert row[0] == words(name)
        for cell, key in zip(row[1:5], ("criterion", "severity", "workaround", "reported_to"), strict=True):
            assert cell == (words(gap[key]) or "–"), key


@each_sample
def test_milestones_are_those_of_show(path: Path) -> None:
    rows = page_alone(path).rows("Milestones")
    timeline = [milestone for milestone in shown_json(path)["timeline"] if milestone["milestone"]]
    assert len(rows) == len(timeline)
    for row, milestone in zip(rows, timeline, strict=True):
        assert row[0] == words(milestone["milestone"])
        assert row[4] == (milestone["due_on"] or "–")
        assert row[5] == (milestone["done"] or "–")


@pytest.mark.parametrize("key", ["likelihood", "impact"])
@each_sample
def test_risks_are_those_of_show(path: Path, key: str) -> None:
    rows = page_alone(path).rows("Risks")
    risks = [risk for risk in shown_json(path)["risks"] if risk["risk"]]
    assert [row[1] for row in rows] == [words(risk["risk"]) for risk in risks]
    column = {"likelihood": 2, "impact": 3}[key]
    assert [row[column] for row in rows] == [words(risk[key]) for risk in risks]
