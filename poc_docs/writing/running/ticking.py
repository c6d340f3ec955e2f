"""Milestones, setup steps and list items that are done: a day or a tick, and never another word.

A setup step is disclosed to the prospect: only its box is added or ticked. A list item keeps the day behind
its owner, a milestone in the column Done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from poc_docs.plan import vocabulary as words
from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint
from poc_docs.plan.layout import folded
from poc_docs.plan.running.derived import known_from
from poc_docs.plan.running.tasks import read_task
from poc_docs.plan.values import is_placeholder
from poc_docs.text.edits import Edit
from poc_docs.writing.applied import RefusedEdit, refusing, verified
from poc_docs.writing.rows import row_edits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import Task
    from poc_docs.text.source import Span

MILESTONE, STEP, INFRASTRUCTURE, CONVERSION = "milestone", "step", "infrastructure", "conversion"
KINDS = (MILESTONE, STEP, INFRASTRUCTURE, CONVERSION)

_DONE = "Done"
_NUMBERED = re.compile(rf"(?P<kind>{'|'.join(KINDS)})\s+(?P<number>[1-9]\d{{0,4}})", re.ASCII)
_BOX = re.compile(r"\[[ xX]\]\s")
_DASH = r"(?:--|\u2013|\u2014)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that can be done; ``number`` counts those of its kind from 1, in the order of the file.

    ``finished`` is the day on which it was done, where the plan keeps one.
    """

    kind: str
    number: int
    what: str
    is_done: bool
    finished: dt.date | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.number}: {self.what}"


def items_of(plan: Plan) -> tuple[Item, ...]:
    """Give all that can be done in a plan; what is still a blank to be filled in can't."""
    return tuple(item for item in _items(plan) if item.what and not is_placeholder(item.what))


def _items(plan: Plan) -> Iterator[Item]:
    for number, milestone in enumerate(plan.milestones, 1):
        day, what = milestone.done.value if milestone.done else None, milestone.milestone.value
        yield Item(kind=MILESTONE, number=number, what=what, is_done=bool(day), finished=day)
    for number, step in enumerate(plan.setup_steps, 1):
        yield Item(kind=STEP, number=number, what=step.text.value, is_done=bool(step.done))
    for kind in (INFRASTRUCTURE, CONVERSION):
        for number, task in enumerate(_tasks(plan, kind), 1):
            day = task.finished if task.done else None
            yield Item(kind=kind, number=number, what=task.what, is_done=bool(task.done), finished=day)


def _tasks(plan: Plan, kind: str) -> tuple[Task, ...]:
    return plan.running.infrastructure if kind == INFRASTRUCTURE else plan.running.conversion


def items_named(plan: Plan, said: str) -> tuple[Item, ...]:
    """Give the items that ``said`` may mean: of this very text, else of this number, else with this part.

    Letter case does not matter. A number follows its kind, as in ``milestone 2``.
    """
    items, wanted = items_of(plan), folded(said)
    exact = [item for item in items if folded(item.what) == wanted]
    named = _NUMBERED.fullmatch(wanted)
    if exact or not wanted:
        return tuple(exact)
    if named:
        return tuple(i for i in items if (i.kind, str(i.number)) == (named["kind"], named["number"]))
    return tuple(item for item in items if wanted in folded(item.what))


def tick(plan: Plan, item: Item, date: dt.date) -> list[Edit]:
    """Give the edits that say of an item that it was done on ``date``; none where it is done already.

    Raises ``RefusedEdit`` where the day can't be written.
    """
    if item.is_done:
        return []
    if item.kind == MILESTONE:
        return _milestone(plan, item, date)
    if item.kind == STEP:
        return _accepted(plan, item, [[_ticked(plan, _span(plan, item))]], done=True, finished=None)
    span = _span(plan, item)
    ways = [[_ticked(plan, span), *day] for day in _days_added(plan, item, span, date)]
    return _accepted(plan, item, ways, done=True, finished=date)


def tick_known(plan: Plan, item: Item) -> list[Edit]:
    """Give the edits that tick a list item whose fact stands elsewhere in the plan; no day is written.

    None where it is ticked already. Raises ``RefusedEdit`` where it can't be ticked.
    """
    if item.is_done:
        return []
    written = _tasks(plan, item.kind)[item.number - 1].finished
    return _accepted(plan, item, [[_ticked(plan, _span(plan, item))]], done=True, finished=written)


