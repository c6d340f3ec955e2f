"""The agenda as values: where a plan is in its life, and what it needs from whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.vocabulary import Health
    from poc_docs.text.source import Span


class Phase(StrEnum):
    """The phases of a plan's life, as the agenda tells them apart."""

    PLANNING = "planning"
    RUNNING = "running"
    PAUSED = "paused"
    DECISION = "decision"
    CONVERSION = "conversion"
    CLOSED = "closed"
    UNKNOWN = "unknown"


def health_word(health: Health | None, phase: Phase) -> str:
    """Give a plan's health, or what stands in its place for one that ended or says no status."""
    if health:
        return health.value
    return "?" if phase is Phase.UNKNOWN else "Ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that a plan lacks.

    It needs people from the day ``begins`` on, always if that is None, and is due on the day ``due``, if
    there is one. ``owner`` is whose it is, as far as the plan says. ``signal`` and ``severity`` are of the
    signal that it answers.
    """

    what: str
    span: Span
    commands: tuple[str, ...]
    begins: dt.date | None = None
    due: dt.date | None = None
    owner: str = ""
    signal: str = ""
    severity: Health | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What a plan needs on a day: its phase in words, the items of now, and the next one to come."""

    phase: Phase
    stands: str
    week: int | None
    weeks: int | None
    items: tuple[Item, ...]
    later: Item | None
