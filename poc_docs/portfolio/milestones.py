"""How each milestone of a plan stands on a day: what was planned beside what was done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from poc_docs.plan.running.clock import begin_date, due_date
from poc_docs.plan.texts import filled_in
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.model import Milestone
    from poc_docs.portfolio.signals.situation import Situation


class Progress(StrEnum):
    """How far a milestone is."""

    DONE = "done"
    DONE_LATE = "done late"
    LATE = "late"
    TO_COME = "to come"
    UNKNOWN = "not marked as done"
    """Its day is over, and nobody keeps an account of what is done, or the plan does not run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneOnDay:
    """A milestone with the days planned for it, the day it was done, and by how many it is or was late."""

    milestone: Milestone
    begins: dt.date | None
    due: dt.date | None
    done: dt.date | None
    progress: Progress
    days_late: int = 0

    @property
    def words(self) -> str:
        """Say how it stands."""
        if self.days_late:
            days = f"{counted(self.days_late, 'day')} late"
            return f"done {days}" if self.done else days
        return self.progress.value


def milestones_on(at: Situation) -> Iterator[MilestoneOnDay]:
    """Give every milestone that somebody filled in, in the order of the file.

    One that is marked as done on a later day is not done yet.
    """
    late = {id(milestone) for milestone, _ in at.late_milestones}
    for milestone in at.plan.milestones:
        if not filled_in(milestone.milestone):
            continue
        due = due_date(milestone, at.clock)
        done = milestone.done.value if milestone.done else None
        done = done if done and done <= at.today else None
        progress, days = _progress(at, due, done, is_late=id(milestone) in late)
        yield MilestoneOnDay(
            milestone=milestone,
            begins=begin_date(milestone, at.clock),
            due=due,
            done=done,
            progress=progress,
            days_late=days,
        )


def _progress(
    at: Situation, due: dt.date | None, done: dt.date | None, *, is_late: bool
) -> tuple[Progress, int]:
    if done:
        days = max(0, (done - due).days) if due else 0
        return (Progress.DONE_LATE if days else Progress.DONE), days
    if due and is_late:
        return Progress.LATE, -at.in_days(due)
    is_over = due is not None and due < at.today
    return (Progress.UNKNOWN if is_over or not (at.is_planning or at.is_active) else Progress.TO_COME), 0