def known_done(plan: Plan, item: Item) -> str:
    """Say from which fact of the plan a list item is done, ticked or not; empty where none tells."""
    return known_from(plan, item.what) if item.kind in {INFRASTRUCTURE, CONVERSION} else ""


def untick(plan: Plan, item: Item) -> list[Edit]:
    """Give the edits that say of an item that it is not done; none where it is open."""
    if not item.is_done:
        return []
    if item.kind == MILESTONE:
        return _milestone(plan, item, None)
    span = _span(plan, item)
    box = Edit(span.start, span.start + 3, "[ ]")
    ways = [[box, *day] for day in _days_removed(plan, span, item.finished)]
    return _accepted(plan, item, ways, done=False, finished=None)


def _milestone(plan: Plan, item: Item, date: dt.date | None) -> list[Edit]:
    """Write a day under Done; a missing column is added."""
    table = plan.tables[words.TIMELINE.heading]
    written = plan.milestones[item.number - 1].done
    if date and written and written.text.value and not is_placeholder(written.text.value):
        raise RefusedEdit(
            f"{item} says {written.text.value!r} under {_DONE}, which is no day; empty that cell"
        )
    cells = {item.number - 1: {_DONE: date.isoformat() if date else ""}}
    added = [] if folded(_DONE) in table.columns else [_DONE]
    with refusing(f"section {words.TIMELINE.heading!r}"):
        edits = row_edits(plan.document, table, cells=cells, added=added)
    return _accepted(plan, item, [edits], done=date is not None, finished=date)


def _span(plan: Plan, item: Item) -> Span:
    if item.kind == STEP:
        return plan.setup_steps[item.number - 1].text.span
    return _tasks(plan, item.kind)[item.number - 1].span


def _ticked(plan: Plan, span: Span) -> Edit:
    """Tick the box of a list item, or put a ticked one before its text."""
    if _BOX.match(span.of(plan.document.text)):
        return Edit(span.start, span.start + 3, "[x]")
    return Edit(span.start, span.start, "[x] ")


def _days_added(plan: Plan, item: Item, span: Span, date: dt.date) -> Iterator[list[Edit]]:
    """Give the ways to write the day into a list item, of which one reads as meant."""
    written = read_task(_tasks(plan, item.kind)[item.number - 1].text.value).finished
    if written:
        for found in re.finditer(f"done\\s+{written}", span.of(plan.document.text), re.IGNORECASE):
            end = span.start + found.end()
            yield [] if written == date else [Edit(end - len(str(written)), end, str(date))]
    else:
        for before in (",", " --", ""):
            yield [Edit(span.end, span.end, f"{before} done {date}")]


def _days_removed(plan: Plan, span: Span, written: dt.date | None) -> Iterator[list[Edit]]:
    """Give the ways to take the day out of a list item, of which one reads as meant."""
    if written is None:
        yield []
        return
    for way in (rf"\s*,\s*done\s+{written}", rf"\s+{_DASH}\s+done\s+{written}", rf"done\s+{written}\s*,\s*"):
        for found in re.finditer(way, span.of(plan.document.text), re.IGNORECASE):
            yield [Edit(span.start + found.start(), span.start + found.end(), "")]


def _accepted(
    plan: Plan, item: Item, ways: Iterable[list[Edit]], *, done: bool, finished: dt.date | None
) -> list[Edit]:
    """Give the first of several edits after which the plan reads as meant."""
    refused = RefusedEdit(f"{item} can't be changed without touching its text; edit it by hand")

    def missing(after: Plan) -> Iterator[str]:
        meant = replace(item, is_done=done, finished=finished)
        if items_of(after) != tuple(meant if each == item else each for each in items_of(plan)):
            yield f"{item} would not be read back as {'done' if done else 'open'}"
        if _owners(after) != _owners(plan):
            yield f"{item} would have another owner or due date"
        if disclosed_fingerprint(after) != disclosed_fingerprint(plan):
            yield f"{item} would read otherwise than it was disclosed"

    for edits in ways:
        try:
            return verified(plan, edits, missing)
        except RefusedEdit as error:
            refused = error
    raise refused


def _owners(plan: Plan) -> list[tuple[str, dt.date | None]]:
    return [(task.owner, task.due) for kind in (INFRASTRUCTURE, CONVERSION) for task in _tasks(plan, kind)]
