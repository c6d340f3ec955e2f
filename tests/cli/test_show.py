"""``poc-docs show`` computes no outcome from a plan that breaks the rules."""

from __future__ import annotations

import json

from tests.surroundings import PROJECT, Repository

PLAN = "plans/belrive.md"
SAMPLE = (PROJECT / "plans/belrive-claims-intake.md").read_bytes()


def test_a_plan_with_errors_has_no_computed_outcome(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE)
    value = json.loads(repository.poc_docs("show", "belrive", "--format", "json"))
    assert value["computed"]["outcome"]
    assert value["computed"]["not_computed"] is None
    repository.replace(PLAN, "| Critical |", "| Optional |")
    errors = json.loads(repository.poc_docs("check", "belrive", "--format", "json", code=1))["errors"]
    why = f"the plan has {errors} error{'' if errors == 1 else 's'} ('poc-docs check belrive')"
    value = json.loads(repository.poc_docs("show", "belrive", "--format", "json"))
    assert (value["computed"]["outcome"], value["computed"]["not_computed"]) == (None, why)
    assert f"Outcome:        not computed: {why}\n" in repository.poc_docs("show", "belrive")


def test_advice_and_open_ends_leave_the_outcome_as_it_is(repository: Repository) -> None:
    repository.write("plans/halden.md", (PROJECT / "tests/plans/active.md").read_bytes())
    assert "Outcome:        undecided\n" in repository.poc_docs("show", "halden")
    repository.poc_docs("new", "Halden", "Empty")
    assert "not computed" not in repository.poc_docs("show", "halden-empty")


def test_a_decision_date_that_can_not_be_read_is_shown_as_it_stands(repository: Repository) -> None:
    repository.write("plans/halden.md", (PROJECT / "tests/plans/planning.md").read_bytes())
    written = json.loads(repository.poc_docs("show", "halden", "--format", "json"))["overview"]
    repository.replace("plans/halden.md", written["decision_date_written"], "23.12.2026 (board)")
    overview = json.loads(repository.poc_docs("show", "halden", "--format", "json"))["overview"]
    assert (overview["decision_date"], overview["decision_date_written"]) == (None, "23.12.2026 (board)")
    said = " ".join(repository.poc_docs("show", "halden").split())
    assert "Decision date: '23.12.2026 (board)' can't be read; write '2026-12-23 (board)'" in said
    assert "write '2026-12-23 (board)'" in repository.poc_docs("check", "halden", code=1)
    repository.replace("plans/halden.md", "23.12.2026 (board)", "[YYYY-MM-DD]")
    assert "Decision date: not set yet" in " ".join(repository.poc_docs("show", "halden").split())


def test_an_adopted_plan_has_its_outcome(repository: Repository) -> None:
    text = SAMPLE.decode()
    front = text[text.index("signatures:") : text.index("completed:")]
    repository.write(PLAN, text.replace(front, ""))
    assert "not computed: the plan has" in repository.poc_docs("show", "belrive")
    repository.commit("Running already", passes=False)
    repository.poc_docs("init", "--yes", "--adopt")
    assert "not computed" not in repository.poc_docs("show", "belrive")


def test_a_target_that_no_machine_can_decide_is_marked(repository: Repository) -> None:
    text = (PROJECT / "examples" / "halden-logistics-route-planning.md").read_text()
    repository.write("plans/halden.md", text.replace(">99.5%", "99.5%"))
    assert "target:   99.5% (judged by people)\n" in repository.poc_docs("show", "halden")
    value = json.loads(repository.poc_docs("show", "halden", "--format", "json"))
    assert [each["judged_by_people"] for each in value["criteria"]] == [False, True, False]
    assert "write '\u2265 99.5%' if more is better" in repository.poc_docs("check", "halden")
