"""The parts of the optional sections as frozen values that know where they stand in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.texts import Read, Text
    from poc_docs.plan.values import Money
    from poc_docs.plan.vocabulary import CreditEntry, Health, Party
    from poc_docs.text.document import Row, Section
    from poc_docs.text.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A row of Resource Alignment."""

    row: Row
    name: Text
    party: Read[Party]
    role: Text
    mail: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Who works together and how: the table and the bullets of Resource Alignment.

    Several links, or steps of an escalation, are items nested below their bullet.
    """

    contacts: tuple[Contact, ...] = ()
    channel: Text | None = None
    cadence: Text | None = None
    escalation: tuple[Text, ...] = ()
    links: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A list item ``- [ ] what -- owner, YYYY-MM-DD``; ticked, ``done YYYY-MM-DD`` may follow.

    ``done`` is None where it has no tick box, ``finished`` the day on which it was done, if it is written;
    ``group`` is the paragraph above its list. ``text`` is all but the box, ``span`` all with it.
    """

    text: Text
    what: str
    owner: str
    due: dt.date | None
    finished: dt.date | None
    done: bool | None
    group: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A weekly checkpoint: a heading of level 3 below Checkpoints, which is its date, and its bullets."""

    section: Section
    date: Read[dt.date]
    health: Read[Health] | None
    achievements: tuple[Text, ...]
    focus: tuple[Text, ...]
    blockers: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedValue:
    """A row of Metric Log: what was measured for one criterion on one day."""

    row: Row
    date: Read[dt.date]
    number: Read[int]
    value: Text
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A row of Issue Log; open while nothing stands under Closed."""

    row: Row
    id: Text
    opened: Read[dt.date]
    issue: Text
    owner: Text
    closed: Read[dt.date]

    @property
    def is_open(self) -> bool:
        """Say whether it is an issue, and not a blank row, and has no readable day on which it was closed."""
        said = self.issue.value
        return bool(said) and not is_placeholder(said) and self.closed.value is None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedDecision:
    """A row of Decision Timeline."""

    row: Row
    date: Read[dt.date]
    decision: Text
    who: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """A row of Credits."""

    row: Row
    date: Read[dt.date]
    entry: Read[CreditEntry]
    amount: Read[Money]
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CostItem:
    """A row of Cost and ROI."""

    row: Row
    item: Text
    value: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """All optional sections, in the order of the format; one that a plan has not is empty."""

    alignment: Alignment
    infrastructure: tuple[Task, ...]
    conversion: tuple[Task, ...]
    checkpoints: tuple[Checkpoint, ...]
    metric_log: tuple[LoggedValue, ...]
    issues: tuple[Issue, ...]
    decisions: tuple[DatedDecision, ...]
    credits: tuple[CreditLine, ...]
    top_up_by: Text | None
    costs: tuple[CostItem, ...]
    learnings: tuple[Text, ...]
