"""Gaps of criteria into the table of Gaps Identified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import same_text
from poc_docs.plan.gaps import gaps_of
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import GAPS
from poc_docs.text.table_edits import insert_table
from poc_docs.text.table_source import cell_content
from poc_docs.writing.applied import RefusedEdit, refusing, verified
from poc_docs.writing.rows import row_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.model import CheckedTable, Gap, Plan
    from poc_docs.plan.vocabulary import Level
    from poc_docs.text.edits import Edit

_CRITERION = "Criterion"


@dataclass(frozen=True, slots=True)
class GapEntry:
    """What is to stand in a criterion's gap row, as Markdown; None leaves what stands there."""

    gap: str | None = None
    severity: Level | None = None
    workaround: str | None = None
    reported_to: str | None = None

    def cells(self) -> dict[str, str]:
        """Give what is said, by column."""
        severity = self.severity.value if self.severity else None
        values = (self.gap, severity, self.workaround, self.reported_to)
        columns = GAPS.required
        return {name: value for name, value in zip(columns, values, strict=True) if value is not None}


def record_gaps(plan: Plan, entries: Mapping[int, GapEntry]) -> list[Edit]:
    """Give the edits that record gaps by the number of their criterion.

    A row with the number is changed. Else the number goes into a row without one that names the same gap, or
    a row is added; the template's row of placeholders is used first. A missing column ``Criterion`` is added.
    Raises ``RefusedEdit`` for a number that is no criterion's, and for a new row that does not say the gap.
    """
    rows = {number: entries[number].cells() for number in sorted(entries)}
    for number in rows:
        if plan.criterion(number) is None:
            raise RefusedEdit(f"there is no criterion {number} in Success Criteria")
    with refusing(f"section {GAPS.heading!r}"):
        edits = _edits(plan, rows) if rows else []
    return verified(plan, edits, lambda after: _differences(after, rows))


def _edits(plan: Plan, rows: Mapping[int, dict[str, str]]) -> list[Edit]:
    table = plan.tables.get(GAPS.heading)
    required = GAPS.required
    if table is None:
        return _new_table(plan, [*required, _CRITERION], rows)
    missing = [column for column in required if column.casefold() not in table.columns]
    if missing:
        raise RefusedEdit(
            f"section {GAPS.heading!r} has no column {missing[0]!r}; add it, as in the template"
        )
    return _table_edits(plan, table, rows)


def _new_table(plan: Plan, header: list[str], rows: Mapping[int, dict[str, str]]) -> list[Edit]:
    section = plan.sections.get(GAPS.heading)
    if section is None or section.tables:
        raise RefusedEdit(
            f"the plan has no heading {GAPS.heading!r} with one table below it; add it, as in the template"
        )
    for number, cells in rows.items():
        _refuse_nameless(number, cells)
    body = [
        [{**cells, _CRITERION: str(number)}.get(column, "") for column in header]
        for number, cells in rows.items()
    ]
    return insert_table(plan.document, section, header, body)


def _table_edits(plan: Plan, table: CheckedTable, rows: Mapping[int, dict[str, str]]) -> list[Edit]:
    added = [] if _CRITERION.casefold() in table.columns else [_CRITERION]
    free = [index for index, gap in enumerate(plan.gaps) if is_example(gap)]
    cells: dict[int, dict[str, str]] = {}
    new = []
    for number, said in rows.items():
        values = {**said, _CRITERION: str(number)}
        index = _row_of(plan, number, said)
        if index is None:
            _refuse_nameless(number, said)
            if not free:
                new.append((len(plan.gaps) - 1, values))
                continue
            index = free.pop(0)
            values = {**dict.fromkeys((*GAPS.required, "Id"), ""), **values}
        cells[index] = {**cells.get(index, {}), **values}
    return row_edits(plan.document, table, cells=cells, rows=new, added=added)


def _row_of(plan: Plan, number: int, said: Mapping[str, str]) -> int | None:
    """Give the index of the row that is meant, or None where it takes a new one."""
    named = gaps_of(plan, number)
    name = said.get("Gap")
    if len(named) > 1 and name is not None:
        named = [gap for gap in named if same_text(plan, gap.gap.source, name)]
    if len(named) > 1 or (not named and gaps_of(plan, number)):
        raise RefusedEdit(
            f"criterion {number} has several rows in {GAPS.heading!r}; name one with the words of its gap, "
            "or change it in the file"
        )
    if not named and name is not None:
        named = [gap for gap in plan.gaps if _has_no_criterion(gap) and same_text(plan, gap.gap.source, name)]
    return plan.gaps.index(named[0]) if named else None


def _has_no_criterion(gap: Gap) -> bool:
    text = gap.criterion.text.value if gap.criterion else ""
    return not text or is_placeholder(text)


def _refuse_nameless(number: int, said: Mapping[str, str]) -> None:
    if not said.get("Gap"):
        raise RefusedEdit(f"criterion {number} has no gap row yet, and a new one must say what the gap is")


def is_example(gap: Gap) -> bool:
    """Say whether a row holds nothing but placeholders: the template's, which nobody filled in."""
    cells = [cell.content for cell in gap.row.cells if cell.content]
    return bool(cells) and all(is_placeholder(content) for content in cells)


def _differences(after: Plan, rows: Mapping[int, dict[str, str]]) -> Iterator[str]:
    """Give what the plan's gaps lack of ``rows``."""
    for number, values in rows.items():
        found = [_cells(gap) for gap in gaps_of(after, number)]
        wanted = {column: cell_content(value) for column, value in values.items()}
        if not any(wanted.items() <= cells.items() for cells in found):
            yield f"the gap of criterion {number} would not be read back"


def _cells(gap: Gap) -> dict[str, str]:
    columns = GAPS.required
    texts = (gap.gap, gap.severity.text, gap.workaround, gap.reported_to)
    return {column: text.source for column, text in zip(columns, texts, strict=True)}
