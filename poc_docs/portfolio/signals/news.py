"""When something was last written down in a plan, and what it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.texts import Read
    from poc_docs.portfolio.signals.situation import Situation
    from poc_docs.text.source import Span


@dataclass(frozen=True, slots=True)
class News:
    """Something that a plan dates: ``what`` follows "the latest is"."""

    date: dt.date
    what: str
    span: Span


def latest_news(at: Situation) -> News | None:
    """Give what was dated last, up to and including today; of one day the first of the list."""
    dated = (each for each in _news(at.plan) if each.date <= at.today)
    return max(dated, key=lambda each: each.date, default=None)


def _news(plan: Plan) -> Iterator[News]:
    running = plan.running
    for task in (*running.infrastructure, *running.conversion):
        if task.done and task.finished:
            yield News(task.finished, repr(task.what), task.span)
    dated: list[tuple[Read[dt.date] | None, str]] = [
        *((each.date, "the checkpoint") for each in running.checkpoints),
        *((each.done, f"the milestone {each.milestone.value!r}") for each in plan.milestones),
        *((each.date, "a decision") for each in running.decisions),
        *((each.date, "an entry of Credits") for each in running.credits),
        *((each.opened, f"issue {each.id.value}, opened,") for each in running.issues),
        *((each.closed, f"issue {each.id.value}, closed,") for each in running.issues),
        *((each.date, "a measured value") for each in running.metric_log),
    ]
    for day, what in dated:
        if day and day.value:
            yield News(day.value, what, day.text.span)
    yield from _front_matter(plan)


def _front_matter(plan: Plan) -> Iterator[News]:
    metadata = plan.metadata
    if metadata is None:
        return
    for signature in metadata.signatures:
        yield News(signature.date, f"a signature of {signature.name}", signature.span)
    if metadata.started:
        yield News(metadata.started.date, "the start", metadata.started.span)
    for link in metadata.amendments:
        yield News(link.date, "an amendment", link.span)
    for pause in metadata.pauses:
        yield News(pause.since, "a pause", pause.span)
        if pause.until:
            yield News(pause.until, "the end of a pause", pause.span)
