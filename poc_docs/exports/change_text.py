"""What changed between versions of plans, for reading on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.exports.change_json import missing_signatures, plan_name
from poc_docs.exports.excerpts import with_excerpts
from poc_docs.plan.plan_change import ChangeKind
from poc_docs.portfolio.story import plan_state
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.exports.change_json import Difference
    from poc_docs.plan.plan_change import PlanChange
    from poc_docs.portfolio.story import Story

_STORY = frozenset(
    {
        ChangeKind.CREATED,
        ChangeKind.REMOVED,
        ChangeKind.MOVED,
        ChangeKind.FAULT,
        ChangeKind.STATUS,
        ChangeKind.SIGNATURE,
        ChangeKind.STARTED,
        ChangeKind.AMENDMENT,
        ChangeKind.ENDING,
        ChangeKind.PAUSE,
        ChangeKind.RESULT,
        ChangeKind.DECISION,
        ChangeKind.OUTCOME,
        ChangeKind.CHECKPOINT,
        ChangeKind.DATED_DECISION,
    }
)


def difference_lines(differences: Sequence[Difference]) -> Iterator[str]:
    """Give a short list for each changed plan, with what it still lacks."""
    if not differences:
        yield "No plan changed."
    for number, difference in enumerate(differences):
        if number:
            yield ""
        compared = difference.compared
        about = " · ".join(text for text in (plan_name(compared.plan), plan_state(compared.plan)) if text)
        yield compared.path
        yield from ([f"  {about}"] if about else [])
        yield from (f"  - {sentence(change)}" for change in compared.changes)
        yield from _lacks(difference)


def _lacks(difference: Difference) -> Iterator[str]:
    if difference.commands:
        missing = " and ".join(missing_signatures(difference))
        yield f"  missing: signature of the {missing}" if missing else "  missing:"
        yield from (f"    {command}" for command in difference.commands)


def story_lines(story: Story, *, whole: bool) -> Iterator[str]:
    """Give a plan's story, oldest step first; ``whole`` names every change, not only the story's own."""
    if story.cut:
        yield "Earlier history is not in this shallow clone; 'git fetch --unshallow' brings it."
    for step in story.steps:
        if step.commit:
            yield f"{step.date[:10]}  {step.short}  {step.author}: {step.subject}"
        else:
            yield "not committed yet"
        told = [change for change in step.changes if whole or is_told(change)]
        yield from (f"    {sentence(change)}" for change in told)
        further = len(step.changes) - len(told)
        if further:
            yield f"    {'and ' if told else ''}{counted(further, 'other change')}"


def is_told(change: PlanChange) -> bool:
    """Say whether a change is part of a plan's story, and not one of the small ones on the way."""
    moved = change.where == "Decision date" and change.before is not None
    sold = change.where == "business outcome"
    return change.kind in _STORY or change.consequence is not None or moved or sold


def sentence(change: PlanChange) -> str:
    """Give a change in words; only what nobody signed is shortened."""
    return (with_excerpts(change) if change.kind is ChangeKind.UNSIGNED else change).sentence
