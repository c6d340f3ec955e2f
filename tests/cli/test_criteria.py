"""``poc-docs criteria``: a library to choose from, and its way into a plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "plans/halden.md"
EXAMPLE = (PROJECT / "examples" / "halden-logistics-route-planning.md").read_bytes()
OWN = "templates/criteria.md"
TABLE = """\
# Ours

## Success Criteria

| Criterion | Measurement | Target | Weight | Kind | Sub-point |
|---|---|---|---|---|---|
| Berth plan | Ships of one week | [e.g., ≤ 15 minutes] | Critical | performance | Planning |
| Single sign-on | Login of ten planners | Pass/Fail | Critical | integration | Security validation |
"""


def test_the_list_and_its_search(repository: Repository) -> None:
    said = repository.poc_docs("criteria")
    assert "Performance\n  Latency requirements\n    Response time under load [Critical]\n" in said
    assert "      target:   e.g., ≤ 200 ms\n" in said
    assert "Next: poc-docs criteria --add PLAN 'Response time under load'" in said
    cost = repository.poc_docs("criteria", "--kind", "cost")
    assert cost.startswith("Cost\n  Usage pattern analysis\n")
    assert "Response time" not in cost
    assert "1 ready criterion;" in repository.poc_docs("criteria", "cold", "start")
    assert "Team enablement" in repository.poc_docs("criteria", "--kind", "user-experience")
    said = repository.poc_docs("criteria", "teleport", "--kind", "cost", code=2)
    assert "no ready criterion has 'teleport cost'" in said
    assert "is not one of performance, integration, cost, user experience" in repository.poc_docs(
        "criteria", "--kind", "speed", code=2
    )


def test_it_can_be_read_outside_of_any_repository(tmp_path: Path) -> None:
    (tmp_path / "nowhere").mkdir()
    assert "Cold start" in Repository(tmp_path / "nowhere").poc_docs("criteria", "cold")


def test_json(repository: Repository) -> None:
    repository.write(OWN, TABLE)
    value = json.loads(repository.poc_docs("criteria", "--format", "json"))
    assert value["version"] == 1
    by_name = {each["name"]: each for each in value["criteria"]}
    assert by_name["Berth plan"] == {
        "name": "Berth plan",
        "measurement": "Ships of one week",
        "target": "[e.g., ≤ 15 minutes]",
        "weight": "Critical",
        "baseline": None,
        "partial": None,
        "kind": "performance",
        "sub_point": "Planning",
        "origin": OWN,
    }
    assert by_name["Cold start"]["origin"] == "poc-docs"
    assert by_name["Single sign-on"]["measurement"] == "Login of ten planners"
    assert json.loads(repository.poc_docs("criteria", "teleport", "--format", "json"))["criteria"] == []
    page = (
        (PROJECT / "docs/json.md").read_text().split("`poc-docs criteria --format json`")[1].split("\n## ")[0]
    )
    assert all(f"`{key}`" in page for key in by_name["Berth plan"])


def test_criteria_are_added_to_a_plan(repository: Repository) -> None:
    repository.write(PLAN, EXAMPLE)
    repository.write(OWN, TABLE)
    arguments = ("criteria", "--add", "halden", "Berth", "nothing lost")
    shown = repository.poc_docs(*arguments, "--diff")
    assert "+| 4 | Berth plan | Ships of one week | [e.g., ≤ 15 minutes] | Critical |\n" in shown
    assert (repository.root / PLAN).read_bytes() == EXAMPLE
    said = repository.poc_docs(*arguments)
    assert "Added criterion 4: Berth plan\nAdded criterion 5: Nothing lost in a restart\n" in said
    lines = (repository.root / PLAN).read_text().splitlines()
    new = [line for line in lines if line not in EXAMPLE.decode().splitlines()]
    assert [line[:14] for line in new] == ["| 4 | Berth pl", "| 5 | Nothing "]
    assert len(lines) == len(EXAMPLE.decode().splitlines()) + 2
    assert "2 blanks must still be filled in" in repository.poc_docs("check")
    assert "criterion 4 of plans/halden.md is 'Berth plan' already" in repository.poc_docs(
        "criteria", "--add", "halden", "Berth", code=2
    )


def test_a_signature_is_told_to_be_gone(repository: Repository) -> None:
    repository.write(PLAN, EXAMPLE)
    repository.poc_docs("agree", "halden", "--party", "vendor", "--by", "Ines Falk")
    said = repository.poc_docs("criteria", "--add", "halden", "failover")
    assert "whoever gave it has to sign anew" in said
    assert "--party vendor" in said


def test_after_the_agreement_only_an_amendment_adds_criteria(begun: Repository) -> None:
    for name, before in ((path.stem, path.read_bytes()) for path in (begun.root / "plans").glob("*.md")):
        status = next(line for line in before.decode().splitlines() if line.startswith("status:"))
        if "Planning" not in status:
            said = begun.poc_docs("criteria", "--add", name, "failover", code=2)
            assert ("poc-docs amend" in said) == ("Active" in status)
            assert (begun.root / "plans" / f"{name}.md").read_bytes() == before


def test_what_is_wrong_is_said(repository: Repository) -> None:
    repository.write(PLAN, EXAMPLE)
    for arguments, message in (
        (("--add", "halden"), "say which criteria to add"),
        (
            ("--add", "halden", "response time"),
            "fits 2 ready criteria: Response time under load, Response time at",
        ),
        (("--add", "halden", "singel sign-on"), "did you mean 'Single sign-on'?"),
        (("--add", "nobody", "failover"), "there is no plan 'nobody'"),
        (("--diff",), "--diff shows what --add would write"),
    ):
        assert message in repository.poc_docs("criteria", *arguments, code=2)
    repository.poc_docs("close", "halden", "--reason", "withdrew", "--by", "Ines Falk")
    assert "is closed" in repository.poc_docs("criteria", "--add", "halden", "failover", code=2)


def test_faults_of_the_teams_own_file_are_told_with_their_place(repository: Repository) -> None:
    repository.write(
        OWN, TABLE.replace("≤ 15 minutes", "soon").replace("| Pass/Fail | Critical |", "| Pass/Fail | x |")
    )
    said = repository.poc_docs("criteria", code=2)
    assert "templates/criteria.md:7:36: the target of 'Berth plan' must be one that can be judged: " in said
    assert "templates/criteria.md:8:" in said
    assert "templates/criteria.md has 2 errors" in said
    repository.write(OWN, b"\xff")
    assert "templates/criteria.md:1:1: the file is not UTF-8" in repository.poc_docs("criteria", code=2)
    assert "in Planning" in repository.poc_docs("new", "Oslo Port", "Berths")


def test_new_takes_ready_criteria(repository: Repository) -> None:
    repository.write(OWN, TABLE)
    said = repository.poc_docs(
        "new", "Oslo Port", "Berths", "--criteria", "berth", "--criteria", "cost against"
    )
    assert "in Planning" in said
    value = json.loads(repository.poc_docs("show", "oslo", "--format", "json"))
    assert [(each["number"], each["text"]) for each in value["criteria"]] == [
        (1, "Berth plan"),
        (2, "Cost against the present platform"),
    ]
    repository.poc_docs("new", "Moss Port", "Berths", "--like", "oslo", "--criteria", "single")
    value = json.loads(repository.poc_docs("show", "moss", "--format", "json"))
    assert [each["number"] for each in value["criteria"]] == [1, 2, 3]
    assert "there is no ready criterion 'teleport'" in repository.poc_docs(
        "new", "Bergen Port", "Berths", "--criteria", "teleport", code=2
    )
    assert not (repository.root / "plans/bergen-port-berths.md").exists()


def test_new_names_who_decides(repository: Repository) -> None:
    repository.poc_docs("new", "Oslo Port", "Berths", "--decision-maker", "Siri Moe, head of harbour")
    assert (
        "- **Decision maker:** Siri Moe, head of harbour\n"
        in (repository.root / "plans/oslo-port-berths.md").read_text()
    )
