"""A scale shows what the judge found: what passes lies inside the target's values, what fails outside."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.standings import standings
from poc_docs.plan.verdicts import judge
from poc_docs.plan.verdicts.scales import Scale, scales
from poc_docs.plan.vocabulary import Verdict
from poc_docs.site.drawing.scale import WIDTH, Content, Mark, Sign, scale
from poc_docs.site.drawing.value_axis import value_axis
from poc_docs.site.markup import NOTHING, Html
from poc_docs.site.plan_page.measured import drawings
from poc_docs.site.view import View
from tests.site.drawn import Drawing
from tests.site.rendered import edition_of, sample

SIGNS = {Verdict.PASS: "good", Verdict.FAIL: "bad", Verdict.PARTIAL: "mixed", None: "quiet"}

ROW = "| 1 | Latency | P95 | {target} | Critical | {baseline} | {partial} |"
PLAN = f"""# POC Plan: A -- B

## Success Criteria

| # | Criterion | Measurement | Target | Weight | Baseline | Partial |
|---|-----------|-------------|--------|--------|----------|---------|
{ROW}

## Results (Post-POC)

| # | Criterion | Result | Target | Status |
|---|-----------|--------|--------|--------|
| 1 | Latency | {{result}} | {{target}} | |
"""


def drawn(target: str, result: str, baseline: str = "", partial: str = "") -> list[Drawing]:
    """Give the scales that a plan's page has for a criterion, with their verdict's own numbers."""
    text = PLAN.format(target=target, result=result, baseline=baseline, partial=partial)
    (of,) = View(edition_of({"plans/x.md": text.encode()})).plans
    found = [each for each in drawings(of, standings(of.plan)[0]) if "poc-docs-scale" in each.source]
    return [Drawing(each) for each in found]


def scales_of(target: str, result: str, baseline: str = "", partial: str = "") -> tuple[Scale, ...]:
    judgement = judge(target, result, baseline=baseline, partial=partial) if result else None
    return scales(target, judgement, baseline=baseline, partial=partial)


numbers = st.one_of(
    st.integers(0, 10**6).map(str),
    st.decimals(0, 1000, places=2).map(str),
    st.sampled_from(["0", "1e300", "1e999", "1e-300", "99.99", "100", "100.01"]),
)
units = st.sampled_from(["ms", "s", "minutes", "GB", "%", "EUR", "requests per second", "users"])
comparators = st.sampled_from(["<", "≤", ">", "≥", "="])


@given(sign=comparators, bound=numbers, found=numbers, unit=units)
def test_a_result_that_passes_lies_inside_and_one_that_fails_outside(
    sign: str, bound: str, found: str, unit: str
) -> None:
    verdict = judge(f"{sign} {bound} {unit}", f"{found} {unit}").verdict
    shown = drawn(f"{sign} {bound} {unit}", f"{found} {unit}")
    assume(verdict is not None)
    (drawing,) = shown
    first, last = drawing.span("poc-docs-scale-wanted")
    place = drawing.middle(f"poc-docs-mark-{SIGNS[verdict]}")
    assert (first <= place <= last) is (verdict is Verdict.PASS)
    assert all(-1 <= number <= WIDTH + 1 for number in drawing.places())


@given(low=st.integers(0, 500), more=st.integers(0, 500), found=st.integers(0, 2000))
def test_a_range_has_an_inside_with_two_ends(low: int, more: int, found: int) -> None:
    target = f"between {low} ms and {low + more} ms"
    verdict = judge(target, f"{found} ms").verdict
    assert verdict is (Verdict.PASS if low <= found <= low + more else Verdict.FAIL)
    (drawing,) = drawn(target, f"{found} ms")
    first, last = drawing.span("poc-docs-scale-wanted")
    assert (first <= drawing.middle(f"poc-docs-mark-{SIGNS[verdict]}") <= last) is (verdict is Verdict.PASS)
    assert 0 < first <= last < WIDTH


@given(
    values=st.lists(st.fractions(), min_size=1, max_size=9),
    most=st.one_of(st.none(), st.fractions(min_value=100)),
)
def test_a_larger_value_is_never_further_left(values: list[Fraction], most: Fraction | None) -> None:
    axis = value_axis(values, most)
    assert axis
    places = [axis.place(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    assert len(set(values)) == 1 or places[0] < places[-1]


@given(values=st.lists(st.fractions(min_value=Fraction(1, 10**6)), min_size=2, max_size=5))
def test_steps_are_tenfold_only_where_values_lie_two_decades_apart(values: list[Fraction]) -> None:
    axis = value_axis(values)
    assert axis
    assert axis.is_log is (max(values) > 100 * min(values))


def test_a_value_of_zero_has_no_tenfold_steps_before_it() -> None:
    axis = value_axis([Fraction(0), Fraction(5000)])
    assert axis
    assert not axis.is_log


@pytest.mark.parametrize(
    ("target", "result"),
    [
        ("< 200 ms", "about 150 ms"),
        ("< 200 ms", "187"),
        ("< 200 ms", "187 ms (median)"),
        ("< 200 ms", "faster than before"),
        ("< 200 ms", "187 kB"),
        ("< 1.500 s", "1.400 s"),
        ("> 0 s", "99.999 s"),
        ("p95 < 200 ms", "p99 187 ms"),
        ("< 200 ms", "-3 ms"),
        ("< 200 ms", "150 ms, 250 ms"),
        ("Pass/Fail", "Pass"),
        ("as few as possible", "12"),
        ("200 ms", "187 ms"),
        ("≤ 80% of baseline", "187 ms"),
    ],
)
def test_what_the_judge_can_not_place_is_not_drawn(target: str, result: str) -> None:
    assert drawn(target, result) == []


def test_one_value_in_two_units_is_at_one_place() -> None:
    (one,), (other,) = drawn("< 200 ms", "187 ms"), drawn("< 200 ms", "0.187 s")
    assert one.middle("poc-docs-mark-good") == other.middle("poc-docs-mark-good")
    assert "187 ms" in one.words()
    assert "0.187 s" in other.words()


def test_a_partial_result_lies_between_the_target_and_the_bound_that_still_counts() -> None:
    (drawing,) = drawn("< 200 ms", "230 ms", partial="< 250 ms")
    place = drawing.middle("poc-docs-mark-mixed")
    assert drawing.span("poc-docs-scale-wanted")[1] < place < drawing.span("poc-docs-scale-partial")[1]
    (drawing,) = drawn("< 200 ms", "260 ms", partial="< 250 ms")
    assert drawing.span("poc-docs-scale-partial")[1] < drawing.middle("poc-docs-mark-bad")


def test_a_bound_that_is_stricter_than_the_target_is_not_drawn() -> None:
    (drawing,) = drawn("< 200 ms", "190 ms", partial="< 100 ms")
    assert not drawing.of_kind("poc-docs-scale-partial")


def test_the_baseline_has_a_shape_and_words_of_its_own() -> None:
    (drawing,) = drawn("< 200 ms", "187 ms", baseline="340 ms")
    assert drawing.middle("poc-docs-mark-soft") > drawing.span("poc-docs-scale-wanted")[1]
    assert drawing.words() == ["target < 200 ms", "baseline 340 ms", "187 ms"]
    shapes = {each.tag for kind in ("soft", "good") for each in drawing.of_kind(f"poc-docs-mark-{kind}")}
    assert shapes == {"path", "circle"}


def test_a_baseline_alone_is_drawn_and_a_target_alone_is_not() -> None:
    (drawing,) = drawn("< 200 ms", "TBD", baseline="340 ms")
    assert drawing.words() == ["target < 200 ms", "baseline 340 ms"]
    assert drawn("< 200 ms", "TBD") == []


def test_a_baseline_that_can_not_be_compared_is_left_out() -> None:
    (drawing,) = drawn("< 200 ms", "187 ms", baseline="about a minute")
    assert drawing.words() == ["target < 200 ms", "187 ms"]


def test_a_target_that_relates_to_the_baseline_is_drawn_in_multiples_of_it() -> None:
    (found,) = scales_of("≤ 80% of baseline", "300 ms", baseline="400 ms")
    assert found.wanted.high == Fraction(8, 10)
    assert found.result
    assert (found.result.values.low, found.result.inside) == (Fraction(3, 4), True)
    assert found.baseline
    assert (found.baseline.values.low, found.baseline.inside) == (Fraction(1), False)
    (drawing,) = drawn("≤ 80% of baseline", "300 ms", baseline="400 ms")
    assert drawing.middle("poc-docs-mark-good") < drawing.middle("poc-docs-mark-soft")


def test_a_target_that_names_its_baseline_has_it_on_the_scale() -> None:
    (drawing,) = drawn("< 4 minutes (from 47 min baseline)", "94 s")
    assert "baseline 47 min" in drawing.words()


def test_each_condition_has_its_own_scale_and_verdict() -> None:
    first, second = drawn("RTO ≤ 120 s, RPO ≤ 5 s", "RTO 90 s, RPO 9 s")
    assert first.of_kind("poc-docs-mark-good")
    assert second.of_kind("poc-docs-mark-bad")


def test_a_result_that_may_lie_on_either_side_is_a_ring_with_its_reach() -> None:
    (drawing,) = drawn("< 200 ms", "180-220 ms")
    (reach,) = drawing.of_kind("poc-docs-scale-reach")
    end = drawing.span("poc-docs-scale-wanted")[1]
    assert float(reach.attrib["x1"]) < end < float(reach.attrib["x2"])
    assert drawing.of_kind("poc-docs-mark-quiet")


def test_shares_end_at_a_hundred_unless_there_is_more() -> None:
    (found,) = scales_of("≥ 95%", "100%")
    assert found.most == 100
    (found,) = scales_of("≤ 120%", "110%")
    assert found.most is None


def test_words_stay_inside_the_drawing_however_long_they_are() -> None:
    long = Mark((Fraction(1), Fraction(1)), "w" * 3000, Sign.UNDECIDED, None)
    drawing = Drawing(scale(Content((None, Fraction(2)), "x" * 3000, baseline=long, result=long)))
    assert all(len(words) < 40 for words in drawing.words())


def test_without_any_number_nothing_is_drawn() -> None:
    assert scale(Content((None, None), "")) == NOTHING


def test_words_of_a_plan_are_no_markup() -> None:
    mark = Mark((Fraction(1), None), "<script>1</script>", Sign.MET, None)
    found = scale(Content((None, Fraction(2)), "&", result=mark))
    assert isinstance(found, Html)
    assert "<script" not in found.source


def test_a_verdict_by_a_person_leaves_the_drawing_to_arithmetic() -> None:
    text = sample("serra-verde-fraud-scoring")
    (of,) = View(edition_of({"plans/x.md": text.encode()})).plans
    six = standings(read_plan(text))[5]
    assert (six.verdict, six.computed.verdict) == (Verdict.PARTIAL, Verdict.FAIL)
    drawing = Drawing(next(drawings(of, six)))
    assert drawing.of_kind("poc-docs-mark-bad")
