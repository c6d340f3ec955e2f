"""The ready criteria: there is one for each point of the framework, and each can be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from poc_docs.checks.library import library_faults
from poc_docs.plan.library import example_in, named, read_library, ready_criteria, search
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.verdicts import judge, read_target
from poc_docs.plan.vocabulary import Kind
from poc_docs.repository.library import packaged_library

if TYPE_CHECKING:
    from poc_docs.plan.library import ReadyCriterion

PACKAGED = packaged_library()
SUB_POINTS = {
    Kind.PERFORMANCE: (
        "Latency requirements",
        "Throughput testing",
        "Scalability verification",
        "Reliability confirmation",
    ),
    Kind.INTEGRATION: (
        "API compatibility",
        "Data pipeline integration",
        "Monitoring setup",
        "Security validation",
    ),
    Kind.COST: ("Usage pattern analysis", "Cost per inference", "Scaling economics", "Budget alignment"),
    Kind.USER_EXPERIENCE: (
        "Developer workflow",
        "Deployment simplicity",
        "Debugging capabilities",
        "Team enablement",
    ),
}
"""The kinds of objective and their points, as the framework names them."""

TABLE = """\
# Ours

## Success Criteria

| Criterion | Measurement | Target | Weight | Kind | Sub-point |
|---|---|---|---|---|---|
| Pages read | Share of 400 pages | ≥ 98% | Critical | performance | Reading |
"""
ROW = "| Pages read | Share of 400 pages | ≥ 98% | Critical | performance | Reading |"


def test_every_point_of_the_framework_has_ready_criteria_and_there_are_no_others() -> None:
    points: dict[Kind | None, list[str]] = {}
    for each in ready_criteria([PACKAGED]):
        known = points.setdefault(each.kind, [])
        if each.sub_point.value not in known:
            known.append(each.sub_point.value)
    assert points == {kind: list(named_points) for kind, named_points in SUB_POINTS.items()}


def test_the_packaged_library_has_no_faults() -> None:
    assert library_faults(PACKAGED) == []


@pytest.mark.parametrize("each", PACKAGED.criteria, ids=lambda each: each.name)
def test_a_ready_criterion_can_be_judged(each: ReadyCriterion) -> None:
    criterion = each.criterion
    assert criterion.text.value
    assert "," not in criterion.text.value
    assert not is_placeholder(criterion.text.value)
    assert example_in(criterion.measurement.value), "what is measured is the team's to say"
    assert criterion.weight.value
    target = example_in(criterion.target.value) or criterion.target.value
    read = read_target(target)
    assert read
    assert is_placeholder(criterion.target.value) == (
        target not in {"Pass/Fail", "= 100%"} and "= 0" not in target
    )
    relative = example_in(criterion.baseline.value) if criterion.baseline else None
    assert read.lacks_baseline == bool(relative)
    result = "Pass" if read.is_pass_or_fail else relative or target.strip("≤≥= ")
    assert judge(target, result, baseline=relative or "").verdict
    assert relative or judge(target, result).verdict == "Pass"


FAULTS = [
    (TABLE, "Hello\n", ["1:1 a library must have a table of criteria"]),
    ("| Kind |", "| Sort |", ["5:1 the table must have a column 'Kind'"]),
    ("## Success Criteria", "## Criteria", ["1:1 a library must have a table of criteria"]),
    (ROW, f"{ROW}\n{ROW}", ["8:3 the name of a criterion must be its own: 'Pages read'"]),
    ("≥ 98%", "very high", ["7:37 the target of 'Pages read' must be one that can be judged: 'very high'"]),
    (
        "≥ 98%",
        "[e.g., fast]",
        ["7:37 the target of 'Pages read' must be one that can be judged: '[e.g., fast]'"],
    ),
    ("≥ 98%", "", ["7:37 the target of 'Pages read' must be one that can be judged: ''"]),
    ("≥ 98%", "[value]", []),
    ("≥ 98%", "[e.g., > 98%]", []),
    ("≥ 98%", "≤ 80% of baseline", ["7:37 'Pages read' must say what its baseline is: '≤ 80% of baseline'"]),
    (
        "Critical",
        "must",
        ["7:45 Weight of 'Pages read' must be one of Critical, Required, Optional, not 'must'"],
    ),
    (
        "| performance |",
        "| speed |",
        [f"7:56 Kind of 'Pages read' must be one of {', '.join(Kind)}, not 'speed'"],
    ),
    ("Share of 400 pages", "", ["7:16 'Pages read' must say how it is measured"]),
    ("| Pages read |", "| [name] |", ["7:3 a ready criterion must have a name in the column Criterion"]),
    ("| Reading |", "| Reading | x |", ["7:1 a row must have 6 cells, as the header has, not 7"]),
    ("Reading", "Reading<b>", ["7:77 a plan must not hold raw HTML: '<b>'"]),
    (" | Reading |", " | |", []),
]


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS)
def test_faults_of_a_teams_own_file(old: str, new: str, expected: list[str]) -> None:
    assert old in TABLE
    library = read_library(TABLE.replace(old, new), "templates/criteria.md")
    found = []
    for fault in library_faults(library):
        line, column = library.plan.document.position(fault.span.start)
        found.append(f"{line}:{column} {fault.message}")
        assert fault.advice
    assert found == expected


def test_a_teams_own_criterion_takes_the_place_of_the_packaged_one() -> None:
    row = (
        "| single sign-on | Login of ten clerks | Pass/Fail | Critical | integration | Security validation |"
    )
    own = read_library(TABLE.replace(ROW, f"{ROW}\n{row}"), "templates/criteria.md")
    merged = ready_criteria([PACKAGED, own])
    assert len(merged) == len(PACKAGED.criteria) + 1
    (found,) = named(merged, "Single Sign-On")
    assert (found.origin, found.criterion.measurement.value) == (
        "templates/criteria.md",
        "Login of ten clerks",
    )
    assert [each.kind for each in merged] == [kind for kind in Kind for each in merged if each.kind is kind]


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        (["cold"], None, ["Cold start"]),
        (["ROLLBACK"], None, ["Rollback"]),
        (["gpu"], Kind.COST, ["Use of paid capacity"]),
        (["gpu"], Kind.INTEGRATION, []),
        (["latency", "token"], None, ["Time to first token"]),
        (["latency token"], None, ["Time to first token"]),
        (["optional", "Scaling economics"], None, ["Cost when idle"]),
    ],
)
def test_search(words: list[str], kind: Kind | None, expected: list[str]) -> None:
    assert [each.name for each in search(ready_criteria([PACKAGED]), words, kind)] == expected


def test_names_and_parts_of_them() -> None:
    known = ready_criteria([PACKAGED])
    assert [each.name for each in named(known, "failover")] == ["Failover"]
    assert len(named(known, "Response time")) == 2
    assert named(known, "") == []
    assert named(known, "Teleport") == []


def test_two_tables_are_told_by_the_rule_of_their_heading_alone() -> None:
    library = read_library(f"{TABLE}\n{TABLE}", "templates/criteria.md")
    assert not [each for each in library_faults(library) if "must have a table" in each.message]
    assert read_library("# Criteria\n", "templates/criteria.md").criteria == ()
