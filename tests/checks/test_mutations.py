"""Whatever happens to a plan, checking it never raises and every finding points into the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.checks import check_change, check_plan, check_portfolio
from poc_docs.checks.finding import Severity
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.reading import read_plan
from tests.checks.mutations import MUTATIONS, mutate
from tests.checks.reference import STAGES, TODAY, plan_of, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.checks.finding import Finding


def assert_in_file(findings: Sequence[Finding], text: str) -> None:
    for finding in findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text), finding
        assert finding.line >= 1
        assert finding.column >= 1
        assert (finding.line, finding.column) <= (finding.end_line, finding.end_column)
        assert finding.message
        assert finding.advice


@pytest.mark.parametrize("stage", STAGES)
@given(mutations=MUTATIONS)
def test_mutated_plans(stage: str, mutations: list[tuple[str, int, int, str]]) -> None:
    text = mutate(text_of(stage), mutations)
    plan = read_plan(text)
    findings = check_plan(plan, TODAY)
    assert_in_file(findings, text)
    assert findings == sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code))
    before = plan_of(stage)
    assert_in_file(check_change(before, plan), text)
    assert_in_file(check_change(plan, before), before.document.text)
    assert_in_file(check_change(plan, None), text)
    assert_in_file(check_portfolio({"one": before, "other": plan}).get("other", []), text)


@pytest.mark.parametrize("stage", ["active", "complete"])
@given(mutations=MUTATIONS)
def test_agreed_texts_never_change_unseen(stage: str, mutations: list[tuple[str, int, int, str]]) -> None:
    before = plan_of(stage)
    after = read_plan(mutate(before.document.text, mutations))
    if fingerprint(after) != fingerprint(before):
        findings = check_plan(after) + check_change(before, after)
        assert [finding for finding in findings if finding.severity is Severity.ERROR]


@given(text=st.text(max_size=300))
def test_any_text(text: str) -> None:
    findings = check_plan(read_plan(text), TODAY)
    assert findings
    assert_in_file(findings, text)
