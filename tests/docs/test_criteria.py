"""The guide to criteria: its examples hold, and its lists are the program's."""

from __future__ import annotations

import re

from poc_docs.checks import rule
from poc_docs.checks.finding import Severity
from poc_docs.checks.library import library_faults
from poc_docs.plan.library import read_library, ready_criteria
from poc_docs.plan.verdicts import read_target
from poc_docs.repository.library import packaged_library
from poc_docs.text.reading import read_document
from tests.surroundings import PROJECT

PAGE = (PROJECT / "docs" / "criteria.md").read_text()
TABLES = {
    section.heading.text: [[cell.text for cell in row.cells] for row in table.rows]
    for section, table in read_document(PAGE).tables
}


def test_the_good_criterion_can_be_judged() -> None:
    ((_, _, _, target, _),) = TABLES["A good criterion"]
    assert read_target(target)


def test_each_code_is_advice() -> None:
    codes = [code for _, _, code in TABLES["What is checked before you sign"]]
    assert {f"POC9{number}" for number in range(12, 18)} <= set(codes)
    assert all(rule(code).severity is Severity.ADVICE for code in codes)


def test_kinds_and_points_are_those_of_the_library() -> None:
    points: dict[str, list[str]] = {}
    for each in ready_criteria([packaged_library()]):
        known = points.setdefault(str(each.kind), [])
        if each.sub_point.value not in known:
            known.append(each.sub_point.value)
    assert points == {kind: named.split(", ") for kind, named in TABLES["Ready criteria"]}


def test_the_example_of_an_own_library_has_no_faults() -> None:
    (example,) = re.findall(r"^```markdown\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    library = read_library(example, "templates/criteria.md")
    assert len(library.criteria) == 1
    assert library_faults(library) == []
