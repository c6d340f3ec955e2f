"""The judge against ``judge_cases.md``, and rules that hold for every number."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.judging import (
    is_decidable,
    is_measured,
    is_not_tested,
    is_pass_or_fail,
    judge,
    read_target,
)
from poc_docs.plan.vocabulary import Verdict

ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in Path(__file__).with_name("judge_cases.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("|--", "| Target"))
]


def test_the_cases_are_all_there() -> None:
    assert len(ROWS) > 100
    assert {verdict for _, _, verdict in ROWS} == {"Pass", "Fail", "Undecided"}


@pytest.mark.parametrize(("target", "result", "verdict"), ROWS)
def test_case(target: str, result: str, verdict: str) -> None:
    judgement = judge(target, result)
    assert (judgement.verdict or "Undecided") == verdict
    assert judgement.reason


NUMBERS = st.decimals(-10_000, 10_000, places=2)
COMPARATORS = {
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    "\u2264": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
    "\u2265": Decimal.__ge__,
    "=": Decimal.__eq__,
}


@given(st.sampled_from(sorted(COMPARATORS)), NUMBERS, NUMBERS, st.sampled_from(["", "%", "EUR", "rows"]))
def test_plain_numbers_of_one_unit_are_compared(
    sign: str, target: Decimal, result: Decimal, unit: str
) -> None:
    verdict = Verdict.PASS if COMPARATORS[sign](result, target) else Verdict.FAIL
    assert judge(f"{sign} {target} {unit}".strip(), f"{result} {unit}".strip()).verdict is verdict


SPELT_OUT = {"millisecond", "second", "minute", "hour", "day", "week"}
UNITS_OF_TIME = {"ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "sec", "min", "h", "d"} | {
    word for one in SPELT_OUT for word in (one, f"{one}s")
}


@given(NUMBERS, st.text(max_size=12))
def test_whatever_else_a_result_says_it_passes_only_with_the_targets_own_unit(
    value: Decimal, more: str
) -> None:
    judgement = judge("< 100000 ms", f"{value} {more}")
    if judgement.verdict is Verdict.PASS:
        assert more.partition("(")[0].strip() in UNITS_OF_TIME


@given(st.text(st.sampled_from("0123456789.,-+ <>=%ms()~\u2264PassFil/"), max_size=14), st.text(max_size=10))
def test_any_texts_can_be_judged(target: str, result: str) -> None:
    for judgement in (judge(target, result), judge(result, target), judge(target, target)):
        assert judgement.verdict in {None, Verdict.PASS, Verdict.FAIL}
        assert judgement.reason


def test_a_target_is_read_into_its_parts() -> None:
    target = read_target(" <= 2,400.00 GBP ")
    assert target
    assert (target.comparator, target.number, target.unit) == ("<=", "2,400.00", "GBP")
    assert read_target("<= 1,2,3") is None
    assert read_target("Pass/Fail") is None


@pytest.mark.parametrize(
    ("target", "decidable"),
    [("< 5", True), ("Pass / Fail", True), ("about 5", False), ("", False), ("5", False)],
)
def test_whether_a_target_can_be_decided_is_known_before_any_result(target: str, decidable: bool) -> None:
    assert is_decidable(target) is decidable


def test_what_counts_as_measured() -> None:
    assert is_measured("146 ms")
    assert is_measured("it felt fast")
    assert not any(
        map(is_measured, ["", " ", "-", "n/a", "TBD", "[Actual measurement]", "Not tested: no time"])
    )
    assert is_measured("Not tested")
    assert is_not_tested("not tested: no time")
    assert not is_not_tested("Not tested:")
    assert is_pass_or_fail(" PASS/fail ")


def test_reasons_are_sentences_for_people() -> None:
    assert judge("<200ms", "146 ms").reason == "146 ms meets < 200 ms"
    assert judge("<200ms", "230 ms").reason == "230 ms does not meet < 200 ms"
    assert judge("<200ms", "146").reason == "the result lacks the unit 'ms'"
    assert judge("<200", "146 ms").reason == "the target has no unit, the result has 'ms'"
    assert judge("<200ms", "5 GB").reason == "the units 'GB' and 'ms' can't be compared"
    assert judge("<200ms", "").reason == "not measured yet"
    assert judge("<200ms", "Not tested: x").reason == "not tested"
