"""Measured results into the Results table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import same_text
from poc_docs.plan.standings import human_verdict, judge_criterion
from poc_docs.plan.texts import Text
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import RESULTS
from poc_docs.text.table_edits import HEADER, insert_table
from poc_docs.text.table_source import cell_content
from poc_docs.writing.applied import RefusedEdit, refusing, verified
from poc_docs.writing.rows import row_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.plan.model import CheckedTable, Criterion, Plan, Result
    from poc_docs.plan.vocabulary import Verdict
    from poc_docs.text.document import Section
    from poc_docs.text.edits import Edit

_ADDED_WHEN_NEEDED = ("Evidence", "Note")


@dataclass(frozen=True, slots=True)
class Recording:
    """What is to stand in a criterion's row of Results, as Markdown; an empty ``result`` clears it.

    ``status`` None stands for the verdict that the judge gives; ``note`` and ``evidence`` None stay, but
    for a note with a person's verdict on another result, which goes.
    """

    result: str
    status: Verdict | None = None
    note: str | None = None
    evidence: str | None = None


def record_results(plan: Plan, recordings: Mapping[int, Recording]) -> list[Edit]:
    """Give the edits that record results by criterion number.

    A missing row is added in the order of the numbers, with the criterion's own words; the template's row of
    placeholders is used first. Where the judge gives no verdict, the Status is empty, unless a person settled
    it and the result stays the same. Raises ``RefusedEdit`` for a number that is no criterion's.
    """
    with refusing(f"section {RESULTS.heading!r}"):
        rows = {number: _values(plan, number, recordings[number]) for number in sorted(recordings)}
        edits = _edits(plan, rows)
    return verified(plan, edits, lambda after: _differences(after, rows))


def _values(plan: Plan, number: int, recording: Recording) -> dict[str, str]:
    """Give what a row is to hold, by column; a column that is to stay as it is, is absent."""
    criterion = _criterion(plan, number)
    values = {
        "#": str(number),
        "Criterion": criterion.text.source,
        "Result": recording.result,
        "Target": criterion.target.source,
        "Status": _status(plan, criterion, recording),
    }
    note = recording.note
    row = plan.result(number)
    if note is None and row and human_verdict(row) and row.result.source != cell_content(recording.result):
        note = ""  # what a person said of another result
    optional = {"Evidence": recording.evidence, "Note": note}
    return values | {column: value for column, value in optional.items() if value is not None}


def _criterion(plan: Plan, number: int) -> Criterion:
    found = [criterion for criterion in plan.criteria if criterion.number.value == number]
    if len(found) == 1:
        return found[0]
    known = ", ".join(str(c.number.value) for c in plan.criteria if c.number.value) or "none"
    what = f"criterion {number} stands twice" if found else f"there is no criterion {number}"
    raise RefusedEdit(f"{what} in Success Criteria (there: {known})")


def _status(plan: Plan, criterion: Criterion, recording: Recording) -> str:
    if recording.status is not None:
        return recording.status.value
    row = plan.result(criterion.number.value or 0)
    if row and recording.note is not None:
        note = cell_content(recording.note)
        row = replace(row, note=Text(plan.document.plain(note), note, row.row.span))
    if row and row.result.source == cell_content(recording.result) and human_verdict(row):
        return row.status.text.source
    verdict = judge_criterion(criterion, plan.document.plain(cell_content(recording.result))).verdict
    return verdict.value if verdict else ""


def _edits(plan: Plan, rows: Mapping[int, dict[str, str]]) -> list[Edit]:
    table = plan.tables.get(RESULTS.heading)
    if table is None:
        return _new_table(plan, _section_without_table(plan), rows)
    required = RESULTS.required
    missing = [column for column in required if column.casefold() not in table.columns]
    if missing:
        raise RefusedEdit(
            f"section {RESULTS.heading!r} has no column {missing[0]!r}; add it, as in the template"
        )
    return _table_edits(plan, table, rows)


def _section_without_table(plan: Plan) -> Section:
    section = plan.sections.get(RESULTS.heading)
    if section is None or section.tables:
        reason = (
            plan.ambiguous[0].message if plan.ambiguous else "there is no such heading with one table below"
        )
        raise RefusedEdit(f"section {RESULTS.heading!r} cannot be used: {reason}")
    return section


def _new_table(plan: Plan, section: Section, rows: Mapping[int, dict[str, str]]) -> list[Edit]:
    if not rows:
        return []
    header = [*RESULTS.required, *_needed(rows, ())]
    body = [[values.get(column, "") for column in header] for values in rows.values()]
    return insert_table(plan.document, section, header, body)


def _needed(rows: Mapping[int, dict[str, str]], columns: Sequence[str]) -> list[str]:
    return [
        column
        for column in _ADDED_WHEN_NEEDED
        if column.casefold() not in columns and any(values.get(column) for values in rows.values())
    ]


def _table_edits(plan: Plan, table: CheckedTable, rows: Mapping[int, dict[str, str]]) -> list[Edit]:
    added = _needed(rows, table.columns)
    taken = _rows_for(plan, rows)
    numbers = [taken.get(i) or result.number.value for i, result in enumerate(plan.results)]
    cells = {
        index: {
            column: value
            for column, value in rows[number].items()
            if not _stays(plan, plan.results[index], column, value)
        }
        for index, number in taken.items()
    }
    new = [(row_above(numbers, number), rows[number]) for number in sorted(rows.keys() - taken.values())]
    return row_edits(plan.document, table, cells=cells, rows=new, added=added)


def _rows_for(plan: Plan, rows: Mapping[int, dict[str, str]]) -> dict[int, int]:
    """Give the number that each row, by index, is to be written for."""
    taken: dict[int, int] = {}
    for number in rows:
        found = [i for i, result in enumerate(plan.results) if result.number.value == number]
        if len(found) > 1:
            raise RefusedEdit(
                f"criterion {number} stands twice in {RESULTS.heading!r}; delete one of the two rows"
            )
        taken.update(dict.fromkeys(found, number))
    free = [i for i, result in enumerate(plan.results) if i not in taken and is_template_row(result)]
    missing = [number for number in rows if number not in taken.values()]
    return taken | dict(zip(free, missing, strict=False))


def is_template_row(result: Result) -> bool:
    return is_placeholder(result.criterion.value) and is_placeholder(result.result.value)


def row_above(numbers: Sequence[int | None], number: int) -> int:
    """Give the index of the row below which ``number`` belongs."""
    later = [i for i, other in enumerate(numbers) if other is not None and other > number]
    return later[0] - 1 if later else len(numbers) - 1 if numbers else HEADER


def _stays(plan: Plan, result: Result, column: str, value: str) -> bool:
    """Say whether a copy of the criterion's words reads the same already."""
    present = {"Criterion": result.criterion, "Target": result.target}.get(column)
    return present is not None and same_text(plan, present.source, value)


def _differences(plan: Plan, rows: Mapping[int, dict[str, str]]) -> Iterator[str]:
    """Give what the plan's Results lack of ``rows``."""
    counted = Counter(result.number.value for result in plan.results)
    for number, values in rows.items():
        result = plan.result(number)
        if result is None or counted[number] != 1:
            yield f"criterion {number} would not have one row in {RESULTS.heading!r}"
            continue
        written = {
            "Criterion": result.criterion,
            "Result": result.result,
            "Target": result.target,
            "Status": result.status.text,
            "Evidence": result.evidence,
            "Note": result.note,
        }
        for column, text in written.items():
            found, wanted = "" if text is None else text.source, values.get(column)
            # What stays may hold what can't be written into a cell.
            if (
                wanted is not None
                and not _stays(plan, result, column, wanted)
                and found != cell_content(wanted)
            ):
                yield f"{column} of criterion {number} would read {found!r}, not {wanted!r}"
