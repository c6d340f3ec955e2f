"""The plan's checkpoints as a story, the latest first: the health, what was done, and what is next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.site.badges import health_badge, quiet, shown
from poc_docs.site.markup import Content, Html, element, join, rows
from poc_docs.site.tables import bullets
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.running.model import Checkpoint
    from poc_docs.plan.texts import Text
    from poc_docs.portfolio.signals.situation import Situation
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

_AT_ONCE = 2
"""So many checkpoints are shown before the rest is folded away."""


def checkpoints_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give the checkpoints; those without a date that can be read come last."""
    found = sorted(of.plan.running.checkpoints, key=lambda each: each.date.value or dt.date.min, reverse=True)
    if found:
        yield _story(of.at, found[:_AT_ONCE])
    if len(found) > _AT_ONCE:
        number = len(found) - _AT_ONCE
        words = counted(number, "earlier checkpoint")
        rest = _story(of.at, found[_AT_ONCE:])
        yield element("details", element("summary", words), rest, class_="poc-docs-folded")


def _story(at: Situation, checkpoints: Sequence[Checkpoint]) -> Html:
    parts = (element("li", rows(_told(at, each))) for each in checkpoints)
    return element("ul", rows(parts), class_="poc-docs-story")


def _told(at: Situation, of: Checkpoint) -> Iterator[Html]:
    yield element("div", rows(_head(at, of)), class_="poc-docs-story-head")
    said = (("Done", of.achievements), ("Next", of.focus), ("Blockers", of.blockers))
    lines = [
        element("div", element("dt", name), Html("\n"), element("dd", _texts(texts)))
        for name, texts in said
        if texts
    ]
    if lines:
        yield element("dl", rows(lines))


def _head(at: Situation, of: Checkpoint) -> Iterator[Html]:
    day = of.date.value
    if day is None:
        yield element("strong", shown(of.date.text))
    else:
        yield element("strong", element("time", day.isoformat(), datetime=day.isoformat()))
    week = at.clock.week(day) if at.clock and day and day <= at.clock.end else None
    if week:
        yield quiet(f"week {week}")
    if of.health:
        yield health_badge(of.health.value) if of.health.value else join([shown(of.health.text)])


def _texts(texts: Sequence[Text]) -> Content:
    return texts[0].value if len(texts) == 1 else bullets(text.value for text in texts)
