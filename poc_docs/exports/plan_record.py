"""A plan as one fact on each line, for git's own diff: what the layout of a table hides shows, and it alone.

Front matter and tables become lines such as ``criterion 2 target: >99.5%``; a result gets its verdict. All
other lines stay as they are, so that no change of words can go unseen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan import vocabulary as words
from poc_docs.plan.agreement import agreement, short_code
from poc_docs.plan.decision import compute_outcome, standing
from poc_docs.plan.reading import folded
from poc_docs.text.front_matter import Node, Scalar, Sequence
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
    )
}
"""What a row is called in the sections of the template, and the column that names it."""


def record_lines(plan: Plan) -> Iterator[str]:
    """Give the plan's lines; one whose front matter can't be read stays as it is."""
    document = plan.document
    line, last = 0, len(document.lines.starts)
    if document.front_matter:
        yield from _front_matter(plan)
        line = document.lines.line_of(document.front_matter.block.end)
    tables = {table.line - 1: (section, table) for section, table in document.tables if table.top_level}
    while line < last:
        found = tables.get(line)
        if found:
            yield from _table(plan, *found)
            line = document.lines.line_of(found[1].span.end) + 1
        else:
            yield document.lines.content(line).of(document.text).rstrip()
            line += 1


def _front_matter(plan: Plan) -> Iterator[str]:
    front_matter = plan.document.front_matter
    if front_matter is None:
        return
    for key, value in front_matter.root.entries:
        if isinstance(value, Sequence):
            yield from (f"{key.value}: {_flat(item)}" for item in value.items)
        else:
            yield f"{key.value}: {_flat(value)}"
    for line in front_matter.content.of(plan.document.text).split("\n"):
        if line.lstrip().startswith("#"):
            yield line.strip()
    present = agreement(plan)
    yield f"(agreement: {present.state.value}, code {short_code(present.parameters)})"
    outcome = compute_outcome(plan)
    decided = outcome.outcome or ("left to people" if outcome.by_people else "undecided")
    yield f"(computed outcome: {decided})"


def _flat(node: Node) -> str:
    if isinstance(node, Scalar):
        return fold(node.value)
    if isinstance(node, Sequence):
        return "; ".join(map(_flat, node.items))
    return ", ".join(f"{key.value} {_flat(value)}" for key, value in node.entries)


def _table(plan: Plan, section: Section, table: Table) -> Iterator[str]:
    columns = [cell.text for cell in table.header.cells]
    name, key = _ROWS.get(folded(section.heading.text), ("row", columns[0] if columns else ""))
    yield f"({name}: {', '.join(columns)})"
    at = next((i for i, column in enumerate(columns) if folded(column) == folded(key)), 0)
    for row in table.rows:
        label = f"{name} {fold(row.cells[at].text) if at < len(row.cells) else ''}".rstrip()
        yield from _row(label, columns, row, at)
        if name == "result":
            yield from _verdict(plan, label, row)


def _row(label: str, columns: list[str], row: Row, key: int) -> Iterator[str]:
    if len(row.cells) <= 1:
        yield label
    for i, cell in enumerate(row.cells):
        column = columns[i] if i < len(columns) else "cell without a column"
        if i != key and cell.content:
            yield f"{label} {column.casefold() if i < len(columns) else column}: {fold(cell.content)}"


def _verdict(plan: Plan, label: str, row: Row) -> Iterator[str]:
    result = next((result for result in plan.results if result.row == row), None)
    criterion = plan.criterion(result.number.value) if result and result.number.value else None
    if criterion:
        stands = standing(plan, criterion)
        reason = stands.remark or stands.computed.reason
        yield f"{label} verdict: {stands.verdict or 'undecided'} ({reason})"
