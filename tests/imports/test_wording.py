"""A measured number becomes a result that the judge reads as that number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.imports import convert, natural_unit, worded
from poc_docs.plan.verdicts import judge


@pytest.mark.parametrize(
    ("value", "unit", "target", "result"),
    [
        ("187", "ms", "< 200 ms", "187 ms"),
        ("187.25", "ms", "< 200 ms", "187.25 ms"),
        ("167.36383699999988", "ms", "< 200 ms", "167.3638 ms"),
        # 187.345 is 187345 to half of Europe, so that no verdict could be given.
        ("187.345", "ms", "< 200 ms", "187.34 ms"),
        # Rounding must not make a miss a hit.
        ("200.0000001", "ms", "<= 200 ms", "200.0000001 ms"),
        ("99.99999999", "%", ">= 100%", "99.99999999%"),
        ("99.9996", "%", ">= 99.9996%", "99.9996%"),
        ("200.001", "ms", "<= 200 ms", "200.0010 ms"),
        ("12345678", "requests", "> 5000000 requests", "12345678 requests"),
        ("0.000012345678", "s", "< 1 s", "0.0000123457 s"),
        ("5", "/s", "> 4/s", "5/s"),
        ("1E+3", "ms", "< 2 s", "1000 ms"),
        ("0", "errors", "0 errors", "0 errors"),
    ],
)
def test_a_number_is_written_short_but_never_judged_otherwise(
    value: str, unit: str, target: str, result: str
) -> None:
    assert worded(Decimal(value), unit, lambda text: judge(target, text).verdict) == result


@given(
    st.decimals(min_value=0, max_value=10**6, allow_nan=False, allow_infinity=False, places=7),
    st.integers(0, 10**6),
    st.sampled_from(["<", "<=", ">", ">="]),
)
def test_the_verdict_is_that_of_the_exact_number(value: Decimal, bound: int, sign: str) -> None:
    target = f"{sign} {bound} ms"
    met = {"<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound}[sign]
    verdict = judge(target, worded(value, "ms", lambda text: judge(target, text))).verdict
    assert verdict is not None
    assert (verdict.value == "Pass") is met


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "converted"),
    [
        ("0.187", "s", "ms", "187"),
        ("3530000", "ns", "ms", "3.53"),
        ("1", "KiB/s", "B/s", "1024"),
        ("10", "s", "h", "0.0027777777777777778"),
        ("5", "", "ms", "5"),
        ("20", "\u00b0C", "\u00b0F", "68"),
        ("90", "requests/min", "requests/s", "1.5"),
    ],
)
def test_units_convert(value: str, unit: str, wanted: str, converted: str) -> None:
    assert convert(Decimal(value), unit, wanted) == Decimal(converted)


def test_what_is_another_quantity_does_not_convert() -> None:
    assert convert(Decimal(5), "ms", "%") is None


@pytest.mark.parametrize(
    ("unit", "target", "natural"),
    [
        ("s", "< 200 ms", "ms"),
        ("ns", "P95 < 0.2 s", "s"),
        ("s", "between 100 ms and 200 ms", "ms"),
        ("requests", "> 5000", ""),
        ("ms", "> 5000", "ms"),
        ("requests", "> 5000 requests", "requests"),
        ("%", "< 1%", "%"),
        ("ms", "20% faster than today", "ms"),
        ("ms", "fast enough", "ms"),
        ("", "< 200 ms", ""),
    ],
)
def test_a_value_is_written_in_the_unit_of_its_target(unit: str, target: str, natural: str) -> None:
    assert natural_unit(unit, target) == natural
