"""The judge against ``verdict_cases.md``, and rules that hold for every number and unit."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from poc_docs.plan.verdicts import (
    Doubt,
    is_measured,
    is_not_tested,
    is_pass_or_fail,
    judge,
    read_result,
    read_target,
)
from poc_docs.plan.verdicts.judging import is_looser
from poc_docs.plan.verdicts.numbers import conventions, read_number
from poc_docs.plan.vocabulary import Verdict


def cases() -> list[dict[str, str]]:
    """Read every row of the tables, by column."""
    columns: list[str] = []
    found = []
    for line in Path(__file__).with_name("verdict_cases.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| Target"):
            columns = [cell.lower() for cell in cells]
        elif line.startswith("| "):
            found.append(dict(zip(columns, cells, strict=True)))
    return found


CASES = cases()


def test_the_cases_are_all_there() -> None:
    assert len(CASES) > 300
    assert {case["verdict"] for case in CASES} == {"Pass", "Fail", "Partial", "Undecided"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: " | ".join(case.values()))
def test_case(case: dict[str, str]) -> None:
    given_texts = {column: text for column, text in case.items() if column != "verdict"}
    judgement = judge(**given_texts)
    assert (judgement.verdict or "Undecided") == case["verdict"], judgement.reason
    assert judgement.reason
    assert (judgement.doubt is None) == (judgement.verdict is not None)


NUMBERS = st.decimals(-10_000, 10_000, places=2)
POSITIVE = st.decimals(0, 10_000, places=2)
COMPARATORS = {
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    "\u2264": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
    "\u2265": Decimal.__ge__,
    "=": Decimal.__eq__,
    "at least": Decimal.__ge__,
    "no more than": Decimal.__le__,
}


@given(st.sampled_from(sorted(COMPARATORS)), NUMBERS, NUMBERS, st.sampled_from(["", "%", "EUR", "rows"]))
def test_plain_numbers_of_one_unit_are_compared(
    sign: str, target: Decimal, result: Decimal, unit: str
) -> None:
    verdict = Verdict.PASS if COMPARATORS[sign](result, target) else Verdict.FAIL
    judgement = judge(f"{sign} {target} {unit}".strip(), f"{result} {unit}".strip())
    is_change = unit == "%" and result < 0 <= target
    assert judgement.verdict is (None if is_change and verdict is Verdict.PASS else verdict)


SCALES = {
    "time": {"ns": -9, "\u00b5s": -6, "ms": -3, "s": 0},
    "data": {"B": 0, "kB": 3, "MB": 6, "GB": 9, "TB": 12},
    "rate": {"kbit/s": 3, "Mbps": 6, "Gbit/s": 9},
}


@given(st.data(), st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(COMPARATORS)), POSITIVE, POSITIVE)
def test_another_unit_never_changes_a_verdict(
    data: st.DataObject, kind: str, sign: str, target: Decimal, result: Decimal
) -> None:
    units = st.sampled_from(sorted(SCALES[kind]))
    wanted, measured, other = data.draw(units), data.draw(units), data.draw(units)
    moved = result.scaleb(SCALES[kind][measured] - SCALES[kind][other])
    one = judge(f"{sign} {target} {wanted}", f"{result} {measured}")
    two = judge(f"{sign} {target} {wanted}", f"{moved:f} {other}")
    if Doubt.NUMBER not in {one.doubt, two.doubt}:  # shifted to three places, a number may be ambiguous
        assert one.verdict is two.verdict
        assert one.verdict is not None


ORDER = {Verdict.FAIL: 0, None: 1, Verdict.PARTIAL: 1, Verdict.PASS: 2}
WHOLE = Decimal(100)
TAILS = ["", " ms", "%", " EUR", " users"]


@given(
    st.sampled_from(["<", "\u2264"]),
    st.lists(NUMBERS, min_size=2, max_size=2),
    NUMBERS,
    st.sampled_from(TAILS),
)
def test_a_tighter_target_never_turns_fail_into_pass(
    sign: str, bounds: list[Decimal], result: Decimal, unit: str
) -> None:
    tight, loose = sorted(bounds)
    one, two = (judge(f"{sign} {bound}{unit}", f"{result}{unit}") for bound in (tight, loose))
    if Doubt.IMPOSSIBLE not in {one.doubt, two.doubt}:
        assert ORDER[one.verdict] <= ORDER[two.verdict]


@given(st.lists(NUMBERS, min_size=2, max_size=2), NUMBERS, POSITIVE, st.sampled_from(TAILS))
@example([Decimal(0), Decimal("112.80")], Decimal("-881.26"), Decimal("881.26"), "%")
def test_a_better_result_never_turns_pass_into_fail(
    results: list[Decimal], bound: Decimal, spread: Decimal, unit: str
) -> None:
    low, high = sorted(results)
    for said in ("{}", "{} \u00b1 " + str(spread)):
        worse, better = (judge(f"\u2265 {bound}{unit}", f"{said.format(r)}{unit}") for r in (low, high))
        if Doubt.IMPOSSIBLE in {worse.doubt, better.doubt}:
            continue
        assert (worse.verdict, better.verdict) != (Verdict.PASS, Verdict.FAIL)
        # A spread of more than the result itself outgrows it: a better one may be less certain.
        if unit != "%" or spread <= WHOLE:
            assert ORDER[worse.verdict] <= ORDER[better.verdict]


ADORNED = [
    "**{}**",
    "`{}`",
    " {} ",
    "*{}*",
    "{}.",
    "\u00a0{}",
    "p95 {}",
    "p95: {}",
    "P95 latency {}",
]


@given(st.data(), st.sampled_from(sorted(COMPARATORS)), POSITIVE, POSITIVE)
def test_a_label_a_space_or_bold_never_matters(
    data: st.DataObject, sign: str, target: Decimal, result: Decimal
) -> None:
    of_target, of_result = data.draw(st.sampled_from(ADORNED)), data.draw(st.sampled_from(ADORNED))
    gap, space = data.draw(st.sampled_from(["", " "])), data.draw(st.sampled_from(["", " "]))
    if "95" in of_result and "95" not in of_target:
        of_target = "p95 {}"
    if sign[0].isalpha():
        gap = " "
    plain = judge(f"{sign} {target} ms", f"{result} ms")
    adorned = judge(of_target.format(f"{sign}{gap}{target}{space}ms"), of_result.format(f"{result}{space}ms"))
    assert adorned.verdict is plain.verdict


UNITS_OF_TIME = {"ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "h", "d", "min", "k", "M"} | {
    word + plural
    for word in ("second", "sec", "minute", "min", "hour", "hr", "day", "week", "wk", "millisecond", "msec")
    for plural in ("", "s")
}


@given(POSITIVE, st.text(max_size=12))
def test_whatever_else_a_result_says_it_passes_only_with_a_unit_of_time(value: Decimal, more: str) -> None:
    result = read_result(f"{value} {more}")
    if judge("< 1000000 ms", f"{value} {more}").verdict is Verdict.PASS:
        (measurement,) = result.measurements
        assert all(quantity.unit.quantity == "time" for quantity in measurement.quantities())
        assert any(word.strip(".*`") in UNITS_OF_TIME for word in more.split()) or "m" in more or "s" in more


SOUP = st.text(
    st.sampled_from("0123456789.,-+ <>=%ms()~\u2264\u00b1\u2013:;&$\u20acktopxPFail/*_`\n"), max_size=40
)


@given(SOUP, SOUP)
def test_any_texts_can_be_judged(target: str, result: str) -> None:
    for judgement in (judge(target, result), judge(result, target), judge(target, target, baseline=result)):
        assert judgement.verdict in {None, Verdict.PASS, Verdict.FAIL}
        assert judgement.reason


@given(SOUP)
def test_a_target_that_was_read_says_itself(text: str) -> None:
    target = read_target(text)
    if target:
        assert str(target)
        assert all(str(condition) for condition in target.conditions)


HOSTILE = {
    "a long number": "9" * 5000 + " ms",
    "a long number with groups": "1," * 3000 + " ms",
    "many values": "1 ms, " * 2000,
    "an enormous exponent": "1e99999999 ms",
    "signs": "<" * 5000,
    "words": "at least " * 800,
    "spaces": " " * 5000 + "1 ms",
    "nothing but marks": "\u2705" * 5000,
    "another script": "\u0661\u0664\u0666 ms",
    "two scripts": "146 \u043cs",
    "not a number": "NaN ms",
    "infinity": "Infinity ms",
    "groups of two": "1.00,5 ms",
    "a group without a beginning": "0.100,5 ms",
    "both conventions": "1.000,500.5 ms",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_number_decides_nothing(name: str) -> None:
    assert judge("< 200 ms", HOSTILE[name]).verdict is None
    assert judge(f"< {HOSTILE[name]}", "146 ms").verdict is None


DIGITS = st.integers(0, 9_999_999).map(str)
PARTS = st.tuples(DIGITS, st.sampled_from(["", "0", "5", "50", "500", "501"]))


def english(parts: tuple[str, str], grouped: bool) -> str:
    whole = f"{int(parts[0]):,}" if grouped else parts[0]
    return f"{whole}.{parts[1]}" if parts[1] else whole


def swapped(text: str) -> str:
    return text.translate(str.maketrans(".,", ",."))


def readings(text: str) -> set[Fraction]:
    number = read_number(text)
    assert number is not None, text
    return {value for value in (number.english, number.continental) if value is not None}


@given(PARTS, PARTS, st.tuples(*[st.booleans()] * 4))
def test_no_way_of_writing_two_amounts_gives_a_wrong_verdict(
    bound: tuple[str, str], result: tuple[str, str], ways: tuple[bool, bool, bool, bool]
) -> None:
    """Whoever wrote ``1.234,50`` meant that; ``1.234`` has two readings, and the verdict is one of theirs."""
    written = [english(bound, ways[0]), english(result, ways[1])]
    meant = [Fraction(text.replace(",", "")) for text in written]
    shown = [swapped(text) if way else text for text, way in zip(written, ways[2:], strict=True)]
    wanted, measured = map(readings, shown)
    assert meant[0] in wanted
    assert meant[1] in measured
    possible = {
        Verdict.PASS if one <= other else Verdict.FAIL for one, other in itertools.product(measured, wanted)
    }
    verdict = judge(f"\u2264 {shown[0]} \u20ac", f"{shown[1]} \u20ac").verdict
    assert verdict in ({None} | possible if len(wanted) + len(measured) > 2 else possible)


NUMBER_TEXTS = [
    "1",
    "1.234,50",
    "1.5",
    "1,5",
    "1.500",
    "1,500",
    "1,500.5",
    "1.500.000",
    "0,250",
    "1 500,5",
    "10",
    "9.99",
]


@given(
    st.lists(st.sampled_from(NUMBER_TEXTS), min_size=1, max_size=3),
    st.lists(st.sampled_from(NUMBER_TEXTS), min_size=1, max_size=3),
)
def test_a_number_is_never_taken_for_another_one(target: list[str], result: list[str]) -> None:
    """In each reading that the judge compares, every number on both sides has a value."""
    one, other = ([read_number(text) for text in texts] for texts in (target, result))
    known = [[number for number in numbers if number] for numbers in (one, other)]
    for of_target, of_result in conventions(*known):
        assert None not in [number.value(of_target) for number in known[0]]
        assert None not in [number.value(of_result) for number in known[1]]


@pytest.mark.parametrize("text", ["", "x", "1" * 5000, "1,2.3,4"])
def test_what_is_no_number_is_read_as_none(text: str) -> None:
    assert read_number(text) is None


def test_an_exponent_is_exact() -> None:
    assert judge("< 1e300 s", "1e299 s").verdict is Verdict.PASS
    assert judge("\u2265 0.1 s", "100 ms").verdict is Verdict.PASS
    assert judge("\u2265 99.5%", "99.49999999999999999999999%").verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (" <= 2,400.00 GBP ", "\u2264 2,400.00 GBP"),
        ("P95 latency below 300 ms", "latency p95 < 300 ms"),
        ("RTO \u2264 120s, RPO = 0", "rto \u2264 120 s, rpo = 0"),
        ("between 10 and 20 ms", "10 ms\u201320 ms"),
        ("50 \u00b1 5 ms", "50 ms \u00b1 5 ms"),
        ("\u2264120% of baseline", "\u2264 120% of the baseline"),
        ("\u2265 30% reduction vs. baseline", "\u2265 30% less than the baseline"),
        ("\u2264 $1,200/mo", "\u2264 $1,200/mo"),
        ("500 users or more", "\u2265 500 users"),
        ("pass / fail", "Pass/Fail"),
        ("between 10 min and 1 h 30 min", "10 min\u20131 h 30 min"),
    ],
)
def test_a_target_is_said_in_one_form(target: str, said: str) -> None:
    assert str(read_target(target)) == said


@pytest.mark.parametrize(
    "target",
    [
        *(
            "99.9%",
            "8 hours",
            "",
            "fast",
            "up to 5 s",
            "< 200 ms at 500 RPS",
            "0 data outside EU",
            "< 5, soon",
        ),
        *(
            "< 5 s (soon)",
            "\u00b1 5 ms",
            "fast \u00b1 5 ms",
            "12 a: 20 \u00b1 1 ms",
            "5 \u00b1 1 ms of baseline",
        ),
        *("< 1,2.3,4 ms", "10 - 20k", "10 min - 1 h 30 min and more"),
    ],
)
def test_what_no_machine_can_decide_is_known_before_any_result(target: str) -> None:
    assert read_target(target) is None


def test_what_counts_as_measured() -> None:
    assert is_measured("146 ms")
    assert is_measured("it felt fast")
    unmeasured = [
        "",
        " ",
        "-",
        "\u2013",
        "n/a",
        "N/A",
        "TBD",
        "t.b.d.",
        "?",
        "pending",
        "\u23f3 pending",
        "\u23f3",
    ]
    unmeasured += [
        "[Actual measurement]",
        "Not tested: no time",
        "not tested",
        "not measured yet",
        "In progress.",
    ]
    assert not any(map(is_measured, unmeasured))
    assert is_measured("\u2705")
    assert is_not_tested("not tested: no time")
    assert not is_not_tested("Not tested:")
    assert is_pass_or_fail(" PASS/fail ")


@pytest.mark.parametrize(
    ("target", "result", "doubt", "reason"),
    [
        ("<200ms", "146", Doubt.UNIT, "the result lacks the unit 'ms'"),
        ("<200", "146 ms", Doubt.UNIT, "the target has no unit, the result has 'ms'"),
        ("<200ms", "5 GB", Doubt.QUANTITY, "the units 'GB' and 'ms' can't be compared"),
        ("<200ms", "", Doubt.NOT_MEASURED, "not measured yet"),
        ("<200ms", "Not tested: x", Doubt.NOT_TESTED, "not tested"),
        ("p95 <200ms", "p99 146 ms", Doubt.LABEL, "the result is for p99, the target is for p95"),
        (
            "p50 < 5 ms, p95 < 9 ms",
            "p50 3 ms",
            Doubt.LABEL,
            "the result has no value for p95; write each with its label, such as 'p95 5'",
        ),
        (
            "p50 < 5 ms, p95 < 9 ms",
            "p50 3 ms, p50 4 ms, p95 8 ms",
            Doubt.LABEL,
            "the result has more than one value for p50; write each with its label, such as 'p50 5'",
        ),
        (
            "<200ms",
            "195 \u00b1 12 ms",
            Doubt.SPREAD,
            "195 ms \u00b1 12 ms may lie on either side of < 200 ms",
        ),
        (
            "1.5 - 2,5 s",
            "1 s",
            Doubt.NUMBER,
            "'1 s' and '1.5 s\u20132,5 s' are written differently; write both with '.'",
        ),
        ("<200ms", "~146 ms", Doubt.APPROXIMATE, "'~146 ms' is approximate; write the measured value"),
        (
            "<2 s",
            "1.234 s",
            Doubt.NUMBER,
            "the number '1.234' can be read in two ways; write it without separators",
        ),
        (
            "\u2265 1,100",
            "1.234",
            Doubt.NUMBER,
            "the numbers '1.234' and '1,100' can be read in two ways; write them without separators",
        ),
        ("fast", "146 ms", Doubt.TARGET, "no machine can decide the target 'fast'"),
        ("<200ms", "quick", Doubt.PROSE, "the result must be a number with its unit, not 'quick'"),
        (
            "\u00b110%",
            "105 ms",
            Doubt.BASELINE,
            "the target relates to a baseline that is not known; write it",
        ),
        ("<200ms", "-1 ms", Doubt.IMPOSSIBLE, "-1 ms is below zero, where nothing can be measured"),
        (
            "15-20 ms",
            "12 ms",
            Doubt.DIRECTION,
            "12 ms is not in 15 ms\u201320 ms; the target does not say whether",
        ),
    ],
)
def test_why_there_is_no_verdict_is_said_to_people(
    target: str, result: str, doubt: Doubt, reason: str
) -> None:
    judgement = judge(target, result)
    assert judgement.doubt is doubt
    assert judgement.reason.startswith(reason)


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("pass", "Pass"),
        ("p95 5 ms, p99 6 ms", "p95 5 ms, p99 6 ms"),
        ("= 5 ms", "5 ms"),
        ("between 10 min and 1 h 30 min", "10 min\u20131 h 30 min"),
        ("< soon", ""),
        ("5 \u00b1 fast", ""),
        ("1,2.3,4 \u00b1 5 ms", ""),
        ("1 h 30 min \u00b1 5", ""),
        ("5 ms \u00b1 3 GB", ""),
        ("1 h 30 min - 2", ""),
    ],
)
def test_a_result_that_was_read_says_itself_and_prose_says_nothing(result: str, said: str) -> None:
    assert str(read_result(result)) == said


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        ("< 200 ms", "max 146 ms", Verdict.PASS),
        ("< 200 ms", "min 146 ms", None),
        (">= 90%", "min 95%", Verdict.PASS),
        (">= 90%", "min: 95%", Verdict.PASS),
        ("< 200 ms", "min: 146 ms", None),
        (">= 90%", "max 95%", None),
    ],
)
def test_the_worst_of_all_values_speaks_for_them_and_the_best_does_not(
    target: str, result: str, verdict: Verdict | None
) -> None:
    assert judge(target, result).verdict is verdict


@pytest.mark.parametrize("partial", ["soon", "< 300 ms, errors < 1%"])
def test_a_bound_that_is_no_bound_of_the_target_counts_for_nothing(partial: str) -> None:
    assert is_looser(partial, "< 200 ms") is False
    assert judge("< 200 ms", "230 ms", partial=partial).verdict is Verdict.FAIL


def test_verdicts_say_what_was_compared() -> None:
    assert judge("<200ms", "146 ms").reason == "146 ms meets < 200 ms"
    assert judge("<200ms", "230 ms").reason == "230 ms does not meet < 200 ms"
    partial = judge("<200ms", "230 ms", partial="<300ms")
    assert partial.reason == "230 ms does not meet < 200 ms, but 230 ms meets < 300 ms"


def test_values_are_exact_fractions() -> None:
    (measurement,) = read_result("1h 30m").measurements
    assert measurement.low
    assert measurement.low.number.english == Fraction(5400)
