"""Every text of a plan that somebody fills in, by the name that messages call it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from poc_docs.plan import vocabulary as words
from poc_docs.plan.once import once_in_a_row
from poc_docs.plan.rows import column_places
from poc_docs.plan.vocabulary import Status
from poc_docs.text.inline import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import CheckedTable, Plan
    from poc_docs.plan.texts import Text
    from poc_docs.text.document import Row

FRONT_MATTER = "front matter"
CHECKPOINT_DAY = "Checkpoint"
"""The column of the entry that is the heading of a checkpoint."""

_OPTIONAL = frozenset(section.heading for section in words.OPTIONAL)
_AFTERWARDS = {words.RESULTS.heading, words.GAPS.heading, words.DECISION.heading}


class Entry(NamedTuple):
    """A text, the section it stands in, its column, label or key there, and how messages call it."""

    section: str
    column: str
    name: str | RowOfSection
    text: Text

    @property
    def what(self) -> str:
        """Give what messages call the text; of a cell it is put together only now, as most need no name."""
        return self.name if isinstance(self.name, str) else f"{self.column.lower()} {self.name.shown()}"


class RowOfSection(NamedTuple):
    """A row of a section's table, and its number there."""

    section: words.SectionFormat
    table: CheckedTable
    row: Row
    number: int

    def shown(self) -> str:
        """Give what messages call the row."""
        cell = self.table.cell(self.row, "Id") if self.section is words.ISSUE_LOG else None
        if cell and cell.text:
            return f"of issue {fold(cell.text)[:20]}"
        cell = self.table.cell(self.row, "#")
        if not cell or not cell.text:
            return f"in row {self.number} of {self.section.heading!r}"
        name = f"of criterion {fold(cell.text)[:20]}"
        return name if self.section is words.CRITERIA else f"{name} in {self.section.heading!r}"


_entry = partial(tuple.__new__, Entry)  # as ``quick_span``


def is_due(plan: Plan, section: str) -> bool:
    """Say whether a section must be filled in: from Active on; if written afterwards, from Complete on.

    An optional section need never be.
    """
    return is_due_at(plan.status, section)


def is_due_at(status: Status | None, section: str) -> bool:
    """Say whether a section must be filled in by a plan of this status."""
    if section in _OPTIONAL:
        return False
    if section in _AFTERWARDS:
        return status is Status.COMPLETE
    return status is Status.ACTIVE or status is Status.COMPLETE


@once_in_a_row
def entries(plan: Plan) -> tuple[Entry, ...]:
    """Give the entries of front matter, overview, tables, setup steps, decision and optional sections."""
    return tuple(_entries(plan))


@once_in_a_row
def entries_by_place(plan: Plan) -> dict[tuple[str, str], list[Entry]]:
    """Give the entries by section and column, for rules that look at few of these."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries(plan):
        found.setdefault(entry[:2], []).append(entry)
    return found


def _entries(plan: Plan) -> Iterator[Entry]:
    yield from front_matter_entries(plan)
    yield from _overview(plan)
    for section in (*words.TEMPLATE, *words.OPTIONAL):
        if section.table and section.heading in plan.tables:
            yield from _table(section, plan.tables[section.heading])
    for number, step in enumerate(plan.setup_steps, 1):
        yield Entry(words.SETUP_STEPS.heading, "", f"setup step {number}", step.text)
    yield from _decision(plan)
    yield from _lists(plan)
    yield from _checkpoints(plan)


def front_matter_entries(plan: Plan) -> Iterator[Entry]:
    """Give the texts of the front matter."""
    metadata = plan.metadata
    if metadata is None:
        return
    texts = {
        "title": metadata.title,
        "prospect": metadata.prospect,
        "sales_engineer": metadata.sales_engineer,
        "opportunity": metadata.opportunity,
        "date": metadata.date.text if metadata.date else None,
    }
    for key, text in texts.items():
        if text is not None:
            yield Entry(FRONT_MATTER, key, f"key {key!r}", text)


def _overview(plan: Plan) -> Iterator[Entry]:
    overview = plan.overview
    texts = (
        overview.objective,
        overview.scope,
        overview.duration.text if overview.duration else None,
        overview.decision_date.text if overview.decision_date else None,
        overview.decision_maker,
    )
    for label, text in zip((*words.OVERVIEW_LABELS, words.DECISION_MAKER), texts, strict=True):
        if text is not None:
            yield Entry(words.OVERVIEW.heading, label, label, text)


def _table(section: words.SectionFormat, table: CheckedTable) -> Iterator[Entry]:
    width = len(table.columns)
    places = [(column, at) for column, at in column_places(table, section).items() if column != "#"]
    heading = section.heading
    for number, (row, texts) in enumerate(zip(table.table.rows, table.texts, strict=True), 1):
        if len(texts) != width:
            continue  # its cells stand under the wrong headers, which is a finding of its own
        name = RowOfSection(section, table, row, number)
        yield from [_entry((heading, column, name, texts[at])) for column, at in places]


def _decision(plan: Plan) -> Iterator[Entry]:
    decision = plan.decision
    texts = (
        decision.outcome.text if decision.outcome else None,
        decision.decided_on.text if decision.decided_on else None,
        decision.reason,
        decision.feedback,
    )
    for label, text in zip(words.DECISION_LABELS, texts, strict=True):
        if text is not None:
            yield Entry(words.DECISION.heading, label, f"{label!r} of the decision", text)


def _lists(plan: Plan) -> Iterator[Entry]:
    """Give the bullets, tasks and learnings of the optional sections."""
    running, alignment = plan.running, plan.running.alignment
    bullets = {"Channel": alignment.channel, "Cadence": alignment.cadence}
    said = [(label, text) for label, text in bullets.items() if text]
    said += [("Escalation", text) for text in alignment.escalation]
    said += [("Links", text) for text in alignment.links]
    yield from (Entry(words.RESOURCES.heading, label, label, text) for label, text in said)
    if running.top_up_by:
        label = words.CREDIT_LABELS[0]
        yield Entry(words.CREDITS.heading, label, label, running.top_up_by)
    for section, tasks in (
        (words.INFRASTRUCTURE, running.infrastructure),
        (words.CONVERSION, running.conversion),
    ):
        for number, task in enumerate(tasks, 1):
            yield Entry(section.heading, "", f"item {number} of {section.heading!r}", task.text)
    for number, text in enumerate(running.learnings, 1):
        yield Entry(words.LEARNINGS.heading, "", f"item {number} of {words.LEARNINGS.heading!r}", text)


def _checkpoints(plan: Plan) -> Iterator[Entry]:
    section = words.CHECKPOINTS.heading
    for checkpoint in plan.running.checkpoints:
        day = checkpoint.date.text
        where = f"of the checkpoint {day.value[:20]!r}"
        yield Entry(section, CHECKPOINT_DAY, "the heading of a checkpoint", day)
        health = (checkpoint.health.text,) if checkpoint.health else ()
        said = zip(
            words.CHECKPOINT_LABELS,
            (health, checkpoint.achievements, checkpoint.focus, checkpoint.blockers),
            strict=True,
        )
        for label, texts in said:
            yield from (Entry(section, label, f"{label} {where}", text) for text in texts)
