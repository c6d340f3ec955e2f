"""Ready criteria into a plan: a row each in Success Criteria, and in Results where those are written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import CRITERIA, RESULTS
from poc_docs.text.edits import Edit
from poc_docs.text.table_source import cell_content
from poc_docs.writing.applied import RefusedEdit, refusing, rewritten, verified
from poc_docs.writing.results import is_template_row, row_above
from poc_docs.writing.rows import row_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.plan.library import ReadyCriterion
    from poc_docs.plan.model import CheckedTable, Criterion, Plan

_TARGET = "[Target]"
"""The template's placeholder for the copy of a target in Results."""

_ADDED_WHEN_NEEDED = ("Baseline", "Partial")


def add_criteria(plan: Plan, ready: Sequence[ReadyCriterion]) -> list[Edit]:
    """Give the edits that write ready criteria below the others, each with the next free ``#``.

    Rows that are still the template's blanks are used first. A blank of a ready criterion stays a blank.
    Results get a row each if rows of other criteria stand there. Raises ``RefusedEdit`` for a criterion that
    the plan has already.
    """
    table = plan.tables.get(CRITERIA.heading)
    required = CRITERIA.required
    if table is None or not {column.casefold() for column in required} <= set(table.columns):
        raise RefusedEdit(
            f"section {CRITERIA.heading!r} must have its table, with all columns of the template"
        )
    _refuse_what_cannot_be_taken(plan, ready)
    taken = _blank_rows(plan)[: len(ready)]
    numbers = [number for _, number in taken]
    numbers += [_next_number(plan) + offset for offset in range(len(ready) - len(taken))]
    rows = {number: _values(number, each) for number, each in zip(numbers, ready, strict=True)}
    with refusing(f"section {CRITERIA.heading!r}"):
        edits = [*_criteria_edits(plan, table, rows, dict(taken)), *_results_edits(plan, rows)]
    return verified(plan, edits, lambda after: _differences(plan, after, rows))


def with_only_criteria(plan: Plan, ready: Sequence[ReadyCriterion]) -> Plan:
    """Give a new plan with ready criteria in place of all the template's blank rows."""
    after = rewritten(plan, add_criteria(plan, ready))
    blank = {index for index, _ in _blank_rows(after)}
    if len(blank) == len(after.criteria):
        return after
    lines = after.document.lines
    edits = []
    for index in sorted(blank):
        line = lines.line_of(after.criteria[index].row.span.start)
        edits.append(Edit(lines.start(line), lines.start(line + 1), ""))
    left = [each.text.value for index, each in enumerate(after.criteria) if index not in blank]
    return rewritten(after, edits, lambda cleared: _not_left(cleared, left))


def _not_left(plan: Plan, names: Sequence[str]) -> Iterator[str]:
    if [criterion.text.value for criterion in plan.criteria] != names:
        yield f"the criteria would not be {', '.join(names)}"


def _refuse_what_cannot_be_taken(plan: Plan, ready: Sequence[ReadyCriterion]) -> None:
    known = {folded(each.text.value): f"criterion {each.number.text.value}" for each in plan.criteria}
    for each in ready:
        name = folded(each.name)
        if name in known:
            raise RefusedEdit(f"{known[name]} is {each.name!r} already")
        known[name] = "another of the criteria to add"
        for text in each.texts():
            if plan.document.plain(text.source) != text.value:
                raise RefusedEdit(
                    f"{text.source!r} of {each.origin} would read otherwise in the plan; "
                    "write a link as [text](address) there"
                )


def _blank_rows(plan: Plan) -> list[tuple[int, int]]:
    """Give index and number of each row that is still the template's."""
    return [
        (index, each.number.value)
        for index, each in enumerate(plan.criteria)
        if each.number.value is not None and _is_blank(each)
    ]


def _is_blank(criterion: Criterion) -> bool:
    return all(is_placeholder(t.value) for t in (criterion.text, criterion.measurement, criterion.target))


def _next_number(plan: Plan) -> int:
    """Give the first number above all that stand anywhere in the plan."""
    used = [each.number.value for each in plan.criteria]
    used += [each.number.value for each in plan.results if not is_template_row(each)]
    used += [each.criterion.value for each in plan.gaps if each.criterion]
    return max((number for number in used if number), default=0) + 1


def _values(number: int, ready: ReadyCriterion) -> dict[str, str]:
    """Give what the row is to hold, by column."""
    each = ready.criterion
    return {
        "#": str(number),
        "Criterion": each.text.source,
        "Measurement": each.measurement.source,
        "Target": each.target.source,
        "Weight": each.weight.text.source,
        "Baseline": each.baseline.source if each.baseline else "",
        "Partial": each.partial.source if each.partial else "",
        "Kind": each.kind.text.source if each.kind else "",
    }


def _criteria_edits(
    plan: Plan, table: CheckedTable, rows: Mapping[int, Mapping[str, str]], taken: Mapping[int, int]
) -> list[Edit]:
    """Give the edits of Success Criteria; ``taken`` are the numbers of rows to be written over, by index."""
    added = [
        column
        for column in _ADDED_WHEN_NEEDED
        if column.casefold() not in table.columns and any(values[column] for values in rows.values())
    ]
    cells = {
        index: {column: value for column, value in rows[number].items() if column != "#"}
        for index, number in taken.items()
    }
    last = len(table.table.rows) - 1
    new = [(last, values) for number, values in rows.items() if number not in taken.values()]
    return row_edits(plan.document, table, cells=cells, rows=new, added=added)


def _results_edits(plan: Plan, rows: Mapping[int, Mapping[str, str]]) -> list[Edit]:
    table = plan.tables.get(RESULTS.heading)
    written = {result.number.value for result in plan.results if not is_template_row(result)}
    if table is None or not written:
        return []
    numbers = [result.number.value for result in plan.results]
    new = [
        (row_above(numbers, number), _copies(values))
        for number, values in rows.items()
        if number not in written
    ]
    return row_edits(plan.document, table, rows=new)


def _copies(values: Mapping[str, str]) -> dict[str, str]:
    """Give a row of Results without a result; the copy of a target that is a blank would grow old."""
    target = _TARGET if is_placeholder(values["Target"]) else values["Target"]
    return {"#": values["#"], "Criterion": values["Criterion"], "Target": target}


def _differences(before: Plan, after: Plan, rows: Mapping[int, Mapping[str, str]]) -> Iterator[str]:
    for number, values in rows.items():
        found = after.criterion(number)
        if found is None:
            yield f"criterion {number} would not stand in {CRITERIA.heading!r}"
            continue
        texts = {"Criterion": found.text, "Measurement": found.measurement, "Target": found.target}
        for column, text in texts.items():
            if text.source != cell_content(values[column]):
                yield f"{column} of criterion {number} would read {text.source!r}"
    if len(after.criteria) != len(before.criteria) + sum(before.criterion(number) is None for number in rows):
        yield "the other criteria would not stay"
