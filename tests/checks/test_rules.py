from __future__ import annotations

import inspect
import re

import pytest

from poc_docs.checks import (
    all_rules,
    check_change,
    check_errors,
    check_plan,
    check_portfolio,
    rule,
    unreadable,
)
from poc_docs.checks.advice_rules import ADOPTED, ADVISED, ALL_ADVICE
from poc_docs.checks.finding import Severity
from poc_docs.checks.rules import ADOPTION, ALL_ERRORS, ERRORS, Rule
from poc_docs.checks.transitions import front_matter_is_enough
from poc_docs.plan.reading import read_identity, read_plan
from poc_docs.repository.packaged import rule_examples
from poc_docs.text.source import UnreadableTextError, decode
from tests.checks.examples import PLACE, broken, findings, written
from tests.checks.reference import SAMPLES, STAGES, TODAY, plan_of, text_of

UNAVOIDABLE = {
    "POC302": {"POC402"},  # a criterion is signed, so one that was emptied no longer is what was agreed
    "POC406": {"POC405"},  # the amendment of the example leads nowhere
    "POC409": {"POC909"},  # nobody signed the correction of the example
}
"""Codes that come along with the bad example of a rule."""

EXAMPLES = rule_examples()


@pytest.mark.parametrize("code", EXAMPLES)
def test_bad_example_breaks_its_rule_and_no_other(code: str) -> None:
    found = {finding.code for finding in findings(code, EXAMPLES[code])}
    assert found == {code} | UNAVOIDABLE.get(code, set())


def test_what_is_shown_of_an_example_is_what_check_says() -> None:
    """Where this fails after a change of rules: python -m tests.checks.examples"""
    assert PLACE.read_text(encoding="utf-8") == written()


def test_every_rule_about_a_plan_has_an_example() -> None:
    without = {each.code for each in all_rules()} - set(EXAMPLES)
    assert without == {each.code for each in (*ADOPTED, *ADOPTION)}


@pytest.mark.parametrize("stage", STAGES)
def test_reference_plans_are_clean(stage: str) -> None:
    assert check_plan(plan_of(stage), TODAY) == []
    assert check_change(plan_of(stage), plan_of(stage)) == []


def test_reference_plans_together_are_clean() -> None:
    assert check_portfolio({stage: plan_of(stage) for stage in STAGES}) == {}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("**/*.md")), ids=lambda path: path.stem)
def test_sample_plans_have_no_errors(path: object) -> None:
    text = decode((SAMPLES / str(path)).read_bytes())
    assert [f for f in check_plan(read_plan(text), TODAY) if f.severity is Severity.ERROR] == []


def test_bytes_that_are_no_text() -> None:
    text = broken(EXAMPLES["POC001"])
    data = text.encode().replace("\ufffd".encode(), b"\xe9")
    with pytest.raises(UnreadableTextError) as raised:
        decode(data)
    finding = unreadable(raised.value)
    assert (finding.code, finding.severity) == ("POC001", Severity.ERROR)
    line, column = read_plan(text).document.position(text.index("\ufffd"))
    assert (finding.line, finding.column) == (line, column)


def test_codes_are_unique_and_in_order() -> None:
    listed = [each.code for each in (*ERRORS, *ADVISED)]
    assert len({each.code for each in all_rules()}) == len(all_rules())
    assert listed == sorted(listed)
    assert all(re.fullmatch(r"POC\d{3}", each.code) for each in all_rules())


@pytest.mark.parametrize("each", all_rules(), ids=lambda r: r.code)
def test_every_rule_says_what_must_hold(each: Rule) -> None:
    sentence = inspect.getdoc(each.check) or ""
    assert re.search(r"\bmust\b", sentence)
    assert sentence.endswith(".")
    assert sentence[0].isupper() or sentence[0] == "`"


def test_advice_has_codes_of_its_own() -> None:
    for each in all_rules():
        assert (each.severity is Severity.ADVICE) == each.code.startswith("POC9")
    assert {each.severity for each in ALL_ERRORS} == {Severity.ERROR}
    assert {each.severity for each in ALL_ADVICE} == {Severity.ADVICE}


@pytest.mark.parametrize("code", [code for code in EXAMPLES if code != "POC001"])
def test_errors_alone_are_those_that_stand_beside_advice(code: str) -> None:
    plan = read_plan(broken(EXAMPLES[code]))
    both = check_plan(plan, TODAY)
    assert check_errors(plan) == [finding for finding in both if finding.severity is Severity.ERROR]


FRESH = (SAMPLES / "shunan-platform-announcements.md").read_text(encoding="utf-8")
"""An Active plan that nothing was amended in."""

BEFORES = {"Planning": text_of("planning"), "Active": FRESH}


@pytest.mark.parametrize("before", BEFORES.values(), ids=BEFORES)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\nid: ", "\nid: another-"),
        ("\nstatus: Active", "\nstatus: Planning"),
        ("\nstatus: Planning", "\nstatus: Active"),
        ("\nstarted: ", "\nx-started: "),
        ("    evidence: sealed PDF", "    evidence: telephone"),
        ("\npauses:", "\nx-pauses:"),
        ("## Results", "## What came out"),
        ("\n---\n", "\n"),
        ("", ""),
    ],
)
def test_of_a_version_before_its_front_matter_is_enough(before: str, old: str, new: str) -> None:
    whole, part = read_plan(before), read_identity(before.encode())
    assert front_matter_is_enough(whole)
    assert part
    assert front_matter_is_enough(part)
    assert check_change(part, None) == check_change(whole, None)
    for text in BEFORES.values():
        after = read_plan(text.replace(old, new, 1))
        assert check_change(part, after) == check_change(whole, after)


@pytest.mark.parametrize(
    "before",
    [
        text_of("active"),  # it has amendments, and whether one is open takes the text
        text_of("complete"),
        FRESH.replace("status: Active", "status: Actve"),
        "# POC Plan: No front matter",
    ],
    ids=["amended", "complete", "unknown", "unreadable"],
)
def test_else_all_of_a_version_before_is_read(before: str) -> None:
    assert not front_matter_is_enough(read_plan(before))


def test_unknown_rule() -> None:
    with pytest.raises(KeyError):
        rule("POC999")
