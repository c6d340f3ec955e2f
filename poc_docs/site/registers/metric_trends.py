"""Numbers quarter by quarter as small drawings, each with its numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from poc_docs.portfolio.metrics import Ratio
from poc_docs.site.drawing.figure import figure
from poc_docs.site.drawing.trend import Point, trend
from poc_docs.site.percent import NO_DATA, median_of, share_of, two_decimals
from poc_docs.site.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from poc_docs.portfolio.metrics import Figures, Quarter, Spread
    from poc_docs.site.markup import Html

_SMALL = "A hollow point rests on fewer than 10"


@dataclass(frozen=True, slots=True)
class _Trend:
    """A number that is drawn: what it is called, what it is, and what it rests on."""

    title: str
    meaning: str
    rests_on: str
    find: Callable[[Figures], Ratio | Spread]


_TRENDS = (
    _Trend("Win rate", "Won, of plans won or lost.", "plans", lambda of: of.win_rate),
    _Trend("Technical wins", "Proceed, of all decided plans.", "plans", lambda of: of.technical_win_rate),
    _Trend("Criteria passed", "Pass, of all verdicts.", "criteria", lambda of: of.pass_rate.passed),
    _Trend("Agreed before the start", "Of all started plans.", "plans", lambda of: of.agreed_before_start),
    _Trend("Decided on time", "By the decision date as amended.", "plans", lambda of: of.on_time),
    _Trend(
        "Days to the decision", "Median, from the start of work.", "plans", lambda of: of.time_to_decision
    ),
)


def trends(quarters: Sequence[tuple[Quarter, Figures]]) -> Iterator[Html]:
    """Give a drawing for each number that has data in any of the quarters."""
    for each in _TRENDS:
        values = [(quarter, each.find(figures)) for quarter, figures in quarters]
        if any(_place(value, Fraction(1)) is not None for _, value in values):
            yield _drawn(each, values)


def _drawn(each: _Trend, values: Sequence[tuple[Quarter, Ratio | Spread]]) -> Html:
    medians = [value.median or Fraction(0) for _, value in values if not isinstance(value, Ratio)]
    most = max(medians, default=Fraction(1)) or Fraction(1)
    points = [_point(quarter, value, most) for quarter, value in values]
    top = two_decimals(most) if medians else "100%"
    known = [f"{quarter} {_words(value)}" for quarter, value in values if _rests(value)]
    description = f"{each.meaning} {'; '.join(known)}. {_SMALL} {each.rests_on}."
    behind = table(
        f"{each.title} by quarter",
        ("Quarter", each.title),
        [[f"{quarter}", _said(value)] for quarter, value in values],
    )
    return figure(each.title, description, trend(points, "0" if medians else "0%", top), behind)


def _point(quarter: Quarter, value: Ratio | Spread, most: Fraction) -> Point:
    place = _place(value, most)
    return Point(
        name=str(quarter),
        place=None if place is None else float(place),
        words=_words(value),
        rests=f"n={_rests(value)}",
        is_small=value.is_small,
    )


def _place(value: Ratio | Spread, most: Fraction) -> Fraction | None:
    if isinstance(value, Ratio):
        return value.share
    return None if value.median is None else value.median / most


def _words(value: Ratio | Spread) -> str:
    if isinstance(value, Ratio):
        return NO_DATA if value.percent is None else f"{value.percent:g}%"
    return NO_DATA if value.median is None else two_decimals(value.median)


def _said(value: Ratio | Spread) -> str:
    return share_of(value) if isinstance(value, Ratio) else median_of(value)


def _rests(value: Ratio | Spread) -> int:
    return value.denominator if isinstance(value, Ratio) else len(value.values)
