"""What was measured of a criterion, drawn: the result on a scale with its target, logged values by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.running.series import series
from poc_docs.plan.running.trend import better
from poc_docs.plan.verdicts import is_measured
from poc_docs.plan.verdicts.scales import scales
from poc_docs.plan.vocabulary import Verdict
from poc_docs.site.badges import quiet
from poc_docs.site.drawing.scale import Content, Mark, Sign, scale
from poc_docs.site.drawing.sparkline import sparkline
from poc_docs.site.markup import NOTHING, Html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.running.series import Series
    from poc_docs.plan.standings import Standing
    from poc_docs.plan.verdicts.ranges import Range
    from poc_docs.plan.verdicts.scales import Placed, Scale
    from poc_docs.site.drawing.scale import Interval
    from poc_docs.site.plan_view import PlanView


def drawings(of: PlanView, standing: Standing) -> Iterator[Html]:
    """Give a scale for each condition of the target, and a sparkline of the values in Metric Log.

    What the judge can't place for certain is in no drawing.
    """
    for each in _scales(standing):
        if each.result or each.baseline:
            yield scale(_content(each, standing.computed.verdict))
    found = series(of.plan, standing.criterion, of.today)
    if found and found.points:
        drawing = sparkline([(point.date, point.value) for point in found.points], _interval(found.wanted))
        if drawing != NOTHING:
            yield drawing
        yield quiet(_in_words(found, standing))


def _scales(standing: Standing) -> tuple[Scale, ...]:
    criterion, result = standing.criterion, standing.result
    measured = result is not None and is_measured(result.result.value)
    baseline, partial = (text.value if text else "" for text in (criterion.baseline, criterion.partial))
    judgement = standing.computed if measured else None
    return scales(criterion.target.value, judgement, baseline=baseline, partial=partial)


def _content(each: Scale, verdict: Verdict | None) -> Content:
    baseline = _mark(each.baseline, Sign.BASELINE) if each.baseline else None
    result = _mark(each.result, _sign(each.result, verdict)) if each.result else None
    partial = _interval(each.partial) if each.partial else None
    return Content(_interval(each.wanted), each.words, partial, baseline, result, each.most)


def _sign(placed: Placed, verdict: Verdict | None) -> Sign:
    """Give the shape of a result: of a target with several conditions, each has its own."""
    if placed.inside:
        return Sign.MET
    if placed.inside is None or verdict is None:
        return Sign.UNDECIDED
    return Sign.PARTIAL if verdict is Verdict.PARTIAL else Sign.MISSED


def _mark(placed: Placed, sign: Sign) -> Mark:
    return Mark(_interval(placed.values), placed.words, sign, placed.inside)


def _interval(values: Range) -> Interval:
    return values.low, values.high


def _in_words(found: Series, standing: Standing) -> str:
    first, last = found.points[0], found.points[-1]
    words = f"Logged {last.date}: {last.words}"
    if len(found.points) > 1:
        words = f"Logged {first.date}: {first.words}, {last.date}: {last.words}"
        words += f" ({len(found.points)} values)"
    if found.left_out:
        words += f"; {found.left_out} more can't be drawn"
    direction = better(standing.criterion)
    return f"{words}; {direction.value} is better" if direction else words
