"""A plan as one fact on each line, for git's own diff: what the layout of a table hides shows, and it alone.

Front matter and tables become lines such as ``criterion 2 target: >99.5%``; a result gets its verdict. All
other lines stay as they are, so that no change of words can go unseen. What stands beside the signed texts in
their sections is marked as not signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan import vocabulary as words
from poc_docs.plan.agreement.fingerprints import short_code
from poc_docs.plan.agreement.state import agreement
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.layout import folded
from poc_docs.plan.other_texts import PartKind, flat_value, other_texts
from poc_docs.plan.standings import standing
from poc_docs.text.front_matter import Sequence
from poc_docs.text.inline import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.text.document import Row, Section, Table

_ROWS = {
    folded(section.heading): (name, column)
    for section, name, column in (
        (words.CRITERIA, "criterion", "#"),
        (words.ENVIRONMENT, "environment", "Component"),
        (words.TIMELINE, "milestone", "Milestone"),
        (words.RISKS, "risk", "Risk"),
        (words.FRAMEWORK, "outcome", "Outcome"),
        (words.RESULTS, "result", "#"),
        (words.GAPS, "gap", "Gap"),
        (words.RESOURCES, "contact", "Name"),
        (words.METRIC_LOG, "logged", "Date"),
        (words.ISSUE_LOG, "issue", "Id"),
        (words.DECISION_TIMELINE, "decision", "Date"),
        (words.CREDITS, "credits", "Date"),
        (words.COST_AND_ROI, "cost item", "Item"),
    )
}
"""What a row is called in the sections of the format, and the column that names it."""

_OPTIONAL = {folded(section.heading): section.heading for section in words.OPTIONAL}

_SIGNED_COLUMNS = {
    folded(section.heading): {folded(name) for name in (*section.table.required, *section.table.optional)}
    for section in (words.CRITERIA, words.FRAMEWORK)
    if section.table
}
_NOT_SIGNED = "(not signed)"


def record_lines(plan: Plan) -> Iterator[str]:
    """Give the plan's lines; one whose front matter can't be read stays as it is."""
    document = plan.document
    line, last = 0, len(document.lines.starts)
    if document.front_matter:
        yield from _front_matter(plan)
        line = document.lines.line_of(document.front_matter.block.end)
    tables = {table.line - 1: (section, table) for section, table in document.tables if table.top_level}
    unsigned = _unsigned_lines(plan)
    while line < last:
        found = tables.get(line)
        if found:
            yield from _table(plan, *found, extra=line in unsigned)
            line = document.lines.line_of(found[1].span.end) + 1
        else:
            content = document.lines.content(line).of(document.text).rstrip()
            yield f"{_NOT_SIGNED} {content}" if content and line in unsigned else content
            line += 1


def _unsigned_lines(plan: Plan) -> set[int]:
    """Give the lines of what stands beside the signed texts, but for cells in rows of theirs."""
    line_of = plan.document.lines.line_of
    return {
        line
        for part, texts in other_texts(plan).items()
        if part.kind is PartKind.SIGNED
        for text in texts
        if text and not text.column
        for line in range(line_of(text.span.start), line_of(text.span.end) + 1)
    }


def _front_matter(plan: Plan) -> Iterator[str]:
    front_matter = plan.document.front_matter
    if front_matter is None:
        return
    for key, value in front_matter.root.entries:
        if isinstance(value, Sequence):
            yield from (f"{key.value}: {flat_value(item)}" for item in value.items)
        else:
            yield f"{key.value}: {flat_value(value)}"
    for line in front_matter.content.of(plan.document.text).split("\n"):
        if line.lstrip().startswith("#"):
            yield line.strip()
    present = agreement(plan)
    yield f"(agreement: {present.state.value}, code {short_code(present.parameters)})"
    outcome = compute_outcome(plan)
    decided = outcome.outcome or ("left to people" if outcome.by_people else "undecided")
    yield f"(computed outcome: {decided})"


def _table(plan: Plan, section: Section, table: Table, *, extra: bool) -> Iterator[str]:
    """Give the lines of a table; an ``extra`` one stands in a section with signed texts and is not signed."""
    columns = [cell.text for cell in table.header.cells]
    heading = folded(section.heading.text)
    known = not extra and (heading not in _OPTIONAL or _is_of_plan(plan, heading, table))
    name, key = _ROWS.get(heading if known else "", ("row", columns[0] if columns else ""))
    yield f"{f'{_NOT_SIGNED} ' if extra else ''}({name}: {', '.join(columns)})"
    at = next((i for i, column in enumerate(columns) if folded(column) == folded(key)), 0)
    signed = _SIGNED_COLUMNS.get(heading)
    for row in table.rows:
        label = f"{name} {fold(row.cells[at].text) if at < len(row.cells) else ''}".rstrip()
        if key == "Date":
            yield _entry(label, columns, row, at)
            continue
        for column, line in _row(label, columns, row, at):
            is_other = extra or (signed is not None and folded(column) not in signed)
            yield f"{_NOT_SIGNED} {line}" if is_other else line
        if name == "result":
            yield from _verdict(plan, label, row)


def _is_of_plan(plan: Plan, heading: str, table: Table) -> bool:
    checked = plan.tables.get(_OPTIONAL[heading])
    return checked is not None and checked.table is table


def _entry(label: str, columns: list[str], row: Row, key: int) -> str:
    """Give a row of a log in one line: days repeat, and a line for each cell would not say of which row."""
    return ", ".join([label, *(cell.removeprefix(f"{label} ") for _, cell in _row(label, columns, row, key))])


def _row(label: str, columns: list[str], row: Row, key: int) -> Iterator[tuple[str, str]]:
    """Give a line for each cell, with the column that it stands in."""
    if len(row.cells) <= 1:
        yield columns[key] if key < len(columns) else "", label
    for i, cell in enumerate(row.cells):
        column = columns[i] if i < len(columns) else "cell without a column"
        if i != key and cell.content:
            yield column, f"{label} {column.casefold() if i < len(columns) else column}: {fold(cell.content)}"


def _verdict(plan: Plan, label: str, row: Row) -> Iterator[str]:
    result = next((result for result in plan.results if result.row == row), None)
    criterion = plan.criterion(result.number.value) if result and result.number.value else None
    if criterion:
        stands = standing(plan, criterion)
        reason = stands.remark or stands.computed.reason
        yield f"{label} verdict: {stands.verdict or 'undecided'} ({reason})"
