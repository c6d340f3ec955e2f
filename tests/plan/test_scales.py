"""Where a target's values lie, and baseline and result beside them: only where that is certain."""

from __future__ import annotations

from fractions import Fraction

import pytest

from poc_docs.plan.verdicts import judge
from poc_docs.plan.verdicts.scales import Scale, scales


def scales_of(target: str, result: str = "", *, baseline: str = "", partial: str = "") -> tuple[Scale, ...]:
    judgement = judge(target, result, baseline=baseline, partial=partial) if result else None
    return scales(target, judgement, baseline=baseline, partial=partial)


def test_values_stand_on_the_scale_of_their_target() -> None:
    (scale,) = scales_of("< 15 minutes", "9 minutes", baseline="20 minutes")
    assert (scale.words, scale.most) == ("< 15 minutes", None)
    assert scale.result
    assert (scale.result.inside, scale.result.values.low) == (True, scale.result.values.high)
    assert scale.baseline
    assert scale.baseline.inside is False
    (share,) = scales_of("≥ 90%", "95%")
    assert share.most == Fraction(100)


@pytest.mark.parametrize(
    ("target", "result", "partial"),
    [
        ("fast", "", ""),
        ("< 200 ms", "fast", ""),
        ("< 200 ms", "12 GB", ""),
        ("< 1.234 s", "", ""),
        ("< 200 ms", "", "< 1.234 s"),
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_has_no_scale(target: str, result: str, partial: str) -> None:
    assert scales_of(target, result, partial=partial) == ()


@pytest.mark.parametrize(
    ("target", "partial", "ends"),
    [
        ("< 200 ms", "< 300 ms", [Fraction(3, 10)]),
        ("p50 < 5 ms, p95 < 9 ms", "p50 < 6 ms, p95 < 12 ms", [Fraction(6, 1000), Fraction(12, 1000)]),
        ("< 200 ms", "< 100 ms", [None]),
        ("< 200 ms", "soon", [None]),
        ("p50 < 5 ms, p95 < 9 ms", "< 12 ms", [None, None]),
    ],
)
def test_a_bound_for_partial_is_shown_where_it_asks_for_less_than_the_target(
    target: str, partial: str, ends: list[Fraction | None]
) -> None:
    found = scales_of(target, partial=partial)
    assert [each.partial.high if each.partial else None for each in found] == ends


def test_a_baseline_that_can_be_read_in_two_ways_is_not_shown() -> None:
    (scale,) = scales_of("< 1,5 s (baseline: 2.500 ms)", "0,9 s")
    assert (scale.baseline, scale.result is None) == (None, False)


@pytest.mark.parametrize(
    ("target", "result", "baseline", "place", "words"),
    [
        ("< 15 min", "12 min", "20 min", 1200, "20 min"),
        ("< 15 min (baseline: 47 min)", "", "", 2820, "47 min"),
        ("< 15 min (baseline: 47 min)", "12 min", "20 min", 1200, "20 min"),
        ("<= 70% of baseline", "60% of baseline", "47 min", 1, "47 min"),
        ("<= 70% of the 47 min baseline", "", "", 1, "47 min"),
        ("<= 70% of baseline", "", "", 1, ""),
    ],
)
def test_a_baseline_stands_where_plan_or_target_say(
    target: str, result: str, baseline: str, place: int, words: str
) -> None:
    (scale,) = scales_of(target, result, baseline=baseline)
    assert scale.baseline
    assert (scale.baseline.values.low, scale.baseline.words) == (Fraction(place), words)
    assert scale.baseline.inside is False


@pytest.mark.parametrize(
    ("target", "baseline"),
    [("< 15 min (baseline: 47%)", ""), ("< 15 min", "about 47"), ("< 15 min", "")],
)
def test_a_baseline_that_is_no_such_value_is_left_out(target: str, baseline: str) -> None:
    (scale,) = scales_of(target, baseline=baseline)
    assert scale.baseline is None
