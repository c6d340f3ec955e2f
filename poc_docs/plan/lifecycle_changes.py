"""What changed in a plan's life: signatures, start, amendments, pauses, its end and its success."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from poc_docs.plan.agreement.state import open_amendment
from poc_docs.plan.changes import spoken_name
from poc_docs.plan.plan_change import ChangeKind, PlanChange, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from poc_docs.plan.metadata import Amendment, MetricSource, Pause, Signature
    from poc_docs.plan.model import Plan


def lifecycle_changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Give what came, went or ended of what the front matter records."""
    yield from _items(ChangeKind.SIGNATURE, before.signatures, after.signatures, _signature)
    old, new = before.metadata, after.metadata
    yield from _one(ChangeKind.STARTED, "started", old, new, lambda s: f"work started on {s.date}")
    # An amendment is open until its signatures come, which changes the list of them and not itself.
    pending = open_amendment(after)
    yield from _items(
        ChangeKind.AMENDMENT,
        _list(before, "amendments"),
        _list(after, "amendments"),
        lambda link: _amendment(link, is_open=link is pending),
    )
    yield from _pauses(_list(before, "pauses"), _list(after, "pauses"))
    yield from _items(ChangeKind.METADATA, _list(before, "metrics"), _list(after, "metrics"), _metric)
    yield from _one(ChangeKind.ENDING, "completed", old, new, lambda date: f"completed on {date}")
    yield from _one(
        ChangeKind.ENDING, "closed", old, new, lambda c: f"closed on {c.date} by {c.by}: {c.reason}"
    )


def success_changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Give the day on which Proceed was reached, where it came or went."""
    old, new = before.metadata, after.metadata
    yield from _one(ChangeKind.ENDING, "confetti", old, new, lambda date: f"Proceed reached on {date}")


def _list(plan: Plan, key: str) -> tuple[Any, ...]:
    return getattr(plan.metadata, key) if plan.metadata else ()


def _items(
    kind: ChangeKind, before: Sequence[Any], after: Sequence[Any], tell: Callable[[Any], str]
) -> Iterator[PlanChange]:
    """Give the items of a list that came or went; a list like this is only ever added to."""
    yield from (said(kind, kind, tell(item)) for item in after if item not in before)
    yield from (said(kind, kind, f"gone: {tell(item)}") for item in before if item not in after)


def _one(
    kind: ChangeKind, key: str, before: object, after: object, tell: Callable[[Any], str]
) -> Iterator[PlanChange]:
    was, now = getattr(before, key, None), getattr(after, key, None)
    if was == now:
        return
    if was is None:
        yield said(kind, key, tell(now))
    elif now is None:
        yield said(kind, key, f"no longer: {tell(was)}")
    else:
        yield said(kind, key, f"{tell(now)}; before: {tell(was)}")


def _signature(signature: Signature) -> str:
    who = f"{signature.name} ({signature.party})"
    what = "results confirmed by" if signature.results else "signed by"
    evidence = f", evidence: {signature.evidence}" if signature.evidence else ""
    return f"{what} {who} on {signature.date}{evidence}"


def _amendment(link: Amendment, *, is_open: bool) -> str:
    name = "correction" if link.correct else "editorial amendment" if link.editorial else "amendment"
    changed = ", ".join(spoken_name(change.where) for change in link.changes)
    state = ", not signed by both yet" if is_open else ""
    return f"{name} of {link.date} by {link.by} ({changed}){state}: {link.reason}"


def _pause(pause: Pause) -> str:
    until = f" to {pause.until}" if pause.until else ""
    return f"paused from {pause.since}{until}, asked for by {pause.requested_by}: {pause.reason}"


def _pauses(before: Sequence[Pause], after: Sequence[Pause]) -> Iterator[PlanChange]:
    """Give the pauses that came or went; one that was open and has ended is the same one."""
    ended = [
        pause
        for pause in after
        if pause.until and pause not in before and replace(pause, until=None) in before
    ]
    yield from (said(ChangeKind.PAUSE, ChangeKind.PAUSE, f"resumed: {_pause(pause)}") for pause in ended)
    still = [pause for pause in before if not any(replace(each, until=None) == pause for each in ended)]
    came = [pause for pause in after if pause not in ended]
    yield from _items(ChangeKind.PAUSE, still, came, _pause)


def _metric(metric: MetricSource) -> str:
    return f"criterion {metric.criterion} is measured by {metric.source}"
